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

enum class Kind { text, number, flag };

struct Element {
    const char* path;
    std::string_view id;
    Kind kind = Kind::text;
};

constexpr std::array elements {
    Element { "IXML_VERSION", "ixml.version" },
    Element { "PROJECT", "ixml.project" },
    Element { "SCENE", "ixml.scene" },
    Element { "TAKE", "ixml.take" },
    Element { "TAKE_TYPE", "ixml.take_type" },
    Element { "TAPE", "ixml.tape" },
    Element { "CIRCLED", "ixml.circled", Kind::flag },
    Element { "NO_GOOD", "ixml.no_good", Kind::flag },
    Element { "FALSE_START", "ixml.false_start", Kind::flag },
    Element { "WILD_TRACK", "ixml.wild_track", Kind::flag },
    Element { "NOTE", "ixml.note" },
    Element { "UBITS", "ixml.ubits" },
    Element { "FILE_UID", "ixml.file_uid" },
    Element { "USER", "ixml.user" },
    Element { "LOCATION/LOCATION_NAME", "ixml.location" },
    Element { "SPEED/MASTER_SPEED", "ixml.master_speed" },
    Element { "SPEED/CURRENT_SPEED", "ixml.current_speed" },
    Element { "SPEED/TIMECODE_FLAG", "ixml.timecode_flag" },
    Element { "SPEED/FILE_SAMPLE_RATE", "ixml.file_sample_rate", Kind::number },
    Element { "SPEED/AUDIO_BIT_DEPTH", "ixml.audio_bit_depth", Kind::number },
    Element { "SPEED/DIGITIZER_SAMPLE_RATE", "ixml.digitizer_sample_rate", Kind::number },
    Element { "SPEED/TIMESTAMP_SAMPLE_RATE", "ixml.timestamp_sample_rate", Kind::number },
    Element { "HISTORY/ORIGINAL_FILENAME", "ixml.original_filename" },
    Element { "HISTORY/PARENT_FILENAME", "ixml.parent_filename" },
    Element { "HISTORY/PARENT_UID", "ixml.parent_uid" },
    Element { "FILE_SET/TOTAL_FILES", "ixml.total_files", Kind::number },
    Element { "FILE_SET/FAMILY_UID", "ixml.family_uid" },
    Element { "FILE_SET/FAMILY_NAME", "ixml.family_name" },
    Element { "FILE_SET/FILE_SET_INDEX", "ixml.file_set_index" },
    Element { "TRACK_LIST/TRACK_COUNT", "ixml.track_count", Kind::number },
};

std::string textOf(const pugi::xml_node& node)
{
    return fieldText(trimmed(node.text().get()));
}

