// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/bext.h"

#include "core/metadata/metadata_specs.h"
#include "core/metadata/text.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace assay
{

namespace
{

constexpr std::size_t fixedBytes = 602; // EBU Tech 3285 v2, 2.3: everything before CodingHistory
constexpr std::size_t versionAt = 346;
constexpr std::size_t timeReferenceAt = 338;
constexpr std::size_t umidAt = 348;
constexpr std::uint64_t newestVersion = 2;
constexpr std::int16_t notSet = 0x7FFF; // EBU Tech 3285 v2, 2.4: "not used"
constexpr FrameCount secondsPerDay = 86400;

struct TextField {
    std::size_t at;
    std::size_t size;
    std::string_view name;
    std::string_view id;
};

constexpr std::array textFields {
    TextField { 0, 256, "description", "bext.description" },
    TextField { 256, 32, "originator", "bext.originator" },
    TextField { 288, 32, "originator_reference", "bext.originator_reference" },
    TextField { 320, 10, "origination_date", "bext.origination_date" },
    TextField { 330, 8, "origination_time", "bext.origination_time" },
};

struct LoudnessField {
    std::size_t at;
    std::string_view name;
    std::string_view id;
};

constexpr std::array loudnessFields {
    LoudnessField { 412, "loudness_value", "bext.loudness_value" },
    LoudnessField { 414, "loudness_range", "bext.loudness_range" },
    LoudnessField { 416, "max_true_peak", "bext.max_true_peak" },
    LoudnessField { 418, "max_momentary", "bext.max_momentary" },
    LoudnessField { 420, "max_short_term", "bext.max_short_term" },
};

void readTexts(ByteView bytes, MetadataSection& section, Metadata& metadata)
{
    for (const TextField& field : textFields) {
        const std::string text = fieldText(charsAt(bytes, field.at, field.size));
        if (!text.empty())
            section.emplace(field.name, text);
        addTextMeasure(metadata, field.id, text);
    }
    const std::string history = fieldText(charsAt(bytes, fixedBytes, bytes.size()));
    if (!history.empty())
        section.emplace("coding_history", history);
    addTextMeasure(metadata, "bext.coding_history", history);
}

// 64 bytes from version 1 on: a basic UMID and 32 zeros, or an extended one. SMPTE ST 330.
void readUmid(ByteView bytes, std::uint64_t version, MetadataSection& section, Metadata& metadata)
{
    const MeasureSpec& spec = metadataSpec("bext.umid");
    if (version == 0) {
        metadata.measures.add(notApplicable(spec, "bext version 0 has no UMID"));
        return;
    }
    constexpr std::size_t basicBytes = 32;
    const ByteView umid = bytes.subspan(umidAt, 2 * basicBytes);
    const auto isZero = [](ByteView part) { return std::ranges::all_of(part, [](auto byte) { return byte == 0; }); };
    if (isZero(umid)) {
        metadata.measures.add(notApplicable(spec, "the field is empty"));
        return;
    }
    std::string digits;
    for (const std::uint8_t byte : umid.first(isZero(umid.subspan(basicBytes)) ? basicBytes : umid.size()))
        digits += fmt::format("{:02x}", byte);
    section.emplace("umid", digits);
    metadata.measures.add(measured(spec, digits));
}

// Five int16 of 100 * value, from version 2 on; before, those bytes are reserved and may hold anything.
void readLoudness(ByteView bytes, std::uint64_t version, MetadataSection& section, Metadata& metadata)
{
    for (const LoudnessField& field : loudnessFields) {
        const MeasureSpec& spec = metadataSpec(field.id);
        const auto stored = static_cast<std::int16_t>(uintAt(bytes, field.at, 2, Endian::little));
        if (version < 2) {
            metadata.measures.add(notApplicable(spec, fmt::format("bext version {} has no loudness fields", version)));
        } else if (stored == notSet) {
            metadata.measures.add(notApplicable(spec, "not set"));
        } else {
            const double value = stored / 100.0;
            section.emplace(field.name, fmt::format("{:.2f}", value));
            metadata.measures.add(measured(spec, value));
        }
    }
}

void readTimeReference(
    ByteView bytes, std::int64_t offset, int sampleRate, MetadataSection& section, Metadata& metadata)
{
    const std::uint64_t stored = uintAt(bytes, timeReferenceAt, 8, Endian::little);
    section.emplace("time_reference", std::to_string(stored));
    const MeasureSpec& spec = metadataSpec("bext.time_reference");
    constexpr std::uint64_t sane = std::uint64_t { 1 } << 53U; // more samples than any clock has counted
    if (stored >= sane || (sampleRate > 0 && static_cast<FrameCount>(stored) >= secondsPerDay * sampleRate)) {
        metadata.faults.push_back({ "time-reference-beyond-midnight", offset + std::int64_t { timeReferenceAt },
            fmt::format("the bext time reference, {} samples after midnight, is later than 24 hours: write the right "
                        "start time",
                stored) });
        metadata.measures.add(notApplicable(spec, "the stored time is later than 24 hours"));
        return;
    }
    metadata.timeReference = static_cast<FrameCount>(stored);
    metadata.measures.add(measured(spec, static_cast<std::int64_t>(stored)));
}

} // namespace

void readBext(ByteView bytes, std::int64_t offset, int sampleRate, Metadata& metadata)
{
    if (bytes.size() < fixedBytes) {
        metadata.faults.push_back({ "bext-too-short", offset,
            fmt::format("the bext chunk has {} bytes and needs at least {}: its fields are not read; write it again",
                bytes.size(), fixedBytes) });
        return;
    }
    MetadataSection& section = metadata.sections["bext"];
    const std::uint64_t version = uintAt(bytes, versionAt, 2, Endian::little);
    section.emplace("version", std::to_string(version));
    metadata.measures.add(measured(metadataSpec("bext.version"), static_cast<std::int64_t>(version)));
    if (version > newestVersion)
        metadata.faults.push_back({ "bext-version-unknown", offset + std::int64_t { versionAt },
            fmt::format(
                "the bext chunk says it is version {}, the newest is {}: write it again", version, newestVersion) });
    readTexts(bytes, section, metadata);
    readTimeReference(bytes, offset, sampleRate, section, metadata);
    readUmid(bytes, version, section, metadata);
    readLoudness(bytes, version, section, metadata);
}

} // namespace assay
