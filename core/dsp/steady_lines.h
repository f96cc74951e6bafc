// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace assay
{

constexpr std::size_t lineGroup = 8; ///< stretches that a line may never be missing from: design value
constexpr std::size_t fewestLineGroups = 3; ///< fewer tell nothing of steadiness: design value
constexpr double lineHeight = 10.0; ///< dB over the bins beside it: noise gets there in one bin of 1000 (design value)
constexpr double lineLevel = -120.0; ///< dBFS, in its highest bin: below is the rounding of louder sounds
constexpr double lineSwing = 1.5; ///< dB, deviation of a line's level: held notes breathe more (design value)
constexpr double lineShare = 0.8; ///< of the groups, in which a line is seen: design value

/// Finds the frequencies that sound all the time and always alike, whatever else sounds: a whine, a monitor's line
/// frequency, a carrier. Of each group of spectra it keeps the lowest power of every bin, which only what never stops
/// stands out of; a line stands out of nearly all groups and at the same level in each. Costs the same for any length.
class SteadyLines
{
public:
    explicit SteadyLines(std::size_t bins);

    /// The powers of the next stretch, through a Blackman-Harris window; digital silence is to be left out.
    void add(std::span<const double> powers);

    struct Line {
        double bin = 0.0; ///< where the peak stands, to a fiftieth or so
        double height = 0.0; ///< dB over the bins 5 to 12 beside it, both as the lowest of each group, in the mean
    };
    /// By frequency. The lowest and the highest 16 bins are left out.
    [[nodiscard]] std::vector<Line> lines() const;

    [[nodiscard]] std::size_t groups() const { return m_groups; }

private:
    struct Seen { // of one bin, in the groups that it stood out of
        float count = 0.0F;
        float level = 0.0F; // dB, sum
        float squares = 0.0F; // of the dB, sum
        float height = 0.0F; // dB, sum
    };
    void endGroup();
    [[nodiscard]] bool isLine(std::size_t bin) const;

    std::vector<float> m_lowest; // in the group at hand
    std::vector<float> m_far; // of how many bins beside it each stands out
    std::vector<Seen> m_seen;
    std::size_t m_stretches = 0; // in the group at hand
    std::size_t m_groups = 0;
};

} // namespace assay
