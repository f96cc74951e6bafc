// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/flac_stream_info.h"

#include "core/base/flac_blocks.h"
#include "core/metadata/metadata_specs.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace assay
{

namespace
{

constexpr std::string_view source = "RFC 9639 8.2";

constexpr std::array specs {
    MeasureSpec {
        "flac.block_min", Unit::samples, ValueKind::integer, "Fewest samples of a frame, as stated.", source },
    MeasureSpec { "flac.block_max", Unit::samples, ValueKind::integer, "Most samples of a frame, as stated.", source },
    MeasureSpec { "flac.frame_min", Unit::bytes, ValueKind::integer, "Size of the smallest frame, as stated.", source },
    MeasureSpec { "flac.frame_max", Unit::bytes, ValueKind::integer, "Size of the largest frame, as stated.", source },
    MeasureSpec { "flac.samples", Unit::samples, ValueKind::integer, "Samples of a channel, as stated.", source },
    MeasureSpec { "flac.md5", Unit::none, ValueKind::text, "MD5 of the unpacked sound, as stated.", source },
};

} // namespace

std::span<const MeasureSpec> flacSpecs()
{
    return specs;
}

void readFlacStreamInfo(LocalFile& file, Metadata& metadata)
{
    constexpr std::int64_t infoBytes = 34;
    const std::optional<FlacBlocks> found = readFlacBlocks(file);
    if (!found || found->blocks.empty() || found->blocks.front().type != 0)
        return;
    const Bytes info = file.bytesAt(found->blocks.front().offset, infoBytes);
    if (static_cast<std::int64_t>(info.size()) < infoBytes)
        return;
    // 0 stands for "unknown" in all of them.
    const auto add = [&](std::string_view id, std::uint64_t value) {
        const MeasureSpec& spec = metadataSpec(id);
        metadata.measures.add(value != 0 ? measured(spec, static_cast<std::int64_t>(value))
                                         : notApplicable(spec, "STREAMINFO leaves it open"));
        if (value != 0)
            metadata.sections["flac"].emplace(id.substr(5), std::to_string(value));
    };
    add("flac.block_min", uintAt(info, 0, 2, Endian::big));
    add("flac.block_max", uintAt(info, 2, 2, Endian::big));
    add("flac.frame_min", uintAt(info, 4, 3, Endian::big));
    add("flac.frame_max", uintAt(info, 7, 3, Endian::big));
    add("flac.samples", uintAt(info, 10, 8, Endian::big) & 0xFFFFFFFFFULL); // 36 bits
    const ByteView md5 = ByteView(info).subspan(18, 16);
    std::string text;
    for (const std::uint8_t byte : md5)
        text += fmt::format("{:02x}", byte);
    const bool isStated = std::ranges::any_of(md5, [](std::uint8_t byte) { return byte != 0; });
    metadata.measures.add(isStated ? measured(metadataSpec("flac.md5"), text)
                                   : notApplicable(metadataSpec("flac.md5"), "STREAMINFO leaves it open"));
    if (isStated)
        metadata.sections["flac"].emplace("md5", text);
}

} // namespace assay
