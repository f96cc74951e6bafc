// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/sine_fit.h"

#include "core/dsp/peak.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <utility>

namespace assay
{

namespace
{

constexpr double turn = 2.0 * std::numbers::pi;
constexpr int leastPeriods = 2; // within the stretch: fewer tell no frequency
constexpr double hysteresis = 0.1; // of the peak: noise about zero is no crossing
constexpr int refinements = 3; // each gains about three digits of the frequency
constexpr double singular = 1e-9; // pivot against the number of samples: cosine, sine and constant look alike

// Cycles a sample between the first and the last rising zero crossing.
std::optional<double> crossingFrequency(std::span<const double> samples)
{
    const double low = -hysteresis * maxMagnitude(samples);
    bool armed = false;
    int periods = -1;
    double first = 0.0;
    double last = 0.0;
    for (std::size_t i = 1; i < samples.size(); ++i) {
        armed = armed || samples[i - 1] < low;
        if (!armed || samples[i] < 0.0)
            continue;
        armed = false;
        last = static_cast<double>(i) - samples[i] / (samples[i] - samples[i - 1]);
        if (periods < 0)
            first = last;
        ++periods;
    }
    if (periods < leastPeriods || !(last > first))
        return {};
    return periods / (last - first);
}

using Row = std::array<double, 4>; // three coefficients and the right side

// Gauss with pivots; empty where the rows do not determine the unknowns.
std::optional<std::array<double, 3>> solved(std::array<Row, 3> rows, double scale)
{
    for (std::size_t column = 0; column < 3; ++column) {
        std::size_t best = column;
        for (std::size_t r = column + 1; r < 3; ++r)
            best = std::abs(rows[r][column]) > std::abs(rows[best][column]) ? r : best;
        std::swap(rows[column], rows[best]);
        const double pivot = rows[column][column];
        if (!(std::abs(pivot) > singular * scale))
            return {};
        for (std::size_t r = 0; r < 3; ++r) {
            const double factor = r == column ? 0.0 : rows[r][column] / pivot;
            for (std::size_t c = column; c < 4; ++c)
                rows[r][c] -= factor * rows[column][c];
        }
    }
    return std::array { rows[0][3] / rows[0][0], rows[1][3] / rows[1][1], rows[2][3] / rows[2][2] };
}

// Least squares at a known frequency.
std::optional<SineFit> fitAt(std::span<const double> samples, double frequency)
{
    const double stepCos = std::cos(turn * frequency);
    const double stepSin = std::sin(turn * frequency);
    double c = 1.0;
    double s = 0.0;
    double sumC = 0.0, sumS = 0.0, sumCC = 0.0, sumCS = 0.0, sumXC = 0.0, sumXS = 0.0, sumX = 0.0, sumXX = 0.0;
    for (const double x : samples) {
        sumC += c;
        sumS += s;
        sumCC += c * c;
        sumCS += c * s;
        sumXC += x * c;
        sumXS += x * s;
        sumX += x;
        sumXX += x * x;
        const double next = c * stepCos - s * stepSin;
        s = s * stepCos + c * stepSin;
        c = next;
    }
    const auto count = static_cast<double>(samples.size());
    const auto solution = solved({ Row { sumCC, sumCS, sumC, sumXC }, Row { sumCS, count - sumCC, sumS, sumXS },
                                     Row { sumC, sumS, count, sumX } },
        count);
    if (!solution)
        return {};
    const auto [cosine, sine, offset] = *solution;
    const double power = count * (cosine * cosine + sine * sine) / 2.0;
    const double left = sumXX - cosine * sumXC - sine * sumXS - offset * sumX;
    return SineFit { frequency, cosine, sine, offset, left / power };
}

// How far the phase of the second half is ahead of what the frequency says, in cycles.
std::optional<double> phaseAhead(std::span<const double> samples, double frequency)
{
    const std::size_t half = samples.size() / 2;
    const auto first = fitAt(samples.first(half), frequency);
    const auto second = fitAt(samples.subspan(half), frequency);
    if (!first || !second)
        return {};
    const auto phase = [](const SineFit& fit) { return -std::atan2(fit.sine, fit.cosine) / turn; };
    const double ahead = phase(*second) - phase(*first) - frequency * static_cast<double>(half);
    return ahead - std::round(ahead);
}

} // namespace

double SineFit::amplitude() const
{
    return std::hypot(cosine, sine);
}

double SineFit::at(double index) const
{
    return offset + cosine * std::cos(turn * frequency * index) + sine * std::sin(turn * frequency * index);
}

std::optional<SineFit> fitSine(std::span<const double> samples)
{
    auto frequency = crossingFrequency(samples);
    for (int i = 0; frequency && i < refinements; ++i) {
        const auto ahead = phaseAhead(samples, *frequency);
        if (!ahead)
            return {};
        *frequency += *ahead / static_cast<double>(samples.size() / 2);
    }
    if (!frequency || !(*frequency > 0.0 && *frequency < 0.5))
        return {};
    return fitAt(samples, *frequency);
}

} // namespace assay
