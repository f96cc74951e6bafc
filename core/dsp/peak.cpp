// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/peak.h"

#include "core/dsp/vectorise.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace assay
{

namespace
{

ASSAY_VECTORISE double highestOf(const double* samples, std::size_t count)
{
    constexpr std::size_t width = 16; // independent maxima, so that one does not wait for the other
    std::array<double, width> highest {};
    std::size_t i = 0;
    for (; i + width <= count; i += width) {
        for (std::size_t lane = 0; lane < width; ++lane) {
            const double magnitude = std::abs(samples[i + lane]);
            highest[lane] = magnitude > highest[lane] ? magnitude : highest[lane];
        }
    }
    for (; i < count; ++i)
        highest[0] = std::max(highest[0], std::abs(samples[i]));
    return *std::ranges::max_element(highest);
}

} // namespace

double maxMagnitude(std::span<const double> samples)
{
    return highestOf(samples.data(), samples.size());
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
