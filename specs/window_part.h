// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "specs/window_extent.h"

#include <cstddef>
#include <span>
#include <vector>

namespace assay
{

/// Entries of one series: those from `first` on.
struct Entries {
    const std::vector<double>* track = nullptr;
    std::size_t first = 0;
    std::span<const double> values {};
};

/// Length of what an entry speaks for, where every step counts that touches the window.
constexpr double touching = 0.0; // s

/// A part of a programme, seen through its series, and the measure that is asked for.
class Part
{
public:
    Part(const Measurement& measurement, TimeRange range, const Subject& subject)
        : m_measurement(measurement)
        , m_range(range)
        , m_subject(subject)
    {
    }

    [[nodiscard]] const Measurement& measurement() const { return m_measurement; }

    /// Does the exact maximum or minimum stand inside?
    [[nodiscard]] bool holdsItsPlace() const
    {
        return m_measurement.at && m_measurement.at->start >= m_range.start && m_measurement.at->end <= m_range.end;
    }

    /// The entries whose windows of `length` seconds lie inside; each ends with its entry.
    [[nodiscard]] Known<Entries> entries(const char* name, double length) const;

    /// Another measure of the same part.
    [[nodiscard]] Known<double> other(const char* id) const;

private:
    const Measurement& m_measurement;
    TimeRange m_range;
    const Subject& m_subject;
};

} // namespace assay
