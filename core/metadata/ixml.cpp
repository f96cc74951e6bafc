// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/ixml.h"

#include "core/metadata/metadata_specs.h"
#include "core/metadata/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <pugixml.hpp>

namespace assay
{

namespace
{

constexpr std::size_t mostTracks = 1024; // channels a WAVE file can sensibly have; bounds a hostile index

struct TextElement {
    const char* element;
    std::string_view name;
    std::string_view id;
};

constexpr std::array textElements {
    TextElement { "PROJECT", "project", "ixml.project" },
    TextElement { "SCENE", "scene", "ixml.scene" },
    TextElement { "TAKE", "take", "ixml.take" },
    TextElement { "TAPE", "tape", "ixml.tape" },
    TextElement { "NOTE", "note", "ixml.note" },
    TextElement { "UBITS", "ubits", "ixml.ubits" },
};

std::string textOf(const pugi::xml_node& node)
{
    return fieldText(trimmed(node.text().get()));
}

std::optional<std::uint64_t> numberOf(const pugi::xml_node& node)
{
    const std::string text = textOf(node);
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc {} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

void readFrameRate(const pugi::xml_node& speed, MetadataSection& section, Metadata& metadata)
{
    const std::string text = textOf(speed.child("TIMECODE_RATE"));
    std::optional<FrameRate> rate = parseFrameRate(text);
    if (!rate) {
        metadata.measures.add(notApplicable(metadataSpec("ixml.timecode_rate"),
            text.empty() ? "the field is empty" : "the field names no frame rate: " + text));
        return;
    }
    rate->drop = textOf(speed.child("TIMECODE_FLAG")) == "DF";
    metadata.frameRate = rate;
    section.emplace("timecode_rate", nameOf(*rate));
    addTextMeasure(metadata, "ixml.timecode_rate", nameOf(*rate));
}

// The stamp counts at its own rate, which differs from the file's after a pull-up or pull-down.
FrameCount atRate(FrameCount stamp, std::uint64_t stampRate, int sampleRate)
{
    if (stampRate == 0 || sampleRate <= 0 || stampRate == static_cast<std::uint64_t>(sampleRate))
        return stamp;
    const auto from = static_cast<FrameCount>(stampRate);
    return stamp / from * sampleRate + stamp % from * sampleRate / from;
}

void readTimeStamp(const pugi::xml_node& speed, int sampleRate, MetadataSection& section, Metadata& metadata)
{
    constexpr std::uint64_t mostRate = 10'000'000; // Hz; bounds a hostile rate
    constexpr std::uint64_t mostHigh = 1U << 20U; // 2^52 samples are 700 years
    const auto high = numberOf(speed.child("TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI"));
    const auto low = numberOf(speed.child("TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO"));
    const MeasureSpec& spec = metadataSpec("ixml.time_reference");
    if (!low || *low > 0xFFFFFFFF || high.value_or(0) > mostHigh) {
        metadata.measures.add(notApplicable(spec, "the iXML chunk has no readable time stamp"));
        return;
    }
    const auto stamp = static_cast<FrameCount>(high.value_or(0) << 32U | *low);
    section.emplace("time_reference", std::to_string(stamp));
    metadata.measures.add(measured(spec, std::int64_t { stamp }));
    const std::uint64_t rate = numberOf(speed.child("TIMESTAMP_SAMPLE_RATE")).value_or(0);
    if (!metadata.timeReference && rate <= mostRate)
        metadata.timeReference = atRate(stamp, rate, sampleRate);
}

void readTracks(const pugi::xml_node& list, MetadataSection& section, Metadata& metadata)
{
    std::vector<std::string> names;
    std::size_t position = 0;
    for (const pugi::xml_node& track : list.children("TRACK")) {
        ++position;
        auto index = numberOf(track.child("INTERLEAVE_INDEX"));
        if (!index)
            index = numberOf(track.child("CHANNEL_INDEX"));
        const std::uint64_t place = index.value_or(position);
        if (place == 0 || place > mostTracks)
            continue;
        names.resize(std::max(names.size(), static_cast<std::size_t>(place)));
        names[static_cast<std::size_t>(place) - 1] = textOf(track.child("NAME"));
        const std::string function = textOf(track.child("FUNCTION"));
        if (!function.empty())
            section.emplace(fmt::format("track_{:02}_function", place), function);
    }
    const MeasureSpec& spec = metadataSpec("ixml.tracks");
    if (std::ranges::all_of(names, &std::string::empty)) { // of none, too
        metadata.measures.add(notApplicable(spec, "the iXML chunk names no tracks"));
        return;
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (!names[i].empty())
            section.emplace(fmt::format("track_{:02}", i + 1), names[i]);
    }
    metadata.trackNames = names;
    metadata.measures.add(measured(spec, std::move(names)));
}

// Recorders fill the chunk up with NULs; pugixml would take them for the end, or for broken UTF-16.
void dropPadding(Bytes& bytes)
{
    const bool isWide = bytes.size() > 1 && (bytes[0] == 0 || bytes[1] == 0 || bytes[0] >= 0xFE);
    while (!isWide && !bytes.empty() && bytes.back() == 0)
        bytes.pop_back();
    while (isWide && bytes.size() > 1 && bytes[bytes.size() - 1] == 0 && bytes[bytes.size() - 2] == 0)
        bytes.resize(bytes.size() - 2);
}

} // namespace

void readIxml(Bytes bytes, std::int64_t offset, int sampleRate, Metadata& metadata)
{
    dropPadding(bytes);
    pugi::xml_document document;
    // pugixml neither loads DTDs nor expands entities of its own; encoding_auto reads UTF-8, UTF-16 and UTF-32.
    const pugi::xml_parse_result parsed = document.load_buffer_inplace(bytes.data(), bytes.size());
    const pugi::xml_node root = document.child("BWFXML");
    if (!parsed) {
        metadata.faults.push_back({ "ixml-not-well-formed", offset + std::max<std::int64_t>(parsed.offset, 0),
            fmt::format("the iXML chunk is no well-formed XML ({}): production metadata may be lost; write it again",
                parsed.description()) });
    }
    if (!root)
        return;
    MetadataSection& section = metadata.sections["ixml"];
    for (const TextElement& element : textElements) {
        const std::string text = textOf(root.child(element.element));
        if (!text.empty())
            section.emplace(element.name, text);
        addTextMeasure(metadata, element.id, text);
    }
    readFrameRate(root.child("SPEED"), section, metadata);
    readTimeStamp(root.child("SPEED"), sampleRate, section, metadata);
    readTracks(root.child("TRACK_LIST"), section, metadata);
}

} // namespace assay
