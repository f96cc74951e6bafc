// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/canonical_json.h"

#include "core/base/invariant.h"
#include "reports/canonical_tree.h"
#include "reports/strict_json.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace assay
{

namespace
{

constexpr int mostPlainDigits = 21; // ECMA-262, 7.1.12.1, steps 6 and 7
constexpr int mostLeadingZeros = 6; // ECMA-262, 7.1.12.1, step 8

// Number = 0.d1d2d3... * 10^point, without trailing zeros.
struct Decimal {
    std::string digits;
    int point = 0;
};

Decimal shortestDecimal(double magnitude)
{
    std::array<char, 32> buffer {};
    const auto written
        = std::to_chars(buffer.data(), buffer.data() + buffer.size(), magnitude, std::chars_format::scientific);
    const std::string_view text(buffer.data(), static_cast<std::size_t>(written.ptr - buffer.data()));
    const std::size_t e = text.find('e');
    Decimal decimal { std::string(text.substr(0, e)), std::atoi(std::string(text.substr(e + 1)).c_str()) + 1 };
    std::erase(decimal.digits, '.');
    decimal.digits.erase(decimal.digits.find_last_not_of('0') + 1);
    return decimal;
}

std::string withExponent(const Decimal& decimal)
{
    std::string text = decimal.digits;
    if (text.size() > 1)
        text.insert(1, 1, '.');
    const int exponent = decimal.point - 1;
    return text + fmt::format("e{}{}", exponent < 0 ? '-' : '+', std::abs(exponent));
}

// Both leads begin a sequence of three bytes or more, so one of them may need surrogates, which stand before U+E000.
bool isReversedInUtf16(unsigned char a, unsigned char b)
{
    return a >= 0xEE && b >= 0xEE && (a >= 0xF0) != (b >= 0xF0);
}

} // namespace

std::string canonicalNumber(double value)
{
    require(std::isfinite(value), "JSON has no number that is infinite or none");
    if (value == 0.0)
        return "0"; // -0 too
    const std::string sign = value < 0 ? "-" : "";
    Decimal decimal = shortestDecimal(std::abs(value));
    const int count = static_cast<int>(decimal.digits.size());
    if (decimal.point > mostPlainDigits || decimal.point <= -mostLeadingZeros)
        return sign + withExponent(decimal);
    if (decimal.point <= 0)
        return sign + "0." + std::string(static_cast<std::size_t>(-decimal.point), '0') + decimal.digits;
    if (decimal.point >= count)
        return sign + decimal.digits + std::string(static_cast<std::size_t>(decimal.point - count), '0');
    return sign + decimal.digits.insert(static_cast<std::size_t>(decimal.point), 1, '.');
}

void appendCanonicalString(std::string_view text, std::string& out)
{
    static constexpr std::string_view shorts = "\b\t\n\f\r\"\\";
    static constexpr std::string_view letters = "btnfr\"\\";
    out += '"';
    for (const char character : text) {
        if (const std::size_t found = shorts.find(character); found != std::string_view::npos)
            (out += '\\') += letters[found];
        else if (static_cast<unsigned char>(character) < 0x20)
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(static_cast<unsigned char>(character)));
        else
            out += character;
    }
    out += '"';
}

bool isBeforeInUtf16(std::string_view a, std::string_view b)
{
    const auto [inA, inB] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    if (inA == a.end() || inB == b.end())
        return inA == a.end() && inB != b.end();
    const auto byteA = static_cast<unsigned char>(*inA);
    const auto byteB = static_cast<unsigned char>(*inB);
    return isReversedInUtf16(byteA, byteB) ? byteA > byteB : byteA < byteB;
}

Result<std::string> canonicalJson(std::string_view text)
{
    return parsedStrictly<nlohmann::json>(text).map([](const nlohmann::json& json) { return canonical(json); });
}

} // namespace assay
