// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/inspect/waveform.h"

#include <cstddef>
#include <vector>

namespace assay
{

/// A waveform at every coarseness: each level halves the bins of the one below, so that any stretch is drawn from about
/// as many bins as it has pixels. Made once; an hour of 5.1 is some 12 MB.
class WaveformPyramid
{
public:
    explicit WaveformPyramid(Waveform waveform);

    [[nodiscard]] std::size_t channelCount() const { return m_channels.size(); }
    [[nodiscard]] const std::vector<std::string>& channelNames() const { return m_names; }

    /// One column a pixel: the extremes and the highest RMS of `columns` equal parts of the frames [from, to).
    /// Columns past the ends are silent. Where a column is shorter than a bin, it lies between its neighbours.
    [[nodiscard]] std::vector<WaveformBin> columns(
        std::size_t channel, double from, double to, std::size_t columns) const;

private:
    using Level = std::vector<WaveformBin>;

    [[nodiscard]] static Level halved(const Level& finer);
    [[nodiscard]] WaveformBin extremes(const std::vector<Level>& levels, double firstBin, double lastBin) const;
    [[nodiscard]] static WaveformBin between(const Level& bins, double position);

    std::vector<std::string> m_names;
    double m_framesPerBin = 1024.0;
    std::vector<std::vector<Level>> m_channels; ///< by channel, then by coarseness
};

} // namespace assay
