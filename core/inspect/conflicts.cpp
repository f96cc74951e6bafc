// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/conflicts.h"

#include "core/base/path.h"
#include "core/inspect/name_claims.h"
#include "core/metadata/coding_history.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <set>

namespace assay
{

namespace
{

// Two meters that each keep their own tolerance may differ by this much and mean the same.
constexpr double loudnessSpread = 0.2; // LU: 2 * 0.1, EBU Tech 3341 v4, 2.8
constexpr double rangeSpread = 2.0; // LU: 2 * 1, EBU Tech 3342 v4, 3
constexpr double truePeakSpread = 0.6; // dB: from +0.2 to -0.4, EBU Tech 3341 v4, table 1
constexpr std::int64_t paddedBits = 8; // zero bits that are no chance of quiet sound: design value
constexpr double sureOrder = 0.5; // confidence in an order by content: design value
constexpr double highestLfe = 5000.0; // Hz: no crossover leaves that much, the channel is another one; design value

constexpr MeasureSpec spec { "metadata.conflicts", Unit::none, ValueKind::list,
    "Where two places of the file contradict each other or its words contradict the sound: bext loudness against "
    "measured (0.2 LU, 2 LU of range, 0.6 dB of true peak), coding history, iXML and file name against the format, 8 "
    "and more unused bits, time references, channel mask and channel names, an LFE over 5 kHz, order by content "
    "(confidence from 0.5), length, ISRCs and titles. Empty where nothing does",
    "Assay: comparison" };
constexpr std::array specs { spec };

constexpr std::array<std::string_view, 8> inputs { "loudness.integrated", "loudness.range", "loudness.momentary_max",
    "loudness.short_term_max", "peak.true", "signal.effective_bits", "layout.by_content", "lfe.bandwidth" };

using Conflicts = std::vector<std::string>;

// "1 channel", "2 channels"
std::string counted(std::size_t count, std::string_view one)
{
    return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
}

std::optional<double> stated(const Statements& file, std::string_view id)
{
    return file.metadata.measures.number(id);
}

std::string textOf(const Metadata& metadata, std::string_view id)
{
    const Measurement* found = metadata.measures.find(id);
    if (found == nullptr || !found->value)
        return {};
    const auto* text = std::get_if<std::string>(&*found->value);
    return text != nullptr ? *text : std::string();
}

struct LoudnessClaim {
    std::string_view claim;
    std::string_view measure;
    std::string_view what;
    std::string_view unit;
    double spread;
};

constexpr std::array loudnessClaims {
    LoudnessClaim { "bext.loudness_value", "loudness.integrated", "programme loudness", "LUFS", loudnessSpread },
    LoudnessClaim { "bext.loudness_range", "loudness.range", "loudness range", "LU", rangeSpread },
    LoudnessClaim { "bext.max_true_peak", "peak.true", "true peak", "dBTP", truePeakSpread },
    LoudnessClaim {
        "bext.max_momentary", "loudness.momentary_max", "highest momentary loudness", "LUFS", loudnessSpread },
    LoudnessClaim {
        "bext.max_short_term", "loudness.short_term_max", "highest short-term loudness", "LUFS", loudnessSpread },
};

void compareLoudness(const Statements& file, Conflicts& out)
{
    for (const LoudnessClaim& claim : loudnessClaims) {
        const auto said = stated(file, claim.claim);
        const auto found = file.sound != nullptr && file.isWhole ? file.sound->number(claim.measure) : std::nullopt;
        if (said && found && std::abs(*said - *found) > claim.spread)
            out.push_back(fmt::format("bext says a {} of {:.1f} {}, the sound has {:.1f} {}", claim.what, *said,
                claim.unit, *found, claim.unit));
    }
}

// The newest line of a coding history is about the file at hand.
void compareCodingHistory(const Statements& file, Conflicts& out)
{
    const auto processes = codingProcesses(textOf(file.metadata, "bext.coding_history"));
    if (processes.empty())
        return;
    const CodingProcess& last = processes.back();
    const AudioFormat& format = file.format;
    if (last.algorithm.starts_with("MPEG") && format.codec == "pcm")
        out.push_back(fmt::format("the coding history ends with {}, the sound is PCM", last.algorithm));
    if (last.sampleRate && *last.sampleRate != format.sampleRate)
        out.push_back(
            fmt::format("the coding history says {} Hz, the file {} Hz", *last.sampleRate, format.sampleRate));
    if (last.bits && format.bitDepth > 0 && *last.bits != format.bitDepth)
        out.push_back(fmt::format("the coding history says {} bits, the file {}", *last.bits, format.bitDepth));
    // R 98 knows no word for more than two channels.
    const auto channels = channelsOfMode(last.mode);
    if (channels && format.channels() <= 2 && static_cast<std::size_t>(*channels) != format.channels())
        out.push_back(fmt::format("the coding history says {}, the file has {}", last.mode,
            format.channels() == 1 ? "one channel" : "two channels"));
}

void compareWordLength(const Statements& file, Conflicts& out)
{
    const auto used = file.sound != nullptr ? file.sound->number("signal.effective_bits") : std::nullopt;
    const bool isInteger = file.format.sampleFormat == SampleFormat::integer; // of floats, bits say nothing
    if (used && isInteger && static_cast<double>(file.format.bitDepth - paddedBits) >= *used)
        out.push_back(
            fmt::format("the header says {} bits a sample, the sound uses {:.0f}", file.format.bitDepth, *used));
}

void compareIxmlFormat(const Statements& file, Conflicts& out)
{
    const auto compare = [&](std::string_view id, double actual, std::string_view what) {
        const auto said = stated(file, id);
        if (said && actual > 0 && *said != actual)
            out.push_back(fmt::format("iXML says {:.0f} {}, the file has {:.0f}", *said, what, actual));
    };
    compare("ixml.file_sample_rate", file.format.sampleRate, "Hz");
    compare("ixml.audio_bit_depth", file.format.bitDepth, "bits a sample");
    compare("ixml.track_count", static_cast<double>(file.format.channels()),
        stated(file, "ixml.track_count") == 1.0 ? "track" : "tracks");
    if (file.metadata.trackNames.size() > file.format.channels())
        out.push_back(fmt::format("iXML names {}, the file has {}", counted(file.metadata.trackNames.size(), "track"),
            file.format.channels()));
    if (textOf(file.metadata, "ixml.timecode_flag") == "DF" && file.metadata.frameRate
        && (file.metadata.frameRate->denominator != 1001 || file.metadata.frameRate->numerator % 30000 != 0))
        out.push_back(fmt::format("iXML says drop-frame at {} frames a second, which knows no dropped frames",
            nameOf(FrameRate { file.metadata.frameRate->numerator, file.metadata.frameRate->denominator, false })));
}

void compareTimes(const Statements& file, Conflicts& out)
{
    const auto bext = stated(file, "bext.time_reference");
    const auto stamp = stated(file, "ixml.time_reference");
    const double stampRate = stated(file, "ixml.timestamp_sample_rate").value_or(file.format.sampleRate);
    const int rate = file.format.sampleRate;
    if (bext && stamp && stampRate > 0 && rate > 0) {
        const double seconds = *stamp / stampRate;
        if (std::abs(seconds - *bext / rate) > 1.0 / std::min<double>(stampRate, rate)) // a sample of either
            out.push_back(fmt::format(
                "bext says that the sound starts at {}, iXML at {}", formatClock(*bext / rate), formatClock(seconds)));
    }
    const auto repeated = stated(file, "ixml.bext_time_reference");
    if (bext && repeated && *repeated != *bext)
        out.push_back(
            fmt::format("iXML repeats the bext time reference as {:.0f}, bext itself says {:.0f}", *repeated, *bext));
}

// The repetition in iXML may be shortened or padded, not different.
void compareRepeatedBext(const Statements& file, Conflicts& out)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> repeated { {
        { "bext/bwf_originator", "originator" },
        { "bext/bwf_originator_reference", "originator_reference" },
        { "bext/bwf_origination_date", "origination_date" },
        { "bext/bwf_origination_time", "origination_time" },
    } };
    const auto ixml = file.metadata.sections.find("ixml");
    const auto bext = file.metadata.sections.find("bext");
    if (ixml == file.metadata.sections.end() || bext == file.metadata.sections.end())
        return;
    for (const auto& [path, name] : repeated) {
        const auto copy = ixml->second.find(std::string(path));
        const auto original = bext->second.find(std::string(name));
        if (copy == ixml->second.end() || original == bext->second.end())
            continue;
        if (!copy->second.starts_with(original->second) && !original->second.starts_with(copy->second))
            out.push_back(fmt::format(
                "iXML repeats the bext {} as \"{}\", bext itself says \"{}\"", name, copy->second, original->second));
    }
}

std::string joined(const std::vector<std::string>& names)
{
    return fmt::format("{}", fmt::join(names, " "));
}

std::vector<std::string> textsOf(const Metadata& metadata, std::string_view id)
{
    const Measurement* found = metadata.measures.find(id);
    const auto* texts
        = found != nullptr && found->value ? std::get_if<std::vector<std::string>>(&*found->value) : nullptr;
    return texts != nullptr ? *texts : std::vector<std::string>();
}

// Mask 0 names nobody and contradicts nothing.
void compareMask(const Statements& file, Conflicts& out)
{
    constexpr std::string_view start = "mask 0x";
    const std::string_view words = file.format.declaredLayout;
    if (!words.starts_with(start))
        return;
    std::uint64_t mask = 0;
    std::from_chars(words.data() + start.size(), words.data() + words.size(), mask, 16);
    const auto named = static_cast<std::size_t>(std::popcount(mask));
    if (named > 0 && named != file.format.channels())
        out.push_back(fmt::format("the channel mask {} names {}, the file has {}", words.substr(5),
            counted(named, "channel"), file.format.channels()));
}

// Labels of an MXF file; what carries ADM or objects has none for its channels.
void compareLabels(const Statements& file, Conflicts& out)
{
    const std::size_t labels = textsOf(file.metadata, "mca.channels").size();
    if (labels > 0 && labels != file.format.channels())
        out.push_back(
            fmt::format("channels with an MXF label: {}, channels of the file: {}", labels, file.format.channels()));
}

void compareTrackNames(const Statements& file, Conflicts& out)
{
    if (file.format.layoutSource != LayoutSource::declared || file.metadata.trackNames.size() != file.layout.size())
        return;
    std::vector<Speaker> named;
    for (const std::string& name : file.metadata.trackNames) {
        const auto speaker = speakerNamed(name);
        if (!speaker)
            return;
        named.push_back(*speaker);
    }
    const Layout layout = layoutOf(named);
    if (layout.channels != file.layout.channels)
        out.push_back(fmt::format("iXML names the channels {}, the header declares {}", joined(layout.channelNames()),
            joined(file.layout.channelNames())));
}

void compareContent(const Statements& file, Conflicts& out)
{
    if (file.sound == nullptr)
        return;
    const Measurement* order = file.sound->find("layout.by_content");
    const auto isSure = [](const ChannelValue& channel) { return channel.value.value_or(0.0) >= sureOrder; };
    if (order != nullptr && order->value && std::ranges::all_of(order->channels, isSure)) {
        const std::string here = joined(file.layout.channelNames());
        const std::string found = std::get<std::string>(*order->value);
        if (found != here)
            out.push_back(fmt::format("the channels are taken for {} ({}), their sound speaks for {}", here,
                nameOf(file.format.layoutSource), found));
    }
    const Measurement* lfe = file.sound->find("lfe.bandwidth");
    for (const ChannelValue& channel : lfe != nullptr ? lfe->channels : std::vector<ChannelValue>()) {
        if (channel.value.value_or(0.0) > highestLfe)
            out.push_back(fmt::format("{} is called a channel of low frequencies, its sound reaches {:.0f} Hz",
                channel.channel, *channel.value));
    }
}

void compareLength(const Statements& file, Conflicts& out)
{
    if (file.format.frames && file.framesRead != *file.format.frames)
        out.push_back(fmt::format("the header promises {}, {} {} decoded",
            counted(static_cast<std::size_t>(*file.format.frames), "frame"), file.framesRead,
            file.framesRead == 1 ? "was" : "were"));
    const auto highest = stated(file, "chna.highest_track");
    if (highest && *highest > static_cast<double>(file.format.channels()))
        out.push_back(
            fmt::format("the chna chunk speaks of track {:.0f}, the file has {}", *highest, file.format.channels()));
}

void compareName(const Statements& file, Conflicts& out)
{
    const NameClaims claims = claimsOfName(file.fileName, file.format.sampleFormat == SampleFormat::coded);
    if (claims.kilohertz && !isRateMeant(*claims.kilohertz, file.format.sampleRate))
        out.push_back(fmt::format(
            "the file name says {:g} kHz, the header {:g} kHz", *claims.kilohertz, file.format.sampleRate / 1000.0));
    if (claims.bits && file.format.bitDepth > 0 && *claims.bits != file.format.bitDepth)
        out.push_back(fmt::format("the file name says {} bits, the header {}", *claims.bits, file.format.bitDepth));
}

void compareCodes(const Statements& file, Conflicts& out)
{
    const Measurement* agree = file.metadata.measures.find("isrc.agree");
    if (agree != nullptr && agree->value == Value(false))
        out.push_back(fmt::format("the ISRCs differ: {}", fmt::join(textsOf(file.metadata, "isrc.places"), ", ")));
    const std::vector<std::string> upcs = textsOf(file.metadata, "upc.value");
    if (upcs.size() > 1)
        out.push_back(fmt::format("the UPCs differ: {}", fmt::join(upcs, ", ")));
}

// Titles and artists of tags that lie side by side. One may be cut (ID3v1 keeps 30 characters), not different.
void compareTags(const Statements& file, Conflicts& out)
{
    static constexpr std::array<std::string_view, 6> families { "info", "id3", "vorbis", "ape", "mp4", "cart" };
    for (const std::string_view field : { "title", "artist" }) {
        std::string first;
        std::string_view place;
        for (const std::string_view family : families) {
            const std::string text = textOf(file.metadata, fmt::format("{}.{}", family, field));
            if (text.empty())
                continue;
            if (!first.empty() && !text.starts_with(first) && !first.starts_with(text))
                out.push_back(fmt::format("{} says the {} \"{}\", {} \"{}\"", place, field, first, family, text));
            if (first.empty()) {
                first = text;
                place = family;
            }
        }
    }
}

constexpr std::array comparisons { compareLoudness, compareCodingHistory, compareWordLength, compareIxmlFormat,
    compareTimes, compareRepeatedBext, compareMask, compareLabels, compareTrackNames, compareContent, compareLength,
    compareName, compareCodes, compareTags };

} // namespace

