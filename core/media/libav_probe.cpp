// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/libav_streams.h"

#include "core/base/path.h"
#include "core/media/layouts.h"
#include "core/media/mxf_objects.h"

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

// Codings of MOV and MP4 (the sample entry's four characters) that no decoder here knows, by name.
struct KnownCoding {
    std::string_view entry;
    std::string_view codec;
    std::string_view what;
};
constexpr std::array knownCodings {
    KnownCoding { "ac-4", "ac4", "AC-4 (ETSI TS 103 190)" },
    KnownCoding { "mha1", "mpegh_3d_audio", "MPEG-H 3D Audio (ISO/IEC 23008-3)" },
    KnownCoding { "mha2", "mpegh_3d_audio", "MPEG-H 3D Audio (ISO/IEC 23008-3)" },
    KnownCoding { "mhm1", "mpegh_3d_audio", "MPEG-H 3D Audio (ISO/IEC 23008-3)" },
    KnownCoding { "mhm2", "mpegh_3d_audio", "MPEG-H 3D Audio (ISO/IEC 23008-3)" },
    KnownCoding { "dtsx", "dtsx", "DTS:X in its second profile (ETSI TS 103 491)" },
    KnownCoding { "iamf", "iamf", "IAMF (AOMedia Immersive Audio Model and Formats)" },
};

std::string sayUnmeasurable(std::string_view what)
{
    return fmt::format(
        "the sound is {}, which Assay does not decode or render: measure it with a tool that does", what);
}

void nameCoding(StreamInfo& stream, std::string_view entry)
{
    const auto known = std::ranges::find(knownCodings, entry, &KnownCoding::entry);
    if (known == knownCodings.end())
        return;
    stream.format.codec = known->codec;
    stream.format.sampleFormat = SampleFormat::coded;
    stream.format.bitDepth = 0;
    stream.unmeasurable = sayUnmeasurable(known->what);
}

// Objects in MXF: libav sees a track without channels, or none.
MediaInfo infoOfObjects(const MxfObjectSound& sound)
{
    StreamInfo stream;
    stream.format.codec = sound.codec;
    stream.format.sampleRate = sound.sampleRate;
    stream.format.bitDepth = sound.bits;
    stream.unmeasurable = sayUnmeasurable(sound.what);
    if (sound.channels > 0) {
        setLayout(stream.format, std::nullopt, {}, static_cast<std::size_t>(sound.channels));
    } else {
        stream.format.layout.name = "objects"; // it has no channels, which is not the same as 0 of them
        stream.format.layoutSource = LayoutSource::declared;
    }
    MediaInfo info;
    info.container = "mxf";
    info.streams.push_back(std::move(stream));
    return info;
}

// The codings of what cannot be decoded, for a message.
std::string codingsOf(const std::vector<MovSoundTrack>& tracks)
{
    std::string names;
    for (const MovSoundTrack& track : tracks) {
        const std::string bits = track.pcmBits > 0 ? fmt::format(" of {} bits", track.pcmBits) : "";
        const std::string name = '"' + sanitizedUtf8(track.coding) + '"' + bits;
        if (!track.coding.empty() && names.find(name) == std::string::npos)
            names += (names.empty() ? " (" : ", ") + name;
    }
    return names.empty() ? names : names + ")";
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

StreamInfo soundOf(const LibavInput& input, const AVStream& stream, const OwnFindings& own)
{
    StreamInfo sound { stream.index, formatOfStream(input, stream, own), titleOf(stream),
        entryOf(stream.metadata, "language").value_or("") };
    if (sound.language == "und")
        sound.language.clear();
    const auto track = std::ranges::find(own.tracks, static_cast<std::uint32_t>(stream.id), &MovSoundTrack::id);
    if (track != own.tracks.end() && stream.codecpar->codec_id == AV_CODEC_ID_NONE)
        nameCoding(sound, track->coding);
    return sound;
}

} // namespace

Result<MediaInfo> probeWithLibav(LocalFile file, const HeaderFacts& header)
{
    const OwnFindings own { header, readMovSoundTracks(file) };
    const std::optional<MxfObjectSound> objects = readMxfObjectSound(file);
    Result<std::unique_ptr<LibavInput>> opened = LibavInput::open(std::move(file));
    if (!opened && objects)
        return infoOfObjects(*objects);
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
        if (stream.codecpar->codec_type == AVMEDIA_TYPE_AUDIO)
            info.streams.push_back(soundOf(input, stream, own));
    }
    addTimecode(info, input.context());
    addDolby(info, input);
    if (objects && std::ranges::none_of(info.streams, &isDecodable))
        info.streams = infoOfObjects(*objects).streams;
    const bool isKnown = std::ranges::any_of(
        info.streams, [](const StreamInfo& stream) { return isDecodable(stream) || !stream.unmeasurable.empty(); });
    if (info.streams.empty())
        return fail(ErrorCode::unsupported, fmt::format("a {} file without any sound", info.container), input.path());
    if (!isKnown)
        return fail(ErrorCode::unsupported,
            fmt::format("a {} file whose sound is in a coding{} that Assay cannot decode", info.container,
                codingsOf(own.tracks)),
            input.path());
    return info;
}

} // namespace assay
