// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compare/aligned_sound.h"
#include "core/compare/channel_map.h"

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace assay
{

/// A stretch of a mix and of its stems, moved onto each other: 100 ms, the last one shorter.
class Stretch
{
public:
    Stretch(const AlignedSound& mix, const std::vector<AlignedSound>& stems, const std::vector<ChannelMap>& maps,
        TimeRange range)
        : m_mix(mix)
        , m_stems(stems)
        , m_maps(maps)
        , m_range(range)
    {
    }

    [[nodiscard]] TimeRange range() const { return m_range; } ///< frames of the mix
    [[nodiscard]] std::size_t frames() const { return static_cast<std::size_t>(m_range.length()); }
    [[nodiscard]] std::size_t stems() const { return m_stems.size(); }
    [[nodiscard]] const double* mix(std::size_t channel) const { return m_mix.channel(channel).data(); }

    /// What a stem has for a channel of the mix; null where it has nothing.
    [[nodiscard]] const double* stem(std::size_t index, std::size_t channel) const
    {
        const auto from = m_maps[index].from[channel];
        return from ? m_stems[index].channel(*from).data() : nullptr;
    }

private:
    const AlignedSound& m_mix;
    const std::vector<AlignedSound>& m_stems;
    const std::vector<ChannelMap>& m_maps;
    TimeRange m_range;
};

/// A mix and the sounds it is held against.
struct SoundSet {
    const SoundSource& mix;
    const std::vector<SoundSource>& stems;
    std::vector<ChannelMap> maps {}; ///< by stem
};

/// Errors: those of `mapChannels`.
[[nodiscard]] Result<SoundSet> soundSet(const SoundSource& mix, const std::vector<SoundSource>& stems);

/// Reads all of them from their start to the end of the mix. `offsets`: by how many samples each stem is late.
/// Gives the frames of the mix and then of each stem (0 where
/// it goes on beyond the mix). Errors: those of reading, `cancelled`.
[[nodiscard]] Result<std::vector<FrameCount>> readTogether(const SoundSet& set, const std::vector<double>& offsets,
    const CompareOptions& options, const std::function<void(const Stretch&)>& take);

} // namespace assay
