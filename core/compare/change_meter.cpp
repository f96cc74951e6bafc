// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/change_meter.h"

#include "core/compare/aligned_sound.h"
#include "core/dsp/grid.h"

#include <algorithm>
#include <cmath>

namespace assay
{

namespace
{

constexpr double unlike = 0.5; // of the energy left: less than half of it is the old sound (design value)
constexpr double unityWithin = 1e-5; // of the factor, 0.0001 dB: what rounding to 16 bits may leave of 1 (design value)

double median(std::vector<double>& values)
{
    if (values.empty())
        return 0.0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

} // namespace

ChangeMeter::ChangeMeter(std::vector<double> gains)
    : m_gains(std::move(gains))
    , m_cells(m_gains.size())
    , m_seconds(m_gains.size())
{
}

void ChangeMeter::add(std::size_t channel, std::span<const double> before, std::span<const double> after)
{
    double old = 0.0;
    double now = 0.0;
    double both = 0.0;
    double left = 0.0;
    const double gain = m_gains[channel];
    for (std::size_t t = 0; t < after.size(); ++t) {
        const double was = before.empty() ? 0.0 : before[t];
        const double rest = after[t] - gain * was;
        old += was * was;
        now += after[t] * after[t];
        both += was * after[t];
        left += rest * rest;
    }
    std::vector<Second>& seconds = m_seconds[channel];
    if (m_cells[channel].size() % static_cast<std::size_t>(cellsPerSecond) == 0)
        seconds.emplace_back();
    m_cells[channel].push_back({ static_cast<float>(old), static_cast<float>(now), static_cast<float>(left) });
    seconds.back().before += old;
    seconds.back().after += now;
    seconds.back().both += both;
}

double ChangeMeter::medianResidual(std::size_t channel, double gain) const
{
    std::vector<double> ratios;
    for (const Second& second : m_seconds[channel]) {
        const double energy = std::max(second.after, gain * gain * second.before);
        const double left = second.after + gain * (gain * second.before - 2.0 * second.both);
        if (energy > 0.0)
            ratios.push_back(std::max(0.0, left) / energy);
    }
    return median(ratios);
}

std::optional<double> ChangeMeter::gainOf(std::size_t channel) const
{
    std::vector<std::pair<double, double>> gains; // with their weights
    double weights = 0.0;
    for (const Second& second : m_seconds[channel]) {
        if (second.before <= 0.0 || second.after <= 0.0)
            continue;
        gains.emplace_back(second.both / second.before, second.before);
        weights += second.before;
    }
    std::ranges::sort(gains);
    double below = 0.0;
    for (const auto& [gain, weight] : gains) {
        below += weight;
        if (below < 0.5 * weights)
            continue;
        if (medianResidual(channel, gain) > unlike)
            return std::nullopt;
        return std::abs(gain - 1.0) < unityWithin ? 1.0 : gain;
    }
    return std::nullopt;
}

std::optional<double> ChangeMeter::levelGainOf(std::size_t channel) const
{
    double before = 0.0;
    double after = 0.0;
    for (const Second& second : m_seconds[channel]) {
        before += second.before;
        after += second.after;
    }
    return before > 0.0 && after > 0.0 ? std::optional(std::sqrt(after / before)) : std::nullopt;
}

std::optional<double> ChangeMeter::typicalResidual() const
{
    std::optional<double> best;
    for (std::size_t c = 0; c < channels(); ++c) {
        const bool sounds = std::ranges::any_of(
            m_seconds[c], [](const Second& second) { return second.before > 0.0 && second.after > 0.0; });
        if (sounds)
            best = std::min(best.value_or(1.0), medianResidual(c, gainOf(c).value_or(1.0)));
    }
    return best;
}

Result<VersionLengths> readVersions(const SoundSource& before, const SoundSource& after, const ChannelMap& map,
    double offset, const CompareOptions& options, ChangeMeter& meter)
{
    auto old = AlignedSound::open(before, -offset);
    auto now = AlignedSound::open(after, 0.0);
    if (!old || !now)
        return tl::unexpected(old ? now.error() : old.error());
    const auto promised = static_cast<double>(std::max<FrameCount>(1, after.frames.value_or(0)));
    FrameCount start = 0;
    for (FrameCount cell = 0; !now->ended() || !old->ended(); ++cell) {
        if (options.stop.stop_requested())
            return fail(ErrorCode::cancelled, "cancelled");
        const FrameCount end = cellStart(cell + 1, after.sampleRate);
        const auto frames = static_cast<std::size_t>(end - start);
        for (AlignedSound* sound : { &*old, &*now }) {
            if (auto read = sound->read(frames); !read)
                return tl::unexpected(read.error());
        }
        const FrameCount last = now->ended() ? std::min(end, now->framesRead()) : end;
        const auto used = static_cast<std::size_t>(std::max<FrameCount>(0, last - start));
        for (std::size_t c = 0; used > 0 && c < meter.channels(); ++c) {
            const auto from = map.from[c];
            meter.add(
                c, from ? old->channel(*from).first(used) : std::span<const double> {}, now->channel(c).first(used));
        }
        start = end;
        if (options.onProgress && cell % cellsPerSecond == 0)
            options.onProgress(std::min(1.0, static_cast<double>(start) / promised));
    }
    return VersionLengths { old->framesRead(), now->framesRead() };
}

} // namespace assay
