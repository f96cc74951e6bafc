// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/libav_streams.h"

#include "core/media/libav_samples.h"

#include <algorithm>
#include <fmt/format.h>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace assay
{

namespace
{

constexpr std::chrono::seconds blockTime { 60 }; // one block takes milliseconds; a minute is a hang
// A stream cut out of a longer one starts in the middle of a frame: what cannot be decoded before the first good frame
// is forgiven, but not without end.
constexpr int mostBadPacketsAtStart = 8;

// Undecodable bytes at the end of a raw stream that are taken for stray tags. More is lost sound.
constexpr std::int64_t largestTail = 128 * 1024; // bytes
// Edit lists and encoder delay make a track shorter than its table by a few packets; more is a file cut short.
constexpr double longestTrim = 1.0; // s
// Ogg and Matroska say when each packet sounds. Rounding and encoder delay stay far below; a dropped page does not.
constexpr double longestGap = 0.25; // s

std::span<const std::byte> essenceOf(const AVPacket& packet)
{
    return std::as_bytes(std::span(packet.data, static_cast<std::size_t>(std::max(packet.size, 0))));
}

/// Reads one stream through libav.
///
/// What counts as damage: a packet that cannot be decoded, or that libav marks as corrupt, with sound before and after
/// it; a hole in the timestamps of Ogg and Matroska; a change of rate or channels in the middle; a stream that ends
/// well before its container says; a stream without any sound. What does not: rubbish before the first frame (a cut
/// stream, stray tags) and an unreadable end of a stream whose container counts nothing, which is how raw streams and
/// captures end in practice.
class LibavReader final : public AudioReader
{
public:
    LibavReader(std::unique_ptr<LibavInput> input, AudioFormat format, int stream)
        : m_input(std::move(input))
        , m_format(std::move(format))
        , m_stream(stream)
        , m_queue(m_format.channels())
    {
    }
    ~LibavReader() override
    {
        avcodec_free_context(&m_decoder);
        av_packet_free(&m_packet);
        av_frame_free(&m_frame);
    }

    Result<void> open();
    const AudioFormat& format() const override { return m_format; }
    Result<std::size_t> read(std::span<double* const> planes, std::size_t frames) override;

private:
    Result<void> fill();
    [[nodiscard]] ReadListener* essenceListener() const;
    void readToTheEnd();
    Result<void> decodePacket();
    Result<void> collectFrames();
    Result<void> noteDamage(const std::string& reason);
    Result<void> finish();
    Result<void> takeFrame();
    [[nodiscard]] double missingBefore(const AVFrame& frame);
    [[nodiscard]] bool statesItsLength() const;
    tl::unexpected<Error> decodeError(const std::string& reason, std::optional<std::int64_t> offset) const;

    std::unique_ptr<LibavInput> m_input;
    AudioFormat m_format;
    int m_stream;
    SampleQueue m_queue;
    AVCodecContext* m_decoder = nullptr;
    AVPacket* m_packet = nullptr;
    AVFrame* m_frame = nullptr;
    std::optional<Error> m_damage {}; ///< of the last packet, until it is known whether sound follows
    std::optional<Error> m_error {}; ///< told once the good frames before it are delivered
    FrameCount m_decoded = 0;
    FrameCount m_delivered = 0;
    std::optional<double> m_nextTime {}; ///< s, where the next frame belongs by the timestamps
    int m_badPackets = 0; ///< in a row
    bool m_ended = false;
};

Result<void> LibavReader::open()
{
    const AVStream& stream = *m_input->context().streams[m_stream];
    const AVCodec* codec = avcodec_find_decoder(stream.codecpar->codec_id);
    const std::string name = avcodec_get_name(stream.codecpar->codec_id);
    const std::string what = fmt::format("stream {} is coded as \"{}\", which Assay cannot decode", m_stream,
        stream.codecpar->codec_id == AV_CODEC_ID_NONE ? "an unknown codec" : name);
    if (codec == nullptr)
        return fail(ErrorCode::unsupported, what, m_input->path());
    m_decoder = avcodec_alloc_context3(codec);
    m_packet = av_packet_alloc();
    m_frame = av_frame_alloc();
    if (m_decoder == nullptr || m_packet == nullptr || m_frame == nullptr)
        return fail(ErrorCode::notReadable, "not enough memory to decode it", m_input->path());
    if (avcodec_parameters_to_context(m_decoder, stream.codecpar) < 0)
        return fail(ErrorCode::unsupported, what, m_input->path());
    m_decoder->pkt_timebase = stream.time_base; // needed to trim encoder delay exactly
    m_decoder->thread_count = 1;
    m_decoder->err_recognition = AV_EF_CRCCHECK | AV_EF_EXPLODE; // an error is told, not concealed
    if (avcodec_open2(m_decoder, codec, nullptr) < 0)
        return fail(ErrorCode::unsupported, what, m_input->path());
    for (unsigned i = 0; i < m_input->context().nb_streams; ++i) {
        if (static_cast<int>(i) != m_stream)
            m_input->context().streams[i]->discard = AVDISCARD_ALL;
    }
    return {};
}

tl::unexpected<Error> LibavReader::decodeError(const std::string& reason, std::optional<std::int64_t> offset) const
{
    return fail(ErrorCode::decode,
        fmt::format("stream {} ({}) cannot be decoded after frame {}: {}; deliver an undamaged copy", m_stream,
            m_format.codec, m_decoded, reason),
        m_input->path(), offset);
}

Result<void> LibavReader::noteDamage(const std::string& reason)
{
    const std::optional<std::int64_t> offset
        = m_packet->pos >= 0 ? std::optional<std::int64_t>(m_packet->pos) : std::nullopt;
    ++m_badPackets;
    if (m_decoded == 0 && m_badPackets <= mostBadPacketsAtStart)
        return {};
    if (m_decoded == 0)
        return decodeError(reason, offset);
    if (!m_damage) // told if sound follows, or at the end
        m_damage = decodeError(reason, offset).value();
    return {};
}

// Seconds of sound that the timestamps miss between the last frame and this one.
double LibavReader::missingBefore(const AVFrame& frame)
{
    const std::string container = m_input->container();
    if ((container != "ogg" && container != "mkv") || frame.best_effort_timestamp == AV_NOPTS_VALUE)
        return 0.0;
    const double time
        = static_cast<double>(frame.best_effort_timestamp) * av_q2d(m_input->context().streams[m_stream]->time_base);
    const double missing = time - m_nextTime.value_or(time);
    m_nextTime = time + toSeconds(frame.nb_samples, m_format.sampleRate);
    return missing;
}

Result<void> LibavReader::takeFrame()
{
    const std::optional<std::int64_t> offset
        = m_frame->pkt_pos >= 0 ? std::optional<std::int64_t>(m_frame->pkt_pos) : std::nullopt;
    if (m_frame->sample_rate != m_format.sampleRate)
        return decodeError(
            fmt::format("the sample rate changes from {} to {} Hz", m_format.sampleRate, m_frame->sample_rate), offset);
    const int channels = m_frame->ch_layout.nb_channels;
    if (channels != static_cast<int>(m_format.channels()))
        return decodeError(
            fmt::format("the number of channels changes from {} to {}", m_format.channels(), channels), offset);
    if (const double missing = missingBefore(*m_frame); missing > longestGap)
        return decodeError(fmt::format("{:.2f} s of sound are missing", missing), offset);
    if (!m_queue.append(*m_frame))
        return decodeError("the decoder gave samples of an unknown kind", offset);
    m_decoded += m_frame->nb_samples;
    m_badPackets = 0;
    return {};
}

Result<void> LibavReader::collectFrames()
{
    while (true) {
        const int received = avcodec_receive_frame(m_decoder, m_frame);
        if (received == AVERROR(EAGAIN) || received == AVERROR_EOF)
            return {};
        if (received < 0)
            return noteDamage(libavReason(received));
        if (m_damage)
            return tl::unexpected(*m_damage); // sound follows: the damage is in the middle
        if (m_frame->decode_error_flags != 0 || (m_frame->flags & AV_FRAME_FLAG_CORRUPT) != 0) {
            if (Result<void> noted = noteDamage("the decoder met damaged data"); !noted)
                return noted;
            continue;
        }
        if (Result<void> taken = takeFrame(); !taken)
            return taken;
        av_frame_unref(m_frame);
    }
}

Result<void> LibavReader::decodePacket()
{
    if ((m_packet->flags & AV_PKT_FLAG_CORRUPT) != 0)
        return noteDamage("the packet is cut short or damaged");
    const int sent = avcodec_send_packet(m_decoder, m_packet);
    if (sent < 0 && sent != AVERROR(EAGAIN)) {
        if (Result<void> noted = noteDamage(libavReason(sent)); !noted)
            return noted;
    }
    return collectFrames();
}

// Does the container say how long the stream is, rather than libav guess it from sizes?
bool LibavReader::statesItsLength() const
{
    const std::string container = m_input->container();
    const bool counts = container == "mov" || container == "mp4" || container == "mp3" || container == "wv"
        || container == "ape" || container == "tta" || container == "tak";
    return counts && m_input->context().duration_estimation_method == AVFMT_DURATION_FROM_STREAM;
}

// Is the end of the file the end of the stream?
Result<void> LibavReader::finish()
{
    if (m_format.frames)
        return {}; // whoever counts sees what is missing
    const AVStream& stream = *m_input->context().streams[m_stream];
    const bool isRaw = m_input->container() != "mov" && m_input->container() != "mp4";
    const std::int64_t size = m_input->file().size();
    // Of streams that are frames alone, the walk through the file tells what stands behind the last one.
    const std::string container = m_input->container();
    const bool isWalked = container == "mp3" || container == "aac" || container == "ac3" || container == "eac3";
    const bool isTail = isRaw && (isWalked || size - m_damage.value_or(Error {}).offset.value_or(0) <= largestTail);
    if (m_damage && !isTail)
        return tl::unexpected(*m_damage);
    const bool isEmpty = !isRaw && stream.nb_frames == 0;
    if (m_decoded == 0 && !isEmpty)
        return decodeError("the file holds no sound that can be decoded", std::nullopt);
    const double promised = static_cast<double>(stream.duration) * av_q2d(stream.time_base);
    const double seconds = toSeconds(m_decoded, m_format.sampleRate);
    const double trimmed = std::max(0.0, static_cast<double>(stream.start_time) * av_q2d(stream.time_base));
    if (statesItsLength() && stream.duration > 0 && seconds + trimmed + longestTrim < promised)
        return decodeError(
            fmt::format("the file ends {:.1f} s before its own header says", promised - seconds - trimmed), size);
    return {};
}

// Who hears the coded packets. FLAC has an MD5 of its own for its samples, which libav does not give as stored.
ReadListener* LibavReader::essenceListener() const
{
    return m_decoder->codec_id == AV_CODEC_ID_FLAC ? nullptr : m_input->file().listener();
}

// What stands behind the last frame that counts is no sound, but part of the essence.
void LibavReader::readToTheEnd()
{
    if (essenceListener() == nullptr || m_ended)
        return;
    m_input->allow(blockTime);
    int got = 0;
    while ((got = av_read_frame(&m_input->context(), m_packet)) >= 0) {
        if (m_packet->stream_index == m_stream)
            essenceListener()->heardEssence(essenceOf(*m_packet));
        av_packet_unref(m_packet);
    }
    m_ended = true;
    if (got == AVERROR_EOF)
        essenceListener()->essenceEnds();
}

// Decodes the next packet of the stream into the queue.
Result<void> LibavReader::fill()
{
    m_input->allow(blockTime);
    while (true) {
        const int got = av_read_frame(&m_input->context(), m_packet);
        if (got == AVERROR_EOF) {
            m_ended = true;
            avcodec_send_packet(m_decoder, nullptr); // what the decoder still holds
            if (Result<void> collected = collectFrames(); !collected)
                return collected;
            const Result<void> finished = finish();
            if (finished && essenceListener() != nullptr)
                essenceListener()->essenceEnds();
            return finished;
        }
        if (got < 0) {
            const std::string reason = m_input->isLate() ? "reading takes too long" : libavReason(got);
            return decodeError(reason, std::nullopt);
        }
        if (m_packet->stream_index == m_stream) {
            if (essenceListener() != nullptr)
                essenceListener()->heardEssence(essenceOf(*m_packet));
            const Result<void> decoded = decodePacket();
            av_packet_unref(m_packet);
            return decoded;
        }
        av_packet_unref(m_packet);
    }
}

Result<std::size_t> LibavReader::read(std::span<double* const> planes, std::size_t frames)
{
    if (m_format.frames) // what an edit list hides behind the last packet's end is no audio
        frames = std::min(frames, static_cast<std::size_t>(std::max<FrameCount>(*m_format.frames - m_delivered, 0)));
    std::size_t done = 0;
    while (true) {
        done += m_queue.take(planes, done, frames - done);
        if (done == frames || m_ended || m_error)
            break;
        if (const Result<void> filled = fill(); !filled)
            m_error = filled.error();
    }
    done += m_queue.take(planes, done, frames - done);
    m_delivered += static_cast<FrameCount>(done);
    if (done == 0 && m_error)
        return tl::unexpected(*m_error);
    if (done == 0)
        readToTheEnd();
    return done;
}

} // namespace

Result<std::unique_ptr<AudioReader>> openWithLibav(LocalFile file, int stream, const HeaderFacts& header)
{
    const OwnFindings own { header, readMovSoundTracks(file) };
    Result<std::unique_ptr<LibavInput>> opened = LibavInput::open(std::move(file));
    if (!opened)
        return tl::unexpected(opened.error());
    LibavInput& input = **opened;
    correctMovTracks(input, own.tracks);
    const bool exists = stream >= 0 && static_cast<unsigned>(stream) < input.context().nb_streams
        && input.context().streams[stream]->codecpar->codec_type == AVMEDIA_TYPE_AUDIO;
    if (!exists)
        return fail(ErrorCode::unsupported, fmt::format("has no audio stream {}", stream), input.path());
    AudioFormat format = formatOfStream(input, *input.context().streams[stream], own);
    if (format.channels() == 0 || format.sampleRate <= 0)
        return fail(ErrorCode::unsupported,
            fmt::format("stream {} ({}) states neither channels nor a sample rate; Assay cannot decode it", stream,
                format.codec),
            input.path());
    if (format.sampleRate > highestRate)
        return fail(ErrorCode::malformed,
            fmt::format("stream {} states an impossible sample rate of {} Hz", stream, format.sampleRate),
            input.path());
    auto reader = std::make_unique<LibavReader>(std::move(*opened), std::move(format), stream);
    if (Result<void> started = reader->open(); !started)
        return tl::unexpected(started.error());
    return reader;
}

} // namespace assay
