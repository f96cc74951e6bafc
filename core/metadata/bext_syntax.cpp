// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/bext_syntax.h"

#include <array>
#include <optional>

namespace assay
{

namespace
{

constexpr std::string_view separators = "-_: ."; // EBU Tech 3285 v2, 2.3

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLetter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

std::optional<int> digitsAt(std::string_view text, std::size_t at, std::size_t count)
{
    int value = 0;
    for (const char c : text.substr(at, count)) {
        if (!isDigit(c))
            return std::nullopt;
        value = 10 * value + (c - '0');
    }
    return value;
}

bool isSeparatorAt(std::string_view text, std::size_t at)
{
    return separators.find(text[at]) != std::string_view::npos;
}

int daysIn(int month, int year)
{
    constexpr std::array days { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    const bool isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && isLeap ? 29 : days.at(static_cast<std::size_t>(month - 1));
}

bool isTimeOfDay(std::optional<int> hour, std::optional<int> minute, std::optional<int> second)
{
    return hour && minute && second && *hour < 24 && *minute < 60 && *second < 60;
}

} // namespace

bool isBextDate(std::string_view text)
{
    if (text.size() != 10 || !isSeparatorAt(text, 4) || !isSeparatorAt(text, 7))
        return false;
    const auto year = digitsAt(text, 0, 4);
    const auto month = digitsAt(text, 5, 2);
    const auto day = digitsAt(text, 8, 2);
    return year && month && day && *month >= 1 && *month <= 12 && *day >= 1 && *day <= daysIn(*month, *year);
}

bool isBextTime(std::string_view text)
{
    return text.size() == 8 && isSeparatorAt(text, 2) && isSeparatorAt(text, 5)
        && isTimeOfDay(digitsAt(text, 0, 2), digitsAt(text, 3, 2), digitsAt(text, 6, 2));
}

bool isUsid(std::string_view text)
{
    if (text.size() != 32 || !isLetter(text[0]) || !isLetter(text[1]))
        return false;
    for (const char c : text.substr(2, 15)) {
        if (!isLetter(c) && !isDigit(c))
            return false;
    }
    return isTimeOfDay(digitsAt(text, 17, 2), digitsAt(text, 19, 2), digitsAt(text, 21, 2))
        && digitsAt(text, 23, 9).has_value();
}

bool isUmid(ByteView field)
{
    constexpr std::array<std::uint8_t, 4> label { 0x06, 0x0A, 0x2B, 0x34 }; // SMPTE ST 298
    constexpr std::uint8_t basicLength = 0x13; // SMPTE ST 330, 6.1.2: bytes behind the length, of a basic UMID
    constexpr std::uint8_t extendedLength = 0x33; // and of an extended one
    if (field.size() < 64)
        return false;
    for (std::size_t i = 0; i < label.size(); ++i) {
        if (field[i] != label.at(i))
            return false;
    }
    bool hasSource = false; // the 32 bytes that only an extended one has
    for (const std::uint8_t byte : field.subspan(32, 32))
        hasSource = hasSource || byte != 0;
    return field[12] == extendedLength || (field[12] == basicLength && !hasSource);
}

} // namespace assay
