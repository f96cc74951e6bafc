// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/loudness_gate.h"

#include "core/dsp/grid.h"

#include <algorithm>
#include <cmath>

namespace assay
{

namespace
{

constexpr double lowPercentile = 0.10; // Tech 3342
constexpr double highPercentile = 0.95;

// Mean of the powers that satisfy `passes`; empty where none does.
template <class Predicate>
std::optional<double> meanWhere(std::span<const double> powers, Predicate passes)
{
    double sum = 0.0;
    std::size_t count = 0;
    for (const double power : powers) {
        if (passes(power)) {
            sum += power;
            ++count;
        }
    }
    if (count == 0)
        return std::nullopt;
    return sum / static_cast<double>(count);
}

} // namespace

Lufs loudnessOf(double power)
{
    return Lufs { loudnessOffset + powerToDb(power) };
}

double powerOf(Lufs loudness)
{
    return dbToPower(loudness.value() - loudnessOffset);
}

std::vector<double> windowPowers(std::span<const double> energies, std::size_t steps, int sampleRate)
{
    std::vector<double> powers;
    if (energies.size() < steps)
        return powers;
    powers.reserve(energies.size() - steps + 1);
    for (std::size_t i = 0; i + steps <= energies.size(); ++i) {
        double energy = 0.0;
        for (const double step : energies.subspan(i, steps))
            energy += step;
        const FrameCount frames = stepStart(static_cast<FrameCount>(i + steps), sampleRate)
            - stepStart(static_cast<FrameCount>(i), sampleRate);
        powers.push_back(energy / static_cast<double>(frames));
    }
    return powers;
}

std::optional<double> gateOf(std::span<const double> blockPowers)
{
    const double absolute = powerOf(absoluteGate);
    const auto mean = meanWhere(blockPowers, [absolute](double power) { return power > absolute; });
    if (!mean)
        return std::nullopt;
    return std::max(absolute, *mean * dbToPower(-relativeGate.value()));
}

std::optional<double> gatedPower(std::span<const double> blockPowers)
{
    const auto gate = gateOf(blockPowers);
    if (!gate)
        return std::nullopt;
    return meanWhere(blockPowers, [gate](double power) { return power > *gate; });
}

std::optional<double> rangeGateOf(std::span<const double> shortTermPowers)
{
    const double absolute = powerOf(absoluteGate);
    const auto mean = meanWhere(shortTermPowers, [absolute](double power) { return power >= absolute; });
    if (!mean)
        return std::nullopt;
    return std::max(absolute, *mean * dbToPower(-rangeGate.value()));
}

std::optional<LoudnessRange> loudnessRange(std::span<const double> shortTermPowers)
{
    const auto gate = rangeGateOf(shortTermPowers);
    if (!gate)
        return std::nullopt;
    std::vector<double> kept;
    std::ranges::copy_if(shortTermPowers, std::back_inserter(kept), [gate](double power) { return power >= *gate; });
    std::ranges::sort(kept);
    const auto percentile = [&kept](double part) {
        const double rank = std::round(static_cast<double>(kept.size() - 1) * part); // Tech 3342: nearest rank
        return loudnessOf(kept[static_cast<std::size_t>(rank)]);
    };
    return LoudnessRange { percentile(lowPercentile), percentile(highPercentile) };
}

} // namespace assay
