// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/digest.h"

#include "core/base/invariant.h"

#include <array>
#include <openssl/evp.h>
#include <string_view>
#include <xxhash.h>

namespace assay
{

namespace
{

struct EvpDeleter {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

struct XxhashDeleter {
    void operator()(XXH64_state_t* state) const { XXH64_freeState(state); }
};

} // namespace

std::string hex(std::span<const unsigned char> bytes)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const unsigned char byte : bytes) {
        text += digits[byte >> 4U];
        text += digits[byte & 0xFU];
    }
    return text;
}

struct Digest::State {
    std::unique_ptr<EVP_MD_CTX, EvpDeleter> evp {}; // one of the two
    std::unique_ptr<XXH64_state_t, XxhashDeleter> xxh64 {};
};

Digest::Digest(Kind kind)
    : m_state(std::make_unique<State>())
{
    if (kind == Kind::xxh64) {
        m_state->xxh64.reset(XXH64_createState());
        require(m_state->xxh64 && XXH64_reset(m_state->xxh64.get(), 0) == XXH_OK, "a hash could not be started");
        return;
    }
    m_state->evp.reset(EVP_MD_CTX_new());
    require(m_state->evp && EVP_DigestInit_ex(m_state->evp.get(), EVP_sha256(), nullptr) == 1,
        "a digest could not be started");
}

Digest::Digest(Digest&&) noexcept = default;
Digest& Digest::operator=(Digest&&) noexcept = default;
Digest::~Digest() = default;

void Digest::update(std::span<const std::byte> bytes)
{
    const bool updated = m_state->xxh64 ? XXH64_update(m_state->xxh64.get(), bytes.data(), bytes.size()) == XXH_OK
                                        : EVP_DigestUpdate(m_state->evp.get(), bytes.data(), bytes.size()) == 1;
    require(updated, "a digest could not be continued");
}

std::string Digest::finish()
{
    if (m_state->xxh64) {
        XXH64_canonical_t canonical {};
        XXH64_canonicalFromHash(&canonical, XXH64_digest(m_state->xxh64.get()));
        return hex(canonical.digest);
    }
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes {};
    unsigned count = 0;
    require(EVP_DigestFinal_ex(m_state->evp.get(), bytes.data(), &count) == 1, "a digest could not be finished");
    return hex(std::span(bytes).first(count));
}

} // namespace assay
