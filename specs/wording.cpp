// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/wording.h"

#include "core/base/timecode.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

namespace assay
{

namespace
{

constexpr int mostDecimals = 12; // more than the guard can tell apart

/// How a unit is printed: levels keep their decimal ("-23.0"), everything else drops zeros at the end ("48000").
struct Style {
    int decimals;
    bool keepZeros;
};

Style styleOf(Unit unit)
{
    switch (unit) {
    case Unit::lufs:
    case Unit::lu:
    case Unit::dbtp:
    case Unit::dbfs:
    case Unit::db:
        return { 1, true };
    case Unit::percent:
    case Unit::samples:
    case Unit::bits:
        return { 1, false };
    case Unit::none:
        return { 2, false }; // correlation
    case Unit::hertz:
    case Unit::seconds:
    case Unit::percentFullScale:
    case Unit::framesPerSecond:
        return { 3, false };
    default:
        return { 0, false }; // counts
    }
}

std::string print(double value, Unit unit, int decimals)
{
    if (!std::isfinite(value))
        return "no value";
    const Style style = styleOf(unit);
    std::string text = fmt::format("{:.{}f}", value, decimals);
    if (text.find('.') != std::string::npos) {
        const std::size_t keep = style.keepZeros ? text.find('.') + 1 + static_cast<std::size_t>(style.decimals) : 0;
        while (text.size() > keep && text.back() == '0')
            text.pop_back();
        if (text.back() == '.')
            text.pop_back();
    }
    const bool isZero = text.find_first_not_of("-0.") == std::string::npos;
    if (isZero && text.front() == '-')
        text.erase(0, 1);
    return text;
}

double parsed(const std::string& text)
{
    double value = 0.0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

/// The shortest print, from the unit's own decimals on, that satisfies `good`.
template <class Good>
std::string printUntil(double value, Unit unit, Good good)
{
    std::string text;
    for (int decimals = styleOf(unit).decimals; decimals <= mostDecimals; ++decimals) {
        text = print(value, unit, decimals);
        if (!std::isfinite(value) || good(parsed(text)))
            break;
    }
    return text;
}

} // namespace

bool isWithin(double value, const Bounds& bounds)
{
    const bool highEnough = !bounds.lowest || value >= *bounds.lowest - comparisonGuard;
    const bool lowEnough = !bounds.highest || value <= *bounds.highest + comparisonGuard;
    return highEnough && lowEnough;
}

std::optional<double> distance(double value, const Bounds& bounds)
{
    std::optional<double> largest;
    if (bounds.lowest)
        largest = *bounds.lowest - value;
    if (bounds.highest)
        largest = std::max(value - *bounds.highest, largest.value_or(value - *bounds.highest));
    if (largest && std::abs(*largest) <= comparisonGuard)
        largest = 0.0;
    return largest;
}

std::string formatValue(double value, Unit unit)
{
    return print(value, unit, styleOf(unit).decimals);
}

std::string formatValue(const Value& value, Unit unit)
{
    if (const auto* number = std::get_if<double>(&value))
        return formatValue(*number, unit);
    if (const auto* integer = std::get_if<std::int64_t>(&value))
        return styleOf(unit).keepZeros ? formatValue(static_cast<double>(*integer), unit) : fmt::format("{}", *integer);
    if (const auto* boolean = std::get_if<bool>(&value))
        return *boolean ? "yes" : "no";
    if (const auto* text = std::get_if<std::string>(&value))
        return *text;
    std::string joined;
    for (const std::string& item : std::get<std::vector<std::string>>(value))
        joined += (joined.empty() ? "" : ", ") + item;
    return joined;
}

std::string formatLimit(double value, Unit unit)
{
    return printUntil(value, unit, [&](double read) { return std::abs(read - value) <= comparisonGuard; });
}

std::string formatAgainst(double value, const Bounds& bounds, Unit unit)
{
    const bool inside = isWithin(value, bounds);
    return printUntil(value, unit, [&](double read) { return isWithin(read, bounds) == inside; });
}

std::string formatDistance(double distance, Unit unit)
{
    const double size = std::abs(distance);
    return printUntil(size, unit, [&](double read) { return read > 0.0 || size <= comparisonGuard; });
}

std::string formatSigned(double value, Unit unit)
{
    const std::string text = formatValue(value, unit);
    return parsed(text) > 0.0 ? "+" + text : text;
}

Unit unitOfDifference(Unit unit)
{
    switch (unit) {
    case Unit::lufs:
        return Unit::lu;
    case Unit::dbtp:
    case Unit::dbfs:
        return Unit::db;
    default:
        return unit;
    }
}

std::string withUnit(std::string number, Unit unit)
{
    if (unit != Unit::none)
        number += " " + std::string(symbolOf(unit));
    return number;
}

std::string listed(const std::vector<std::string>& items, std::string_view last)
{
    std::string text;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0)
            text += i + 1 == items.size() ? " " + std::string(last) + " " : ", ";
        text += items[i];
    }
    return text;
}

std::string quoted(const Value& value, Unit unit)
{
    if (const auto* text = std::get_if<std::string>(&value))
        return "\"" + *text + "\"";
    if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
        std::vector<std::string> items;
        for (const std::string& text : *texts)
            items.push_back("\"" + text + "\"");
        return items.empty() ? "nothing" : listed(items, "and");
    }
    if (const auto number = numberIn(value))
        return withUnit(formatLimit(*number, unit), unit);
    return formatValue(value, unit);
}

std::string describePlace(const Place& place, const TimeBase& time)
{
    std::string text = "at " + momentAt(time, place.start);
    if (!place.channel.empty())
        text += " on " + place.channel;
    return text;
}

std::string describeWindow(const Window& window)
{
    const std::string seconds = formatLimit(window.seconds, Unit::seconds);
    switch (window.kind) {
    case Window::Kind::whole:
        return {};
    case Window::Kind::programme:
        return "from the first to the last sound";
    case Window::Kind::ffoa:
        return window.ffoa ? "from FFOA, " + formatLimit(*window.ffoa, Unit::seconds) + " s after the start, to LFOA"
                           : "from FFOA to LFOA";
    case Window::Kind::first:
        return "in the first " + seconds + " s";
    case Window::Kind::last:
        return "in the last " + seconds + " s";
    }
    return {};
}

} // namespace assay
