// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/codec_trip.h"

#include "core/media/codec_channels.h"
#include "core/media/libav_input.h"
#include "core/media/libav_samples.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavutil/audio_fifo.h>
#include <libswresample/swresample.h>
}

namespace assay
{

namespace
{

constexpr int defaultFrame = 1024; // frames given to an encoder that takes any number
constexpr int slice = 4096; // frames converted at once
constexpr std::size_t queued = 16384; // frames handed to the sink at once, at most

int rateOf(const StoreCodec& codec, int sampleRate)
{
    return !codec.alwaysAt48k && sampleRate % 11025 == 0 ? 44100 : 48000;
}

class LibavTrip final : public CodecTrip
{
public:
    LibavTrip(const StoreCodec& codec, int sampleRate)
        : m_codec(codec)
        , m_sampleRate(sampleRate)
        , m_rate(rateOf(codec, sampleRate))
    {
    }
    ~LibavTrip() override
    {
        avcodec_free_context(&m_encoder);
        avcodec_free_context(&m_decoder);
        swr_free(&m_resampler);
        av_audio_fifo_free(m_waiting);
        av_frame_free(&m_in);
        av_frame_free(&m_out);
        av_packet_free(&m_packet);
    }

    Result<void> start(const Layout& layout);
    int sampleRate() const override { return m_rate; }
    Result<void> send(const Block& block, const Sink& sink) override;
    Result<void> finish(const Sink& sink) override;

private:
    Result<void> startEncoder(const AVCodec& encoder);
    Result<void> startDecoder();
    Result<void> startResampler();
    Result<void> convert(const std::uint8_t** planes, int frames);
    Result<void> pad(int frames);
    Result<void> encodeWaiting(const Sink& sink);
    Result<void> encode(const AVFrame* frame, const Sink& sink);
    Result<void> decode(const AVPacket* packet, const Sink& sink);
    Result<void> takeFrame(const Sink& sink);
    void deliver(const std::vector<std::size_t>& places, const Sink& sink);
    [[nodiscard]] int frameSize() const { return m_encoder->frame_size > 0 ? m_encoder->frame_size : defaultFrame; }
    [[nodiscard]] tl::unexpected<Error> trouble(std::string_view what, int code = 0) const;
    [[nodiscard]] tl::unexpected<Error> missing(std::string_view what) const;

