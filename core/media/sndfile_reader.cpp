// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/sndfile_reader.h"

#include "core/media/layouts.h"
#include "core/media/plain_samples.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <fmt/format.h>
#include <limits>
#include <optional>
#include <sndfile.h>
#include <string>
#include <vector>

namespace assay
{

namespace
{

// What libsndfile reads through: a LocalFile with a few bytes of its header replaced.
struct VirtualFile {
    LocalFile file;
    sf_count_t position = 0;
    std::vector<HeaderPatch> patches {};
};

VirtualFile& virtualFile(void* user)
{
    return *static_cast<VirtualFile*>(user);
}

sf_count_t lengthOf(void* user)
{
    return virtualFile(user).file.size();
}

sf_count_t seekIn(sf_count_t offset, int whence, void* user)
{
    VirtualFile& source = virtualFile(user);
    const sf_count_t base = whence == SEEK_CUR ? source.position
        : whence == SEEK_END                   ? source.file.size()
                                               : sf_count_t { 0 };
    const sf_count_t furthest = std::numeric_limits<sf_count_t>::max() - base;
    source.position = std::max<sf_count_t>(base + std::min(offset, furthest), 0);
    return source.position;
}

sf_count_t readFrom(void* bytes, sf_count_t count, void* user)
{
    VirtualFile& source = virtualFile(user);
    if (count <= 0)
        return 0;
    const std::span<std::byte> into(static_cast<std::byte*>(bytes), static_cast<std::size_t>(count));
    const auto got = static_cast<sf_count_t>(source.file.readAt(source.position, into));
    for (const HeaderPatch& patch : source.patches) {
        for (std::size_t i = 0; i < patch.bytes.size(); ++i) {
            const sf_count_t at = patch.offset + static_cast<sf_count_t>(i) - source.position;
            if (at >= 0 && at < got)
                into[static_cast<std::size_t>(at)] = static_cast<std::byte>(patch.bytes[i]);
        }
    }
    source.position += got;
    return got;
}

sf_count_t refuseToWrite(const void*, sf_count_t, void*)
{
    return 0;
}

sf_count_t tellIn(void* user)
{
    return virtualFile(user).position;
}

struct Coding {
    int subtype;
    std::string_view codec; // libav's name
    SampleFormat format;
    int bits;
};

// What libsndfile decodes for us. Everything else is libav's.
constexpr std::array codings {
    Coding { SF_FORMAT_PCM_S8, "pcm", SampleFormat::integer, 8 },
    Coding { SF_FORMAT_PCM_U8, "pcm", SampleFormat::integer, 8 },
    Coding { SF_FORMAT_PCM_16, "pcm", SampleFormat::integer, 16 },
    Coding { SF_FORMAT_PCM_24, "pcm", SampleFormat::integer, 24 },
    Coding { SF_FORMAT_PCM_32, "pcm", SampleFormat::integer, 32 },
    Coding { SF_FORMAT_FLOAT, "pcm", SampleFormat::floating, 32 },
    Coding { SF_FORMAT_DOUBLE, "pcm", SampleFormat::floating, 64 },
    Coding { SF_FORMAT_ULAW, "pcm_mulaw", SampleFormat::coded, 0 },
    Coding { SF_FORMAT_ALAW, "pcm_alaw", SampleFormat::coded, 0 },
};

// What lies in the file as it is wanted, but for the order: libsndfile would copy it twice more.
struct PlainCoding {
    int subtype;
    PlainSample sample;
};
constexpr std::array plainCodings {
    PlainCoding { SF_FORMAT_PCM_16, PlainSample::int16 },
    PlainCoding { SF_FORMAT_PCM_24, PlainSample::int24 },
    PlainCoding { SF_FORMAT_PCM_32, PlainSample::int32 },
    PlainCoding { SF_FORMAT_FLOAT, PlainSample::float32 },
};

const Coding* codingOf(int format)
{
    const auto found = std::ranges::find(codings, format & SF_FORMAT_SUBMASK, &Coding::subtype);
    return found == codings.end() ? nullptr : &*found;
}

AudioFormat formatOf(const SF_INFO& info, const Coding& coding, const HeaderFacts& facts)
{
    AudioFormat format;
    format.sampleRate = info.samplerate;
    format.sampleFormat = coding.format;
    format.bitDepth = coding.bits;
    if (coding.format == SampleFormat::integer && facts.validBits > 0 && facts.validBits < coding.bits)
        format.bitDepth = facts.validBits;
    format.codec = facts.container == "flac" ? "flac" : std::string(coding.codec);
    setLayout(format, facts.layout, facts.declaredLayout, static_cast<std::size_t>(info.channels));
    format.frames = facts.frames;
    return format;
}

// Of sound that is all there, and as its header says.
std::optional<PlainSample> plainSampleOf(const SF_INFO& info, const HeaderFacts& facts)
{
    const auto found = std::ranges::find(plainCodings, info.format & SF_FORMAT_SUBMASK, &PlainCoding::subtype);
    if (!facts.isLittleEndian || found == plainCodings.end())
        return std::nullopt;
    const bool isWhole = facts.sound && facts.frames && *facts.frames == info.frames
        && facts.sound->size / std::max(facts.blockAlign, 1) >= info.frames;
    const bool isPacked = static_cast<std::size_t>(facts.blockAlign)
        == bytesOf(found->sample) * static_cast<std::size_t>(info.channels);
    return isWhole && isPacked ? std::optional(found->sample) : std::nullopt;
}

class SndfileReader final : public AudioReader
{
public:
    explicit SndfileReader(LocalFile file)
        : m_source { std::move(file) }
    {
    }
    ~SndfileReader() override
    {
        if (m_sound != nullptr)
            sf_close(m_sound);
    }

