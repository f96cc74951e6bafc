// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/slices.h"

#include "core/compare/aligned_sound.h"

#include <algorithm>

namespace assay
{

Result<void> readSlices(const SoundSource& source, const std::vector<Slice*>& slices, const CompareOptions& options)
{
    auto sound = AlignedSound::open(source, 0.0);
    if (!sound)
        return tl::unexpected(sound.error());
    FrameCount last = 0;
    for (const Slice* slice : slices)
        last = std::max(last, slice->start + static_cast<FrameCount>(slice->samples.size()));
    constexpr FrameCount atOnce = 32768; // frames
    for (FrameCount first = 0; first < last && !sound->ended(); first += atOnce) {
        if (options.stop.stop_requested())
            return fail(ErrorCode::cancelled, "cancelled");
        if (auto read = sound->read(static_cast<std::size_t>(atOnce)); !read)
            return read;
        for (Slice* slice : slices) {
            const std::span<const double> samples = sound->channel(slice->channel);
            const FrameCount from = std::max(first, slice->start);
            const FrameCount to
                = std::min(first + atOnce, slice->start + static_cast<FrameCount>(slice->samples.size()));
            for (FrameCount t = from; t < to; ++t)
                slice->samples[static_cast<std::size_t>(t - slice->start)]
                    = static_cast<float>(samples[static_cast<std::size_t>(t - first)]);
        }
    }
    return {};
}

} // namespace assay
