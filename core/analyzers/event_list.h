// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/measure/measurement.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace assay
{

/// Places of one channel in the order they come. Counts all of them and keeps as many as a measurement may hold, so
/// that a file full of them costs no memory.
class EventList
{
public:
    void add(Place place)
    {
        if (m_kept.size() < maxEvents)
            m_kept.push_back(std::move(place));
        ++m_count;
    }
    [[nodiscard]] std::int64_t count() const { return m_count; }
    [[nodiscard]] const std::vector<Place>& kept() const { return m_kept; }

private:
    std::vector<Place> m_kept;
    std::int64_t m_count = 0;
};

/// One measurement of the events of several channels (or pairs): the first places of all, and the count of each channel
/// beside the count of all.
[[nodiscard]] inline Measurement measuredEvents(
    const MeasureSpec& spec, const std::vector<std::pair<std::string, const EventList*>>& lists)
{
    std::vector<Place> places;
    std::vector<ChannelValue> channels;
    std::int64_t count = 0;
    for (const auto& [channel, list] : lists) {
        places.insert(places.end(), list->kept().begin(), list->kept().end());
        channels.push_back({ channel, static_cast<double>(list->count()) });
        count += list->count();
    }
    Measurement result = measuredEvents(spec, std::move(places));
    result.value = count;
    result.channels = std::move(channels);
    return result;
}

} // namespace assay
