// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/tag_fields.h"

#include "core/metadata/metadata_specs.h"

#include <algorithm>
#include <array>
#include <deque>

namespace assay
{

namespace
{

struct Family {
    std::string_view id;
    std::string_view name;
    std::string_view source;
};

constexpr std::array families {
    Family { "id3", "an ID3 tag", "ID3v2.2 to 2.4; ID3v1" },
    Family { "vorbis", "Vorbis comments", "Vorbis I, comment header; RFC 9639, 8.6" },
    Family { "mp4", "the item list of an MP4 or MOV file", "iTunes metadata (ilst)" },
    Family { "ape", "an APE tag", "APEv2 specification" },
};

struct TagField {
    std::string_view id;
    std::string_view what;
    std::array<std::string_view, 3> keys; // TagLib's, lower case, the usual one first
};

constexpr std::array tagFields {
    TagField { "title", "Title", { "title" } },
    TagField { "artist", "Artist", { "artist" } },
    TagField { "album", "Album", { "album" } },
    TagField { "album_artist", "Artist of the whole album", { "albumartist", "album artist" } },
    TagField { "track", "Track number", { "tracknumber" } },
    TagField { "disc", "Disc number", { "discnumber" } },
    TagField { "date", "Date", { "date", "year" } },
    TagField { "genre", "Genre", { "genre" } },
    TagField { "composer", "Composer", { "composer" } },
    TagField { "comment", "Comment", { "comment", "description" } },
    TagField { "copyright", "Copyright", { "copyright" } },
    TagField { "publisher", "Publisher or label", { "label", "publisher", "organization" } },
    TagField { "encoder", "Program that made the file", { "encoder", "encoding", "encodedby" } },
};

constexpr std::array<std::string_view, 6> upcKeys { "barcode", "upc", "ean", "ean/upc", "mcn", "gtin" };

// Ids and sentences are put together once and live as long as the program.
std::vector<MeasureSpec> composedSpecs()
{
    static std::deque<std::string> texts; // a deque: what is in it stays where it is
    std::vector<MeasureSpec> specs;
    for (const Family& family : families) {
        for (const TagField& field : tagFields) {
            const std::string& id = texts.emplace_back(std::string(family.id) + "." + std::string(field.id));
            const std::string& what
                = texts.emplace_back(std::string(field.what) + " in " + std::string(family.name) + ".");
            specs.push_back({ id, Unit::none, ValueKind::text, what, family.source });
        }
    }
    specs.push_back({ "id3.version", Unit::none, ValueKind::list,
        "Versions of the ID3 tags in the file: 2.2, 2.3, 2.4, 1.", families.front().source });
    return specs;
}

bool isMeasured(const Metadata& metadata, std::string_view id)
{
    const Measurement* found = metadata.measures.find(id);
    return found != nullptr && found->state == MeasureState::ok;
}

} // namespace

std::span<const MeasureSpec> tagSpecs()
{
    static const std::vector<MeasureSpec> specs = composedSpecs();
    return specs;
}

void addTagFields(std::string_view family, const MetadataSection& fields, Metadata& metadata, ReleaseCodes& codes)
{
    for (const TagField& field : tagFields) {
        const std::string id = std::string(family) + "." + std::string(field.id);
        if (isMeasured(metadata, id))
            continue;
        std::string text;
        for (const std::string_view key : field.keys) {
            const auto found = fields.find(std::string(key));
            if (text.empty() && found != fields.end())
                text = found->second;
        }
        addTextMeasure(metadata, id, text);
    }
    for (const auto& [name, value] : fields) {
        if (name == "isrc")
            codes.addIsrc(family, value);
        if (std::ranges::find(upcKeys, name) != upcKeys.end())
            codes.addUpc(family, value);
    }
    if (!fields.empty())
        metadata.sections["tags"].insert(fields.begin(), fields.end()); // the first tag of a file wins
}

void addId3Version(std::string_view version, Metadata& metadata)
{
    const Measurement* before = metadata.measures.find("id3.version");
    std::vector<std::string> versions;
    if (before != nullptr && before->value)
        versions = std::get<std::vector<std::string>>(*before->value);
    if (std::ranges::find(versions, version) == versions.end())
        versions.emplace_back(version);
    metadata.measures.add(measured(metadataSpec("id3.version"), std::move(versions)));
}

} // namespace assay
