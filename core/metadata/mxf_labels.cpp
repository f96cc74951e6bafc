// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/mxf_labels.h"

#include "core/base/klv.h"
#include "core/metadata/metadata_specs.h"
#include "core/metadata/text.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>

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
    MeasureSpec { "mca.structure", Unit::none, ValueKind::list,
        "What belongs to what by the links of the labels: \"ggMPg: sg51\", \"sg51: chL chR chC chLFE chLs chRs\".",
        mcaSource },
    MeasureSpec {
        "mca.content", Unit::none, ValueKind::list, "Content that the labels state: PRM, MIX.", "SMPTE ST 377-41" },
    MeasureSpec { "mca.use_class", Unit::none, ValueKind::list, "Classes of use that the labels state: FCMP, ICMP.",
        "SMPTE ST 377-41" },
    MeasureSpec { "mca.adm_programmes", Unit::none, ValueKind::list,
        "ADM programmes that the soundfields of ADM or S-ADM in MXF stand for: APR_1001.",
        "SMPTE ST 2131; ST 2127-10" },
    MeasureSpec {
        "mca.content_kind", Unit::none, ValueKind::list, "Kinds of content that the labels state.", mcaSource },
    MeasureSpec {
        "mca.element_kind", Unit::none, ValueKind::list, "Kinds of element that the labels state.", mcaSource },
    MeasureSpec { "mca.title", Unit::none, ValueKind::list, "Titles that the labels state.", mcaSource },
    MeasureSpec {
        "mca.title_version", Unit::none, ValueKind::list, "Versions of the title that the labels state.", mcaSource },
    MeasureSpec { "mca.episode", Unit::none, ValueKind::list, "Episodes that the labels state.", mcaSource },
};

constexpr std::size_t mostLabels = 1024;

// Last two bytes of the keys of ADM in MXF, ST 2131.
constexpr std::uint64_t admSoundfieldKey = 0x8112;
constexpr std::uint64_t admChnaKey = 0x810E;

// What comes behind "060e2b34 01 01 01 vv" in the names of properties (SMPTE RP 224, ST 377-4 tables 3 to 8).
struct Property {
    std::uint64_t name;
    std::string_view id; // of its measure
};
constexpr std::uint64_t dictionaryId = 0x0103070101000000;
constexpr std::uint64_t tagSymbol = 0x0103070102000000;
constexpr std::uint64_t tagName = 0x0103070103000000;
constexpr std::uint64_t groupLinks = 0x0103070104000000; // of a soundfield: count, size of an item, items
constexpr std::uint64_t linkId = 0x0103070105000000;
constexpr std::uint64_t soundfieldLink = 0x0103070106000000; // of a channel
constexpr std::uint64_t channelId = 0x0103040A00000000;
constexpr std::uint64_t spokenLanguage = 0x0301010203150000;
constexpr std::array texts {
    Property { spokenLanguage, "mca.languages" }, Property { 0x0302010220000000, "mca.content_kind" },
    Property { 0x0302010221000000, "mca.element_kind" }, Property { 0x0302010222000000, "mca.content" },
    Property { 0x0302010223000000, "mca.use_class" }, Property { 0x0105100000000000, "mca.title" },
    Property { 0x0105110000000000, "mca.title_version" }, Property { 0x0105130000000000, "mca.episode" },
    Property { 0x0402030602000000, "mca.adm_programmes" }, // S-ADM, ST 2127-10
    Property { 0x0402030B02000000, "mca.adm_programmes" }, // ADM, ST 2131
};

enum class LabelKind { channel, soundfield, group };

// The kinds of label by the last two bytes of their key.
struct LabelKey {
    std::uint64_t end;
    LabelKind kind;
    bool namesProgramme = false; // ST 2067-203 and -204: its ADM programme must be stated
};
constexpr std::array labelKeys {
    LabelKey { 0x6B00, LabelKind::channel }, // ST 377-4, table 4
    LabelKey { 0x6C00, LabelKind::soundfield }, // table 6
    LabelKey { 0x6D00, LabelKind::group }, // table 8
    LabelKey { 0x7C00, LabelKind::soundfield }, // IAB, ST 2067-201
    LabelKey { 0x8108, LabelKind::soundfield, true }, // S-ADM, ST 2127-1
    LabelKey { admSoundfieldKey, LabelKind::soundfield, true }, // ADM, ST 2131
};

