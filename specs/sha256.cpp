// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/sha256.h"

#include "core/base/invariant.h"

#include <array>
#include <openssl/evp.h>

namespace assay
{

std::string sha256Hex(std::string_view bytes)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest {};
    unsigned int length = 0;
    const int done = EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr);
    require(done == 1, "the system's OpenSSL cannot compute SHA-256");
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    for (unsigned int i = 0; i < length; ++i) {
        hex += digits[digest.at(i) >> 4U];
        hex += digits[digest.at(i) & 15U];
    }
    return hex;
}

} // namespace assay