    Result<void> open(const HeaderFacts& facts);
    const AudioFormat& format() const override { return m_format; }
    Result<std::size_t> read(std::span<double* const> planes, std::size_t frames) override;

private:
    std::size_t readPiece(std::span<double* const> planes, std::size_t at, std::size_t frames);
    std::size_t readPlain(std::span<double* const> planes, std::size_t at, std::size_t frames);
    void tellEssence(std::size_t samples);
    Error decodeError();
    [[nodiscard]] bool goesOn() const;

    VirtualFile m_source; // before m_sound: libsndfile holds a pointer to it
    SNDFILE* m_sound = nullptr;
    AudioFormat m_format;
    HeaderFacts m_facts;
    std::size_t m_pieceFrames = 0; ///< read at once
    std::optional<PlainSample> m_plain {}; ///< converted here
    std::vector<std::byte> m_bytes {}; ///< one of these three is in use
    std::vector<int> m_integers {};
    std::vector<double> m_floats {};
    std::vector<std::byte> m_essence {}; ///< FLAC: decoded samples as STREAMINFO's MD5 counts them
    FrameCount m_position = 0;
    std::optional<Error> m_error {}; ///< told once the good frames before it are delivered
};

constexpr std::size_t pieceSamples = 8 * 1024; // read and de-interleaved at once: stays in the first cache
constexpr std::int64_t largestTail = 64 * 1024; // bytes behind the last FLAC frame that pass for tags and read-ahead
constexpr double integerScale = 1.0 / 2147483648.0; // sf_readf_int fills all 32 bits: value / 2^31

Result<void> SndfileReader::open(const HeaderFacts& facts)
{
    SF_VIRTUAL_IO io { &lengthOf, &seekIn, &readFrom, &refuseToWrite, &tellIn };
    SF_INFO info {};
    m_facts = facts;
    m_source.patches = facts.patches;
    m_sound = sf_open_virtual(&io, SFM_READ, &info, &m_source);
    const std::filesystem::path& path = m_source.file.path();
    if (m_sound == nullptr) {
        const std::string reason = sf_strerror(nullptr);
        const bool incomplete = reason.find("SF_INFO") != std::string::npos; // its words for a rate or channels of 0
        return fail(ErrorCode::malformed,
            fmt::format("cannot be read as {}: {}", facts.container,
                incomplete ? "its header states no sample rate or no channels" : reason),
            path);
    }
    const Coding* coding = codingOf(info.format);
    if (info.samplerate <= 0 || info.samplerate > highestRate)
        return fail(ErrorCode::malformed,
            fmt::format("its header states an impossible sample rate of {} Hz", info.samplerate), path);
    if (coding == nullptr || info.channels <= 0)
        return fail(
            ErrorCode::unsupported, fmt::format("a coding in {} that Assay does not read", facts.container), path);
    const bool lengthUnknown = info.frames == std::numeric_limits<sf_count_t>::max();
    const bool hidesFrames = info.frames == 0 && facts.frames.value_or(1) > 0;
    if (lengthUnknown || hidesFrames || (facts.channels != 0 && facts.channels != info.channels))
        return fail(ErrorCode::unsupported, fmt::format("a {} file of unclear length", facts.container), path);
    sf_command(m_sound, SFC_SET_NORM_DOUBLE, nullptr, SF_TRUE);
    m_format = formatOf(info, *coding, facts);
    const std::size_t channels = m_format.channels();
    m_pieceFrames = std::max<std::size_t>(pieceSamples / channels, 1);
    const std::size_t piece = m_pieceFrames * channels;
    m_plain = plainSampleOf(info, facts);
    if (m_plain)
        m_bytes.resize(roomInFront + piece * bytesOf(*m_plain));
    else if (m_format.sampleFormat == SampleFormat::floating)
        m_floats.resize(piece);
    else
        m_integers.resize(piece);
    return {};
}

template <class T>
void deinterleave(const T* from, std::span<double* const> planes, std::size_t at, std::size_t frames, double scale)
{
    const std::size_t channels = planes.size();
    for (std::size_t channel = 0; channel < channels; ++channel) {
        double* to = planes[channel] + at;
        const T* sample = from + channel;
        for (std::size_t i = 0; i < frames; ++i, sample += channels)
            to[i] = static_cast<double>(*sample) * scale;
    }
}

std::size_t SndfileReader::readPiece(std::span<double* const> planes, std::size_t at, std::size_t frames)
{
    if (m_plain)
        return readPlain(planes, at, frames);
    if (!m_floats.empty()) {
        const sf_count_t got = sf_readf_double(m_sound, m_floats.data(), static_cast<sf_count_t>(frames));
        const auto count = static_cast<std::size_t>(std::max<sf_count_t>(got, 0));
        deinterleave(m_floats.data(), planes, at, count, 1.0); // 1.0 leaves every value, NaN and infinity alone
        return count;
    }
    const sf_count_t got = sf_readf_int(m_sound, m_integers.data(), static_cast<sf_count_t>(frames));
    const auto count = static_cast<std::size_t>(std::max<sf_count_t>(got, 0));
    deinterleave(m_integers.data(), planes, at, count, integerScale);
    tellEssence(count * planes.size());
    return count;
}

std::size_t SndfileReader::readPlain(std::span<double* const> planes, std::size_t at, std::size_t frames)
{
    const auto frameBytes = static_cast<std::size_t>(m_facts.blockAlign);
    const std::span<std::byte> bytes = std::span(m_bytes).subspan(roomInFront, frames * frameBytes);
    const std::size_t got
        = m_source.file.readAt(m_facts.dataOffset + m_position * m_facts.blockAlign, bytes) / frameBytes;
    convertPlain(*m_plain, bytes.first(got * frameBytes), planes, at);
    return got;
}

// RFC 9639, 8.2: interleaved, signed, little-endian, whole bytes. PCM needs none of this: its essence is in the file.
void SndfileReader::tellEssence(std::size_t samples)
{
    ReadListener* const listener = m_source.file.listener();
    if (listener == nullptr || m_facts.container != "flac" || m_facts.validBits <= 0)
        return;
    const int unused = 32 - m_facts.validBits; // sf_readf_int fills from above
    const int width = (m_facts.validBits + 7) / 8;
    m_essence.clear();
    for (const int sample : std::span(m_integers).first(samples)) {
        const int value = sample >> unused;
        for (int byte = 0; byte < width; ++byte)
            m_essence.push_back(static_cast<std::byte>((value >> (8 * byte)) & 0xFF));
    }
    listener->heardEssence(m_essence);
}

Error SndfileReader::decodeError()
{
    std::optional<std::int64_t> offset;
    if (m_facts.blockAlign > 0 && m_facts.dataOffset > 0)
        offset = m_facts.dataOffset + m_position * m_facts.blockAlign;
    else
        offset = std::min<std::int64_t>(m_source.position, m_source.file.size());
    std::string message = fmt::format("the {} stream cannot be decoded after frame {}: {}; deliver an undamaged copy",
        m_facts.container, m_position, sf_strerror(m_sound));
    return Error { ErrorCode::decode, std::move(message), m_source.file.path(), offset, {}, {} };
}

// Is there far more FLAC than STREAMINFO states? PCM containers count in bytes and cannot be wrong about this.
bool SndfileReader::goesOn() const
{
    return m_facts.container == "flac" && m_source.file.size() - m_source.position > largestTail;
}

Result<std::size_t> SndfileReader::read(std::span<double* const> planes, std::size_t frames)
{
    std::size_t wanted = m_error ? 0 : frames;
    if (m_format.frames) // what stands behind the promised frames is no audio
        wanted = std::min(wanted, static_cast<std::size_t>(std::max<FrameCount>(*m_format.frames - m_position, 0)));
    std::size_t done = 0;
    while (done < wanted) {
        const std::size_t ask = std::min(m_pieceFrames, wanted - done);
        const std::size_t got = readPiece(planes, done, ask);
        done += got;
        m_position += static_cast<FrameCount>(got);
        if (sf_error(m_sound) != SF_ERR_NO_ERROR)
            m_error = decodeError(); // libsndfile forgets it at the next call and would go on behind the damage
        if (got != ask || m_error)
            break;
    }
    if (wanted == 0 && frames > 0 && !m_error && goesOn())
        m_error = Error { ErrorCode::decode,
            fmt::format("the stream goes on behind the {} frames that its header states", m_position),
            m_source.file.path(), m_source.position, {}, {} };
    if (done == 0 && m_error)
        return tl::unexpected(*m_error);
    const bool isComplete = !m_error && m_position >= m_format.frames.value_or(m_position);
    if (done == 0 && frames > 0 && isComplete && m_facts.container == "flac" && m_source.file.listener() != nullptr)
        m_source.file.listener()->essenceEnds();
    return done;
}

} // namespace

Result<std::unique_ptr<AudioReader>> openWithSndfile(LocalFile file, const HeaderFacts& facts)
{
    auto reader = std::make_unique<SndfileReader>(std::move(file));
    if (Result<void> opened = reader->open(facts); !opened)
        return tl::unexpected(opened.error());
    return reader;
}

} // namespace assay
