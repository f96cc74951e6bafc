// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/lag_track.h"

#include "core/compare/slices.h"
#include "core/dsp/lag_search.h"

#include <algorithm>
#include <cmath>

namespace assay
{

namespace
{

constexpr std::size_t stretchAt48k = 65536; // samples: 1.4 s, lags of 0.68 s to either side (design value)
constexpr std::size_t shortStretchAt48k = 4096; // samples, in which a large drift blurs less (design value)
constexpr double mostSmear = 2.0; // samples by which the lag may change within a stretch (design value)
constexpr std::size_t mostStretches = 24; // design value
constexpr int rounds = 4; // of looking for what was not found, from what was (design value)
constexpr double surePeak = 12.0; // over the median lag: chance reaches 7 (design value)
constexpr double leastChange = 1.0; // samples of lag in all, to be drift (design value)
constexpr std::size_t leastPoints = 4;
constexpr double onLine = 0.5; // samples from the line, or
constexpr double onLineShare = 0.02; // of the change in all: a tape or a bad clock is not straight (design values)
constexpr double sameLag = 1.0; // samples (design value)
constexpr std::size_t leastRun = 3; // points: chance does not repeat itself (design value)
constexpr double mostlyOnLine = 0.75; // of the points (design value)

struct Stretch {
    FrameCount start = 0; // of the old version
    std::size_t channel = 0; // of the new version
    std::optional<double> lag {};
};

double median(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

// The line through all points, whatever they are; two at least.
LagLine lineThrough(const std::vector<LagPoint>& points)
{
    std::vector<double> slopes;
    for (std::size_t i = 0; i < points.size(); ++i) {
        for (std::size_t k = i + 1; k < points.size(); ++k)
            slopes.push_back((points[k].lag - points[i].lag) / (points[k].at - points[i].at));
    }
    LagLine line { 0.0, median(std::move(slopes)) };
    std::vector<double> lags;
    for (const LagPoint& point : points)
        lags.push_back(point.lag - line.slope * point.at);
    line.lag = median(std::move(lags));
    return line;
}

std::vector<LagPoint> pointsOf(const std::vector<Stretch>& stretches, std::size_t size)
{
    std::vector<LagPoint> points;
    for (const Stretch& stretch : stretches) {
        if (stretch.lag)
            points.push_back({ static_cast<double>(stretch.start) + 0.5 * static_cast<double>(size), *stretch.lag });
    }
    return points;
}

// Looks for the stretches that have no lag yet, each about what `line` expects.
Result<void> look(std::vector<Stretch>& stretches, const SoundSource& before, const SoundSource& after,
    const ChannelMap& map, const LagLine& line, std::size_t size, const CompareOptions& options)
{
    struct Pair {
        Stretch* stretch;
        double centre;
        Slice old;
        Slice now;
    };
    std::vector<Pair> pairs;
    const auto half = static_cast<FrameCount>(size / 2);
    for (Stretch& stretch : stretches) {
        if (stretch.lag)
            continue;
        const double centre = std::round(line.lag + line.slope * static_cast<double>(stretch.start + half));
        const FrameCount from = stretch.start + static_cast<FrameCount>(centre) - half;
        pairs.push_back({ &stretch, centre, { *map.from[stretch.channel], stretch.start, std::vector<float>(size) },
            { stretch.channel, from, std::vector<float>(2 * size) } });
    }
    std::vector<Slice*> olds;
    std::vector<Slice*> news;
    for (Pair& pair : pairs) {
        olds.push_back(&pair.old);
        news.push_back(&pair.now);
    }
    if (auto read = readSlices(before, olds, options); !read)
        return read;
    if (auto read = readSlices(after, news, options); !read)
        return read;
    for (const Pair& pair : pairs) {
        LagSearch search(size);
        search.add(pair.old.samples, pair.now.samples);
        const auto lag = search.lag(); // of the old sound in the new one: the other way round
        if (lag && lag->confidence >= surePeak)
            pair.stretch->lag = pair.centre - lag->samples;
    }
    return {};
}

// Follows the lag in stretches of `size` samples, at first about `line`.
Result<std::vector<LagPoint>> follow(const SoundSource& before, const SoundSource& after, const ChannelMap& map,
    LagLine line, std::size_t size, const CompareOptions& options)
{
    const FrameCount last = before.frames.value_or(0) - static_cast<FrameCount>(size);
    std::vector<std::size_t> channels;
    for (std::size_t c = 0; c < map.from.size(); ++c) {
        if (map.from[c])
            channels.push_back(c);
    }
    std::vector<Stretch> stretches;
    for (std::size_t i = 0; i < mostStretches && last > 0 && !channels.empty(); ++i)
        stretches.push_back({ last * static_cast<FrameCount>(i) / static_cast<FrameCount>(mostStretches - 1),
            channels[i % std::min<std::size_t>(2, channels.size())] });
    std::size_t found = 0;
    for (int round = 0; round < rounds; ++round) {
        if (auto looked = look(stretches, before, after, map, line, size, options); !looked)
            return tl::unexpected(looked.error());
        const std::vector<LagPoint> points = pointsOf(stretches, size);
        if (points.size() == found || points.size() < 2 || points.size() == stretches.size())
            break;
        found = points.size();
        line = lineThrough(points);
    }
    return pointsOf(stretches, size);
}

} // namespace

Result<std::vector<LagPoint>> trackLag(const SoundSource& before, const SoundSource& after, const ChannelMap& map,
    double offset, const CompareOptions& options)
{
    const std::size_t size = transformSize(stretchAt48k, after.sampleRate);
    auto points = follow(before, after, map, { offset, 0.0 }, size, options);
    const auto line = points ? driftIn(*points) : std::nullopt;
    if (!line || std::abs(line->slope) * static_cast<double>(size) < mostSmear)
        return points;
    const std::size_t shorter = transformSize(shortStretchAt48k, after.sampleRate);
    auto closer = follow(before, after, map, *line, shorter, options);
    return !closer || closer->size() >= leastPoints ? closer : points;
}

std::optional<LagLine> driftIn(const std::vector<LagPoint>& points)
{
    if (points.size() < leastPoints)
        return std::nullopt;
    const LagLine line = lineThrough(points);
    const double change = std::abs(line.slope) * (points.back().at - points.front().at);
    const double near = std::max(onLine, onLineShare * change);
    const auto there = std::ranges::count_if(
        points, [&](const LagPoint& point) { return std::abs(point.lag - line.lag - line.slope * point.at) <= near; });
    if (change < leastChange || static_cast<double>(there) < mostlyOnLine * static_cast<double>(points.size()))
        return std::nullopt;
    return line;
}

std::vector<LagRun> steadyLags(const std::vector<LagPoint>& points)
{
    std::vector<LagRun> runs;
    const auto alike = [](const LagPoint& a, const LagPoint& b) { return std::abs(a.lag - b.lag) < sameLag; };
    for (std::size_t first = 0; first < points.size();) {
        std::size_t end = first + 1;
        while (end < points.size() && alike(points[first], points[end]))
            ++end;
        if (end - first >= leastRun) {
            if (!runs.empty() && alike(runs.back().last, points[first]))
                runs.back().last = points[end - 1];
            else
                runs.push_back({ points[first], points[end - 1] });
        }
        first = end;
    }
    return runs;
}

} // namespace assay
