// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/linear_prediction.h"

#include "core/base/invariant.h"
#include "core/dsp/vectorise.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace assay
{

namespace
{

constexpr std::size_t lags = predictionOrder + 1;
constexpr double whitening = 1e-9; // of the power: keeps the recursion sound for pure tones
constexpr std::size_t sums = 16; // independent ones of a product of two rows

ASSAY_VECTORISE double inner(const double* __restrict x, const double* __restrict y, std::size_t groups)
{
    std::array<double, sums> local {};
    for (std::size_t group = 0; group < groups; ++group) {
        for (std::size_t lane = 0; lane < sums; ++lane)
            local[lane] += x[group * sums + lane] * y[group * sums + lane];
    }
    return std::accumulate(local.begin(), local.end(), 0.0);
}

std::array<double, lags> autocorrelation(std::span<const double> x)
{
    std::array<double, lags> result {};
    for (std::size_t lag = 0; lag < std::min(lags, x.size()); ++lag) {
        const std::size_t groups = (x.size() - lag) / sums;
        result[lag] = inner(x.data(), x.data() + lag, groups);
        for (std::size_t n = groups * sums; n + lag < x.size(); ++n)
            result[lag] += x[n] * x[n + lag];
    }
    return result;
}

ASSAY_VECTORISE void predict(
    double* __restrict residual, std::size_t count, const double* __restrict samples, const Predictor& predictor)
{
    const Predictor weights = predictor;
    for (std::size_t n = 0; n < count; ++n) {
        double left = samples[n + predictionOrder];
#pragma GCC unroll 12
        for (std::size_t k = 0; k < predictionOrder; ++k)
            left -= weights[k] * samples[n + predictionOrder - 1 - k];
        residual[n] = left;
    }
}

} // namespace

std::vector<double> predictionWindow(std::size_t size)
{
    std::vector<double> window(size);
    const double step = 2.0 * std::numbers::pi / static_cast<double>(size);
    for (std::size_t n = 0; n < size; ++n)
        window[n] = 0.5 * (1.0 - std::cos(step * (static_cast<double>(n) + 0.5)));
    return window;
}

Predictor predictorFor(std::span<const double> windowed)
{
    const std::array<double, lags> r = autocorrelation(windowed);
    Predictor weights {};
    double error = r[0] * (1.0 + whitening);
    for (std::size_t i = 0; i < predictionOrder && error > 0.0; ++i) {
        double reflection = r[i + 1];
        for (std::size_t k = 0; k < i; ++k)
            reflection -= weights[k] * r[i - k];
        reflection /= error;
        const Predictor before = weights;
        weights[i] = reflection;
        for (std::size_t k = 0; k < i; ++k)
            weights[k] = before[k] - reflection * before[i - 1 - k];
        error *= 1.0 - reflection * reflection;
    }
    return weights;
}

void findResidual(std::span<const double> samples, const Predictor& predictor, std::span<double> residual)
{
    require(samples.size() == residual.size() + predictionOrder, "a residual of another length");
    predict(residual.data(), residual.size(), samples.data(), predictor);
}

} // namespace assay
