// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/text.h"

#include "core/base/path.h"

namespace assay
{

namespace
{

constexpr std::string_view whiteSpace = " \t\r\n\v\f";

// RFC 3629. A lone surrogate comes out as a sequence that `sanitizedUtf8` replaces.
void appendUtf8(std::string& text, std::uint64_t code)
{
    const auto tail = [&](unsigned shift) { text += static_cast<char>(0x80U | (code >> shift & 0x3FU)); };
    if (code < 0x80) {
        text += static_cast<char>(code);
    } else if (code < 0x800) {
        text += static_cast<char>(0xC0U | code >> 6U);
        tail(0);
    } else if (code < 0x10000) {
        text += static_cast<char>(0xE0U | code >> 12U);
        tail(6);
        tail(0);
    } else {
        text += static_cast<char>(0xF0U | code >> 18U);
        tail(12);
        tail(6);
        tail(0);
    }
}

std::string fromLatin1(std::string_view bytes)
{
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const char c : bytes)
        appendUtf8(text, static_cast<std::uint8_t>(c));
    return text;
}

} // namespace

std::string fieldText(std::string_view bytes)
{
    bytes = bytes.substr(0, bytes.find('\0'));
    const std::size_t last = bytes.find_last_not_of(whiteSpace);
    bytes = last == std::string_view::npos ? std::string_view {} : bytes.substr(0, last + 1);
    const std::string text = sanitizedUtf8(bytes);
    constexpr std::string_view replacement = "\xEF\xBF\xBD";
    const bool wasUtf8 = text.find(replacement) == std::string::npos || bytes.find(replacement) != std::string::npos;
    return wasUtf8 ? text : sanitizedUtf8(fromLatin1(bytes));
}

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(whiteSpace);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(whiteSpace) - first + 1);
}

std::string fromUtf16(ByteView bytes)
{
    const std::uint64_t mark = uintAt(bytes, 0, 2, Endian::big);
    const bool isBig = mark == 0xFEFF || mark == '<';
    if (!isBig && mark != 0xFFFE && mark != static_cast<std::uint64_t>('<') << 8U)
        return {};
    const Endian endian = isBig ? Endian::big : Endian::little;
    std::string text;
    text.reserve(bytes.size() / 2);
    for (std::size_t at = mark == 0xFEFF || mark == 0xFFFE ? 2 : 0; at + 1 < bytes.size(); at += 2) {
        std::uint64_t code = uintAt(bytes, at, 2, endian);
        const std::uint64_t low = uintAt(bytes, at + 2, 2, endian);
        if (code >= 0xD800 && code < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
            code = 0x10000 + ((code - 0xD800) << 10U) + (low - 0xDC00);
            at += 2;
        }
        appendUtf8(text, code);
    }
    return text;
}

std::string lowerCase(std::string_view text)
{
    std::string lower(text);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

} // namespace assay
