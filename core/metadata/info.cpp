// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/info.h"

#include "core/metadata/metadata_specs.h"
#include "core/metadata/text.h"

#include <algorithm>
#include <array>

namespace assay
{

namespace
{

constexpr std::string_view infoSource = "RIFF 1.0, INFO list";

constexpr std::array specs {
    MeasureSpec { "info.title", Unit::none, ValueKind::text, "Title (INAM) in the LIST/INFO chunk.", infoSource },
    MeasureSpec { "info.artist", Unit::none, ValueKind::text, "Artist (IART) in the LIST/INFO chunk.", infoSource },
    MeasureSpec { "info.product", Unit::none, ValueKind::text,
        "Product, for music the album (IPRD), in the LIST/INFO chunk.", infoSource },
    MeasureSpec { "info.comment", Unit::none, ValueKind::text, "Comment (ICMT) in the LIST/INFO chunk.", infoSource },
    MeasureSpec { "info.software", Unit::none, ValueKind::text,
        "Software that wrote the file (ISFT) in the LIST/INFO chunk.", infoSource },
    MeasureSpec { "info.date", Unit::none, ValueKind::text, "Date (ICRD) in the LIST/INFO chunk.", infoSource },
    MeasureSpec { "info.genre", Unit::none, ValueKind::text, "Genre (IGNR) in the LIST/INFO chunk.", infoSource },
    MeasureSpec {
        "info.copyright", Unit::none, ValueKind::text, "Copyright (ICOP) in the LIST/INFO chunk.", infoSource },
    MeasureSpec { "info.engineer", Unit::none, ValueKind::text, "Engineer (IENG) in the LIST/INFO chunk.", infoSource },
    MeasureSpec {
        "info.track", Unit::none, ValueKind::text, "Track number (ITRK) in the LIST/INFO chunk.", infoSource },
    MeasureSpec { "info.keywords", Unit::none, ValueKind::text, "Keywords (IKEY) in the LIST/INFO chunk.", infoSource },
    MeasureSpec { "info.subject", Unit::none, ValueKind::text, "Subject (ISBJ) in the LIST/INFO chunk.", infoSource },
    MeasureSpec { "info.source", Unit::none, ValueKind::text,
        "Source (supplier); music tools put the ISRC there (ISRC) in the LIST/INFO chunk.", infoSource },
    MeasureSpec { "info.medium", Unit::none, ValueKind::text, "Medium (IMED) in the LIST/INFO chunk.", infoSource },
    MeasureSpec {
        "info.technician", Unit::none, ValueKind::text, "Technician (ITCH) in the LIST/INFO chunk.", infoSource },
    MeasureSpec { "info.archival_location", Unit::none, ValueKind::text,
        "Where the original is kept (IARL) in the LIST/INFO chunk.", infoSource },
    MeasureSpec { "info.commissioned", Unit::none, ValueKind::text,
        "Who commissioned it (ICMS) in the LIST/INFO chunk.", infoSource },
    MeasureSpec { "info.timecode", Unit::none, ValueKind::text, "Timecode of the start (ISMP) in the LIST/INFO chunk.",
        infoSource },
    MeasureSpec { "info.time", Unit::none, ValueKind::text,
        "Date and time of digitising (IDIT) in the LIST/INFO chunk.", infoSource },
};

struct Item {
    std::string_view id;
    std::string_view measure;
};

constexpr std::array measuredItems {
    Item { "INAM", "info.title" },
    Item { "IART", "info.artist" },
    Item { "IPRD", "info.product" },
    Item { "ICMT", "info.comment" },
    Item { "ISFT", "info.software" },
    Item { "ICRD", "info.date" },
    Item { "IGNR", "info.genre" },
    Item { "ICOP", "info.copyright" },
    Item { "IENG", "info.engineer" },
    Item { "ITRK", "info.track" },
    Item { "IKEY", "info.keywords" },
    Item { "ISBJ", "info.subject" },
    Item { "ISRC", "info.source" },
    Item { "IMED", "info.medium" },
    Item { "ITCH", "info.technician" },
    Item { "IARL", "info.archival_location" },
    Item { "ICMS", "info.commissioned" },
    Item { "ISMP", "info.timecode" },
    Item { "IDIT", "info.time" },
};

bool isItemAt(ByteView bytes, std::size_t at, Endian endian)
{
    const std::string_view id = charsAt(bytes, at, 4);
    return id.size() == 4 && std::ranges::all_of(id, [](char c) { return c >= 0x20 && c <= 0x7E; })
        && uintAt(bytes, at + 4, 4, endian) <= bytes.size() - at;
}

void addItem(std::string_view id, const std::string& text, Metadata& metadata, ReleaseCodes& codes)
{
    if (text.empty())
        return;
    const bool isNew = metadata.sections["info"].emplace(fieldText(id), text).second;
    const auto item = std::ranges::find(measuredItems, id, &Item::id);
    if (isNew && item != measuredItems.end())
        addTextMeasure(metadata, item->measure, text);
    if (id == "ISRC" && isValidIsrc(normalizedIsrc(text)))
        codes.addIsrc("info", text);
}

} // namespace

std::span<const MeasureSpec> infoSpecs()
{
    return specs;
}

void readInfo(ByteView bytes, Endian endian, Metadata& metadata, ReleaseCodes& codes)
{
    if (charsAt(bytes, 0, 4) != "INFO")
        return;
    std::size_t at = 4;
    while (at + 8 <= bytes.size()) {
        const auto size = static_cast<std::size_t>(uintAt(bytes, at + 4, 4, endian));
        if (size > bytes.size()) // a lying size: what follows cannot be found
            return;
        addItem(charsAt(bytes, at, 4), fieldText(charsAt(bytes, at + 8, size)), metadata, codes);
        at += 8 + size;
        // Word alignment, which some writers forget.
        if (size % 2 != 0 && (isItemAt(bytes, at + 1, endian) || !isItemAt(bytes, at, endian)))
            ++at;
    }
}

void readAiffTexts(const ChunkMap& map, LocalFile& file, Metadata& metadata)
{
    constexpr std::int64_t mostBytes = 1 << 16; // of one text: more is no title
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> names { { { "NAME", "title" },
        { "AUTH", "artist" }, { "(c) ", "copyright" }, { "ANNO", "comment" } } };
    for (const auto& [id, name] : names) {
        const Chunk* chunk = map.find(id);
        if (chunk == nullptr)
            continue;
        const Bytes bytes = file.bytesAt(chunk->offset, std::min(chunk->size, mostBytes));
        const std::string text = fieldText(charsAt(bytes, 0, bytes.size()));
        if (!text.empty())
            metadata.sections["tags"].emplace(name, text);
    }
}

} // namespace assay
