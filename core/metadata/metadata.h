// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/frames.h"
#include "core/base/timecode.h"
#include "core/measure/measure_spec.h"
#include "core/measure/measurement_set.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace assay
{

/// Something wrong with a file's structure although it could be read.
struct Fault {
    std::string code; ///< stable kebab-case name: "riff-size-mismatch"
    std::optional<std::int64_t> offset {};
    std::string message;

    friend bool operator==(const Fault&, const Fault&) = default;
};

/// Field name -> value, as text, in the file's own order of meaning (sorted by name).
using MetadataSection = std::map<std::string, std::string>;

/// What a file says about itself. Reading it never fails: what is broken becomes a fault.
struct Metadata {
    std::map<std::string, MetadataSection> sections; ///< "bext", "ixml", "info", "tags", "adm", "cart"
    std::vector<Fault> faults;
    std::vector<std::string> isrcs; ///< distinct codes found, normalised (12 characters)
    std::vector<std::string> isrcSources; ///< where each stood: "axml", "info", "id3", "vorbis", "mp4"
    std::optional<FrameCount> timeReference {}; ///< frames since midnight at the file's rate (bext, else iXML)
    std::optional<FrameRate> frameRate {}; ///< iXML TIMECODE_RATE/FLAG
    std::vector<std::string> trackNames {}; ///< iXML track names in interleave order, empty where unknown
    MeasurementSet measures {}; ///< bext.*, info.*, ixml.*, isrc.*, structure.faults
};

/// Reads chunks and tags of any file that Assay can probe; `sampleRate` and `frames` (where known) let sizes and times
/// be checked.
[[nodiscard]] Metadata readMetadata(
    const std::filesystem::path& file, int sampleRate, std::optional<FrameCount> frames);

/// The catalogue rows of every measure that `readMetadata` can add.
[[nodiscard]] std::span<const MeasureSpec> metadataSpecs();

} // namespace assay
