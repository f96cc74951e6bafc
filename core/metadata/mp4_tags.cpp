// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/mp4_tags.h"

#include "core/base/atoms.h"
#include "core/metadata/axml.h"
#include "core/metadata/tag_fields.h"
#include "core/metadata/text.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace assay
{

namespace
{

constexpr std::int64_t mostTextBytes = 1 << 16; // of one value: more is no text

struct Source {
    LocalFile& file;
    AtomWalk walk;
};

struct TextAtom {
    std::string_view id;
    std::string_view name;
};

// The names start with byte A9 (a copyright sign in Mac Roman), here in octal: a hexadecimal escape would swallow
// letters.
constexpr std::array textAtoms {
    TextAtom { "\251nam", "title" },
    TextAtom { "\251ART", "artist" },
    TextAtom { "aART", "albumartist" },
    TextAtom { "\251alb", "album" },
    TextAtom { "\251day", "date" },
    TextAtom { "\251gen", "genre" },
    TextAtom { "\251wrt", "composer" },
    TextAtom { "\251cmt", "comment" },
    TextAtom { "\251too", "encoder" },
    TextAtom { "cprt", "copyright" },
    TextAtom { "\251pub", "publisher" },
};

// `meta` is a full atom in MP4 (4 bytes of version and flags before its children) and a plain one in QuickTime.
std::optional<Atom> metaChild(AtomWalk& walk, const Atom& meta, std::string_view id)
{
    Atom full = meta;
    full.offset += 4;
    const std::optional<Atom> found = walk.childOf(full, id);
    return found ? found : walk.childOf(meta, id);
}

std::optional<Atom> itemList(AtomWalk& walk, std::int64_t fileSize)
{
    const Atom whole { .id = "", .end = fileSize };
    const std::optional<Atom> movie = walk.childOf(whole, "moov");
    if (!movie)
        return std::nullopt;
    const std::optional<Atom> user = walk.childOf(*movie, "udta");
    std::optional<Atom> meta = user ? walk.childOf(*user, "meta") : std::nullopt;
    if (!meta)
        meta = walk.childOf(*movie, "meta");
    return meta ? metaChild(walk, *meta, "ilst") : std::nullopt;
}

// The content of a child behind `skip` bytes of version, flags and the like.
Bytes contentOf(Source& source, const Atom& item, std::string_view id, std::int64_t skip)
{
    const std::optional<Atom> child = source.walk.childOf(item, id);
    return child ? source.file.bytesAt(child->offset + skip, std::min(child->end - child->offset - skip, mostTextBytes))
                 : Bytes {};
}

std::string textIn(Source& source, const Atom& item, std::string_view id, std::int64_t skip)
{
    const Bytes bytes = contentOf(source, item, id, skip);
    return fieldText(charsAt(bytes, 0, bytes.size()));
}

constexpr std::int64_t dataSkip = 8; // type indicator and locale
constexpr std::int64_t nameSkip = 4; // version and flags

void readItem(Source& source, const Atom& item, MetadataSection& section, ReleaseCodes& codes)
{
    const auto text = std::ranges::find(textAtoms, std::string_view(item.id), &TextAtom::id);
    if (text != textAtoms.end()) {
        section.emplace(text->name, textIn(source, item, "data", dataSkip));
    } else if (item.id == "trkn" || item.id == "disk") {
        const Bytes number = contentOf(source, item, "data", dataSkip);
        if (number.size() >= 4)
            section.emplace(
                item.id == "disk" ? "discnumber" : "tracknumber", std::to_string(uintAt(number, 2, 2, Endian::big)));
    } else if (item.id == "xid ") {
        const std::string value = textIn(source, item, "data", dataSkip); // "vendor:isrc:CODE"
        const std::string lower = lowerCase(value);
        const std::size_t isrc = lower.find(":isrc:");
        const std::size_t upc = lower.find(":upc:");
        if (isrc != std::string::npos)
            codes.addIsrc("mp4", std::string_view(value).substr(isrc + 6));
        else if (upc != std::string::npos)
            codes.addUpc("mp4", std::string_view(value).substr(upc + 5));
    } else if (item.id == "----") {
        const std::string name = lowerCase(textIn(source, item, "name", nameSkip));
        const std::string value = textIn(source, item, "data", dataSkip);
        if (!name.empty() && !value.empty())
            section.emplace(name, value);
    }
}

// An XMP packet: an outer atom of its own kind (ISO 16684-3) or, in QuickTime, one in the user data.
void findXmp(Source& source, Metadata& metadata)
{
    constexpr std::string_view xmp
        = "\xBE\x7A\xCF\xCB\x97\xA9\x42\xE8\x9C\x71\x99\x94\x91\xE3\xAF\xAC"; // UUID of the atom
    const std::int64_t size = source.file.size();
    source.walk.forEach(0, size, [&](const Atom& atom) {
        if (atom.id == "uuid" && charsAt(source.file.bytesAt(atom.offset, 16), 0, 16) == xmp)
            addXmp(atom.end - atom.offset - 16, metadata);
    });
    const std::optional<Atom> movie = source.walk.childOf({ .id = "", .end = size }, "moov");
    const std::optional<Atom> user = movie ? source.walk.childOf(*movie, "udta") : std::nullopt;
    if (const std::optional<Atom> packet = user ? source.walk.childOf(*user, "XMP_") : std::nullopt)
        addXmp(packet->end - packet->offset, metadata);
}

} // namespace

void readMp4Tags(LocalFile& file, Metadata& metadata, ReleaseCodes& codes)
{
    Source source { file, AtomWalk(file) }; // one budget of atoms for all of it
    findXmp(source, metadata);
    const std::optional<Atom> list = itemList(source.walk, file.size());
    if (!list)
        return;
    MetadataSection section;
    source.walk.forEach(list->offset, list->end, [&](const Atom& item) { readItem(source, item, section, codes); });
    std::erase_if(section, [](const auto& field) { return field.second.empty(); });
    addTagFields("mp4", section, metadata, codes);
}

} // namespace assay
