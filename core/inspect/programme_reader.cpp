// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/programme_reader.h"

#include "core/base/path.h"

#include <algorithm>

namespace assay
{

namespace
{

// AudioReader::read may return less than asked before the end; a programme of several sources needs equal blocks.
Result<std::size_t> readFully(AudioReader& reader, std::span<double* const> planes, std::size_t frames)
{
    std::vector<double*> rest(planes.begin(), planes.end());
    std::size_t done = 0;
    while (done < frames) {
        auto got = reader.read(rest, frames - done);
        if (!got)
            return got;
        if (*got == 0)
            break;
        done += *got;
        for (double*& plane : rest)
            plane += *got;
    }
    return done;
}

} // namespace

Result<ProgrammeReader> ProgrammeReader::open(const ProgrammePlan& programme, const DeliveryPlan& delivery,
    const std::function<ReadListener*(std::size_t asset)>& listenerOf)
{
    ProgrammeReader result;
    for (const StreamSource& source : programme.sources) {
        const PlannedAsset& asset = delivery.assets[source.asset];
        auto reader = openAudio(asset.file, source.stream, listenerOf ? listenerOf(source.asset) : nullptr);
        if (!reader) {
            Error error = reader.error();
            error.file = fromUtf8(asset.record.path);
            return tl::unexpected(std::move(error));
        }
        const std::size_t channels = (*reader)->format().channels();
        if (std::ranges::any_of(source.channels, [&](std::size_t channel) { return channel >= channels; }))
            return fail(ErrorCode::malformed, "the channel count changes between the header and the sound",
                fromUtf8(asset.record.path));
        const std::size_t brought = source.channels.empty() ? channels : source.channels.size();
        result.m_channels += brought;
        Source opened { std::move(*reader), fromUtf8(asset.record.path), brought, source.channels };
        opened.whole.resize(source.channels.empty() ? 0 : channels);
        result.m_sources.push_back(std::move(opened));
    }
    return result;
}

// Of a stream of which only some channels belong to the programme, the others are read and dropped.
Result<std::size_t> ProgrammeReader::readSource(Source& source, std::span<double* const> planes, std::size_t frames)
{
    if (source.picked.empty())
        return readFully(*source.reader, planes, frames);
    std::vector<double*> all;
    for (std::vector<double>& plane : source.whole) {
        plane.resize(std::max(plane.size(), frames));
        all.push_back(plane.data());
    }
    auto got = readFully(*source.reader, all, frames);
    for (std::size_t i = 0; got && i < source.picked.size(); ++i)
        std::copy_n(all[source.picked[i]], *got, planes[i]);
    return got;
}

Result<std::size_t> ProgrammeReader::read(std::span<double* const> planes, std::size_t frames)
{
    if (!m_unequal.empty())
        return std::size_t { 0 }; // behind the shortest there is no common sound
    std::size_t firstChannel = 0;
    std::optional<std::size_t> common;
    for (Source& source : m_sources) {
        auto got = readSource(source, planes.subspan(firstChannel, source.channels), frames);
        if (!got) {
            Error error = got.error();
            error.file = source.file;
            return tl::unexpected(std::move(error));
        }
        if (common && *common != *got && m_unequal.empty()) {
            const FrameCount end = m_position + static_cast<FrameCount>(std::min(*common, *got));
            const bool isShorter = *got < *common;
            m_unequal = "the channels of this set differ in length: "
                + toUtf8(isShorter ? source.file : m_sources.front().file) + " ends at frame " + std::to_string(end)
                + ", " + toUtf8(isShorter ? m_sources.front().file : source.file) + " goes on";
        }
        common = std::min(common.value_or(*got), *got);
        firstChannel += source.channels;
    }
    const std::size_t got = common.value_or(0);
    m_position += static_cast<FrameCount>(got);
    return got;
}

} // namespace assay