    StoreCodec m_codec;
    int m_sampleRate;
    int m_rate;
    CodecChannels m_channels;
    AVCodecContext* m_encoder = nullptr;
    AVCodecContext* m_decoder = nullptr;
    SwrContext* m_resampler = nullptr;
    AVAudioFifo* m_waiting = nullptr; // converted, for the encoder
    AVFrame* m_in = nullptr;
    AVFrame* m_out = nullptr;
    AVPacket* m_packet = nullptr;
    std::optional<SampleQueue> m_queue; // what came back
    std::vector<std::vector<double>> m_planes; // what the sink is shown
    FrameCount m_sent = 0; // frames of the programme at its own rate
    FrameCount m_converted = 0; // at the codec's
    FrameCount m_encoded = 0; // frames given to the encoder, padding included
    std::optional<FrameCount> m_total; // of the programme at the codec's rate, known at its end
    std::optional<FrameCount> m_next; // where the next decoded frame stands
    FrameCount m_delivered = 0;
};

tl::unexpected<Error> LibavTrip::trouble(std::string_view what, int code) const
{
    return fail(ErrorCode::decode,
        code < 0 ? fmt::format("{}: {}: {}", m_codec.name, what, libavReason(code))
                 : fmt::format("{}: {}", m_codec.name, what));
}

tl::unexpected<Error> LibavTrip::missing(std::string_view what) const
{
    return fail(ErrorCode::unsupported, fmt::format("this build of libav {}", what));
}

Result<void> LibavTrip::start(const Layout& layout)
{
    prepareLibav();
    const AVCodec* encoder = avcodec_find_encoder_by_name(std::string(m_codec.encoder).c_str());
    if (encoder == nullptr)
        return missing(fmt::format("has no encoder \"{}\"", m_codec.encoder));
    auto channels = CodecChannels::of(layout, encoder->ch_layouts);
    if (!channels)
        return missing(fmt::format("does not encode {} as {}", layout.name, m_codec.name));
    m_channels = std::move(*channels);
    m_in = av_frame_alloc();
    m_out = av_frame_alloc();
    m_packet = av_packet_alloc();
    if (m_in == nullptr || m_out == nullptr || m_packet == nullptr)
        return trouble("not enough memory");
    return startEncoder(*encoder).and_then([&] { return startDecoder(); }).and_then([&] { return startResampler(); });
}

Result<void> LibavTrip::startEncoder(const AVCodec& encoder)
{
    m_encoder = avcodec_alloc_context3(&encoder);
    if (m_encoder == nullptr || av_channel_layout_from_mask(&m_encoder->ch_layout, m_channels.mask()) < 0)
        return trouble("not enough memory");
    const int channels = m_encoder->ch_layout.nb_channels;
    m_encoder->sample_rate = m_rate;
    m_encoder->sample_fmt = encoder.sample_fmts == nullptr ? AV_SAMPLE_FMT_FLTP : encoder.sample_fmts[0];
    for (const AVSampleFormat* format = encoder.sample_fmts; format != nullptr && *format >= 0; ++format) {
        if (*format == AV_SAMPLE_FMT_FLTP || *format == AV_SAMPLE_FMT_FLT)
            m_encoder->sample_fmt = *format; // what is over full scale must not be cut before the codec
    }
    m_encoder->bit_rate = m_codec.bitRatePerChannel > 0 ? m_codec.bitRatePerChannel * channels : m_codec.bitRate;
    m_encoder->time_base = { 1, m_rate };
    m_encoder->thread_count = 1;
    m_encoder->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT;
    if (const int opened = avcodec_open2(m_encoder, &encoder, nullptr); opened < 0)
        return missing(fmt::format(
            "refuses to encode {} channels at {} Hz as {}: {}", channels, m_rate, m_codec.name, libavReason(opened)));
    return {};
}

Result<void> LibavTrip::startDecoder()
{
    const AVCodec* decoder = avcodec_find_decoder(m_encoder->codec_id);
    if (decoder == nullptr)
        return missing(fmt::format("has no decoder for {}", m_codec.name));
    m_decoder = avcodec_alloc_context3(decoder);
    AVCodecParameters* parameters = avcodec_parameters_alloc();
    const bool told = m_decoder != nullptr && parameters != nullptr
        && avcodec_parameters_from_context(parameters, m_encoder) >= 0
        && avcodec_parameters_to_context(m_decoder, parameters) >= 0;
    avcodec_parameters_free(&parameters);
    if (!told)
        return trouble("not enough memory");
    m_decoder->pkt_timebase = m_encoder->time_base; // its frames tell where they stand
    m_decoder->thread_count = 1;
    m_decoder->err_recognition = AV_EF_EXPLODE;
    if (const int opened = avcodec_open2(m_decoder, decoder, nullptr); opened < 0)
        return missing(fmt::format("cannot start its {} decoder: {}", m_codec.name, libavReason(opened)));
    m_queue.emplace(m_channels.size());
    m_planes.assign(m_channels.size(), std::vector<double>(queued));
    return {};
}

// It changes the sample format always, and the rate where it must; the channels stay.
Result<void> LibavTrip::startResampler()
{
    int made = swr_alloc_set_opts2(&m_resampler, &m_encoder->ch_layout, m_encoder->sample_fmt, m_rate,
        &m_encoder->ch_layout, AV_SAMPLE_FMT_DBLP, m_sampleRate, 0, nullptr);
    if (made >= 0)
        made = swr_init(m_resampler);
    if (made < 0)
        return missing(fmt::format("cannot resample {} Hz to {} Hz: {}", m_sampleRate, m_rate, libavReason(made)));
    m_waiting = av_audio_fifo_alloc(m_encoder->sample_fmt, m_encoder->ch_layout.nb_channels, slice);
    return m_waiting == nullptr ? Result<void>(trouble("not enough memory")) : Result<void>();
}

// `planes` null: what the resampler still holds.
Result<void> LibavTrip::convert(const std::uint8_t** planes, int frames)
{
    const int room = swr_get_out_samples(m_resampler, frames);
    if (room <= 0)
        return {};
    std::uint8_t** converted = nullptr;
    const int channels = m_encoder->ch_layout.nb_channels;
    if (av_samples_alloc_array_and_samples(&converted, nullptr, channels, room, m_encoder->sample_fmt, 0) < 0)
        return trouble("not enough memory");
    const int got = swr_convert(m_resampler, converted, room, planes, frames);
    const int kept = got > 0 ? av_audio_fifo_write(m_waiting, reinterpret_cast<void**>(converted), got) : got;
    av_freep(&converted[0]);
    av_freep(&converted);
    if (kept < 0 || kept != got)
        return trouble("cannot convert the samples", kept);
    m_converted += got;
    return {};
}

Result<void> LibavTrip::send(const Block& block, const Sink& sink)
{
    std::vector<const std::uint8_t*> planes(m_channels.size());
    for (std::size_t from = 0; from < block.frames(); from += slice) {
        const std::size_t count = std::min<std::size_t>(slice, block.frames() - from);
        for (std::size_t i = 0; i < planes.size(); ++i)
            planes[i] = reinterpret_cast<const std::uint8_t*>(block.channel(m_channels.sources()[i]).data() + from);
        auto done = convert(planes.data(), static_cast<int>(count)).and_then([&] { return encodeWaiting(sink); });
        if (!done)
            return done;
    }
    m_sent += static_cast<FrameCount>(block.frames());
    return {};
}

// Silence behind the end pushes out what encoder and decoder hold back; not every encoder gives it up by itself.
Result<void> LibavTrip::finish(const Sink& sink)
{
    if (auto rest = convert(nullptr, 0); !rest)
        return rest;
    const FrameCount expected
        = (m_sent * m_rate + m_sampleRate / 2) / m_sampleRate; // the resampler may hold a frame more or less
    m_total = std::min(expected, m_converted);
    if (auto padded = pad(std::max(m_encoder->initial_padding, 0) + 3 * frameSize()); !padded)
        return padded;
    return encodeWaiting(sink).and_then([&] { return encode(nullptr, sink); }).and_then([&]() -> Result<void> {
        if (m_delivered < *m_total)
            return trouble(fmt::format("only {} of {} frames came back", m_delivered, *m_total));
        return {};
    });
}

Result<void> LibavTrip::pad(int frames)
{
    std::uint8_t** silence = nullptr;
    const int channels = m_encoder->ch_layout.nb_channels;
    if (av_samples_alloc_array_and_samples(&silence, nullptr, channels, frames, m_encoder->sample_fmt, 0) < 0)
        return trouble("not enough memory");
    av_samples_set_silence(silence, 0, frames, channels, m_encoder->sample_fmt);
    const int kept = av_audio_fifo_write(m_waiting, reinterpret_cast<void**>(silence), frames);
    av_freep(&silence[0]);
    av_freep(&silence);
    return kept == frames ? Result<void>() : Result<void>(trouble("not enough memory"));
}

Result<void> LibavTrip::encodeWaiting(const Sink& sink)
{
    const int size = frameSize();
    while (av_audio_fifo_size(m_waiting) >= size) {
        av_frame_unref(m_in);
        m_in->nb_samples = size;
        m_in->format = m_encoder->sample_fmt;
        m_in->sample_rate = m_rate;
        m_in->pts = m_encoded;
        if (av_channel_layout_copy(&m_in->ch_layout, &m_encoder->ch_layout) < 0 || av_frame_get_buffer(m_in, 0) < 0)
            return trouble("not enough memory");
        av_audio_fifo_read(m_waiting, reinterpret_cast<void**>(m_in->extended_data), size);
        m_encoded += size;
        if (auto done = encode(m_in, sink); !done)
            return done;
    }
    return {};
}

// `frame` null: the end.
Result<void> LibavTrip::encode(const AVFrame* frame, const Sink& sink)
{
    if (const int sent = avcodec_send_frame(m_encoder, frame); sent < 0)
        return trouble("cannot encode", sent);
    for (;;) {
        const int got = avcodec_receive_packet(m_encoder, m_packet);
        if (got == AVERROR(EAGAIN))
            return {};
        if (got == AVERROR_EOF)
            return decode(nullptr, sink);
        if (got < 0)
            return trouble("cannot encode", got);
        auto done = decode(m_packet, sink);
        av_packet_unref(m_packet);
        if (!done)
            return done;
    }
}

// `packet` null: the end.
Result<void> LibavTrip::decode(const AVPacket* packet, const Sink& sink)
{
    if (const int sent = avcodec_send_packet(m_decoder, packet); sent < 0)
        return trouble("cannot decode what it encoded", sent);
    for (;;) {
        const int got = avcodec_receive_frame(m_decoder, m_out);
        if (got == AVERROR(EAGAIN) || got == AVERROR_EOF)
            return {};
        if (got < 0)
            return trouble("cannot decode what it encoded", got);
        if (auto taken = takeFrame(sink); !taken)
            return taken;
    }
}

// The first frame says where it stands: at minus the encoder's delay, as a rule. From there on they are consecutive.
Result<void> LibavTrip::takeFrame(const Sink& sink)
{
    const auto places = m_channels.places(m_out->ch_layout);
    if (!places || m_out->sample_rate != m_rate)
        return trouble("other channels or another rate came back than were sent");
    if (!m_next) {
        if (m_out->pts == AV_NOPTS_VALUE)
            return trouble("the decoder does not say where its first frame belongs");
        if (m_out->pts > 0)
            return trouble(fmt::format("the first {} frames did not come back", m_out->pts));
        m_next = m_out->pts;
    }
    if (!m_queue->append(*m_out))
        return trouble("the decoder gives samples of an unknown format");
    deliver(*places, sink);
    return {};
}

void LibavTrip::deliver(const std::vector<std::size_t>& places, const Sink& sink)
{
    std::vector<double*> into(places.size());
    std::vector<const double*> shown(places.size());
    while (m_queue->size() > 0) {
        for (std::size_t i = 0; i < places.size(); ++i)
            into[i] = m_planes[places[i]].data();
        const auto got = static_cast<FrameCount>(m_queue->take(into, 0, queued));
        const FrameCount from = std::clamp<FrameCount>(-*m_next, 0, got);
        const FrameCount to = m_total ? std::clamp<FrameCount>(*m_total - *m_next, from, got) : got;
        for (std::size_t i = 0; i < places.size(); ++i)
            shown[i] = m_planes[i].data() + from;
        if (to > from)
            sink(Block(shown, static_cast<std::size_t>(to - from), m_delivered));
        m_delivered += to - from;
        *m_next += got;
    }
}

} // namespace

Result<std::unique_ptr<CodecTrip>> openCodecTrip(const StoreCodec& codec, const Layout& layout, int sampleRate)
{
    auto trip = std::make_unique<LibavTrip>(codec, sampleRate);
    if (auto started = trip->start(layout); !started)
        return tl::unexpected(started.error());
    return trip;
}

} // namespace assay
