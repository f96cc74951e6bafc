// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/flac_reader.h"

#include "core/media/layouts.h"

#include <FLAC/stream_decoder.h>
#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace assay
{

namespace
{

class FlacReader final : public AudioReader
{
public:
    FlacReader(LocalFile file, const HeaderFacts& facts)
        : m_file(std::move(file))
    {
        m_format.codec = "flac";
        m_format.sampleRate = facts.sampleRate;
        m_format.bitDepth = facts.validBits;
        m_format.frames = facts.frames;
        setLayout(m_format, facts.layout, facts.declaredLayout, static_cast<std::size_t>(facts.channels));
        m_pending.resize(m_format.channels());
    }
    ~FlacReader() override
    {
        if (m_decoder != nullptr)
            FLAC__stream_decoder_delete(m_decoder);
    }

    [[nodiscard]] Result<void> open();
    [[nodiscard]] const AudioFormat& format() const override { return m_format; }
    [[nodiscard]] Result<std::size_t> read(std::span<double* const> planes, std::size_t frames) override;

private:
    static FLAC__StreamDecoderReadStatus readBytes(
        const FLAC__StreamDecoder* decoder, FLAC__byte* into, std::size_t* bytes, void* self);
    static FLAC__StreamDecoderWriteStatus takeFrame(
        const FLAC__StreamDecoder* decoder, const FLAC__Frame* frame, const FLAC__int32* const* samples, void* self);
    static void noteError(const FLAC__StreamDecoder* decoder, FLAC__StreamDecoderErrorStatus status, void* self);

    void append(const FLAC__Frame& frame, const FLAC__int32* const* samples);
    void tellEssence(std::size_t samples, const FLAC__int32* const* planes);
    void fail(const std::string& reason);
    [[nodiscard]] std::size_t take(std::span<double* const> planes, std::size_t at, std::size_t frames);

    LocalFile m_file;
    AudioFormat m_format;
    FLAC__StreamDecoder* m_decoder = nullptr;
    std::int64_t m_offset = 0; // of the next byte to read
    std::vector<std::vector<double>> m_pending {}; // decoded, not yet handed out, by channel
    std::size_t m_taken = 0; // of those
    FrameCount m_decoded = 0;
    bool m_ended = false;
    std::vector<std::byte> m_essence {};
    std::optional<Error> m_error {}; // told once the good frames before it are delivered
};

void FlacReader::fail(const std::string& reason)
{
    if (!m_error)
        m_error = Error { ErrorCode::decode,
            fmt::format(
                "the flac stream cannot be decoded after frame {}: {}; deliver an undamaged copy", m_decoded, reason),
            m_file.path(), std::min(m_offset, m_file.size()), {}, {} };
}

FLAC__StreamDecoderReadStatus FlacReader::readBytes(
    const FLAC__StreamDecoder*, FLAC__byte* into, std::size_t* bytes, void* self)
{
    auto& reader = *static_cast<FlacReader*>(self);
    *bytes = reader.m_file.readAt(reader.m_offset, std::as_writable_bytes(std::span(into, *bytes)));
    reader.m_offset += static_cast<std::int64_t>(*bytes);
    return *bytes == 0 ? FLAC__STREAM_DECODER_READ_STATUS_END_OF_STREAM : FLAC__STREAM_DECODER_READ_STATUS_CONTINUE;
}

FLAC__StreamDecoderWriteStatus FlacReader::takeFrame(
    const FLAC__StreamDecoder*, const FLAC__Frame* frame, const FLAC__int32* const* samples, void* self)
{
    auto& reader = *static_cast<FlacReader*>(self);
    const FLAC__FrameHeader& header = frame->header;
    if (header.channels != reader.m_format.channels()
        || header.sample_rate != static_cast<unsigned>(reader.m_format.sampleRate)
        || header.bits_per_sample != static_cast<unsigned>(reader.m_format.bitDepth))
        reader.fail("the number of channels, the sample rate or the word length changes");
    else if (!reader.m_error)
        reader.append(*frame, samples);
    return reader.m_error ? FLAC__STREAM_DECODER_WRITE_STATUS_ABORT : FLAC__STREAM_DECODER_WRITE_STATUS_CONTINUE;
}

void FlacReader::noteError(const FLAC__StreamDecoder*, FLAC__StreamDecoderErrorStatus status, void* self)
{
    auto& reader = *static_cast<FlacReader*>(self);
    const bool isComplete = reader.m_format.frames && reader.m_decoded >= *reader.m_format.frames;
    if (!isComplete) // behind the last frame stand tags of other programs
        reader.fail(FLAC__StreamDecoderErrorStatusString[status]);
}

void FlacReader::append(const FLAC__Frame& frame, const FLAC__int32* const* samples)
{
    const double scale = std::ldexp(1.0, 1 - m_format.bitDepth);
    for (std::size_t channel = 0; channel < m_pending.size(); ++channel) {
        for (const FLAC__int32 sample : std::span(samples[channel], frame.header.blocksize))
            m_pending[channel].push_back(sample * scale);
    }
    tellEssence(frame.header.blocksize, samples);
    m_decoded += frame.header.blocksize;
}

// RFC 9639, 8.2: interleaved, signed, little-endian, whole bytes.
void FlacReader::tellEssence(std::size_t samples, const FLAC__int32* const* planes)
{
    ReadListener* const listener = m_file.listener();
    if (listener == nullptr)
        return;
    const int width = (m_format.bitDepth + 7) / 8;
    m_essence.clear();
    for (std::size_t i = 0; i < samples; ++i) {
        for (std::size_t channel = 0; channel < m_pending.size(); ++channel) {
            for (int byte = 0; byte < width; ++byte)
                m_essence.push_back(static_cast<std::byte>((planes[channel][i] >> (8 * byte)) & 0xFF));
        }
    }
    listener->heardEssence(m_essence);
}

Result<void> FlacReader::open()
{
    m_decoder = FLAC__stream_decoder_new();
    if (m_decoder == nullptr
        || FLAC__stream_decoder_init_stream(m_decoder, &FlacReader::readBytes, nullptr, nullptr, nullptr, nullptr,
               &FlacReader::takeFrame, nullptr, &FlacReader::noteError, this)
            != FLAC__STREAM_DECODER_INIT_STATUS_OK
        || FLAC__stream_decoder_process_until_end_of_metadata(m_decoder) == 0)
        return assay::fail(ErrorCode::malformed, "cannot be read as flac: its decoder does not start", m_file.path());
    return {};
}

std::size_t FlacReader::take(std::span<double* const> planes, std::size_t at, std::size_t frames)
{
    const std::size_t count = std::min(frames, m_pending.front().size() - m_taken);
    for (std::size_t channel = 0; channel < planes.size(); ++channel) {
        const auto from = m_pending[channel].begin() + static_cast<std::ptrdiff_t>(m_taken);
        std::copy_n(from, count, planes[channel] + at);
    }
    m_taken += count;
    if (m_taken == m_pending.front().size()) {
        for (std::vector<double>& plane : m_pending)
            plane.clear();
        m_taken = 0;
    }
    return count;
}

Result<std::size_t> FlacReader::read(std::span<double* const> planes, std::size_t frames)
{
    std::size_t done = take(planes, 0, frames);
    while (done < frames && !m_ended && !m_error) {
        const bool goesOn = FLAC__stream_decoder_process_single(m_decoder) != 0;
        if (!goesOn || FLAC__stream_decoder_get_state(m_decoder) >= FLAC__STREAM_DECODER_END_OF_STREAM)
            m_ended = true;
        done += take(planes, done, frames - done);
    }
    if (done > 0 || frames == 0)
        return done;
    if (m_error)
        return tl::unexpected(*m_error);
    if (m_file.listener() != nullptr && m_decoded >= m_format.frames.value_or(m_decoded))
        m_file.listener()->essenceEnds();
    return done;
}

} // namespace

Result<std::unique_ptr<AudioReader>> openWithFlac(LocalFile file, const HeaderFacts& facts)
{
    if (facts.channels <= 0 || facts.sampleRate <= 0)
        return fail(
            ErrorCode::malformed, "cannot be read as flac: it states no channels or no sample rate", file.path());
    auto reader = std::make_unique<FlacReader>(std::move(file), facts);
    if (Result<void> opened = reader->open(); !opened)
        return tl::unexpected(opened.error());
    return reader;
}

} // namespace assay
