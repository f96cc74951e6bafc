// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/mp4_tags.h"

#include "core/metadata/text.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace assay
{

namespace
{

constexpr int mostAtoms = 10000; // looked at in one container; bounds a hostile file
constexpr std::int64_t mostTextBytes = 1 << 16; // of one value: more is no text

struct Atom {
    std::string id;
    std::int64_t start = 0; // of the content
    std::int64_t end = 0;
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
};

// The atom at `at`, which must end by `end`; empty where none does.
std::optional<Atom> atomAt(FileBytes& file, std::int64_t at, std::int64_t end)
{
    const Bytes head = file.read(at, 16);
    if (head.size() < 8 || at + 8 > end)
        return std::nullopt;
    std::uint64_t size = uintAt(head, 0, 4, Endian::big);
    std::int64_t headBytes = 8;
    if (size == 1) { // the size stands behind the name, in 64 bits
        size = uintAt(head, 8, 8, Endian::big);
        headBytes = 16;
    } else if (size == 0) { // to the end
        size = static_cast<std::uint64_t>(end - at);
    }
    if (size < static_cast<std::uint64_t>(headBytes) || size > static_cast<std::uint64_t>(end - at))
        return std::nullopt;
    return Atom { std::string(charsAt(head, 4, 4)), at + headBytes, at + static_cast<std::int64_t>(size) };
}

template <class Visit>
void forEachAtom(FileBytes& file, std::int64_t start, std::int64_t end, Visit visit)
{
    for (int count = 0; count < mostAtoms; ++count) {
        const std::optional<Atom> atom = atomAt(file, start, end);
        if (!atom)
            return;
        visit(*atom);
        start = atom->end;
    }
}

std::optional<Atom> childOf(FileBytes& file, const Atom& parent, std::string_view id)
{
    std::optional<Atom> found;
    forEachAtom(file, parent.start, parent.end, [&](const Atom& atom) {
        if (!found && atom.id == id)
            found = atom;
    });
    return found;
}

// `meta` is a full atom in MP4 (4 bytes of version and flags before its children) and a plain one in QuickTime.
std::optional<Atom> metaChild(FileBytes& file, const Atom& meta, std::string_view id)
{
    Atom full = meta;
    full.start += 4;
    const std::optional<Atom> found = childOf(file, full, id);
    return found ? found : childOf(file, meta, id);
}

std::optional<Atom> itemList(FileBytes& file)
{
    const Atom whole { "", 0, file.size() };
    const std::optional<Atom> movie = childOf(file, whole, "moov");
    if (!movie)
        return std::nullopt;
    const std::optional<Atom> user = childOf(file, *movie, "udta");
    std::optional<Atom> meta = user ? childOf(file, *user, "meta") : std::nullopt;
    if (!meta)
        meta = childOf(file, *movie, "meta");
    return meta ? metaChild(file, *meta, "ilst") : std::nullopt;
}

// The content of a child behind `skip` bytes of version, flags and the like.
Bytes contentOf(FileBytes& file, const Atom& item, std::string_view id, std::int64_t skip)
{
    const std::optional<Atom> child = childOf(file, item, id);
    return child ? file.read(child->start + skip, std::min(child->end - child->start - skip, mostTextBytes)) : Bytes {};
}

std::string textIn(FileBytes& file, const Atom& item, std::string_view id, std::int64_t skip)
{
    const Bytes bytes = contentOf(file, item, id, skip);
    return fieldText(charsAt(bytes, 0, bytes.size()));
}

constexpr std::int64_t dataSkip = 8; // type indicator and locale
constexpr std::int64_t nameSkip = 4; // version and flags

void readItem(FileBytes& file, const Atom& item, MetadataSection& section, IsrcFindings& isrcs)
{
    const auto text = std::ranges::find(textAtoms, std::string_view(item.id), &TextAtom::id);
    if (text != textAtoms.end()) {
        section.emplace(text->name, textIn(file, item, "data", dataSkip));
    } else if (item.id == "trkn") {
        const Bytes track = contentOf(file, item, "data", dataSkip);
        if (track.size() >= 4)
            section.emplace("tracknumber", std::to_string(uintAt(track, 2, 2, Endian::big)));
    } else if (item.id == "xid ") {
        const std::string value = textIn(file, item, "data", dataSkip); // "vendor:isrc:CODE"
        const std::size_t at = lowerCase(value).find(":isrc:");
        if (at != std::string::npos)
            isrcs.add("mp4", std::string_view(value).substr(at + 6));
    } else if (item.id == "----") {
        const std::string name = lowerCase(textIn(file, item, "name", nameSkip));
        const std::string value = textIn(file, item, "data", dataSkip);
        if (!name.empty() && !value.empty())
            section.emplace(name, value);
        if (name == "isrc")
            isrcs.add("mp4", value);
    }
}

} // namespace

void readMp4Tags(FileBytes& file, Metadata& metadata, IsrcFindings& isrcs)
{
    const std::optional<Atom> list = itemList(file);
    if (!list)
        return;
    MetadataSection section;
    forEachAtom(file, list->start, list->end, [&](const Atom& item) { readItem(file, item, section, isrcs); });
    std::erase_if(section, [](const auto& field) { return field.second.empty(); });
    if (!section.empty())
        metadata.sections["tags"] = std::move(section);
}

} // namespace assay
