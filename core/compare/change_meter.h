// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compare/channel_map.h"
#include "core/compare/sound_source.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace assay
{

/// The old version and the new one, laid onto each other, in cells of 10 ms by channel of the new one.
class ChangeMeter
{
public:
    /// Energies of one channel in one cell.
    struct Cell {
        float before = 0.0F;
        float after = 0.0F;
        float residual = 0.0F; ///< of the new sound less the old one at its gain

        [[nodiscard]] double louder() const { return static_cast<double>(before > after ? before : after); }
    };

    /// `gains`: by channel, what the old sound is taken at.
    explicit ChangeMeter(std::vector<double> gains);

    /// Takes the next cell of one channel; `before` may be empty: the old version has no such channel.
    void add(std::size_t channel, std::span<const double> before, std::span<const double> after);

    [[nodiscard]] std::size_t channels() const { return m_gains.size(); }
    [[nodiscard]] std::size_t cells() const { return m_cells.empty() ? 0 : m_cells.front().size(); }
    [[nodiscard]] const Cell& cell(std::size_t channel, std::size_t index) const { return m_cells[channel][index]; }
    [[nodiscard]] double gain(std::size_t channel) const { return m_gains[channel]; }

    /// The factor at which the new version holds a channel of the old one: the median over seconds, by energy, so that
    /// what was changed in less than half of the sound does not bend it. Empty where either is silent, or where the new
    /// sound is not the old one.
    [[nodiscard]] std::optional<double> gainOf(std::size_t channel) const;

    /// The same from the levels alone, for sounds that do not lie sample on sample.
    [[nodiscard]] std::optional<double> levelGainOf(std::size_t channel) const;

    /// What is left of a typical second over that second's energy, with the gains of `gainOf`, in the channel that fits
    /// best: it tells where all of them lie. Empty where no channel sounds in both versions.
    [[nodiscard]] std::optional<double> typicalResidual() const;

private:
    struct Second { // sums of products
        double before = 0.0;
        double after = 0.0;
        double both = 0.0;
    };
    [[nodiscard]] double medianResidual(std::size_t channel, double gain) const;

    std::vector<double> m_gains;
    std::vector<std::vector<Cell>> m_cells; // by channel
    std::vector<std::vector<Second>> m_seconds; // by channel
};

/// Frames of both versions, as they were read.
struct VersionLengths {
    FrameCount before = 0;
    FrameCount after = 0;
};

/// Reads both versions from their start to their end into `meter`, the new one as it lies, the old one moved by
/// `offset` (samples by which the new one is late). Errors: those of reading, `cancelled`.
[[nodiscard]] Result<VersionLengths> readVersions(const SoundSource& before, const SoundSource& after,
    const ChannelMap& map, double offset, const CompareOptions& options, ChangeMeter& meter);

} // namespace assay
