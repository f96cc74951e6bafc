// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/pair_sums.h"

#include "core/dsp/vectorise.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace assay
{

namespace
{

constexpr std::size_t width = 8; // independent sums, added up in one fixed order at the end

using Sums = std::array<double, width>;

double total(const Sums& sums)
{
    double sum = 0.0;
    for (const double part : sums)
        sum += part;
    return sum;
}

struct WideSums {
    Sums x {};
    Sums y {};
    Sums xx {};
    Sums yy {};
    Sums xy {};
};

ASSAY_VECTORISE void addTo(WideSums& sums, const double* x, const double* y, std::size_t groups)
{
    WideSums local = sums;
    for (std::size_t group = 0; group < groups; ++group) {
        for (std::size_t lane = 0; lane < width; ++lane) {
            const double a = x[group * width + lane];
            const double b = y[group * width + lane];
            local.x[lane] += a;
            local.y[lane] += b;
            local.xx[lane] += a * a;
            local.yy[lane] += b * b;
            local.xy[lane] += a * b;
        }
    }
    sums = local;
}

struct WideSpread {
    Sums xx {};
    Sums yy {};
    Sums xy {};
};

// The difference at i is that of the samples i + 1 and i.
ASSAY_VECTORISE void addDifferences(WideSpread& sums, const double* x, const double* y, std::size_t groups)
{
    WideSpread local = sums;
    for (std::size_t group = 0; group < groups; ++group) {
        for (std::size_t lane = 0; lane < width; ++lane) {
            const std::size_t i = group * width + lane;
            const double a = x[i + 1] - x[i];
            const double b = y[i + 1] - y[i];
            local.xx[lane] += a * a;
            local.yy[lane] += b * b;
            local.xy[lane] += a * b;
        }
    }
    sums = local;
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

PairSums sumsOf(std::span<const double> x, std::span<const double> y)
{
    WideSums sums;
    addTo(sums, x.data(), y.data(), x.size() / width);
    const std::size_t rest = x.size() / width * width;
    for (std::size_t i = rest; i < x.size(); ++i) {
        sums.x[i - rest] += x[i];
        sums.y[i - rest] += y[i];
        sums.xx[i - rest] += x[i] * x[i];
        sums.yy[i - rest] += y[i] * y[i];
        sums.xy[i - rest] += x[i] * y[i];
    }
    return { static_cast<double>(x.size()), total(sums.x), total(sums.y), total(sums.xx), total(sums.yy),
        total(sums.xy) };
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
    WideSpread sums;
    addDifferences(sums, x.data(), y.data(), count / width);
    const std::size_t rest = count / width * width;
    for (std::size_t i = rest; i < count; ++i) {
        const double a = x[i + 1] - x[i];
        const double b = y[i + 1] - y[i];
        sums.xx[i - rest] += a * a;
        sums.yy[i - rest] += b * b;
        sums.xy[i - rest] += a * b;
    }
    return { total(sums.xx), total(sums.yy), total(sums.xy) };
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
