// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/fade_fit.h"

#include "core/base/units.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace assay
{

namespace
{

constexpr std::size_t shortestRest = 5; // steps behind the fade
constexpr std::size_t longestRest = 30;
constexpr double lowest = -160.0; // dBFS: of steps without a sound

struct Candidate {
    FadeShape shape;
    double depth; // dB, of an exponential one
};

// dB under full, `x` of the way in.
double shapeAt(const Candidate& candidate, double x)
{
    switch (candidate.shape) {
    case FadeShape::linear:
        return amplitudeToDb(x);
    case FadeShape::exponential:
        return candidate.depth * (x - 1.0);
    case FadeShape::cosine:
        return amplitudeToDb(std::sin(0.5 * std::numbers::pi * x));
    case FadeShape::sCurve:
        return amplitudeToDb(0.5 - 0.5 * std::cos(std::numbers::pi * x));
    }
    return 0.0;
}

// How far the levels are from a fade of `length` steps and a rest that goes on alike: dB RMS, about their mean.
double deviationFrom(std::span<const double> levels, const Candidate& candidate, std::size_t length, std::size_t rest)
{
    double sum = 0.0;
    double squares = 0.0;
    for (std::size_t i = 0; i < length + rest; ++i) {
        const double x = (static_cast<double>(i) + 0.5) / static_cast<double>(length);
        const double difference = levels[i] - (i < length ? shapeAt(candidate, x) : 0.0);
        sum += difference;
        squares += difference * difference;
    }
    const auto count = static_cast<double>(length + rest);
    return std::sqrt(std::max(squares / count - sum / count * (sum / count), 0.0));
}

std::vector<Candidate> candidates()
{
    std::vector<Candidate> all { { FadeShape::linear, 0.0 }, { FadeShape::cosine, 0.0 }, { FadeShape::sCurve, 0.0 } };
    for (double depth = 20.0; depth <= 90.0; depth += 10.0)
        all.push_back({ FadeShape::exponential, depth });
    return all;
}

} // namespace

std::optional<FadeFit> fitFade(std::span<const double> powers)
{
    std::vector<double> levels;
    for (const double power : powers)
        levels.push_back(std::max(powerToDb(power), lowest));
    std::optional<FadeFit> best;
    double least = fadeDeviation;
    const std::vector<Candidate> all = candidates();
    for (std::size_t length = shortestFade; length < levels.size(); length += 1 + length / 30) { // to 3 %
        const std::size_t rest = std::clamp(length / 2, shortestRest, longestRest);
        if (length + rest > levels.size())
            break;
        const auto behind = std::span(powers).subspan(length, rest);
        double power = 0.0;
        for (const double step : behind)
            power += step / static_cast<double>(rest);
        if (powerToDb(power) - levels.front() < fadeDepth)
            continue;
        for (const Candidate& candidate : all) {
            const double deviation = deviationFrom(levels, candidate, length, rest);
            if (deviation < least) {
                least = deviation;
                best = FadeFit { candidate.shape, length };
            }
        }
    }
    return best;
}

} // namespace assay
