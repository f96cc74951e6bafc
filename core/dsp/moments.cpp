// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/moments.h"

#include "core/dsp/vectorise.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace assay
{

namespace
{

constexpr std::size_t width = 16; // independent sums, added up in one fixed order at the end

struct WideSums {
    std::array<double, width> sum {};
    std::array<double, width> squares {};
};

ASSAY_VECTORISE void addTo(WideSums& sums, const double* x, std::size_t groups)
{
    WideSums local = sums;
    for (std::size_t group = 0; group < groups; ++group) {
        for (std::size_t lane = 0; lane < width; ++lane) {
            const double a = x[group * width + lane];
            local.sum[lane] += a;
            local.squares[lane] += a * a;
        }
    }
    sums = local;
}

// sign is 1 or -1: squares of sums or of differences
[[gnu::always_inline]] inline void addSquares(
    std::array<double, width>& squares, const double* x, const double* y, std::size_t groups, double sign)
{
    std::array<double, width> local = squares;
    for (std::size_t group = 0; group < groups; ++group) {
        for (std::size_t lane = 0; lane < width; ++lane) {
            const double both = x[group * width + lane] + sign * y[group * width + lane];
            local[lane] += both * both;
        }
    }
    squares = local;
}

ASSAY_VECTORISE void addSums(std::array<double, width>& squares, const double* x, const double* y, std::size_t groups)
{
    addSquares(squares, x, y, groups, 1.0);
}

ASSAY_VECTORISE void addDifferences(
    std::array<double, width>& squares, const double* x, const double* y, std::size_t groups)
{
    addSquares(squares, x, y, groups, -1.0);
}

double total(const std::array<double, width>& sums)
{
    return std::accumulate(sums.begin(), sums.end(), 0.0);
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
    WideSums sums;
    addTo(sums, samples.data(), samples.size() / width);
    const std::size_t rest = samples.size() / width * width;
    for (std::size_t i = rest; i < samples.size(); ++i) {
        sums.sum[i - rest] += samples[i];
        sums.squares[i - rest] += samples[i] * samples[i];
    }
    return { static_cast<double>(samples.size()), total(sums.sum), total(sums.squares) };
}

double squaredDifference(std::span<const double> x, std::span<const double> y)
{
    std::array<double, width> squares {};
    addDifferences(squares, x.data(), y.data(), x.size() / width);
    const std::size_t rest = x.size() / width * width;
    for (std::size_t i = rest; i < x.size(); ++i)
        squares[i - rest] += (x[i] - y[i]) * (x[i] - y[i]);
    return total(squares);
}

double squaredSum(std::span<const double> x, std::span<const double> y)
{
    std::array<double, width> squares {};
    addSums(squares, x.data(), y.data(), x.size() / width);
    const std::size_t rest = x.size() / width * width;
    for (std::size_t i = rest; i < x.size(); ++i)
        squares[i - rest] += (x[i] + y[i]) * (x[i] + y[i]);
    return total(squares);
}

} // namespace assay
