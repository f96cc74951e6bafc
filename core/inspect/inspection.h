// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/layout.h"
#include "core/base/result.h"
#include "core/base/timecode.h"
#include "core/measure/comparison.h"
#include "core/measure/measurement_set.h"
#include "core/metadata/metadata.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace assay
{

/// One file as it arrived. `path` is UTF-8, relative to the delivery folder where the delivery is a folder.
struct AssetRecord {
    std::string path;
    std::int64_t size = 0; ///< bytes
    std::map<std::string, std::string> hashes {}; ///< "xxh64", "md5", "sha256" of the file, lower-case hex
    std::optional<std::string> essenceMd5 {}; ///< of the audio data alone as stored: see AssetHasher
    std::map<std::string, MetadataSection> metadata {};
    std::vector<Fault> faults {};
    std::vector<ContainerPart> parts {}; ///< the container's chunks, atoms, blocks or partitions in file order
    std::optional<Error> error {}; ///< set exactly when the asset is unreadable
};

/// One set of named channels measured together, drawn from one or more assets.
struct ProgrammeRecord {
    std::string name; ///< the file's name, the set's base name, or "file#stream"
    std::vector<std::string> assets; ///< `AssetRecord::path`s
    std::string role; ///< "mix", "m&e", "dialogue", "music", "effects", "stem", "unknown"
    LayoutSource roleSource = LayoutSource::assumed; ///< `assumed`: nothing said, so it is the mix
    Layout layout;
    LayoutSource layoutSource = LayoutSource::assumed;
    int sampleRate = 0;
    FrameCount frames = 0;
    std::optional<FrameCount>
        startFrame {}; ///< frames since midnight at which the programme starts, if any place says so
    std::optional<FrameRate> frameRate {};
    MeasurementSet measures {};
};

/// What `inspect` found: facts only, nothing judged.
struct Inspection {
    std::vector<AssetRecord> assets;
    std::vector<ProgrammeRecord> programmes;
    std::vector<Comparison> comparisons {}; ///< of the sound of several programmes, where somebody asked
    std::vector<std::string> ignored {}; ///< files of a folder that are no audio; said on the terminal, not reported
};

} // namespace assay