std::span<const MeasureSpec> conflictSpecs()
{
    return specs;
}

std::span<const std::string_view> conflictInputs()
{
    return inputs;
}

std::vector<std::string> conflictsIn(const Statements& file)
{
    Conflicts conflicts;
    for (const auto& compare : comparisons)
        compare(file, conflicts);
    return conflicts;
}

void addConflicts(
    MeasurementSet& measures, const ProgrammePlan& programme, const DeliveryPlan& delivery, FrameCount framesRead)
{
    std::set<std::size_t> assets;
    for (const StreamSource& source : programme.sources)
        assets.insert(source.asset);
    Conflicts all;
    for (const StreamSource& source : programme.sources) {
        if (assets.erase(source.asset) == 0)
            continue; // looked at already
        const bool isAlone = programme.sources.size() == 1;
        const PlannedAsset& asset = delivery.assets[source.asset];
        const std::string name = toUtf8(asset.file.filename());
        const Statements file { .metadata = asset.metadata,
            .format = streamOf(delivery, source).format,
            .layout = isAlone ? programme.layout : streamOf(delivery, source).format.layout,
            .fileName = name,
            // A set is read to the end of its shortest file, which says nothing about the others.
            .framesRead = isAlone ? framesRead : streamOf(delivery, source).format.frames.value_or(framesRead),
            .sound = isAlone ? &measures : nullptr,
            .isWhole = source.channels.empty() };
        for (std::string& conflict : conflictsIn(file))
            all.push_back(isAlone ? std::move(conflict) : name + ": " + conflict);
    }
    measures.add(measured(spec, std::move(all)));
}

} // namespace assay
