// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/moments.h"

#include "core/dsp/lanes.h"
#include "core/dsp/vectorise.h"

#include <algorithm>

namespace assay
{

namespace
{

constexpr std::size_t atOnce = 4; // vectors, so that one sum does not wait for the other
constexpr std::size_t width = atOnce * doublesWide;

// Four partial sums, in pairs so that few roundings wait for each other.
[[gnu::always_inline]] inline double totalOf(const Doubles* sums)
{
    return total((sums[0] + sums[1]) + (sums[2] + sums[3]));
}

ASSAY_VECTORISE Moments momentsOfGroups(const double* x, std::size_t groups)
{
    Doubles sums[atOnce] {};
    Doubles squares[atOnce] {};
    for (std::size_t group = 0; group < groups; ++group) {
#pragma GCC unroll 4
        for (std::size_t k = 0; k < atOnce; ++k) {
            Doubles a;
            load(a, x + group * width + k * doublesWide);
            sums[k] += a;
            squares[k] += a * a;
        }
    }
    return { static_cast<double>(groups * width), totalOf(sums), totalOf(squares) };
}

// Of x + y or x - y.
template <bool isSum>
[[gnu::always_inline]] inline double squaresIn(const double* x, const double* y, std::size_t groups)
{
    Doubles squares[atOnce] {};
    for (std::size_t group = 0; group < groups; ++group) {
#pragma GCC unroll 4
        for (std::size_t k = 0; k < atOnce; ++k) {
            Doubles a;
            Doubles b;
            load(a, x + group * width + k * doublesWide);
            load(b, y + group * width + k * doublesWide);
            const Doubles both = isSum ? a + b : a - b;
            squares[k] += both * both;
        }
    }
    return totalOf(squares);
}

ASSAY_VECTORISE double squaredSums(const double* x, const double* y, std::size_t groups)
{
    return squaresIn<true>(x, y, groups);
}

ASSAY_VECTORISE double squaredDifferences(const double* x, const double* y, std::size_t groups)
{
    return squaresIn<false>(x, y, groups);
}

} // namespace

Moments& Moments::operator+=(const Moments& other)
{
    count += other.count;
    sum += other.sum;
    squares += other.squares;
    return *this;
}

double Moments::mean() const
{
    return count > 0.0 ? sum / count : 0.0;
}

double Moments::variance() const
{
    return std::max(power() - mean() * mean(), 0.0);
}

double Moments::power() const
{
    return count > 0.0 ? squares / count : 0.0;
}

Moments momentsOf(std::span<const double> samples)
{
    const std::size_t groups = samples.size() / width;
    Moments moments = momentsOfGroups(samples.data(), groups);
    for (const double sample : samples.subspan(groups * width))
        moments += { 1.0, sample, sample * sample };
    return moments;
}

double squaredDifference(std::span<const double> x, std::span<const double> y)
{
    const std::size_t groups = x.size() / width;
    double squares = squaredDifferences(x.data(), y.data(), groups);
    for (std::size_t i = groups * width; i < x.size(); ++i)
        squares += (x[i] - y[i]) * (x[i] - y[i]);
    return squares;
}

double squaredSum(std::span<const double> x, std::span<const double> y)
{
    const std::size_t groups = x.size() / width;
    double squares = squaredSums(x.data(), y.data(), groups);
    for (std::size_t i = groups * width; i < x.size(); ++i)
        squares += (x[i] + y[i]) * (x[i] + y[i]);
    return squares;
}

} // namespace assay
