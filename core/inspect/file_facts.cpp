// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/file_facts.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>
#include <set>

namespace assay
{

namespace
{

constexpr std::array specs {
    MeasureSpec { "format.container", Unit::none, ValueKind::text,
        "Container by content, not by extension: wav, rf64, bw64, flac, mov, mxf, ...",
        "the container's own specification" },
    MeasureSpec { "format.codec", Unit::none, ValueKind::text, "Coding of the sound: pcm, flac, aac, eac3, ...",
        "the container's own specification" },
    MeasureSpec { "format.sample_rate", Unit::hertz, ValueKind::integer, "Sample rate the file states",
        "the container's own specification" },
    MeasureSpec { "format.bit_depth", Unit::bits, ValueKind::integer, "Valid bits of a sample the file states",
        "the container's own specification" },
    MeasureSpec { "format.sample_format", Unit::none, ValueKind::text, "integer, float or coded",
        "the container's own specification" },
    MeasureSpec { "format.channels", Unit::channels, ValueKind::integer, "Channels of the programme",
        "the container's own specification" },
    MeasureSpec { "format.layout", Unit::none, ValueKind::text, "Name of the channel layout: stereo, 5.1, 7.1.4, ...",
        "ITU-R BS.2051-3; WAVEFORMATEXTENSIBLE; QuickTime chan" },
    MeasureSpec { "format.layout_declared", Unit::none, ValueKind::text, "The file's own words about its layout",
        "WAVEFORMATEXTENSIBLE; QuickTime chan; SMPTE ST 377-4" },
    MeasureSpec { "format.layout_source", Unit::none, ValueKind::text,
        "Where the layout is known from: declared, metadata, name, profile, user, assumed", "Assay report contract" },
    MeasureSpec { "format.duration", Unit::seconds, ValueKind::number, "Length of the sound that was read",
        "frames read / sample rate" },
    MeasureSpec {
        "format.frames", Unit::frames, ValueKind::integer, "Frames (samples a channel) that were read", "counted" },
    MeasureSpec { "format.bit_rate", Unit::bitsPerSecond, ValueKind::integer, "Bit rate of a coded stream",
        "the container's own specification" },
    MeasureSpec {
        "format.size", Unit::bytes, ValueKind::integer, "Size of the file, or of all files of a set", "file system" },
    MeasureSpec { "format.start_timecode", Unit::none, ValueKind::text,
        "Timecode of the first frame; a clock time where no picture rate is known",
        "EBU Tech 3285 TimeReference; iXML; timecode track" },
    MeasureSpec { "format.frame_rate", Unit::none, ValueKind::text, "Picture rate that timecode counts in",
        "iXML TIMECODE_RATE; picture or timecode track" },
    MeasureSpec { "format.essence_verified", Unit::none, ValueKind::boolean,
        "Is the sound what the file's own check sum says: the MD5 of STREAMINFO (FLAC), the MD5 chunk (WAVE)?",
        "RFC 9639 8.2; BWF MetaEdit, MD5 chunk" },
    MeasureSpec { "format.streams", Unit::none, ValueKind::integer, "Audio streams in the file",
        "the container's own specification" },
};

const MeasureSpec& specOf(std::string_view id)
{
    for (const MeasureSpec& spec : specs) {
        if (spec.id == id)
            return spec;
    }
    return specs[0];
}

std::string textOf(const Value& value)
{
    if (const auto* text = std::get_if<std::string>(&value))
        return *text;
    return std::to_string(static_cast<long long>(numberIn(value).value_or(0.0)));
}

using Fact = std::function<std::optional<Value>(const PlannedAsset&, const StreamInfo&)>;

// One fact of every source; they must agree.
Measurement commonFact(const MeasureSpec& spec, const ProgrammePlan& programme, const DeliveryPlan& delivery,
    const Fact& fact, const char* whyNone)
{
    std::optional<Value> common;
    for (const StreamSource& source : programme.sources) {
        const std::optional<Value> value = fact(delivery.assets[source.asset], streamOf(delivery, source));
        if (!value)
            return notApplicable(spec, whyNone);
        if (common && *common != *value)
            return notMeasured(spec, "the files of the set differ: " + textOf(*common) + " and " + textOf(*value));
        common = value;
    }
    return common ? measured(spec, *common) : notApplicable(spec, whyNone);
}

Value integer(std::int64_t value)
{
    return value;
}

void addSourceFacts(MeasurementSet& out, const ProgrammePlan& programme, const DeliveryPlan& delivery)
{
    const auto add = [&](std::string_view id, const Fact& fact, const char* whyNone = "") {
        out.add(commonFact(specOf(id), programme, delivery, fact, whyNone));
    };
    add("format.container", [](const PlannedAsset& asset, const StreamInfo&) { return Value(asset.media.container); });
    add("format.codec", [](const PlannedAsset&, const StreamInfo& stream) { return Value(stream.format.codec); });
    add("format.sample_rate",
        [](const PlannedAsset&, const StreamInfo& stream) { return integer(stream.format.sampleRate); });
    add(
        "format.bit_depth",
        [](const PlannedAsset&, const StreamInfo& stream) {
            return stream.format.bitDepth > 0 ? std::optional(integer(stream.format.bitDepth)) : std::nullopt;
        },
        "a coded stream has no bit depth");
    add("format.sample_format", [](const PlannedAsset&, const StreamInfo& stream) {
        return Value(std::string(nameOf(stream.format.sampleFormat)));
    });
    add(
        "format.layout_declared",
        [](const PlannedAsset&, const StreamInfo& stream) {
            return stream.format.declaredLayout.empty() ? std::nullopt
                                                        : std::optional(Value(stream.format.declaredLayout));
        },
        "the file declares no layout");
    add(
        "format.bit_rate",
        [](const PlannedAsset&, const StreamInfo& stream) {
            return stream.format.bitRate ? std::optional(integer(*stream.format.bitRate)) : std::nullopt;
        },
        "not a coded stream of a stated rate");
    add("format.streams", [](const PlannedAsset& asset, const StreamInfo&) {
        return integer(static_cast<std::int64_t>(asset.media.streams.size()));
    });
}

void addProgrammeFacts(
    MeasurementSet& out, const ProgrammePlan& programme, const DeliveryPlan& delivery, FrameCount framesRead)
{
    const int rate = streamOf(delivery, programme.sources.front()).format.sampleRate;
    std::int64_t size = 0;
    std::vector<std::size_t> counted;
    for (const StreamSource& source : programme.sources) {
        if (std::ranges::find(counted, source.asset) != counted.end())
            continue;
        counted.push_back(source.asset);
        size += delivery.assets[source.asset].record.size;
    }
    out.add(measured(specOf("format.channels"), static_cast<std::int64_t>(programme.layout.size())));
    out.add(measured(specOf("format.layout"), programme.layout.name));
    out.add(measured(specOf("format.layout_source"), std::string(nameOf(programme.layoutSource))));
    out.add(measured(specOf("format.frames"), framesRead));
    out.add(measured(specOf("format.duration"), toSeconds(framesRead, rate)));
    out.add(measured(specOf("format.size"), size));

    const ProgrammeStart start = startOf(programme, delivery);
    out.add(start.rate ? measured(specOf("format.frame_rate"), nameOf(*start.rate))
                       : notApplicable(specOf("format.frame_rate"), "the file states no picture rate"));
    if (!start.frame)
        out.add(notApplicable(specOf("format.start_timecode"), "the file states no start time"));
    else
        out.add(measured(specOf("format.start_timecode"),
            start.rate ? formatTimecode(*start.frame, rate, *start.rate) : formatClock(toSeconds(*start.frame, rate))));
}

void addVerified(
    MeasurementSet& out, const ProgrammePlan& programme, const DeliveryPlan& delivery, std::optional<bool> verified)
{
    const MeasureSpec& spec = specOf("format.essence_verified");
    const bool isStated = !delivery.assets[programme.sources.front().asset].media.soundMd5.empty();
    if (programme.sources.size() > 1 || !isStated)
        out.add(notApplicable(spec, "the file states no check sum of its sound"));
    else
        out.add(
            verified ? measured(spec, *verified) : notMeasured(spec, "the sound was not hashed, or not to its end"));
}

// The faults of every file of a set, and those found while decoding.
void addStructure(
    MeasurementSet& out, const ProgrammePlan& programme, const DeliveryPlan& delivery, std::span<const Fault> found)
{
    std::vector<Fault> faults(found.begin(), found.end());
    std::set<std::size_t> counted;
    for (const StreamSource& source : programme.sources) {
        const std::vector<Fault>& own = delivery.assets[source.asset].metadata.faults;
        if (counted.insert(source.asset).second)
            faults.insert(faults.end(), own.begin(), own.end());
    }
    addStructureMeasures(out, faults, delivery.assets[programme.sources.front().asset].metadata.parts);
}

// The metadata measures of the first asset; of a set only where all agree, so that a field is never one file's alone.
void addMetadata(MeasurementSet& out, const ProgrammePlan& programme, const DeliveryPlan& delivery)
{
    for (const auto& [id, first] : delivery.assets[programme.sources.front().asset].metadata.measures.all()) {
        if (id.starts_with("structure.") && id != "structure.chunks")
            continue;
        Measurement measurement = first;
        for (const StreamSource& source : programme.sources) {
            const PlannedAsset& asset = delivery.assets[source.asset];
            const Measurement* other = asset.metadata.measures.find(id);
            if (other != nullptr && other->state == first.state && other->value == first.value)
                continue;
            measurement.state = MeasureState::notMeasured;
            measurement.value.reset();
            measurement.events.clear();
            measurement.reason = "the files of the set differ; see " + asset.record.path;
            break;
        }
        out.add(std::move(measurement));
    }
}

} // namespace

std::span<const MeasureSpec> fileFactSpecs()
{
    return specs;
}

ProgrammeStart startOf(const ProgrammePlan& programme, const DeliveryPlan& delivery)
{
    const PlannedAsset& asset = delivery.assets[programme.sources.front().asset];
    const int sampleRate = streamOf(delivery, programme.sources.front()).format.sampleRate;
    ProgrammeStart start;
    start.rate = asset.metadata.frameRate ? asset.metadata.frameRate : asset.media.frameRate;
    start.frame = asset.metadata.timeReference;
    if (!start.frame && asset.media.startTimecode && start.rate)
        start.frame = parseTimecode(*asset.media.startTimecode, sampleRate, *start.rate);
    return start;
}

void addFileFacts(MeasurementSet& out, const ProgrammePlan& programme, const DeliveryPlan& delivery,
    FrameCount framesRead, const SoundFindings& found)
{
    addVerified(out, programme, delivery, found.verified);
    addSourceFacts(out, programme, delivery);
    addProgrammeFacts(out, programme, delivery, framesRead);
    addStructure(out, programme, delivery, found.faults);
    addMetadata(out, programme, delivery);
}

} // namespace assay
