// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/bext.h"

#include "core/metadata/bext_syntax.h"
#include "core/metadata/coding_history.h"
#include "core/metadata/metadata_specs.h"
#include "core/metadata/text.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace assay
{

namespace
{

constexpr std::string_view bextSource = "EBU Tech 3285 v2";

constexpr std::array specs {
    MeasureSpec {
        "bext.version", Unit::none, ValueKind::integer, "Version of the bext chunk (0, 1 or 2).", bextSource },
    MeasureSpec {
        "bext.description", Unit::none, ValueKind::text, "Description of the sound in the bext chunk.", bextSource },
    MeasureSpec {
        "bext.originator", Unit::none, ValueKind::text, "Who made the file, as the bext chunk says.", bextSource },
    MeasureSpec { "bext.originator_reference", Unit::none, ValueKind::text,
        "The originator's own reference, for broadcasters a USID.", "EBU Tech 3285 v2; EBU R 99" },
    MeasureSpec { "bext.origination_date", Unit::none, ValueKind::text,
        "Date of making in the bext chunk, as stored (yyyy-mm-dd).", bextSource },
    MeasureSpec { "bext.origination_time", Unit::none, ValueKind::text,
        "Time of making in the bext chunk, as stored (hh:mm:ss).", bextSource },
    MeasureSpec { "bext.time_reference", Unit::frames, ValueKind::integer,
        "First sample of the file in samples since midnight, at the file's rate.", bextSource },
    MeasureSpec { "bext.umid", Unit::none, ValueKind::text,
        "Unique material identifier as hexadecimal digits: 64 for a basic one, 128 for an extended one.",
        "EBU Tech 3285 v2; SMPTE ST 330" },
    MeasureSpec { "bext.loudness_value", Unit::lufs, ValueKind::number,
        "Integrated loudness that the bext chunk claims; not measured.", bextSource },
    MeasureSpec { "bext.loudness_range", Unit::lu, ValueKind::number,
        "Loudness range that the bext chunk claims; not measured.", bextSource },
    MeasureSpec { "bext.max_true_peak", Unit::dbtp, ValueKind::number,
        "Maximum true peak that the bext chunk claims; not measured.", bextSource },
    MeasureSpec { "bext.max_momentary", Unit::lufs, ValueKind::number,
        "Highest momentary loudness that the bext chunk claims; not measured.", bextSource },
    MeasureSpec { "bext.max_short_term", Unit::lufs, ValueKind::number,
        "Highest short-term loudness that the bext chunk claims; not measured.", bextSource },
    MeasureSpec { "bext.coding_history", Unit::none, ValueKind::text,
        "Coding history of the bext chunk, one line a process.", "EBU Tech 3285 v2; EBU R 98" },
    MeasureSpec { "bext.origination_date_valid", Unit::none, ValueKind::boolean,
        "Is the date in the bext chunk a day of the calendar, yyyy-mm-dd? Hyphen, underscore, colon, space or stop may "
        "part it.",
        bextSource },
    MeasureSpec { "bext.origination_time_valid", Unit::none, ValueKind::boolean,
        "Is the time in the bext chunk a time of day, hh:mm:ss? The same characters may part it.", bextSource },
    MeasureSpec { "bext.originator_reference_valid", Unit::none, ValueKind::boolean,
        "Is the originator's reference a USID: country, organisation, serial number, time, random digits?",
        "EBU R 99-1999" },
    MeasureSpec { "bext.umid_valid", Unit::none, ValueKind::boolean,
        "Does the UMID start with SMPTE's universal label and have the length of its kind?", "SMPTE ST 330, 5 and 6" },
    MeasureSpec { "bext.coding_history_valid", Unit::none, ValueKind::boolean,
        "Does the coding history follow EBU R 98: A, F, B, W, M, T in this order, its values only, CR LF at line ends?",
        "EBU R 98-1999" },
    MeasureSpec { "bext.reserved_zero", Unit::none, ValueKind::boolean,
        "Are the reserved bytes of this version zero? Rubbish there turns into loudness when a tool raises the "
        "version.",
        "EBU Tech 3285 v2, 2.3" },
};

constexpr std::size_t fixedBytes = 602; // EBU Tech 3285 v2, 2.3: everything before CodingHistory
constexpr std::size_t versionAt = 346;
constexpr std::size_t timeReferenceAt = 338;
constexpr std::size_t umidAt = 348;
constexpr std::size_t reservedAt = 422; // of version 2
constexpr std::uint64_t newestVersion = 2;
constexpr std::int16_t notSet = 0x7FFF; // EBU Tech 3285 v2, 2.4: "not used"
constexpr FrameCount secondsPerDay = 86400;

struct TextField {
    std::size_t at;
    std::size_t size;
    std::string_view name;
    std::string_view id;
    bool (*isValid)(std::string_view text) = nullptr;
    std::string_view validId {};
};

constexpr std::array textFields {
    TextField { 0, 256, "description", "bext.description" },
    TextField { 256, 32, "originator", "bext.originator" },
    TextField {
        288, 32, "originator_reference", "bext.originator_reference", isUsid, "bext.originator_reference_valid" },
    TextField { 320, 10, "origination_date", "bext.origination_date", isBextDate, "bext.origination_date_valid" },
    TextField { 330, 8, "origination_time", "bext.origination_time", isBextTime, "bext.origination_time_valid" },
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

// Does the field keep its own rule? An empty one has nothing to say about it.
void addValidity(Metadata& metadata, std::string_view id, bool isEmpty, bool isValid)
{
    const MeasureSpec& spec = metadataSpec(id);
    metadata.measures.add(isEmpty ? notApplicable(spec, "the field is empty") : measured(spec, isValid));
}

void readTexts(ByteView bytes, MetadataSection& section, Metadata& metadata)
{
    for (const TextField& field : textFields) {
        const std::string text = fieldText(charsAt(bytes, field.at, field.size));
        if (!text.empty())
            section.emplace(field.name, text);
        addTextMeasure(metadata, field.id, text);
        if (field.isValid != nullptr)
            addValidity(metadata, field.validId, text.empty(), field.isValid(text));
    }
}

void readCodingHistory(ByteView bytes, MetadataSection& section, Metadata& metadata)
{
    const std::string_view stored = charsAt(bytes, fixedBytes, bytes.size());
    const std::string history = fieldText(stored);
    addTextMeasure(metadata, "bext.coding_history", history);
    std::string remarks;
    if (!history.empty()) {
        section.emplace("coding_history", history);
        for (const std::string& deviation : codingHistoryDeviations(stored.substr(0, stored.find('\0'))))
            remarks += (remarks.empty() ? "" : "; ") + deviation;
        if (!remarks.empty())
            section.emplace("coding_history_against_r98", remarks);
    }
    addValidity(metadata, "bext.coding_history_valid", history.empty(), remarks.empty());
}

// What is reserved depends on the version: 254 bytes of version 0, 190 of version 1, 180 of version 2.
void checkReserved(ByteView bytes, std::uint64_t version, Metadata& metadata)
{
    const std::size_t start = version == 0 ? umidAt : version == 1 ? loudnessFields.front().at : reservedAt;
    const bool isZero
        = std::ranges::all_of(bytes.subspan(start, fixedBytes - start), [](auto byte) { return byte == 0; });
    metadata.measures.add(measured(metadataSpec("bext.reserved_zero"), isZero));
}

// 64 bytes from version 1 on: a basic UMID and 32 zeros, or an extended one. SMPTE ST 330.
void readUmid(ByteView bytes, std::uint64_t version, MetadataSection& section, Metadata& metadata)
{
    const MeasureSpec& spec = metadataSpec("bext.umid");
    const MeasureSpec& validSpec = metadataSpec("bext.umid_valid");
    if (version == 0) {
        for (const MeasureSpec* each : { &spec, &validSpec })
            metadata.measures.add(notApplicable(*each, "bext version 0 has no UMID"));
        return;
    }
    constexpr std::size_t basicBytes = 32;
    const ByteView umid = bytes.subspan(umidAt, 2 * basicBytes);
    const auto isZero = [](ByteView part) { return std::ranges::all_of(part, [](auto byte) { return byte == 0; }); };
    addValidity(metadata, validSpec.id, isZero(umid), isUmid(umid));
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

// Five int16 of 100 * value, from version 2 on; before, those bytes are reserved and may hold anything. Tools that know
// nothing of loudness write version 2 and five zeros, which no sound has: 0 LUFS and 0 dBTP at no range.
void readLoudness(ByteView bytes, std::uint64_t version, MetadataSection& section, Metadata& metadata)
{
    const ByteView fields = bytes.subspan(loudnessFields.front().at, 2 * loudnessFields.size());
    const bool allZero = std::ranges::all_of(fields, [](auto byte) { return byte == 0; });
    for (const LoudnessField& field : loudnessFields) {
        const MeasureSpec& spec = metadataSpec(field.id);
        const auto stored = static_cast<std::int16_t>(uintAt(bytes, field.at, 2, Endian::little));
        if (version < 2) {
            metadata.measures.add(notApplicable(spec, fmt::format("bext version {} has no loudness fields", version)));
        } else if (stored == notSet) {
            metadata.measures.add(notApplicable(spec, "not set"));
        } else if (allZero) {
            metadata.measures.add(notApplicable(spec, "not set: all five loudness fields are 0"));
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

std::span<const MeasureSpec> bextSpecs()
{
    return specs;
}

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
    readCodingHistory(bytes, section, metadata);
    checkReserved(bytes, version, metadata);
    readTimeReference(bytes, offset, sampleRate, section, metadata);
    readUmid(bytes, version, section, metadata);
    readLoudness(bytes, version, section, metadata);
}

} // namespace assay
