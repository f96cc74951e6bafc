// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/path.h"

#include <cstdint>

namespace assay
{

namespace
{

// How many bytes of a well-formed UTF-8 sequence start at `at`? 0 where none does (RFC 3629: no overlongs, no
// surrogates).
std::size_t sequenceLength(std::string_view text, std::size_t at)
{
    const auto byte
        = [&](std::size_t i) { return i < text.size() ? static_cast<std::uint8_t>(text[i]) : std::uint8_t { 0 }; };
    const auto isTail = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const std::uint8_t first = byte(at);
    const std::uint8_t second = byte(at + 1);
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first <= 0xDF)
        return isTail(at + 1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const bool overlong = first == 0xE0 && second < 0xA0;
        const bool surrogate = first == 0xED && second > 0x9F;
        return !overlong && !surrogate && isTail(at + 1) && isTail(at + 2) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const bool outside = (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F);
        return !outside && isTail(at + 1) && isTail(at + 2) && isTail(at + 3) ? 4 : 0;
    }
    return 0;
}

} // namespace

std::string sanitizedUtf8(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = sequenceLength(text, i);
        if (length == 0) {
            out += "\xEF\xBF\xBD";
            ++i;
            continue;
        }
        const auto first = static_cast<std::uint8_t>(text[i]);
        const bool control
            = length == 1 && (first < 0x20 || first == 0x7F) && first != '\t' && first != '\n' && first != '\r';
        if (!control)
            out.append(text.substr(i, length));
        i += length;
    }
    return out;
}

std::string toUtf8(const std::filesystem::path& path)
{
    const std::u8string text = path.generic_u8string();
    return sanitizedUtf8(std::string_view(reinterpret_cast<const char*>(text.data()), text.size()));
}

std::filesystem::path fromUtf8(std::string_view text)
{
    return std::filesystem::path(std::u8string(reinterpret_cast<const char8_t*>(text.data()), text.size()));
}

} // namespace assay
