// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/media/probe.h"
#include "tests/support/signals.h"

#include <algorithm>
#include <filesystem>
#include <stdexcept>

namespace assay::test
{

/// The first audio stream of a file, at most `seconds` of it. Throws what the reader says.
[[nodiscard]] inline Signal readSignal(const std::filesystem::path& file, double seconds = 3600.0)
{
    const auto media = probeMedia(file);
    if (!media)
        throw std::runtime_error(describe(media.error()));
    const auto reader = openAudio(file, media->streams.at(0).index);
    if (!reader)
        throw std::runtime_error(describe(reader.error()));
    const AudioFormat& format = (*reader)->format();
    Signal signal { format.sampleRate, format.layout, std::vector<Samples>(format.channels()), format.sampleFormat,
        format.bitDepth };
    constexpr std::size_t blockFrames = 16384;
    std::vector<Samples> block(format.channels(), Samples(blockFrames));
    std::vector<double*> planes;
    for (Samples& plane : block)
        planes.push_back(plane.data());
    while (signal.frames() < framesOf(seconds, format.sampleRate)) {
        const auto count = (*reader)->read(planes, blockFrames);
        if (!count)
            throw std::runtime_error(describe(count.error()));
        if (*count == 0)
            break;
        for (std::size_t i = 0; i < block.size(); ++i)
            signal.channels[i].insert(signal.channels[i].end(), planes[i], planes[i] + *count);
    }
    return signal;
}

} // namespace assay::test
