// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/libav_streams.h"

#include "core/base/path.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <memory>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/pixdesc.h>
}

namespace assay
{

namespace
{

std::optional<std::string> entryOf(const AVDictionary* dictionary, const char* key)
{
    const AVDictionaryEntry* entry = av_dict_get(dictionary, key, nullptr, 0);
    if (entry == nullptr || entry->value == nullptr || *entry->value == '\0')
        return std::nullopt;
    return sanitizedUtf8(entry->value);
}

// The track's own name. The "handler name" of MOV writers is boilerplate and stands in only where it is not.
std::string titleOf(const AVStream& stream)
{
    for (const char* key : { "title", "track_name", "name" }) {
        if (const auto text = entryOf(stream.metadata, key))
            return *text;
    }
    const std::string handler = entryOf(stream.metadata, "handler_name").value_or("");
    const bool boilerplate = handler.find("andle") != std::string::npos || handler.starts_with("Core Media");
    return boilerplate ? std::string() : handler;
}

// Writers round 24000/1001 to 23976/1000 or 2997/125; the rate meant is the standard one within 1 part in 10000.
std::optional<FrameRate> frameRateOf(const AVRational& rate)
{
    if (rate.num <= 0 || rate.den <= 0)
        return std::nullopt;
    static constexpr std::array standard { FrameRate { 24000, 1001, false }, FrameRate { 24, 1, false },
        FrameRate { 25, 1, false }, FrameRate { 30000, 1001, false }, FrameRate { 30, 1, false },
        FrameRate { 48000, 1001, false }, FrameRate { 48, 1, false }, FrameRate { 50, 1, false },
        FrameRate { 60000, 1001, false }, FrameRate { 60, 1, false } };
    const double value = av_q2d(rate);
    for (const FrameRate& candidate : standard) {
        const double wanted = static_cast<double>(candidate.numerator) / candidate.denominator;
        if (std::abs(value - wanted) < wanted * 1e-4)
            return candidate;
    }
    return FrameRate { rate.num, rate.den, false };
}

bool isPicture(const AVStream& stream)
{
    return stream.codecpar->codec_type == AVMEDIA_TYPE_VIDEO
        && (stream.disposition & (AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_STILL_IMAGE)) == 0;
}

bool isDecodable(const StreamInfo& stream)
{
    return stream.format.channels() > 0 && stream.format.sampleRate > 0 && stream.format.codec != "none";
}

// libav's word for a property; empty for "unknown" and "unspecified".
std::string stated(const char* name)
{
    const std::string text = name != nullptr ? name : "";
    return text == "unknown" || text == "reserved" ? std::string() : text;
}

std::string nameOf(AVFieldOrder order)
{
    switch (order) {
    case AV_FIELD_PROGRESSIVE:
        return "progressive";
    case AV_FIELD_TT:
    case AV_FIELD_TB:
        return "top field first";
    case AV_FIELD_BB:
    case AV_FIELD_BT:
        return "bottom field first";
    default:
        return {};
    }
}

// The shape of the shown picture in small numbers: stored pixels need not be square.
std::string aspectOf(const AVCodecParameters& parameters)
{
    constexpr int largest = 1000; // of either number
    AVRational pixel = parameters.sample_aspect_ratio;
    if (pixel.num <= 0 || pixel.den <= 0)
        pixel = { 1, 1 };
    AVRational shape {};
    av_reduce(&shape.num, &shape.den, std::int64_t { parameters.width } * pixel.num,
        std::int64_t { parameters.height } * pixel.den, largest);
    return shape.num > 0 && shape.den > 0 ? fmt::format("{}:{}", shape.num, shape.den) : std::string();
}

PictureFacts pictureOf(const AVStream& stream)
{
    const AVCodecParameters& parameters = *stream.codecpar;
    PictureFacts facts;
    facts.codec = avcodec_get_name(parameters.codec_id);
    facts.width = parameters.width;
    facts.height = parameters.height;
    if (const AVPixFmtDescriptor* format = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(parameters.format))) {
        facts.pixelFormat = format->name;
        facts.hasAlpha = (format->flags & AV_PIX_FMT_FLAG_ALPHA) != 0;
    }
    facts.primaries = stated(av_color_primaries_name(parameters.color_primaries));
    facts.transfer = stated(av_color_transfer_name(parameters.color_trc));
    facts.matrix = stated(av_color_space_name(parameters.color_space));
    facts.range = stated(av_color_range_name(parameters.color_range));
    facts.aspectRatio = aspectOf(parameters);
    facts.fieldOrder = nameOf(parameters.field_order);
    if (stream.duration > 0)
        facts.seconds = static_cast<double>(stream.duration) * av_q2d(stream.time_base);
    return facts;
}

void addPicture(MediaInfo& info, const AVStream& stream)
{
    ++info.videoStreams;
    const auto rate = frameRateOf(stream.avg_frame_rate);
    if (!info.picture) {
        info.picture = pictureOf(stream);
        info.picture->frameRate = rate ? rate : frameRateOf(stream.r_frame_rate);
    }
    if (!info.frameRate)
        info.frameRate = frameRateOf(stream.avg_frame_rate);
    if (!info.frameRate)
        info.frameRate = frameRateOf(stream.r_frame_rate);
}

bool isDolby(const StreamInfo& stream)
{
    return stream.format.codec == "ac3" || stream.format.codec == "eac3";
}

// The first frame of each AC-3 and E-AC-3 stream, where it lies near the start.
void addDolby(MediaInfo& info, LibavInput& input)
{
    constexpr int mostPackets = 500; // looked at: interleaved streams start together
    const auto isOpen = [](const StreamInfo& stream) { return isDolby(stream) && !stream.dolby; };
    std::unique_ptr<AVPacket, void (*)(AVPacket*)> packet(
        av_packet_alloc(), [](AVPacket* unused) { av_packet_free(&unused); });
    for (int i = 0; packet && i < mostPackets && std::ranges::any_of(info.streams, isOpen); ++i) {
        if (av_read_frame(&input.context(), packet.get()) < 0)
            return;
        const auto stream = std::ranges::find(info.streams, packet->stream_index, &StreamInfo::index);
        if (stream != info.streams.end() && isOpen(*stream) && packet->size > 0)
            stream->dolby = readDolbyHeader({ packet->data, static_cast<std::size_t>(packet->size) });
        av_packet_unref(packet.get());
    }
}

// HH:MM:SS:FF, with ';' or '.' before the frames of drop-frame.
std::optional<std::string> timecodeOf(const AVDictionary* dictionary)
{
    std::optional<std::string> text = entryOf(dictionary, "timecode");
    if (!text || text->size() != 11 || (*text)[2] != ':' || (*text)[5] != ':')
        return std::nullopt;
    if ((*text)[8] == '.')
        (*text)[8] = ';';
    return (*text)[8] == ':' || (*text)[8] == ';' ? text : std::nullopt;
}

void addTimecode(MediaInfo& info, const AVFormatContext& context)
{
    info.startTimecode = timecodeOf(context.metadata);
    for (unsigned i = 0; i < context.nb_streams; ++i) {
        const AVStream& stream = *context.streams[i];
        if (!info.startTimecode)
            info.startTimecode = timecodeOf(stream.metadata);
        if (!info.frameRate && stream.codecpar->codec_type == AVMEDIA_TYPE_DATA && timecodeOf(stream.metadata))
            info.frameRate = frameRateOf(stream.avg_frame_rate);
    }
    // SMPTE ST 12-1 writes drop-frame with a semicolon; only 29.97 and 59.94 drop.
    if (info.frameRate && info.startTimecode && info.startTimecode->find(';') != std::string::npos)
        info.frameRate->drop = info.frameRate->denominator == 1001 && info.frameRate->numerator % 30000 == 0;
}

} // namespace

