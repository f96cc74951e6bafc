// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/sounds_together.h"

#include "core/dsp/grid.h"

#include <algorithm>

namespace assay
{

Result<SoundSet> soundSet(const SoundSource& mix, const std::vector<SoundSource>& stems)
{
    SoundSet set { mix, stems };
    for (const SoundSource& stem : stems) {
        auto map = mapChannels(stem, mix);
        if (!map)
            return tl::unexpected(map.error());
        set.maps.push_back(std::move(*map));
    }
    return set;
}

Result<std::vector<FrameCount>> readTogether(const SoundSet& set, const std::vector<double>& offsets,
    const CompareOptions& options, const std::function<void(const Stretch&)>& take)
{
    auto mix = AlignedSound::open(set.mix, 0.0);
    if (!mix)
        return tl::unexpected(mix.error());
    std::vector<AlignedSound> stems;
    for (std::size_t i = 0; i < set.stems.size(); ++i) {
        auto stem = AlignedSound::open(set.stems[i], offsets[i]);
        if (!stem)
            return tl::unexpected(stem.error());
        stems.push_back(std::move(*stem));
    }
    const auto expected = static_cast<double>(set.mix.frames.value_or(0));
    for (FrameCount step = 0; !mix->ended(); ++step) {
        if (options.stop.stop_requested())
            return fail(ErrorCode::cancelled, "cancelled");
        TimeRange range { stepStart(step, set.mix.sampleRate), stepStart(step + 1, set.mix.sampleRate) };
        const auto whole = static_cast<std::size_t>(range.length());
        if (auto read = mix->read(whole); !read)
            return tl::unexpected(read.error());
        for (AlignedSound& stem : stems) { // the whole step: a stem of the mix's length then ends in it too
            if (auto read = stem.read(whole); !read)
                return tl::unexpected(read.error());
        }
        range.end = std::min(range.end, mix->framesRead());
        if (range.length() <= 0)
            break;
        take(Stretch(*mix, stems, set.maps, range));
        if (options.onProgress && expected > 0.0)
            options.onProgress(std::min(1.0, static_cast<double>(range.end) / expected));
    }
    std::vector<FrameCount> lengths { mix->framesRead() };
    for (const AlignedSound& stem : stems)
        lengths.push_back(stem.ended() ? stem.framesRead() : 0);
    return lengths;
}

} // namespace assay
