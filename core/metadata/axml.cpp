// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/axml.h"

#include "core/metadata/chna_speakers.h"
#include "core/metadata/metadata_specs.h"
#include "core/metadata/text.h"

#include <algorithm>
#include <array>

namespace assay
{

namespace
{

constexpr std::array specs {
    MeasureSpec { "axml.bytes", Unit::bytes, ValueKind::integer, "Size of the axml chunk.", "EBU Tech 3285 s5" },
    MeasureSpec { "axml.contents", Unit::none, ValueKind::list,
        "What the axml chunk holds: adm (audioFormatExtended), ebucore (ebuCoreMain).",
        "ITU-R BS.2076; EBU Tech 3293; EBU Tech 3352" },
    MeasureSpec { "chna.tracks", Unit::channels, ValueKind::integer,
        "Tracks in use, as the head of the chna chunk says.", "ITU-R BS.2088, 8" },
    MeasureSpec { "chna.uids", Unit::none, ValueKind::integer, "Track UIDs in use, as the head of the chna chunk says.",
        "ITU-R BS.2088, 8" },
    MeasureSpec { "chna.highest_track", Unit::none, ValueKind::integer,
        "Highest track of the file that a row of the chna chunk names.", "ITU-R BS.2088, 8" },
    MeasureSpec { "xmp.bytes", Unit::bytes, ValueKind::integer,
        "Size of the XMP packet: a _PMX chunk of WAV, an APPL chunk of AIFF, a uuid or XMP_ box of MP4 and MOV.",
        "Adobe XMP specification, part 3" },
};

void addChunkSize(ByteView bytes, const char* name, Metadata& metadata)
{
    const auto size = static_cast<std::int64_t>(bytes.size());
    metadata.measures.add(measured(metadataSpec(std::string(name) + ".bytes"), size));
}

// One tag of an XML text and the characters up to the next one.
struct Tag {
    std::string_view name; // without namespace prefix
    std::string_view attributes;
    std::string_view text;
    bool closing = false;
    bool empty = false; // <name/>
};

class TagScan
{
public:
    explicit TagScan(std::string_view xml)
        : m_rest(xml)
    {
    }

    // Moves on to the next element tag; comments, declarations and CDATA are stepped over.
    bool next(Tag& tag);

private:
    std::string_view m_rest;
};

bool TagScan::next(Tag& tag)
{
    for (;;) {
        const std::size_t open = m_rest.find('<');
        if (open == std::string_view::npos)
            return false;
        m_rest.remove_prefix(open + 1);
        const std::string_view terminator = m_rest.starts_with("!--") ? "-->"
            : m_rest.starts_with("![CDATA[")                          ? "]]>"
                                                                      : ">";
        const std::size_t end = m_rest.find(terminator);
        if (end == std::string_view::npos)
            return false;
        std::string_view inner = m_rest.substr(0, end);
        m_rest.remove_prefix(end + terminator.size());
        if (inner.starts_with('!') || inner.starts_with('?'))
            continue;
        tag.closing = inner.starts_with('/');
        tag.empty = inner.ends_with('/');
        inner = trimmed(inner.substr(tag.closing ? 1 : 0));
        const std::size_t nameEnd = std::min(inner.find_first_of(" \t\r\n/"), inner.size());
        tag.name = inner.substr(0, nameEnd);
        tag.name.remove_prefix(tag.name.find(':') + 1); // npos + 1 is 0
        tag.attributes = inner.substr(nameEnd);
        tag.text = trimmed(m_rest.substr(0, m_rest.find('<')));
        return true;
    }
}

std::string_view attributeOf(const Tag& tag, std::string_view name)
{
    std::string_view rest = tag.attributes;
    for (;;) {
        const std::size_t equals = rest.find('=');
        if (equals == std::string_view::npos)
            return {};
        const std::string_view key = trimmed(rest.substr(0, equals));
        rest = trimmed(rest.substr(equals + 1));
        if (rest.empty() || (rest[0] != '"' && rest[0] != '\''))
            return {};
        const std::size_t end = rest.find(rest[0], 1);
        if (end == std::string_view::npos)
            return {};
        if (key == name)
            return rest.substr(1, end - 1);
        rest.remove_prefix(end + 1);
    }
}

std::string unescaped(std::string_view text)
{
    constexpr std::array<std::pair<std::string_view, char>, 5> entities { { { "&lt;", '<' }, { "&gt;", '>' },
        { "&quot;", '"' }, { "&apos;", '\'' }, { "&amp;", '&' } } };
    std::string plain;
    while (!text.empty()) {
        char c = text.front();
        std::size_t length = 1;
        for (const auto& [entity, character] : entities) {
            if (text.starts_with(entity)) {
                c = character;
                length = entity.size();
                break;
            }
        }
        plain += c;
        text.remove_prefix(length);
    }
    return fieldText(plain);
}

// Follows the `identifier` elements: outer ones say what kind they are, inner ones (dc:identifier) hold the text.
class CodeSearch
{
public:
    explicit CodeSearch(ReleaseCodes& findings)
        : m_findings(findings)
    {
    }

