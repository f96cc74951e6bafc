// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyzers/analyzer.h"
#include "core/analyzers/shared_sound.h"

#include <array>
#include <optional>
#include <span>
#include <vector>

namespace assay
{

/// Works out what several analyzers want of every block: sums and extremes of each cell, the K-weighted planes.
class SharedSoundBuilder
{
public:
    SharedSoundBuilder(int sampleRate, std::size_t channels);

    /// Of consecutive frames that begin with a cell and, but for the last of a programme, end with one.
    void build(std::span<const double* const> planes, std::size_t frames, FrameCount firstFrame, SharedSound& into);

private:
    void cut(std::size_t frames, FrameCount firstFrame, std::vector<std::size_t>& cellBegins) const;
    void takeFacts(std::span<const double> samples, std::size_t channel, CellFacts& into);
    void weight(std::span<const double* const> planes, std::size_t cell, SharedSound& into);

    int m_sampleRate;
    std::vector<std::array<double, 2>> m_before; // the two samples before the next cell, newest first, by channel
    std::optional<KFilter> m_filter;
    std::vector<const double*> m_inputs; // of the cell at hand
    std::vector<double*> m_outputs;
    std::vector<double> m_energies;
};

/// Hands sound that lies in memory to an analyzer as the pipeline does, in blocks of whole cells of at least
/// `blockFrames`; does not finish it.
void feed(Analyzer& analyzer, int sampleRate, std::span<const double* const> planes, std::size_t frames,
    std::size_t blockFrames);

} // namespace assay
