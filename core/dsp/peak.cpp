// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/peak.h"

#include "core/dsp/lanes.h"
#include "core/dsp/vectorise.h"

#include <algorithm>
#include <cmath>

namespace assay
{

namespace
{

// Four vectors at a time, so that one maximum does not wait for the other.
ASSAY_VECTORISE double highestMagnitude(const double* samples, std::size_t count)
{
    constexpr std::size_t atOnce = 4;
    Doubles highest[atOnce] {};
    std::size_t i = 0;
    for (; i + atOnce * doublesWide <= count; i += atOnce * doublesWide) {
#pragma GCC unroll 4
        for (std::size_t k = 0; k < atOnce; ++k) {
            Doubles x;
            load(x, samples + i + k * doublesWide);
            x = x > -x ? x : -x;
            highest[k] = x > highest[k] ? x : highest[k];
        }
    }
    highest[0] = highest[0] > highest[1] ? highest[0] : highest[1];
    highest[2] = highest[2] > highest[3] ? highest[2] : highest[3];
    double result = highestOf(highest[0] > highest[2] ? highest[0] : highest[2]);
    for (; i < count; ++i)
        result = std::max(result, std::abs(samples[i]));
    return result;
}

} // namespace

double maxMagnitude(std::span<const double> samples)
{
    return highestMagnitude(samples.data(), samples.size());
}

std::size_t firstReaching(std::span<const double> samples, double level)
{
    const auto found = std::ranges::find_if(samples, [level](double sample) { return std::abs(sample) >= level; });
    return static_cast<std::size_t>(found - samples.begin());
}

std::size_t afterLastReaching(std::span<const double> samples, double level)
{
    std::size_t end = samples.size();
    while (end > 0 && std::abs(samples[end - 1]) < level)
        --end;
    return end;
}

} // namespace assay
