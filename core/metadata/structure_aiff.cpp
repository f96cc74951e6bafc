// SPDX-License-Identifier: GPL-3.0-or-later
// What AIFF, AIFC and CAF files ask of their chunks beyond their sizes.
#include "core/metadata/structure_faults.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace assay
{

namespace
{

constexpr std::int64_t leastCommonBytes = 18; // AIFF 1.3, "Common chunk"
constexpr std::int64_t soundHeadBytes = 8; // offset and block size stand before the samples: AIFF 1.3
constexpr std::int64_t descriptionBytes = 32; // CAF 1.0, "Audio Description Chunk"

// Does SSND hold what COMM promises?
void checkLength(const ChunkMap& map, const Chunk& common, LocalFile& file, Structure& structure)
{
    const Bytes bytes = file.bytesAt(common.offset, std::min<std::int64_t>(common.size, 22));
    const auto field = [&](std::size_t at, std::size_t size) {
        return static_cast<std::int64_t>(uintAt(bytes, at, size, Endian::big));
    };
    const std::int64_t frames = field(2, 4);
    const Chunk* sound = map.find("SSND");
    if (sound == nullptr && frames > 0)
        structure.add("data-missing", map.end,
            fmt::format("the COMM chunk promises {} frames and there is no SSND chunk: the file holds no sound; "
                        "export it again",
                frames));
    const std::string_view coding = charsAt(bytes, 18, 4);
    const bool isPcm = map.form == "AIFF" || coding == "NONE" || coding == "sowt" || coding == "twos";
    if (sound == nullptr || sound->truncated || !isPcm)
        return;
    const auto offset = static_cast<std::int64_t>(uintAt(file.bytesAt(sound->offset, 4), 0, 4, Endian::big));
    const std::int64_t held = std::max<std::int64_t>(sound->size - soundHeadBytes - offset, 0);
    const std::int64_t promised = frames * field(0, 2) * ((field(6, 2) + 7) / 8);
    if (promised > held)
        structure.add("data-shorter-than-declared", sound->headerOffset + 4,
            fmt::format("the COMM chunk promises {} bytes of sound and the SSND chunk holds {}: the end is missing; "
                        "fetch or export the file again",
                promised, held));
}

} // namespace

void checkAiff(const ChunkMap& map, LocalFile& file, Structure& structure)
{
    const Chunk* common = map.find("COMM");
    if (common == nullptr)
        structure.add(
            "comm-missing", 12, "there is no COMM chunk: nobody can know how to play this file; export it again");
    else if (common->size < leastCommonBytes)
        structure.add("comm-too-short", common->headerOffset,
            fmt::format("the COMM chunk has {} bytes and needs at least {}: export the file again", common->size,
                leastCommonBytes));
    else
        checkLength(map, *common, file, structure);
    static constexpr std::array<std::string_view, 2> single { "COMM", "SSND" };
    checkDuplicates(map, single, structure);
}

void checkCaf(const ChunkMap& map, Structure& structure)
{
    const Chunk* description = map.find("desc");
    if (description == nullptr)
        structure.add(
            "desc-missing", map.end, "there is no desc chunk: nobody can know how to play this file; export it again");
    else if (description != &map.chunks.front())
        structure.add("desc-not-first", description->headerOffset,
            "the desc chunk of a CAF file must be its first chunk: readers may refuse the file; export it again");
    else if (description->size < descriptionBytes)
        structure.add("desc-too-short", description->headerOffset,
            fmt::format("the desc chunk has {} bytes and needs {}: export the file again", description->size,
                descriptionBytes));
    if (map.find("data") == nullptr)
        structure.add("data-missing", map.end, "there is no data chunk: the file holds no sound; export it again");
}

} // namespace assay
