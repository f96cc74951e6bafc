// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/mxf_labels.h"

#include "core/base/bytes.h"
#include "core/metadata/metadata_specs.h"
#include "core/metadata/text.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <set>

namespace assay
{

namespace
{

constexpr std::string_view mcaSource = "SMPTE ST 377-4";

constexpr std::array specs {
    MeasureSpec { "mca.channels", Unit::none, ValueKind::list,
        "Channel labels of an MXF file as channel and symbol, in the order of the channels: \"1 chL\".", mcaSource },
    MeasureSpec { "mca.soundfields", Unit::none, ValueKind::list,
        "Symbols of the soundfields of an MXF file: sg51, sgST.", mcaSource },
    MeasureSpec { "mca.groups", Unit::none, ValueKind::list,
        "Symbols of the groups of soundfields of an MXF file: ggMPg.", mcaSource },
    MeasureSpec { "mca.languages", Unit::none, ValueKind::list,
        "Spoken languages (RFC 5646) that the labels of an MXF file state.", mcaSource },
    MeasureSpec {
        "mca.content_kind", Unit::none, ValueKind::list, "Kinds of content that the labels state.", mcaSource },
    MeasureSpec {
        "mca.element_kind", Unit::none, ValueKind::list, "Kinds of element that the labels state.", mcaSource },
    MeasureSpec { "mca.title", Unit::none, ValueKind::list, "Titles that the labels state.", mcaSource },
    MeasureSpec {
        "mca.title_version", Unit::none, ValueKind::list, "Versions of the title that the labels state.", mcaSource },
    MeasureSpec { "mca.episode", Unit::none, ValueKind::list, "Episodes that the labels state.", mcaSource },
};

constexpr std::int64_t mostHeaderBytes = 8 << 20; // looked at: header metadata of real files have some 100 KiB
constexpr std::size_t mostLabels = 1024;

// What comes behind "060e2b34 01 01 01 vv" in the names of properties (SMPTE RP 224, ST 377-4 tables 3 to 8).
struct Property {
    std::uint64_t name;
    std::string_view id; // of its measure
};
constexpr std::uint64_t tagSymbol = 0x0103070102000000;
constexpr std::uint64_t linkId = 0x0103070105000000;
constexpr std::uint64_t channelId = 0x0103040A00000000;
constexpr std::uint64_t spokenLanguage = 0x0301010203150000;
constexpr std::array properties {
    Property { spokenLanguage, "mca.languages" },
    Property { 0x0302010220000000, "mca.content_kind" },
    Property { 0x0302010221000000, "mca.element_kind" },
    Property { 0x0105100000000000, "mca.title" },
    Property { 0x0105110000000000, "mca.title_version" },
    Property { 0x0105130000000000, "mca.episode" },
};

// The three kinds of label by byte 15 of their key: ST 377-4, tables 4, 6, 8.
constexpr std::uint8_t channelLabel = 0x6B;
constexpr std::uint8_t soundfieldLabel = 0x6C;
constexpr std::uint8_t groupLabel = 0x6D;

std::string textOf(std::uint64_t name, ByteView value)
{
    if (name == spokenLanguage)
        return fieldText(charsAt(value, 0, value.size())); // ISO 7-bit, the others are UTF-16
    Bytes marked { 0xFE, 0xFF };
    marked.insert(marked.end(), value.begin(), value.end());
    return fieldText(fromUtf16(marked));
}

class LabelScan
{
public:
    void readHeader(ByteView header);
    void report(Metadata& metadata);

private:
    void readPrimer(ByteView pack);
    void readLabel(std::uint8_t kind, ByteView set);
    void keep(std::string_view id, const std::string& text);

