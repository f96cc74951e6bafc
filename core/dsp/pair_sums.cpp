// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/pair_sums.h"

#include "core/dsp/lanes.h"
#include "core/dsp/moments.h"
#include "core/dsp/vectorise.h"

#include <algorithm>
#include <cmath>

namespace assay
{

namespace
{

constexpr std::size_t atOnce = 2; // vectors, so that one sum does not wait for the other
constexpr std::size_t width = atOnce * doublesWide;

ASSAY_VECTORISE double productsOf(const double* x, const double* y, std::size_t groups)
{
    Doubles products[2 * atOnce] {};
    for (std::size_t group = 0; group < groups; ++group) {
#pragma GCC unroll 4
        for (std::size_t k = 0; k < 2 * atOnce; ++k) {
            Doubles a;
            Doubles b;
            load(a, x + (2 * group * atOnce + k) * doublesWide);
            load(b, y + (2 * group * atOnce + k) * doublesWide);
            products[k] += a * b;
        }
    }
    return total((products[0] + products[1]) + (products[2] + products[3]));
}

// The difference at i is that of the samples i + 1 and i.
ASSAY_VECTORISE Spread differencesOfGroups(const double* x, const double* y, std::size_t groups)
{
    const auto difference = [](Doubles& into, const double* at) {
        Doubles later;
        load(into, at);
        load(later, at + 1);
        into = later - into;
    };
    Doubles xx[atOnce] {};
    Doubles yy[atOnce] {};
    Doubles xy[atOnce] {};
    for (std::size_t group = 0; group < groups; ++group) {
#pragma GCC unroll 2
        for (std::size_t k = 0; k < atOnce; ++k) {
            Doubles a;
            Doubles b;
            difference(a, x + group * width + k * doublesWide);
            difference(b, y + group * width + k * doublesWide);
            xx[k] += a * a;
            yy[k] += b * b;
            xy[k] += a * b;
        }
    }
    return { total(xx[0] + xx[1]), total(yy[0] + yy[1]), total(xy[0] + xy[1]) };
}

} // namespace

PairSums& PairSums::operator+=(const PairSums& other)
{
    count += other.count;
    x += other.x;
    y += other.y;
    xx += other.xx;
    yy += other.yy;
    xy += other.xy;
    return *this;
}

double productOf(std::span<const double> x, std::span<const double> y)
{
    const std::size_t groups = x.size() / (2 * width);
    double product = productsOf(x.data(), y.data(), groups);
    for (std::size_t i = groups * 2 * width; i < x.size(); ++i)
        product += x[i] * y[i];
    return product;
}

PairSums sumsOf(std::span<const double> x, std::span<const double> y)
{
    const Moments ofX = momentsOf(x);
    const Moments ofY = momentsOf(y);
    return { ofX.count, ofX.sum, ofY.sum, ofX.squares, ofY.squares, productOf(x, y) };
}

Spread& Spread::operator+=(const Spread& other)
{
    xx += other.xx;
    yy += other.yy;
    xy += other.xy;
    return *this;
}

Spread differencesOf(std::span<const double> x, std::span<const double> y)
{
    const std::size_t count = x.empty() ? 0 : x.size() - 1;
    const std::size_t groups = count / width;
    Spread sums = differencesOfGroups(x.data(), y.data(), groups);
    for (std::size_t i = groups * width; i < count; ++i) {
        const double a = x[i + 1] - x[i];
        const double b = y[i + 1] - y[i];
        sums += { a * a, b * b, a * b };
    }
    return sums;
}

Spread aboutMean(const PairSums& sums)
{
    if (!(sums.count > 0.0))
        return {};
    return { std::max(sums.xx - sums.x * sums.x / sums.count, 0.0),
        std::max(sums.yy - sums.y * sums.y / sums.count, 0.0), sums.xy - sums.x * sums.y / sums.count };
}

std::optional<double> correlationOf(const Spread& spread)
{
    const double power = std::sqrt(spread.xx) * std::sqrt(spread.yy);
    if (!(power > 0.0))
        return std::nullopt;
    return std::clamp(spread.xy / power, -1.0, 1.0);
}

} // namespace assay
