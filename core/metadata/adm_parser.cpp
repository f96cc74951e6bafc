// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/adm_parser.h"

#include "core/metadata/adm_nodes.h"
#include "core/metadata/adm_text.h"
#include "core/metadata/text.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <pugixml.hpp>

namespace assay
{

namespace
{

// Of elements in one text. A film of three hours with 118 moving objects has some 300,000; this many take 200 MB.
constexpr std::ptrdiff_t mostElements = 1'000'000;
constexpr std::ptrdiff_t mostAttributes = 2'000'000;
constexpr std::size_t mostBlocks = 400'000; // and other elements that are kept: that film has some 50,000; 120 MB

AdmType typeOf(const pugi::xml_node& node, std::string_view label)
{
    constexpr std::array<std::string_view, 6> names { "", "DirectSpeakers", "Matrix", "Objects", "HOA", "Binaural" };
    const int number = admInteger(label).value_or(0);
    if (number > 0 && number < static_cast<int>(names.size()))
        return static_cast<AdmType>(number);
    const auto* const found = std::ranges::find(names, std::string_view(node.attribute("typeDefinition").value()));
    return found == names.end() ? AdmType::unknown : static_cast<AdmType>(found - names.begin());
}

AdmLoudness loudnessOf(const pugi::xml_node& node)
{
    AdmLoudness loudness;
    loudness.method = admAttribute(node, "loudnessMethod");
    loudness.recType = admAttribute(node, "loudnessRecType");
    loudness.correctionType = admAttribute(node, "loudnessCorrectionType");
    for (const pugi::xml_node& child : node.children()) {
        const std::string_view name = admName(child);
        const auto value = admNumber(child.text().get());
        if (name == "integratedLoudness")
            loudness.integrated = value;
        else if (name == "loudnessRange")
            loudness.range = value;
        else if (name == "maxTruePeak")
            loudness.maxTruePeak = value;
        else if (name == "maxMomentary")
            loudness.maxMomentary = value;
        else if (name == "maxShortTerm")
            loudness.maxShortTerm = value;
        else if (name == "dialogueLoudness")
            loudness.dialogue = value;
    }
    return loudness;
}

class Reading
{
public:
    Reading(const pugi::xml_node& root, std::int64_t offset)
        : m_root(root)
        , m_offset(offset)
    {
    }

    Result<Adm> run();

private:
    void read(const pugi::xml_node& node);
    void readHead();
    template <class Element>
    Element element(const pugi::xml_node& node, const char* id, const char* name) const;
    AdmProgramme programme(const pugi::xml_node& node) const;
    AdmContent content(const pugi::xml_node& node) const;
    AdmObject object(const pugi::xml_node& node) const;
    AdmPack pack(const pugi::xml_node& node) const;
    AdmChannel channel(const pugi::xml_node& node);
    AdmStream stream(const pugi::xml_node& node) const;
    AdmTrack track(const pugi::xml_node& node) const;
    AdmTrackUid trackUid(const pugi::xml_node& node) const;

