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

} // namespace assay::test
