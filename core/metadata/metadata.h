// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/frames.h"
#include "core/base/layout.h"
#include "core/base/timecode.h"
#include "core/measure/measure_spec.h"
#include "core/measure/measurement_set.h"
#include "core/metadata/adm.h"
#include "core/metadata/dbmd.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
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

/// What kind of trouble a fault is; each has a measure of its own, `structure.` and its name.
enum class FaultAspect {
    order, ///< what must stand first does not
    sizes, ///< sizes and counts that lie or contradict each other
    padding,
    duplicates,
    missing, ///< what every such file needs
    truncated, ///< the file ends before what it promises
    trailing, ///< bytes that belong to nothing
    names, ///< of chunks and forms
    contents, ///< of what was found: fields that break their own format
    extension, ///< the name promises something else than the bytes hold
};

/// One row of the list of faults. Codes are public: never renamed, never reused.
struct FaultKind {
    std::string_view code;
    FaultAspect aspect;
    std::string_view what;
    std::string_view source; ///< document and clause that is broken
};

/// Every fault that Assay can find, by aspect.
[[nodiscard]] std::span<const FaultKind> faultKinds();

/// nullptr for a code of another version.
[[nodiscard]] const FaultKind* faultKind(std::string_view code);

/// A part of the container as it lies in the file: a chunk, an atom, a metadata block, a partition.
struct ContainerPart {
    std::string id; ///< as text: a byte that is no printable character is shown as "?"
    std::int64_t offset = 0; ///< of its header
    std::int64_t size = 0; ///< of its content as stated, bytes

    friend bool operator==(const ContainerPart&, const ContainerPart&) = default;
};

/// Field name -> value, as text, in the file's own order of meaning (sorted by name).
using MetadataSection = std::map<std::string, std::string>;

/// What a file says about itself. Reading it never fails: what is broken becomes a fault.
struct Metadata {
    std::map<std::string, MetadataSection> sections; ///< "bext", "ixml", "info", "tags", "adm", "cart"
    std::vector<Fault> faults;
    std::vector<ContainerPart> parts {}; ///< in file order, unknown ones too; empty where Assay does not walk them
    std::vector<std::string> isrcs; ///< distinct codes found, normalised (12 characters)
    std::vector<std::string> isrcSources; ///< where each stood: "axml", "info", "id3", "vorbis", "mp4"
    std::optional<FrameCount> timeReference {}; ///< frames since midnight at the file's rate (bext, else iXML)
    std::optional<FrameRate> frameRate {}; ///< iXML TIMECODE_RATE/FLAG
    std::vector<std::string> trackNames {}; ///< iXML track names in interleave order, empty where unknown
    std::vector<Speaker> speakers {}; ///< what chna says of the tracks, in their order; empty where it does not
    std::shared_ptr<const Adm> adm {}; ///< of axml and chna; nullptr without one that can be read
    std::shared_ptr<const Dbmd> dbmd {}; ///< nullptr without a dbmd chunk
    MeasurementSet measures {}; ///< bext.*, info.*, ixml.*, isrc.*, structure.*
};

/// Reads chunks and tags of any file that Assay can probe; `sampleRate` and `frames` (where known) let sizes and times
/// be checked.
[[nodiscard]] Metadata readMetadata(
    const std::filesystem::path& file, int sampleRate, std::optional<FrameCount> frames);

/// Adds (or replaces) `structure.*` by what is known: a fault found while decoding changes them.
void addStructureMeasures(
    MeasurementSet& measures, std::span<const Fault> faults, std::span<const ContainerPart> parts);

/// The catalogue rows of every measure that `readMetadata` can add.
[[nodiscard]] std::span<const MeasureSpec> metadataSpecs();

} // namespace assay
