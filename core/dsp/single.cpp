// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/single.h"

#include "core/base/invariant.h"
#include "core/dsp/lanes.h"
#include "core/dsp/vectorise.h"

namespace assay
{

namespace
{

ASSAY_VECTORISE void narrowed(const double* __restrict from, std::size_t count, float* __restrict to)
{
    for (std::size_t i = 0; i < count; ++i)
        to[i] = static_cast<float>(from[i]);
}

ASSAY_VECTORISE void multiplied(
    const float* __restrict a, const float* __restrict b, std::size_t count, float* __restrict to)
{
    for (std::size_t i = 0; i < count; ++i)
        to[i] = a[i] * b[i];
}

// Of four vectors at a time.
ASSAY_VECTORISE double squared(const float* samples, std::size_t groups)
{
    using Half = float __attribute__((vector_size(doublesWide * sizeof(float))));
    Doubles sums[4] {};
    for (std::size_t group = 0; group < groups; ++group) {
        for (std::size_t part = 0; part < 4; ++part) {
            Half narrowOnes;
            load(narrowOnes, samples + (group * 4 + part) * doublesWide);
            const auto wide = __builtin_convertvector(narrowOnes, Doubles);
            sums[part] += wide * wide;
        }
    }
    return total((sums[0] + sums[1]) + (sums[2] + sums[3]));
}

} // namespace

void narrow(std::span<const double> samples, std::span<float> into)
{
    require(samples.size() == into.size(), "as many samples as places");
    narrowed(samples.data(), samples.size(), into.data());
}

double energyOf(std::span<const float> samples)
{
    constexpr std::size_t group = 4 * doublesWide;
    double energy = squared(samples.data(), samples.size() / group);
    for (const float sample : samples.subspan(samples.size() / group * group))
        energy += static_cast<double>(sample) * static_cast<double>(sample);
    return energy;
}

void lay(std::span<const float> window, std::span<const float> samples, std::span<float> into)
{
    require(window.size() == samples.size() && samples.size() == into.size(), "a window of another length");
    multiplied(window.data(), samples.data(), samples.size(), into.data());
}

} // namespace assay
