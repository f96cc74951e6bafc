// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/scene_render.h"

#include "core/dsp/object_panner.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>

namespace assay
{

namespace
{

constexpr std::size_t lfePlace = 3;
constexpr double longest = 1e6; // s: no sound is longer, and no count of frames runs over

RenderGains placed(const FoldGains& gains, double gain)
{
    return { gain * gains.left, gain * gains.right, gain * gains.centre, 0.0, gain * gains.leftSurround,
        gain * gains.rightSurround };
}

FrameCount frameAt(double seconds, int sampleRate)
{
    const double safe = std::isfinite(seconds) ? std::clamp(seconds, 0.0, longest) : 0.0;
    return std::llround(safe * sampleRate);
}

FoldGains gainsAt(const AdmPosition& position)
{
    const double x = position.x.value_or(0.0);
    const double y = position.y.value_or(0.0);
    return position.cartesian ? roomGains(x, y, position.z.value_or(0.0)) : directionGains(x, y);
}

Error cannot(std::string what)
{
    return Error { ErrorCode::unsupported, std::move(what) };
}

// The track is silent from the end of its object on.
void endAt(RenderedTrack& track, const AdmSound& sound, int sampleRate)
{
    if (!sound.duration)
        return;
    const FrameCount end = frameAt(sound.start + *sound.duration, sampleRate);
    std::erase_if(track.steps, [&](const GainStep& step) { return step.start >= end; });
    track.steps.push_back({ end, end, {}, {} });
}

Result<RenderGains> gainsOf(const AdmBedChannel& channel)
{
    if (isLfe(channel.speaker)) {
        RenderGains gains {};
        gains[lfePlace] = channel.gain;
        return gains;
    }
    if (const auto fold = foldGains(channel.speaker))
        return placed(*fold, channel.gain);
    if (channel.position.x)
        return placed(gainsAt(channel.position), channel.gain);
    return tl::unexpected(cannot(fmt::format("the position of {} is not known", channel.channelId)));
}

RenderGains scaled(RenderGains gains, double factor)
{
    for (double& gain : gains)
        gain *= factor;
    return gains;
}

// How long a block takes to reach its gains. BS.2076-2, 5.4.3.3.3: jumpPosition.
double wayOf(const AdmBlock& block)
{
    if (block.jumpPosition.value_or(false))
        return block.interpolationLength.value_or(0.0);
    return block.duration.value_or(0.0);
}

RenderedTrack movingTrack(const AdmPoint& point, int sampleRate)
{
    RenderedTrack track { static_cast<std::size_t>(point.track - 1) };
    for (const AdmBlock& block : point.blocks) {
        const double begin = point.start + block.start.value_or(0.0);
        const FrameCount start = frameAt(begin, sampleRate);
        const RenderGains to = placed(gainsAt(block.position), block.gain * point.gain);
        if (track.steps.empty()) {
            track.steps.push_back({ start, start, to, to });
            continue;
        }
        if (start < track.steps.back().start)
            continue; // out of order: what stands there cannot be told
        const FrameCount reached = std::max(start, frameAt(begin + wayOf(block), sampleRate));
        track.steps.push_back({ start, reached, track.steps.back().at(start), to });
    }
    endAt(track, point, sampleRate);
    return track;
}

} // namespace

RenderGains GainStep::at(FrameCount frame) const
{
    if (frame >= reached)
        return to;
    const double part = static_cast<double>(frame - start) / static_cast<double>(reached - start);
    RenderGains gains {};
    for (std::size_t i = 0; i < gains.size(); ++i)
        gains[i] = from[i] + part * (to[i] - from[i]);
    return gains;
}

Result<std::vector<RenderedTrack>> renderedTracks(const AdmScene& scene, std::size_t channels, int sampleRate)
{
    const auto isThere = [&](int track) { return track > 0 && static_cast<std::size_t>(track) <= channels; };
    if (!scene.others.empty())
        return tl::unexpected(cannot(fmt::format(
            "{} is of a type that is not rendered here (matrix, HOA or binaural)", scene.others.front().objectId)));
    std::vector<RenderedTrack> tracks;
    for (const AdmBed& bed : scene.beds) {
        const FrameCount start = frameAt(bed.start, sampleRate);
        for (const AdmBedChannel& channel : bed.channels) {
            const auto gains = gainsOf(channel);
            if (!gains)
                return tl::unexpected(gains.error());
            if (!isThere(channel.track))
                return tl::unexpected(cannot(fmt::format("no track of the file is {}", channel.channelId)));
            const RenderGains all = scaled(*gains, bed.gain);
            RenderedTrack track { static_cast<std::size_t>(channel.track - 1), { { start, start, all, all } } };
            endAt(track, bed, sampleRate);
            tracks.push_back(std::move(track));
        }
    }
    for (const AdmPoint& point : scene.objects) {
        if (!isThere(point.track))
            return tl::unexpected(cannot(fmt::format("no track of the file is {}", point.channelId)));
        tracks.push_back(movingTrack(point, sampleRate));
    }
    if (tracks.empty())
        return tl::unexpected(cannot("the ADM describes no sound"));
    return tracks;
}

SceneRender::SceneRender(std::vector<RenderedTrack> tracks)
    : m_tracks(std::move(tracks))
    , m_next(m_tracks.size())
{
}

void SceneRender::render(FrameCount first, std::size_t frames,
    const std::function<std::span<const double>(std::size_t)>& channel,
    std::array<std::vector<double>, renderedChannels>& out)
{
    for (std::vector<double>& plane : out)
        plane.assign(frames, 0.0);
    const FrameCount end = first + static_cast<FrameCount>(frames);
    for (std::size_t t = 0; t < m_tracks.size(); ++t) {
        const std::vector<GainStep>& steps = m_tracks[t].steps;
        const std::span<const double> samples = channel(m_tracks[t].channel);
        std::size_t& next = m_next[t];
        FrameCount at = first;
        while (at < end) {
            while (next < steps.size() && steps[next].start <= at)
                ++next;
            const FrameCount until = next < steps.size() ? std::min(end, steps[next].start) : end;
            if (next > 0) {
                const auto offset = static_cast<std::size_t>(at - first);
                add(steps[next - 1], at, samples.subspan(offset, static_cast<std::size_t>(until - at)), offset, out);
            }
            at = until;
        }
    }
}

void SceneRender::add(const GainStep& step, FrameCount first, std::span<const double> samples, std::size_t offset,
    std::array<std::vector<double>, renderedChannels>& out) const
{
    const auto count = static_cast<FrameCount>(samples.size());
    const auto moving = static_cast<std::size_t>(std::clamp<FrameCount>(step.reached - first, 0, count));
    for (std::size_t c = 0; c < out.size(); ++c) {
        double* const sums = out[c].data() + offset;
        if (moving > 0) {
            // Counted from where the way begins, so that no cut into blocks shows.
            const double slope = (step.to[c] - step.from[c]) / static_cast<double>(step.reached - step.start);
            const double gain = step.from[c] + slope * static_cast<double>(first - step.start);
            addWithGain(samples.first(moving), gain, slope, sums);
        }
        if (step.to[c] != 0.0)
            addWithGain(samples.subspan(moving), step.to[c], 0.0, sums + moving);
    }
}

} // namespace assay