Result<MediaInfo> probeWithLibav(LocalFile file, const HeaderFacts& header)
{
    const OwnFindings own { header, readMovSoundTracks(file) };
    Result<std::unique_ptr<LibavInput>> opened = LibavInput::open(std::move(file));
    if (!opened)
        return tl::unexpected(opened.error());
    LibavInput& input = **opened;
    correctMovTracks(input, own.tracks);
    MediaInfo info;
    info.container = header.container.empty() ? input.container() : header.container;
    for (unsigned i = 0; i < input.context().nb_streams; ++i) {
        const AVStream& stream = *input.context().streams[i];
        if (isPicture(stream))
            addPicture(info, stream);
        if (stream.codecpar->codec_type != AVMEDIA_TYPE_AUDIO)
            continue;
        info.streams.push_back({ stream.index, formatOfStream(input, stream, own), titleOf(stream),
            entryOf(stream.metadata, "language").value_or("") });
        if (info.streams.back().language == "und")
            info.streams.back().language.clear();
    }
    addTimecode(info, input.context());
    addDolby(info, input);
    if (info.streams.empty())
        return fail(ErrorCode::unsupported, fmt::format("a {} file without any sound", info.container), input.path());
    if (std::ranges::none_of(info.streams, &isDecodable))
        return fail(ErrorCode::unsupported,
            fmt::format("a {} file whose sound is in a coding that Assay cannot decode", info.container), input.path());
    return info;
}

} // namespace assay
