// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/name_claims.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>

namespace assay
{

namespace
{

constexpr std::array usualRates { 44.0, 44.1, 48.0, 88.0, 88.2, 96.0, 176.0, 176.4, 192.0 }; // kHz, of deliveries
constexpr std::array usualBits { 16.0, 24.0, 32.0 };

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLetter(char c)
{
    return c >= 'a' && c <= 'z';
}

// A number and the word behind it, which a space, hyphen or underscore may part from it.
struct Token {
    double number = 0.0;
    std::string_view word;
};

Token tokenAt(std::string_view text)
{
    std::size_t end = std::min(text.find_first_not_of("0123456789."), text.size());
    while (end > 0 && text[end - 1] == '.')
        --end;
    Token token;
    std::from_chars(text.data(), text.data() + end, token.number);
    text.remove_prefix(end);
    if (text.size() > 1 && (text[0] == ' ' || text[0] == '-' || text[0] == '_') && isLetter(text[1]))
        text.remove_prefix(1);
    std::size_t length = 0;
    while (length < text.size() && isLetter(text[length]))
        ++length;
    token.word = text.substr(0, length);
    return token;
}

template <class Number>
void note(std::optional<Number>& claim, bool& contradicts, Number value)
{
    contradicts = contradicts || (claim && *claim != value);
    claim = value;
}

} // namespace

NameClaims claimsOfName(std::string_view fileName, bool isCoded)
{
    std::string name(fileName.substr(0, fileName.rfind('.')));
    std::ranges::transform(
        name, name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    NameClaims claims;
    bool rates = false; // contradict each other
    bool depths = false;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const bool starts = isDigit(name[i]) && (i == 0 || (!isDigit(name[i - 1]) && name[i - 1] != '.'));
        if (!starts)
            continue;
        const Token token = tokenAt(std::string_view(name).substr(i));
        const bool isRate = token.word == "khz" || (!isCoded && token.word == "k");
        if (isRate && std::ranges::find(usualRates, token.number) != usualRates.end())
            note(claims.kilohertz, rates, token.number);
        const bool isDepth = token.word == "bit" || token.word == "bits";
        if (isDepth && std::ranges::find(usualBits, token.number) != usualBits.end())
            note(claims.bits, depths, static_cast<int>(token.number));
    }
    if (rates)
        claims.kilohertz.reset();
    if (depths)
        claims.bits.reset();
    return claims;
}

bool isRateMeant(double kilohertz, int sampleRate)
{
    const double stated = sampleRate / 1000.0;
    return std::abs(stated - kilohertz) < 1e-6 || std::floor(stated) == kilohertz;
}

} // namespace assay
