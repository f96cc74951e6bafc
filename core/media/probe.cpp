// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/probe.h"

#include "core/media/flac_reader.h"
#include "core/media/header_facts.h"
#include "core/media/libav_streams.h"
#include "core/media/sndfile_reader.h"

namespace assay
{

namespace
{

// PCM containers and FLAC go to libsndfile; what it refuses may still be read by libav. Where neither can, the error
// of the one that knows the container is the one to tell.
Result<std::unique_ptr<AudioReader>> openKnownHeader(
    const std::filesystem::path& path, HeaderFacts& facts, ReadListener* listener)
{
    Result<LocalFile> file = LocalFile::open(path, listener);
    if (!file)
        return tl::unexpected(file.error());
    facts = readHeaderFacts(*file);
    if (facts.container.empty())
        return fail(ErrorCode::unsupported, "not a container of libsndfile's", path);
    constexpr int mostFlacBits = 24; // of libsndfile 1.2.0, which opens FLAC of 32 bits and delivers nothing
    if (facts.container == "flac" && facts.validBits > mostFlacBits)
        return openWithFlac(std::move(*file), facts);
    return openWithSndfile(std::move(*file), facts);
}

bool isFinal(ErrorCode code)
{
    return code != ErrorCode::unsupported && code != ErrorCode::malformed;
}

Result<std::unique_ptr<AudioReader>> openReader(const std::filesystem::path& file, int stream, ReadListener* listener)
{
    HeaderFacts facts;
    Result<std::unique_ptr<AudioReader>> known = openKnownHeader(file, facts, listener);
    if (known && stream == 0)
        return known;
    if (known)
        return fail(ErrorCode::unsupported, "has one audio stream only, number 0", file);
    Result<LocalFile> again = LocalFile::open(file, listener);
    if (isFinal(known.error().code) || !again)
        return known;
    Result<std::unique_ptr<AudioReader>> reader = openWithLibav(std::move(*again), stream, facts);
    if (!reader && !facts.container.empty())
        return known;
    return reader;
}

} // namespace

Result<MediaInfo> probeMedia(const std::filesystem::path& file)
{
    HeaderFacts facts;
    const Result<std::unique_ptr<AudioReader>> known = openKnownHeader(file, facts, nullptr);
    if (known) {
        MediaInfo info { facts.container, {} };
        info.streams.push_back({ 0, (*known)->format() });
        info.sound = facts.sound;
        info.soundMd5 = facts.soundMd5;
        return info;
    }
    Result<LocalFile> again = LocalFile::open(file);
    if (isFinal(known.error().code) || !again)
        return tl::unexpected(known.error());
    Result<MediaInfo> info = probeWithLibav(std::move(*again), facts);
    if (!info && !facts.container.empty())
        return tl::unexpected(known.error());
    if (info)
        info->sound = facts.sound;
    return info;
}

Result<std::unique_ptr<AudioReader>> openAudio(const std::filesystem::path& file, int stream, ReadListener* listener)
{
    auto reader = openReader(file, stream, listener);
    if (reader && listener != nullptr)
        listener->soundBegins();
    return reader;
}

} // namespace assay
