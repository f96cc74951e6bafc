// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/track_map.h"

#include <algorithm>

namespace assay
{

namespace
{

bool fits(std::string_view text, std::string_view pattern)
{
    const std::size_t star = pattern.find('*');
    if (star == std::string_view::npos)
        return text == pattern;
    if (!text.starts_with(pattern.substr(0, star)))
        return false;
    for (std::size_t from = star; from <= text.size(); ++from) {
        if (fits(text.substr(from), pattern.substr(star + 1)))
            return true;
    }
    return false;
}

} // namespace

std::size_t ChannelCut::channels() const
{
    std::size_t sum = 0;
    for (const TrackPart& part : parts)
        sum += part.layout.size();
    return sum;
}

std::optional<std::vector<TrackPart>> trackPartsNamed(std::string_view text)
{
    std::vector<TrackPart> parts;
    while (true) {
        const std::size_t plus = text.find('+');
        const auto layout = layoutNamed(text.substr(0, plus));
        if (!layout)
            return std::nullopt;
        parts.push_back({ *layout });
        if (plus == std::string_view::npos)
            return parts;
        text.remove_prefix(plus + 1);
    }
}

std::optional<std::vector<TrackPart>> trackPartsOf(const std::vector<Speaker>& channels)
{
    std::vector<TrackPart> parts;
    std::size_t from = 0;
    while (from < channels.size()) {
        std::size_t to = channels.size();
        for (; to > from + 1; --to) { // the longest whole layout first
            Layout layout = layoutOf({ channels.begin() + static_cast<std::ptrdiff_t>(from),
                channels.begin() + static_cast<std::ptrdiff_t>(to) });
            if (layoutNamed(layout.name)) {
                parts.push_back({ std::move(layout) });
                break;
            }
        }
        if (to <= from + 1)
            return std::nullopt;
        from = to;
    }
    return parts.size() > 1 ? std::optional(std::move(parts)) : std::nullopt;
}

bool meansFile(std::string_view pattern, std::string_view path)
{
    const std::size_t slash = path.find_last_of('/');
    return fits(path, pattern) || fits(path.substr(slash == std::string_view::npos ? 0 : slash + 1), pattern);
}

} // namespace assay