// Names that belong to a label of the dictionary; what comes behind "060e2b34 0401 01vv".
struct DictionaryLabel {
    std::uint64_t id;
    std::string_view symbol;
    std::string_view name;
};
constexpr std::array dictionary {
    DictionaryLabel { 0x0302022100000000, "IAB", "IAB" }, // ST 2067-201
    DictionaryLabel { 0x0302022200000000, "MGASf", "MGA Soundfield" }, // ST 2067-203
    DictionaryLabel { 0x0302022300000000, "ADM", "ADM" }, // ST 2067-204
};

struct Label {
    LabelKey key {};
    std::int64_t offset = 0;
    std::string symbol {};
    std::string name {};
    std::string link {};
    std::vector<std::string> parents {}; // links
    std::uint64_t dictionary = 0;
    std::uint64_t number = 0; // of a channel
    bool hasProgramme = false;
};

std::string textOf(std::uint64_t name, ByteView value)
{
    if (name == spokenLanguage)
        return fieldText(charsAt(value, 0, value.size())); // ISO 7-bit, the others are UTF-16
    Bytes marked { 0xFE, 0xFF };
    marked.insert(marked.end(), value.begin(), value.end());
    return fieldText(fromUtf16(marked));
}

// Links are UUIDs of 16 bytes, alone or in an array behind its count and the size of an item.
std::vector<std::string> linksIn(std::uint64_t name, ByteView value)
{
    constexpr std::size_t linkBytes = 16;
    std::vector<std::string> links;
    for (std::size_t at = name == groupLinks ? 8 : 0; at + linkBytes <= value.size(); at += linkBytes)
        links.emplace_back(charsAt(value, at, linkBytes));
    return links;
}

class LabelScan
{
public:
    void readHeader(ByteView header);
    void report(Metadata& metadata);

private:
    void readLabel(const LabelKey& key, std::int64_t offset, const std::vector<SetProperty>& set);
    void keep(std::string_view id, const std::string& text);
    void reportStructure();
    void checkNames(Metadata& metadata) const;
    void checkChannels(Metadata& metadata) const;
    void checkAdm(Metadata& metadata) const;

    std::vector<Label> m_labels; // each once: later partitions repeat the metadata
    bool m_hasChna = false; // of ADM in MXF
    std::map<std::string, std::vector<std::string>, std::less<>> m_texts; // by measure
};

void LabelScan::keep(std::string_view id, const std::string& text)
{
    std::vector<std::string>& list = m_texts[std::string(id)];
    if (!text.empty() && list.size() < mostLabels && std::ranges::find(list, text) == list.end())
        list.push_back(text);
}

void LabelScan::readHeader(ByteView header)
{
    forEachLocalSet(header, [&](ByteView key, const std::vector<SetProperty>& set) {
        const std::uint64_t end = uintAt(key, 14, 2, Endian::big);
        const auto known = std::ranges::find(labelKeys, end, &LabelKey::end);
        m_hasChna = m_hasChna || end == admChnaKey;
        if (known != labelKeys.end() && m_labels.size() < mostLabels)
            readLabel(*known, key.data() - header.data(), set);
    });
}

void LabelScan::readLabel(const LabelKey& key, std::int64_t offset, const std::vector<SetProperty>& set)
{
    Label label { .key = key, .offset = offset };
    for (const auto& [name, value] : set) {
        const auto text = std::ranges::find(texts, name, &Property::name);
        if (name == tagSymbol)
            label.symbol = textOf(name, value);
        else if (name == tagName)
            label.name = textOf(name, value);
        else if (name == dictionaryId)
            label.dictionary = uintAt(value, 8, 8, Endian::big);
        else if (name == linkId)
            label.link = charsAt(value, 0, value.size());
        else if (name == soundfieldLink || name == groupLinks)
            label.parents = linksIn(name, value);
        else if (name == channelId)
            label.number = uintAt(value, 0, 4, Endian::big);
        else if (text != texts.end())
            keep(text->id, textOf(name, value));
        label.hasProgramme = label.hasProgramme || (text != texts.end() && text->id == "mca.adm_programmes");
    }
    if (!label.symbol.empty() && std::ranges::find(m_labels, label.link, &Label::link) == m_labels.end())
        m_labels.push_back(std::move(label));
}

