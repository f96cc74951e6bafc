// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/adm_text.h"

#include "core/metadata/text.h"

#include <charconv>
#include <cmath>
#include <fmt/format.h>

namespace assay
{

namespace
{

template <class T>
std::optional<T> whole(std::string_view text)
{
    T value {};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc {} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

bool isDigits(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

} // namespace

std::optional<double> admNumber(std::string_view text)
{
    text = trimmed(text);
    if (text.starts_with('+'))
        text.remove_prefix(1);
    const auto value = whole<double>(text);
    return value && std::isfinite(*value) ? value : std::nullopt;
}

std::optional<int> admInteger(std::string_view text)
{
    return whole<int>(trimmed(text));
}

std::optional<bool> admFlag(std::string_view text)
{
    text = trimmed(text);
    if (text == "1" || text == "true")
        return true;
    if (text == "0" || text == "false")
        return false;
    return std::nullopt;
}

std::optional<double> admSeconds(std::string_view text)
{
    text = trimmed(text);
    const std::size_t first = text.find(':');
    const std::size_t second = first == std::string_view::npos ? first : text.find(':', first + 1);
    if (second == std::string_view::npos)
        return std::nullopt;
    const std::string_view hours = text.substr(0, first);
    const std::string_view minutes = text.substr(first + 1, second - first - 1);
    std::string_view rest = text.substr(second + 1);
    double fraction = 0.0;
    if (const std::size_t per = rest.find('S'); per != std::string_view::npos) {
        const std::size_t point = rest.find('.');
        if (point == std::string_view::npos || point > per)
            return std::nullopt;
        const auto count = whole<double>(rest.substr(point + 1, per - point - 1));
        const auto rate = whole<double>(rest.substr(per + 1));
        if (!count || !rate || !(*rate > 0.0) || *count >= *rate)
            return std::nullopt;
        fraction = *count / *rate;
        rest = rest.substr(0, point);
    }
    const auto seconds = whole<double>(rest);
    if (!isDigits(hours) || !isDigits(minutes) || !seconds || *seconds < 0.0 || *seconds >= 61.0)
        return std::nullopt;
    const auto h = whole<int>(hours);
    const auto m = whole<int>(minutes);
    if (!h || !m || *m >= 60)
        return std::nullopt;
    return *h * 3600.0 + *m * 60.0 + *seconds + fraction;
}

std::string admTime(double seconds)
{
    const auto minutes = static_cast<long long>(seconds / 60.0);
    return fmt::format(
        "{:02}:{:02}:{:08.5f}", minutes / 60, minutes % 60, seconds - 60.0 * static_cast<double>(minutes));
}

} // namespace assay