std::optional<std::int64_t> numberOf(const std::string& text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc {} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::string textAt(const pugi::xml_node& root, const char* path)
{
    return textOf(root.first_element_by_path(path));
}

Measurement measureOf(const Element& element, const std::string& text)
{
    const MeasureSpec& spec = metadataSpec(element.id);
    if (text.empty())
        return notApplicable(spec, "the field is empty");
    if (element.kind == Kind::text)
        return measured(spec, text);
    if (element.kind == Kind::flag) {
        const std::string word = lowerCase(text);
        if (word == "true" || word == "false")
            return measured(spec, word == "true");
        return notApplicable(spec, "the field is neither TRUE nor FALSE: " + text);
    }
    const auto number = numberOf(text);
    if (!number)
        return notApplicable(spec, "the field is no number: " + text);
    return measured(spec, *number);
}

void readFrameRate(const pugi::xml_node& root, MetadataSection& section, Metadata& metadata)
{
    const std::string text = textAt(root, "SPEED/TIMECODE_RATE");
    std::optional<FrameRate> rate = parseFrameRate(text);
    if (!rate) {
        metadata.measures.add(notApplicable(metadataSpec("ixml.timecode_rate"),
            text.empty() ? "the field is empty" : "the field names no frame rate: " + text));
        return;
    }
    rate->drop = textAt(root, "SPEED/TIMECODE_FLAG") == "DF";
    metadata.frameRate = rate;
    section.emplace("timecode_rate", nameOf(*rate));
    addTextMeasure(metadata, "ixml.timecode_rate", nameOf(*rate));
}

// A count of 64 bits in two elements. Some writers print the low word as a signed number.
std::optional<FrameCount> wideNumber(const pugi::xml_node& root, const char* highPath, const char* lowPath)
{
    constexpr std::int64_t mostHigh = 1 << 20; // 2^52 samples are 700 years
    constexpr std::int64_t wordRange = std::int64_t { 1 } << 32;
    const std::int64_t high = numberOf(textAt(root, highPath)).value_or(0);
    std::optional<std::int64_t> low = numberOf(textAt(root, lowPath));
    if (low && *low < 0)
        *low += wordRange;
    if (!low || *low < 0 || *low >= wordRange || high < 0 || high > mostHigh)
        return std::nullopt;
    return high * wordRange + *low;
}

// The stamp counts at its own rate, which differs from the file's after a pull-up or pull-down.
FrameCount atRate(FrameCount stamp, std::int64_t stampRate, int sampleRate)
{
    if (stampRate <= 0 || sampleRate <= 0 || stampRate == sampleRate)
        return stamp;
    return stamp / stampRate * sampleRate + stamp % stampRate * sampleRate / stampRate;
}

void readTimeStamps(const pugi::xml_node& root, int sampleRate, MetadataSection& section, Metadata& metadata)
{
    constexpr std::int64_t mostRate = 10'000'000; // Hz; bounds a hostile rate
    const auto stamp
        = wideNumber(root, "SPEED/TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI", "SPEED/TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO");
    const MeasureSpec& spec = metadataSpec("ixml.time_reference");
    if (stamp) {
        section.emplace("time_reference", std::to_string(*stamp));
        metadata.measures.add(measured(spec, *stamp));
        const std::int64_t rate = numberOf(textAt(root, "SPEED/TIMESTAMP_SAMPLE_RATE")).value_or(0);
        if (!metadata.timeReference && rate <= mostRate)
            metadata.timeReference = atRate(*stamp, rate, sampleRate);
    } else {
        metadata.measures.add(notApplicable(spec, "the iXML chunk has no readable time stamp"));
    }
    const auto repeated = wideNumber(root, "BEXT/BWF_TIME_REFERENCE_HIGH", "BEXT/BWF_TIME_REFERENCE_LOW");
    const MeasureSpec& repeatedSpec = metadataSpec("ixml.bext_time_reference");
    metadata.measures.add(repeated ? measured(repeatedSpec, *repeated)
                                   : notApplicable(repeatedSpec, "the iXML chunk repeats no bext time reference"));
}

// One text of every track, at the track's place among the file's channels.
std::vector<std::string> trackTexts(const pugi::xml_node& list, const char* element)
{
    std::vector<std::string> texts;
    std::size_t position = 0;
    for (const pugi::xml_node& track : list.children("TRACK")) {
        ++position;
        auto index = numberOf(textOf(track.child("INTERLEAVE_INDEX")));
        if (!index)
            index = numberOf(textOf(track.child("CHANNEL_INDEX")));
        const auto place
            = static_cast<std::size_t>(std::max<std::int64_t>(index.value_or(static_cast<std::int64_t>(position)), 0));
        if (place == 0 || place > mostTracks)
            continue;
        texts.resize(std::max(texts.size(), place));
        texts[place - 1] = textOf(track.child(element));
    }
    if (std::ranges::all_of(texts, &std::string::empty)) // of none, too
        texts.clear();
    return texts;
}

void readTracks(const pugi::xml_node& list, MetadataSection& section, Metadata& metadata)
{
    const auto keep
        = [&](std::string_view id, const char* suffix, const std::vector<std::string>& texts, const char* whyNone) {
              const MeasureSpec& spec = metadataSpec(id);
              for (std::size_t i = 0; i < texts.size(); ++i) {
                  if (!texts[i].empty())
                      section.emplace(fmt::format("track_{:02}{}", i + 1, suffix), texts[i]);
              }
              if (texts.empty())
                  metadata.measures.add(notApplicable(spec, whyNone));
              else
                  metadata.measures.add(measured(spec, texts));
          };
    metadata.trackNames = trackTexts(list, "NAME");
    keep("ixml.tracks", "", metadata.trackNames, "the iXML chunk names no tracks");
    keep("ixml.track_functions", "_function", trackTexts(list, "FUNCTION"),
        "the iXML chunk gives its tracks no functions");
}

void readExtensions(const pugi::xml_node& root, MetadataSection& section, Metadata& metadata)
{
    std::vector<std::string> attributes;
    for (const pugi::xml_node& attribute : root.child("STEINBERG").child("ATTR_LIST").children("ATTR")) {
        const std::string name = textOf(attribute.child("NAME"));
        const std::string value = textOf(attribute.child("VALUE"));
        if (name.empty() || value.empty() || attributes.size() == mostTracks)
            continue;
        section.emplace("steinberg/" + name, value);
        attributes.push_back(name + " = " + value);
    }
    const MeasureSpec& spec = metadataSpec("ixml.steinberg");
    metadata.measures.add(attributes.empty() ? notApplicable(spec, "the iXML chunk has no Steinberg attributes")
                                             : measured(spec, attributes));
    const auto points = root.child("SYNC_POINT_LIST").children("SYNC_POINT");
    metadata.measures.add(
        measured(metadataSpec("ixml.sync_points"), std::int64_t { std::distance(points.begin(), points.end()) }));
}

// Every other element that holds text, by its path: "speed/current_speed". There is no schema, so nothing is left out
// but the tracks and attributes that stand above by their own names.
void addFields(const pugi::xml_node& parent, const std::string& path, MetadataSection& section, int depth = 0)
{
    constexpr std::size_t mostFields = 500; // kept of one chunk
    constexpr int mostDepth = 8;
    for (const pugi::xml_node& child : parent.children()) {
        const std::string name = fieldText(child.name());
        if (child.type() != pugi::node_element || name == "TRACK_LIST" || name == "ATTR_LIST")
            continue;
        const std::string here = path + lowerCase(name);
        const std::string text = textOf(child);
        if (!text.empty() && section.size() < mostFields)
            section.emplace(here, text);
        if (depth < mostDepth)
            addFields(child, here + "/", section, depth + 1);
    }
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
    for (const Element& element : elements)
        metadata.measures.add(measureOf(element, textAt(root, element.path)));
    readFrameRate(root, section, metadata);
    readTimeStamps(root, sampleRate, section, metadata);
    readTracks(root.child("TRACK_LIST"), section, metadata);
    readExtensions(root, section, metadata);
    addFields(root, "", section);
}

} // namespace assay