// Of every group and soundfield that others link to: its symbol and theirs.
void LabelScan::reportStructure()
{
    for (const LabelKind kind : { LabelKind::group, LabelKind::soundfield }) {
        for (const Label& parent : m_labels) {
            std::vector<std::string> children;
            for (const Label& child : m_labels) {
                if (std::ranges::find(child.parents, parent.link) != child.parents.end())
                    children.push_back(child.symbol);
            }
            if (parent.key.kind == kind && !children.empty())
                m_texts["mca.structure"].push_back(
                    fmt::format("{}: {}", parent.symbol, fmt::join(children, kind == LabelKind::group ? ", " : " ")));
        }
    }
}

void LabelScan::checkNames(Metadata& metadata) const
{
    for (const Label& label : m_labels) {
        const auto known = std::ranges::find(dictionary, label.dictionary, &DictionaryLabel::id);
        if (known == dictionary.end() || (label.symbol == known->symbol && label.name == known->name))
            continue;
        metadata.faults.push_back({ "mca-name-wrong", label.offset,
            fmt::format("the label of a soundfield is called {} \"{}\" and means {} \"{}\": readers differ in what "
                        "they take it for; export the file again",
                label.symbol, label.name, known->symbol, known->name) });
        return; // the others of the file are alike
    }
}

void LabelScan::checkChannels(Metadata& metadata) const
{
    std::map<std::uint64_t, std::string> taken;
    for (const Label& label : m_labels) {
        if (label.key.kind != LabelKind::channel || label.number == 0)
            continue;
        const auto [first, isNew] = taken.emplace(label.number, label.symbol);
        if (!isNew)
            metadata.faults.push_back({ "mca-channel-twice", label.offset,
                fmt::format("channel {} is labelled twice, as {} and as {}: readers differ in which they take; export "
                            "the file again",
                    label.number, first->second, label.symbol) });
    }
}

void LabelScan::checkAdm(Metadata& metadata) const
{
    const auto adm
        = std::ranges::find_if(m_labels, [](const Label& label) { return label.key.end == admSoundfieldKey; });
    const auto add = [&](std::int64_t offset, std::string_view what) {
        metadata.faults.push_back({ "mca-adm-incomplete", offset,
            fmt::format("{}: readers cannot tell what belongs to which ADM programme; export the file again", what) });
    };
    if (adm != m_labels.end() && !m_hasChna)
        add(adm->offset, "the file labels ADM soundfields and has no CHNA sub-descriptor");
    if (adm == m_labels.end() && m_hasChna)
        add(0, "the file has a CHNA sub-descriptor and labels no ADM soundfield");
    const auto nameless = std::ranges::find_if(
        m_labels, [](const Label& label) { return label.key.namesProgramme && !label.hasProgramme; });
    if (nameless != m_labels.end())
        add(nameless->offset, "a soundfield of ADM does not say which ADM programme it is");
}

void LabelScan::report(Metadata& metadata)
{
    std::ranges::stable_sort(m_labels, {}, &Label::number); // channels; the others have none and keep their order
    for (const Label& label : m_labels) {
        if (label.key.kind == LabelKind::channel)
            m_texts["mca.channels"].push_back(
                label.number > 0 ? fmt::format("{} {}", label.number, label.symbol) : label.symbol);
        else
            keep(label.key.kind == LabelKind::group ? "mca.groups" : "mca.soundfields", label.symbol);
    }
    reportStructure();
    checkNames(metadata);
    checkChannels(metadata);
    checkAdm(metadata);
    for (auto& [id, list] : m_texts) {
        if (list.empty())
            continue;
        metadata.sections["mca"].emplace(id.substr(4), fmt::format("{}", fmt::join(list, "; ")));
        metadata.measures.add(measured(metadataSpec(id), std::move(list)));
    }
}

} // namespace

std::span<const MeasureSpec> mxfLabelSpecs()
{
    return specs;
}

void readMxfLabels(LocalFile& file, Metadata& metadata)
{
    const Bytes header = file.bytesAt(0, std::min(file.size(), mostMxfHeaderBytes));
    LabelScan scan;
    scan.readHeader(header);
    scan.report(metadata);
}

} // namespace assay