    std::map<std::uint64_t, std::uint64_t> m_names; // of properties by their local tags
    std::vector<std::pair<std::uint64_t, std::string>> m_channels; // number and symbol
    std::set<std::string> m_links; // of channels: later partitions repeat the metadata
    std::map<std::string, std::vector<std::string>, std::less<>> m_texts; // by measure
};

void LabelScan::keep(std::string_view id, const std::string& text)
{
    std::vector<std::string>& list = m_texts[std::string(id)];
    if (!text.empty() && list.size() < mostLabels && std::ranges::find(list, text) == list.end())
        list.push_back(text);
}

// Key (16 bytes), length (BER), value. SMPTE ST 336.
void LabelScan::readHeader(ByteView header)
{
    constexpr std::size_t keyBytes = 16;
    constexpr std::uint64_t smpte = 0x060E2B34;
    for (std::size_t at = 0; at + keyBytes < header.size() && uintAt(header, at, 4, Endian::big) == smpte;) {
        std::size_t start = at + keyBytes + 1;
        std::uint64_t length = header[start - 1];
        if (length > 0x80) {
            const auto count = static_cast<std::size_t>(length & 0x7FU);
            length = count > 8 ? header.size() : uintAt(header, start, count, Endian::big);
            start += count;
        }
        if (start > header.size() || length > header.size() - start)
            return; // essence, or a size that lies
        const ByteView value = header.subspan(start, static_cast<std::size_t>(length));
        const std::uint64_t kind = uintAt(header, at + 4, 2, Endian::big);
        if (kind == 0x0205 && header[at + 13] == 0x05) // ST 377-1, 9.2: primer pack
            readPrimer(value);
        else if (kind == 0x0253 && header[at + 14] >= channelLabel && header[at + 14] <= groupLabel)
            readLabel(header[at + 14], value);
        at = start + static_cast<std::size_t>(length);
    }
}

// Count, size of a row, rows of local tag (2) and name (16).
void LabelScan::readPrimer(ByteView pack)
{
    constexpr std::size_t rowBytes = 18;
    for (std::size_t at = 8; at + rowBytes <= pack.size(); at += rowBytes)
        m_names[uintAt(pack, at, 2, Endian::big)] = uintAt(pack, at + 10, 8, Endian::big);
}

void LabelScan::readLabel(std::uint8_t kind, ByteView set)
{
    std::string symbol;
    std::string link;
    std::uint64_t number = 0;
    for (std::size_t at = 0; at + 4 <= set.size();) {
        const auto name = m_names.find(uintAt(set, at, 2, Endian::big));
        const auto length = static_cast<std::size_t>(uintAt(set, at + 2, 2, Endian::big));
        const ByteView value = set.subspan(at + 4, std::min(length, set.size() - at - 4));
        at += 4 + length;
        if (name == m_names.end())
            continue;
        const auto property = std::ranges::find(properties, name->second, &Property::name);
        if (name->second == tagSymbol)
            symbol = textOf(name->second, value);
        else if (name->second == linkId)
            link = charsAt(value, 0, value.size());
        else if (name->second == channelId)
            number = uintAt(value, 0, 4, Endian::big);
        else if (property != properties.end())
            keep(property->id, textOf(property->name, value));
    }
    if (kind == soundfieldLabel)
        keep("mca.soundfields", symbol);
    else if (kind == groupLabel)
        keep("mca.groups", symbol);
    else if (!symbol.empty() && m_channels.size() < mostLabels && m_links.insert(link).second)
        m_channels.emplace_back(number, symbol);
}

void LabelScan::report(Metadata& metadata)
{
    std::ranges::stable_sort(m_channels, {}, &std::pair<std::uint64_t, std::string>::first);
    for (const auto& [number, symbol] : m_channels)
        m_texts["mca.channels"].push_back(number > 0 ? fmt::format("{} {}", number, symbol) : symbol);
    for (auto& [id, texts] : m_texts) {
        if (texts.empty())
            continue;
        metadata.sections["mca"].emplace(id.substr(4), fmt::format("{}", fmt::join(texts, "; ")));
        metadata.measures.add(measured(metadataSpec(id), std::move(texts)));
    }
}

} // namespace

std::span<const MeasureSpec> mxfLabelSpecs()
{
    return specs;
}

void readMxfLabels(LocalFile& file, Metadata& metadata)
{
    const Bytes header = file.bytesAt(0, std::min(file.size(), mostHeaderBytes));
    LabelScan scan;
    scan.readHeader(header);
    scan.report(metadata);
}

} // namespace assay
