// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/sniff.h"

#include "core/base/id3_head.h"
#include "core/metadata/coded_frame.h"
#include "core/metadata/text.h"

#include <algorithm>
#include <array>

namespace assay
{

namespace
{

using namespace std::string_view_literals;

struct Magic {
    std::size_t at;
    std::string_view bytes;
    Content content;
};

constexpr std::array magics {
    Magic { 0, "RIFF"sv, Content::wave },
    Magic { 0, "RIFX"sv, Content::wave },
    Magic { 0, "RF64"sv, Content::wave },
    Magic { 0, "BW64"sv, Content::wave },
    Magic { 0, "riff\x2E\x91\xCF\x11"sv, Content::w64 },
    Magic { 0, "FORM"sv, Content::aiff },
    Magic { 0, "caff"sv, Content::caf },
    Magic { 0, "fLaC"sv, Content::flac },
    Magic { 0, "OggS"sv, Content::ogg },
    Magic { 4, "ftyp"sv, Content::mp4 },
    Magic { 4, "moov"sv, Content::mp4 },
    Magic { 4, "mdat"sv, Content::mp4 },
    Magic { 4, "wide"sv, Content::mp4 },
    Magic { 0, "\x06\x0E\x2B\x34\x02\x05\x01\x01"sv, Content::mxf }, // partition pack key, SMPTE ST 377-1
    Magic { 0, "\x1A\x45\xDF\xA3"sv, Content::matroska }, // EBML head, RFC 8794
    Magic { 0, "\x0B\x77"sv, Content::ac3 }, // sync word, ATSC A/52 5.3.1
    Magic { 0, "MAC "sv, Content::ape },
    Magic { 0, "wvpk"sv, Content::wavpack },
};

struct Extension {
    std::string_view name;
    Content content;
};

constexpr std::array extensions {
    Extension { ".wav", Content::wave },
    Extension { ".wave", Content::wave },
    Extension { ".bwf", Content::wave },
    Extension { ".rf64", Content::wave },
    Extension { ".bw64", Content::wave },
    Extension { ".w64", Content::w64 },
    Extension { ".aif", Content::aiff },
    Extension { ".aiff", Content::aiff },
    Extension { ".aifc", Content::aiff },
    Extension { ".caf", Content::caf },
    Extension { ".flac", Content::flac },
    Extension { ".ogg", Content::ogg },
    Extension { ".oga", Content::ogg },
    Extension { ".opus", Content::ogg },
    Extension { ".mp4", Content::mp4 },
    Extension { ".m4a", Content::mp4 },
    Extension { ".m4b", Content::mp4 },
    Extension { ".m4v", Content::mp4 },
    Extension { ".mov", Content::mp4 },
    Extension { ".mxf", Content::mxf },
    Extension { ".mkv", Content::matroska },
    Extension { ".mka", Content::matroska },
    Extension { ".webm", Content::matroska },
    Extension { ".mp3", Content::mpegAudio },
    Extension { ".mp2", Content::mpegAudio },
    Extension { ".aac", Content::adts },
    Extension { ".adts", Content::adts },
    Extension { ".ac3", Content::ac3 },
    Extension { ".eac3", Content::ac3 },
    Extension { ".ec3", Content::ac3 },
    Extension { ".ape", Content::ape },
    Extension { ".wv", Content::wavpack },
};

bool twoFramesAt(LocalFile& file, std::int64_t at, std::optional<CodedFrame> (*frameOf)(ByteView))
{
    const std::optional<CodedFrame> first = frameOf(file.bytesAt(at, codedFrameHead));
    if (!first)
        return false;
    const std::optional<CodedFrame> second = frameOf(file.bytesAt(at + first->bytes, codedFrameHead));
    return second && second->family == first->family;
}

} // namespace

std::string_view describe(Content content)
{
    constexpr std::array<std::string_view, 15> names { "unknown", "WAVE", "Sony Wave64", "AIFF", "Core Audio (CAF)",
        "FLAC", "Ogg", "MPEG-4 or QuickTime", "MXF", "Matroska", "MPEG audio (MP3)", "AAC (ADTS)", "AC-3 or E-AC-3",
        "Monkey's Audio", "WavPack" };
    return names[static_cast<std::size_t>(content)];
}

std::int64_t endOfLeadingId3(LocalFile& file)
{
    std::int64_t at = 0;
    constexpr int mostTags = 4; // two tags in a row exist; more is a hostile file
    for (int tag = 0; tag < mostTags; ++tag) {
        const std::int64_t size = id3TagBytes(file.bytesAt(at, id3HeadBytes));
        if (size == 0)
            break;
        at += size;
    }
    return at;
}

Content contentOf(LocalFile& file)
{
    const std::int64_t start = endOfLeadingId3(file);
    const Bytes head = file.bytesAt(start, 16);
    for (const Magic& magic : magics) {
        if (charsAt(head, magic.at, magic.bytes.size()) == magic.bytes)
            return magic.content;
    }
    if (twoFramesAt(file, start, &adtsFrame))
        return Content::adts;
    if (twoFramesAt(file, start, &mpegFrame))
        return Content::mpegAudio;
    return Content::unknown;
}

std::optional<Content> contentOfExtension(const std::filesystem::path& file)
{
    const std::u8string extension = file.extension().u8string();
    const std::string name
        = lowerCase(std::string_view(reinterpret_cast<const char*>(extension.data()), extension.size()));
    const auto found = std::ranges::find(extensions, name, &Extension::name);
    return found == extensions.end() ? std::nullopt : std::optional(found->content);
}

} // namespace assay