    void look(const Tag& tag)
    {
        if (tag.name != "identifier")
            return;
        if (tag.closing) {
            m_depth = std::max(m_depth - 1, 0);
            m_isIsrc = m_isIsrc && m_depth > 0;
            m_isUpc = m_isUpc && m_depth > 0;
            return;
        }
        const bool saysIsrc = lowerCase(attributeOf(tag, "formatLabel")) == "isrc"
            || lowerCase(attributeOf(tag, "typeLabel")) == "isrc";
        m_isIsrc = m_isIsrc || saysIsrc;
        const std::string label = lowerCase(attributeOf(tag, "formatLabel"));
        m_isUpc = m_isUpc || label == "upc" || label == "ean" || label == "gtin";
        if (!tag.text.empty() && m_isUpc)
            m_findings.addUpc("axml", tag.text);
        else if (!tag.text.empty() && (m_isIsrc || lowerCase(tag.text.substr(0, 5)) == "isrc:"))
            m_findings.addIsrc("axml", tag.text);
        if (!tag.empty)
            ++m_depth;
        else if (m_depth == 0)
            m_isIsrc = m_isUpc = false;
    }

private:
    ReleaseCodes& m_findings;
    int m_depth = 0;
    bool m_isIsrc = false;
    bool m_isUpc = false;
};

} // namespace

std::span<const MeasureSpec> axmlSpecs()
{
    return specs;
}

void readAxml(const Bytes& bytes, Metadata& metadata, ReleaseCodes& codes)
{
    addChunkSize(bytes, "axml", metadata);
    const std::string converted = fromUtf16(bytes);
    const std::string_view xml = converted.empty() ? charsAt(bytes, 0, bytes.size()) : std::string_view(converted);
    CodeSearch search(codes);
    std::string programmes;
    bool hasAdm = false;
    bool hasCore = false;
    TagScan scan(xml);
    for (Tag tag; scan.next(tag);) {
        search.look(tag);
        hasAdm = hasAdm || tag.name == "audioFormatExtended";
        hasCore = hasCore || tag.name == "ebuCoreMain";
        constexpr std::size_t mostChars = 1 << 12; // of all programme names together
        if (tag.name == "audioProgramme" && !tag.closing && programmes.size() < mostChars)
            programmes += (programmes.empty() ? "" : "; ") + unescaped(attributeOf(tag, "audioProgrammeName"));
    }
    std::vector<std::string> contents;
    if (hasAdm)
        contents.emplace_back("adm");
    if (hasCore)
        contents.emplace_back("ebucore");
    metadata.measures.add(measured(metadataSpec("axml.contents"), std::move(contents)));
    if (!hasAdm)
        return;
    MetadataSection& section = metadata.sections["adm"];
    section.emplace("present", "yes");
    if (!programmes.empty())
        section.emplace("programme", programmes);
}

bool holdsAdm(const Metadata& metadata)
{
    const auto section = metadata.sections.find("adm");
    return section != metadata.sections.end() && section->second.contains("present");
}

void readChna(ByteView bytes, Metadata& metadata)
{
    if (bytes.size() < 4)
        return;
    MetadataSection& section = metadata.sections["adm"];
    const auto add = [&](std::string_view id, const char* name, std::uint64_t value) {
        if (name != nullptr)
            section.emplace(name, std::to_string(value));
        metadata.measures.add(measured(metadataSpec(id), static_cast<std::int64_t>(value)));
    };
    add("chna.tracks", "chna_tracks", uintAt(bytes, 0, 2, Endian::little));
    add("chna.uids", "chna_uids", uintAt(bytes, 2, 2, Endian::little));
    constexpr std::size_t rowBytes = 40; // ITU-R BS.2088, 8: track 2, UID 12, track 14, pack 11, pad 1
    std::uint64_t highest = 0; // a row of track 0 is not in use
    for (std::size_t at = 4; at + rowBytes <= bytes.size(); at += rowBytes)
        highest = std::max(highest, uintAt(bytes, at, 2, Endian::little));
    add("chna.highest_track", nullptr, highest);
    metadata.speakers = speakersOfChna(bytes);
}

void addXmp(std::int64_t size, Metadata& metadata)
{
    metadata.sections["xmp"].emplace("bytes", std::to_string(size));
    metadata.measures.add(measured(metadataSpec("xmp.bytes"), size));
}

} // namespace assay
