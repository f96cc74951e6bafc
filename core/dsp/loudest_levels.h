// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace assay
{

/// The top of the histogram of magnitudes of one channel, in one pass and without knowing how loud it gets: complete
/// for the loudest 0.5 dB, in levels of a 256th of an octave's width (0.02 to 0.03 dB).
class LoudestLevels
{
public:
    /// Below this, magnitudes are not counted: see `skip`.
    [[nodiscard]] double floor() const { return m_floor; }

    /// `magnitude`: not under `floor()`.
    void add(double magnitude);

    /// Stands for any number of magnitudes under `floor()`, of which this is the highest.
    void skip(double highest) { m_below = highest > m_below ? highest : m_below; }

    /// Magnitudes in the loudest level of about 0.1 dB (four 256ths of an octave), and in the one below it.
    struct Counts {
        std::uint64_t top = 0;
        std::uint64_t next = 0;
    };
    [[nodiscard]] Counts counts() const;

    /// The widest step without a magnitude among the loudest 0.5 dB, in dB, to 0.03 dB; from them to the next below
    /// where that is wider; 0 where there is nothing else. Nothing of digital silence.
    [[nodiscard]] std::optional<double> widestStep() const;

private:
    std::vector<std::uint32_t> m_counts; // by level; made with the first magnitude
    double m_highest = 0.0;
    double m_floor = 0.0;
    double m_below = 0.0; // highest of what was not counted
};

} // namespace assay
