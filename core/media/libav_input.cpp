// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/libav_input.h"

#include "core/media/header_facts.h"

#include <algorithm>
#include <array>
#include <cstdarg>
#include <fmt/format.h>
#include <limits>
#include <mutex>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/log.h>
}

namespace assay
{

namespace
{

// Demuxers that read one self-contained file with sound in it. None of libav's playlists, image sequences, devices,
// subtitle or module players is here: these follow references or invent sound. Nor are raw streams without a mark of
// their own, which libav sees in any noise.
constexpr const char* allowedDemuxers
    = "mov,mp4,m4a,3gp,3g2,mj2,mxf,mxf_opatom,matroska,webm,ogg,mp3,aac,ac3,eac3,dts,dtshd,truehd,mlp,flac,wav,w64,"
      "aiff,caf,au,mpegts,mpeg,avi,asf,flv,ape,wv,tta,tak,amr,gxf,lxf,dsf,iff,rm,nut,oma,voc,mpc,mpc8,sox,nistsphere,"
      "ircam,loas,pva,dv";

constexpr std::chrono::seconds openingTime { 8 }; // usual: milliseconds
constexpr std::size_t largestAllocation = std::size_t { 512 } << 20U; // bytes; index tables of a day of AAC fit
constexpr int bufferBytes = 128 * 1024;

int refuseToOpen(AVFormatContext*, AVIOContext**, const char*, int, AVDictionary**)
{
    return AVERROR(EPERM);
}

} // namespace

void prepareLibav()
{
    static std::once_flag once;
    std::call_once(once, [] {
        av_log_set_callback([](void*, int, const char*, va_list) {});
        av_max_alloc(largestAllocation);
    });
}

std::string libavReason(int error)
{
    std::array<char, AV_ERROR_MAX_STRING_SIZE> text {};
    if (av_strerror(error, text.data(), text.size()) < 0)
        return "the decoder refuses the data"; // codes of single decoders have no text
    return text.data();
}

LibavInput::LibavInput(LocalFile file)
    : m_file(std::move(file))
{
}

LibavInput::~LibavInput()
{
    if (m_context == nullptr)
        return;
    AVIOContext* io = m_context->pb;
    avformat_close_input(&m_context); // leaves a custom AVIOContext alone
    if (io != nullptr) {
        av_freep(&io->buffer);
        avio_context_free(&io);
    }
}

int LibavInput::readPacket(void* self, std::uint8_t* into, int size)
{
    auto& input = *static_cast<LibavInput*>(self);
    if (input.isLate())
        return AVERROR_EXIT;
    const std::span<std::uint8_t> bytes(into, static_cast<std::size_t>(std::max(size, 0)));
    const std::size_t got = input.m_file.readAt(input.m_position, std::as_writable_bytes(bytes));
    input.m_position += static_cast<std::int64_t>(got);
    return got == 0 ? AVERROR_EOF : static_cast<int>(got);
}

std::int64_t LibavInput::seek(void* self, std::int64_t offset, int whence)
{
    auto& input = *static_cast<LibavInput*>(self);
    whence &= ~AVSEEK_FORCE;
    if (whence == AVSEEK_SIZE)
        return input.m_file.size();
    const std::int64_t base = whence == SEEK_CUR ? input.m_position
        : whence == SEEK_END                     ? input.m_file.size()
                                                 : std::int64_t { 0 };
    if (offset > std::numeric_limits<std::int64_t>::max() - base || base + offset < 0)
        return AVERROR(EINVAL);
    input.m_position = base + offset;
    return input.m_position;
}

int LibavInput::interrupted(void* self)
{
    return static_cast<LibavInput*>(self)->isLate() ? 1 : 0;
}

void LibavInput::allow(std::chrono::seconds time)
{
    m_deadline = std::chrono::steady_clock::now() + time;
}

bool LibavInput::isLate() const
{
    return std::chrono::steady_clock::now() > m_deadline;
}

Result<void> LibavInput::start()
{
    m_context = avformat_alloc_context();
    auto* buffer = static_cast<unsigned char*>(av_malloc(bufferBytes));
    AVIOContext* io = buffer == nullptr
        ? nullptr
        : avio_alloc_context(buffer, bufferBytes, 0, this, &LibavInput::readPacket, nullptr, &LibavInput::seek);
    if (m_context == nullptr || io == nullptr)
        return fail(ErrorCode::notReadable, "not enough memory to open it", path());
    m_context->pb = io;
    m_context->io_open = &refuseToOpen;
    m_context->interrupt_callback = { &LibavInput::interrupted, this };
    allow(openingTime);

    AVDictionary* options = nullptr;
    av_dict_set(&options, "format_whitelist", allowedDemuxers, 0);
    av_dict_set(&options, "protocol_whitelist", "file", 0);
    const int opened = avformat_open_input(&m_context, "", nullptr, &options);
    av_dict_free(&options);
    if (opened < 0) { // libav has freed the context, but never a custom AVIOContext
        av_freep(&io->buffer);
        avio_context_free(&io);
        if (isLate())
            return fail(ErrorCode::malformed, "its header leads nowhere: reading it took too long", path());
        if (opened == AVERROR_INVALIDDATA)
            return fail(ErrorCode::malformed, "is no audio file that Assay knows, or its header is damaged", path());
        return fail(
            ErrorCode::unsupported, "is in no format that Assay reads, or too damaged or too short to tell", path());
    }
    for (unsigned i = 0; i < m_context->nb_streams; ++i) {
        const int channels = m_context->streams[i]->codecpar->ch_layout.nb_channels;
        if (channels > mostChannels)
            return fail(ErrorCode::malformed, fmt::format("its header states {} channels", channels), path());
    }
    const int known = avformat_find_stream_info(m_context, nullptr);
    if (isLate())
        return fail(ErrorCode::malformed, "its streams cannot be identified: reading them took too long", path());
    if (known < 0)
        return fail(ErrorCode::malformed, "its streams cannot be identified: " + libavReason(known), path());
    return {};
}

Result<std::unique_ptr<LibavInput>> LibavInput::open(LocalFile file)
{
    prepareLibav();
    std::unique_ptr<LibavInput> input(new LibavInput(std::move(file)));
    if (Result<void> started = input->start(); !started)
        return tl::unexpected(started.error());
    return input;
}

std::string LibavInput::container() const
{
    const std::string name = m_context->iformat->name;
    const AVDictionaryEntry* brand = av_dict_get(m_context->metadata, "major_brand", nullptr, 0);
    if (name.starts_with("mov,"))
        return brand == nullptr || std::string_view(brand->value) == "qt  " ? "mov" : "mp4";
    if (name.starts_with("matroska"))
        return "mkv";
    if (name == "mpegts")
        return "ts";
    return name.substr(0, name.find(','));
}

} // namespace assay
