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
};

bool isItemAt(ByteView bytes, std::size_t at, Endian endian)
{
    const std::string_view id = charsAt(bytes, at, 4);
    return id.size() == 4 && std::ranges::all_of(id, [](char c) { return c >= 0x20 && c <= 0x7E; })
        && uintAt(bytes, at + 4, 4, endian) <= bytes.size() - at;
}

void addItem(std::string_view id, const std::string& text, Metadata& metadata, IsrcFindings& isrcs)
{
    if (text.empty())
        return;
    const bool isNew = metadata.sections["info"].emplace(fieldText(id), text).second;
    const auto item = std::ranges::find(measuredItems, id, &Item::id);
    if (isNew && item != measuredItems.end())
        addTextMeasure(metadata, item->measure, text);
    if (id == "ISRC" && isValidIsrc(normalizedIsrc(text)))
        isrcs.add("info", text);
}

} // namespace

void readInfo(ByteView bytes, Endian endian, Metadata& metadata, IsrcFindings& isrcs)
{
    if (charsAt(bytes, 0, 4) != "INFO")
        return;
    std::size_t at = 4;
    while (at + 8 <= bytes.size()) {
        const auto size = static_cast<std::size_t>(uintAt(bytes, at + 4, 4, endian));
        if (size > bytes.size()) // a lying size: what follows cannot be found
            return;
        addItem(charsAt(bytes, at, 4), fieldText(charsAt(bytes, at + 8, size)), metadata, isrcs);
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
