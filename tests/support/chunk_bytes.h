// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace assay::test
{

/// `bytes` bytes of a number.
inline std::string number(std::uint64_t value, int bytes, bool big = false)
{
    std::string text;
    for (int i = 0; i < bytes; ++i)
        text += static_cast<char>(value >> (8 * (big ? bytes - 1 - i : i)) & 0xFF);
    return text;
}

/// A chunk of RIFF (or, big-endian, AIFF) with its pad byte.
inline std::string chunk(const std::string& id, const std::string& bytes, bool big = false)
{
    return id + number(bytes.size(), 4, big) + bytes + std::string(bytes.size() % 2, '\0');
}

/// What a whole file is in: "RIFF" and the size of what follows.
inline std::string outer(const std::string& id, const std::string& content, bool big = false)
{
    return id + number(content.size(), 4, big) + content;
}

/// `bytes` with a part replaced, as long as before.
inline std::string with(std::string bytes, std::size_t at, const std::string& replacement)
{
    return bytes.replace(at, replacement.size(), replacement);
}

/// The check sums of FLAC bit by bit, as RFC 9639 9.1.8 and 9.3 define them.
inline std::string checkSum(const std::string& bytes, unsigned width, unsigned polynomial)
{
    unsigned sum = 0;
    for (const char byte : bytes) {
        for (int bit = 7; bit >= 0; --bit) {
            const unsigned in = static_cast<unsigned>(byte) >> bit & 1U;
            const unsigned out = sum >> (width - 1) & 1U;
            sum = (sum << 1U ^ ((in ^ out) != 0 ? polynomial : 0U)) & ((1U << width) - 1);
        }
    }
    return number(sum, static_cast<int>(width / 8), true);
}

} // namespace assay::test
