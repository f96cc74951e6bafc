// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/linear_prediction.h"

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
constexpr std::size_t width = 8;

std::vector<double> windowed(std::span<const double> samples)
{
    std::vector<double> result(samples.size());
    const double step = 2.0 * std::numbers::pi / static_cast<double>(samples.size());
    for (std::size_t n = 0; n < samples.size(); ++n)
        result[n] = samples[n] * 0.5 * (1.0 - std::cos(step * (static_cast<double>(n) + 0.5)));
    return result;
}

std::array<double, lags> autocorrelation(const std::vector<double>& x)
{
    std::array<double, lags> result {};
    for (std::size_t lag = 0; lag < std::min(lags, x.size()); ++lag) {
        const auto late = x.begin() + static_cast<std::ptrdiff_t>(lag);
        result[lag] = std::inner_product(late, x.end(), x.begin(), 0.0);
    }
    return result;
}

struct Wide {
    std::array<double, width> highest {};
    std::array<double, width> squares {};
};

ASSAY_VECTORISE void addTo(Wide& found, const double* x, std::size_t groups)
{
    Wide local = found;
    for (std::size_t group = 0; group < groups; ++group) {
        for (std::size_t lane = 0; lane < width; ++lane) {
            const double* const at = x + group * width + lane;
            const double difference = at[0] - 2.0 * at[1] + at[2];
            const double square = difference * difference;
            local.highest[lane] = square > local.highest[lane] ? square : local.highest[lane];
            local.squares[lane] += square;
        }
    }
    found = local;
}

} // namespace

Predictor predictorFor(std::span<const double> samples)
{
    std::array<double, lags> r = autocorrelation(windowed(samples));
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

std::vector<double> residualOf(std::span<const double> samples, const Predictor& predictor)
{
    if (samples.size() <= predictionOrder)
        return {};
    std::vector<double> residual(samples.begin() + predictionOrder, samples.end());
    for (std::size_t k = 0; k < predictionOrder; ++k) {
        const double* const past = samples.data() + (predictionOrder - 1 - k);
        for (std::size_t n = 0; n < residual.size(); ++n)
            residual[n] -= predictor[k] * past[n];
    }
    return residual;
}

SecondDifference secondDifferenceOf(std::span<const double> samples)
{
    if (samples.size() < 3)
        return {};
    Wide found;
    const std::size_t count = samples.size() - 2;
    addTo(found, samples.data(), count / width);
    for (std::size_t n = count / width * width; n < count; ++n) {
        const double difference = samples[n] - 2.0 * samples[n + 1] + samples[n + 2];
        found.highest[0] = std::max(found.highest[0], difference * difference);
        found.squares[0] += difference * difference;
    }
    return { std::sqrt(*std::ranges::max_element(found.highest)),
        std::accumulate(found.squares.begin(), found.squares.end(), 0.0) };
}

} // namespace assay