    pugi::xml_node m_root;
    std::int64_t m_offset;
    std::size_t m_kept = 0;
    Adm m_adm;
};

template <class Element>
Element Reading::element(const pugi::xml_node& node, const char* id, const char* name) const
{
    Element element;
    element.id = admAttribute(node, id);
    element.name = admAttribute(node, name);
    element.offset = m_offset + std::max<std::ptrdiff_t>(node.offset_debug() - 1, 0);
    return element;
}

AdmIds references(const pugi::xml_node& node, std::string_view name)
{
    AdmIds ids;
    for (const pugi::xml_node& child : node.children()) {
        if (admName(child) == name)
            ids.push_back(admContent(child));
    }
    return ids;
}

std::vector<AdmLoudness> loudnessIn(const pugi::xml_node& node)
{
    std::vector<AdmLoudness> found;
    for (const pugi::xml_node& child : node.children()) {
        if (admName(child) == "loudnessMetadata")
            found.push_back(loudnessOf(child));
    }
    return found;
}

AdmProgramme Reading::programme(const pugi::xml_node& node) const
{
    auto programme = element<AdmProgramme>(node, "audioProgrammeID", "audioProgrammeName");
    programme.language = admAttribute(node, "audioProgrammeLanguage");
    programme.start = admSeconds(node.attribute("start").value());
    programme.end = admSeconds(node.attribute("end").value());
    programme.contents = references(node, "audioContentIDRef");
    programme.loudness = loudnessIn(node);
    return programme;
}

AdmContent Reading::content(const pugi::xml_node& node) const
{
    auto content = element<AdmContent>(node, "audioContentID", "audioContentName");
    content.language = admAttribute(node, "audioContentLanguage");
    content.objects = references(node, "audioObjectIDRef");
    content.loudness = loudnessIn(node);
    for (const pugi::xml_node& child : node.children()) {
        if (admName(child) != "dialogue")
            continue;
        content.dialogue = admInteger(child.text().get());
        for (const char* kind : { "nonDialogueContentKind", "dialogueContentKind", "mixedContentKind" }) {
            if (child.attribute(kind))
                content.dialogueKind = admInteger(child.attribute(kind).value());
        }
    }
    return content;
}

AdmObject Reading::object(const pugi::xml_node& node) const
{
    auto object = element<AdmObject>(node, "audioObjectID", "audioObjectName");
    object.start = admSeconds(node.attribute("start").value());
    object.duration = admSeconds(node.attribute("duration").value());
    object.dialogue = admInteger(node.attribute("dialogue").value());
    object.importance = admInteger(node.attribute("importance").value());
    object.interact = admFlag(node.attribute("interact").value());
    object.disableDucking = admFlag(node.attribute("disableDucking").value());
    object.packs = references(node, "audioPackFormatIDRef");
    object.objects = references(node, "audioObjectIDRef");
    object.complementary = references(node, "audioComplementaryObjectIDRef");
    object.trackUids = references(node, "audioTrackUIDRef");
    for (const pugi::xml_node& child : node.children()) {
        const std::string_view name = admName(child);
        if (name == "gain")
            object.gain = admGain(child);
        else if (name == "mute")
            object.mute = admFlag(child.text().get());
        object.hasInteraction = object.hasInteraction || name == "audioObjectInteraction";
        object.hasPositionOffset = object.hasPositionOffset || name == "positionOffset";
    }
    return object;
}

AdmPack Reading::pack(const pugi::xml_node& node) const
{
    auto pack = element<AdmPack>(node, "audioPackFormatID", "audioPackFormatName");
    pack.typeLabel = admAttribute(node, "typeLabel");
    pack.type = typeOf(node, pack.typeLabel);
    pack.channels = references(node, "audioChannelFormatIDRef");
    pack.packs = references(node, "audioPackFormatIDRef");
    return pack;
}

AdmChannel Reading::channel(const pugi::xml_node& node)
{
    auto channel = element<AdmChannel>(node, "audioChannelFormatID", "audioChannelFormatName");
    channel.typeLabel = admAttribute(node, "typeLabel");
    channel.type = typeOf(node, channel.typeLabel);
    const auto isBlock = [](const pugi::xml_node& child) { return admName(child) == "audioBlockFormat"; };
    const auto blocks = static_cast<std::size_t>(std::ranges::count_if(node.children(), isBlock));
    channel.blocks.reserve(std::min(blocks, mostBlocks));
    for (const pugi::xml_node& child : node.children()) {
        if (isBlock(child) && ++m_kept <= mostBlocks) {
            channel.blocks.push_back(admBlock(child));
        } else if (admName(child) == "frequency") {
            channel.hasFrequency = true;
            if (std::string_view(child.attribute("typeDefinition").value()) == "lowPass")
                channel.lowPass = admNumber(child.text().get());
        }
    }
    return channel;
}

AdmStream Reading::stream(const pugi::xml_node& node) const
{
    auto stream = element<AdmStream>(node, "audioStreamFormatID", "audioStreamFormatName");
    stream.formatLabel = admAttribute(node, "formatLabel");
    stream.formatDefinition = admAttribute(node, "formatDefinition");
    stream.channels = references(node, "audioChannelFormatIDRef");
    stream.packs = references(node, "audioPackFormatIDRef");
    stream.tracks = references(node, "audioTrackFormatIDRef");
    return stream;
}

AdmTrack Reading::track(const pugi::xml_node& node) const
{
    auto track = element<AdmTrack>(node, "audioTrackFormatID", "audioTrackFormatName");
    track.formatLabel = admAttribute(node, "formatLabel");
    track.formatDefinition = admAttribute(node, "formatDefinition");
    track.streams = references(node, "audioStreamFormatIDRef");
    return track;
}

AdmTrackUid Reading::trackUid(const pugi::xml_node& node) const
{
    auto uid = element<AdmTrackUid>(node, "UID", "");
    uid.sampleRate = admInteger(node.attribute("sampleRate").value());
    uid.bitDepth = admInteger(node.attribute("bitDepth").value());
    uid.tracks = references(node, "audioTrackFormatIDRef");
    uid.channels = references(node, "audioChannelFormatIDRef");
    uid.packs = references(node, "audioPackFormatIDRef");
    return uid;
}

void Reading::read(const pugi::xml_node& node)
{
    const std::string_view name = admName(node);
    if (name == "audioProgramme")
        m_adm.programmes.push_back(programme(node));
    else if (name == "audioContent")
        m_adm.contents.push_back(content(node));
    else if (name == "audioObject")
        m_adm.objects.push_back(object(node));
    else if (name == "audioPackFormat")
        m_adm.packs.push_back(pack(node));
    else if (name == "audioChannelFormat")
        m_adm.channels.push_back(channel(node));
    else if (name == "audioStreamFormat")
        m_adm.streams.push_back(stream(node));
    else if (name == "audioTrackFormat")
        m_adm.tracks.push_back(track(node));
    else if (name == "audioTrackUID")
        m_adm.trackUids.push_back(trackUid(node));
    else
        m_adm.unknown.push_back(
            { .id = fieldText(name), .offset = m_offset + std::max<std::ptrdiff_t>(node.offset_debug() - 1, 0) });
}

void Reading::readHead()
{
    m_adm.version = admAttribute(m_root, "version");
    for (pugi::xml_node node = m_root; node && m_adm.schema.empty(); node = node.parent()) {
        for (const pugi::xml_attribute& each : node.attributes()) {
            if (std::string_view(each.name()).starts_with("xmlns")
                && std::string_view(each.value()).find("ebu") != std::string_view::npos)
                m_adm.schema = fieldText(each.value());
        }
    }
    if (m_adm.schema.empty()) {
        pugi::xml_node top = m_root;
        while (top.parent() && top.parent().type() == pugi::node_element)
            top = top.parent();
        m_adm.schema = fieldText(admName(top));
    }
    for (const pugi::xml_node& list : m_root.children()) {
        if (admName(list) != "profileList")
            continue;
        for (const pugi::xml_node& profile : list.children())
            m_adm.profiles.push_back(fieldText(trimmed(fmt::format("{} {} {}", admAttribute(profile, "profileName"),
                admAttribute(profile, "profileVersion"), admAttribute(profile, "profileLevel")))));
    }
}

Result<Adm> Reading::run()
{
    readHead();
    for (const pugi::xml_node& node : m_root.children()) {
        if (node.type() == pugi::node_element && admName(node) != "profileList" && ++m_kept <= mostBlocks)
            read(node);
    }
    if (m_kept > mostBlocks)
        return fail(ErrorCode::malformed,
            fmt::format("it has more than {} elements and blocks, more than the longest film needs", mostBlocks));
    return std::move(m_adm);
}

} // namespace

Result<Adm> parseAdm(Bytes xml, std::int64_t offset)
{
    // Elements and text between them cost 64 bytes of tree each, attributes 40: what could fill the memory is refused.
    const auto elements = std::ranges::count(xml, static_cast<std::uint8_t>('<'));
    const auto attributes = std::ranges::count(xml, static_cast<std::uint8_t>('='));
    if (elements > 2 * mostElements || attributes > mostAttributes) // each element also ends
        return fail(ErrorCode::malformed,
            fmt::format("it has more than {} elements, more than the longest film needs", mostElements));
    pugi::xml_document document;
    // pugixml neither loads DTDs nor expands entities of its own; encoding_auto reads UTF-8, UTF-16 and UTF-32.
    const pugi::xml_parse_result parsed
        = document.load_buffer_inplace(xml.data(), xml.size(), pugi::parse_default | pugi::parse_embed_pcdata);
    if (!parsed)
        return fail(ErrorCode::malformed, fmt::format("it is no well-formed XML ({})", parsed.description()), {},
            offset + std::max<std::int64_t>(parsed.offset, 0));
    const pugi::xml_node root
        = document.find_node([](const pugi::xml_node& node) { return admName(node) == "audioFormatExtended"; });
    return root ? Reading(root, offset).run() : Adm {};
}

Chna parseChna(ByteView bytes, std::int64_t offset)
{
    constexpr std::size_t headBytes = 4; // tracks 2, UIDs 2
    constexpr std::size_t rowBytes = 40; // track 2, UID 12, track or channel format 14, pack format 11, pad 1
    Chna chna;
    chna.offset = offset;
    chna.tracks = uint16At(bytes, 0, Endian::little);
    chna.uids = uint16At(bytes, 2, Endian::little);
    for (std::size_t at = headBytes; at + rowBytes <= bytes.size(); at += rowBytes) {
        const int track = uint16At(bytes, at, Endian::little);
        if (track == 0)
            continue;
        chna.rows.push_back({ .track = track,
            .uid = fieldText(charsAt(bytes, at + 2, 12)),
            .trackRef = fieldText(charsAt(bytes, at + 14, 14)),
            .packRef = fieldText(charsAt(bytes, at + 28, 11)),
            .offset = offset + static_cast<std::int64_t>(at) });
    }
    return chna;
}

} // namespace assay
