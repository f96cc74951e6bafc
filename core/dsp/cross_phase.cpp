// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/cross_phase.h"

#include "core/base/invariant.h"
#include "core/dsp/single.h"
#include "core/dsp/vectorise.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace assay
{

namespace
{

constexpr float share = 1e-6F; // of the largest product: bins far under it carry no phase (design value)

// The cross-spectrum of a and b in place of a, each as parts of complex numbers; gives the largest square of its
// magnitude. Audio needs no care for numbers near the ends of the range.
ASSAY_VECTORISE float cross(float* __restrict a, const float* __restrict b, std::size_t bins)
{
    constexpr std::size_t width = 16; // independent maxima
    std::array<float, width> largest {};
    for (std::size_t group = 0; group < bins; group += width) {
        const std::size_t count = std::min(width, bins - group);
        std::array<float, width> squares {};
        for (std::size_t lane = 0; lane < count; ++lane) {
            const std::size_t k = 2 * (group + lane);
            const float re = a[k] * b[k] + a[k + 1] * b[k + 1];
            const float im = a[k] * b[k + 1] - a[k + 1] * b[k];
            a[k] = re;
            a[k + 1] = im;
            squares[lane] = re * re + im * im;
        }
        for (std::size_t lane = 0; lane < width; ++lane)
            largest[lane] = squares[lane] > largest[lane] ? squares[lane] : largest[lane];
    }
    return *std::ranges::max_element(largest);
}

// Adds the directions of complex numbers, those far under `floor` for less.
ASSAY_VECTORISE void addDirections(
    float* __restrict sums, const float* __restrict numbers, std::size_t bins, float floor)
{
    for (std::size_t k = 0; k < bins; ++k) {
        const float re = numbers[2 * k];
        const float im = numbers[2 * k + 1];
        const float length = std::sqrt(re * re + im * im) + floor;
        sums[2 * k] += re / length;
        sums[2 * k + 1] += im / length;
    }
}

// A complex number is laid out as an array of its parts, by the standard.
float* partsOf(std::complex<float>* numbers)
{
    return reinterpret_cast<float*>(numbers);
}

} // namespace

CrossPhase::CrossPhase(std::size_t size, double lowestBin, double highestBin)
    : m_fft(size)
    , m_from(static_cast<std::size_t>(std::max(1.0, lowestBin)))
    , m_to(std::min(static_cast<std::size_t>(highestBin), size / 2))
    , m_window(size)
    , m_first(size / 2 + 1)
    , m_sum(size / 2 + 1)
{
    for (std::size_t i = 0; i < size; ++i) { // Hann
        const double angle = 2.0 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(size);
        m_window[i] = static_cast<float>(0.5 - 0.5 * std::cos(angle));
    }
}

void CrossPhase::transform(std::span<const float> samples)
{
    lay(m_window, samples, m_fft.samples());
    m_fft.forward();
}

void CrossPhase::add(std::span<const float> first, std::span<const float> second)
{
    transform(first);
    std::ranges::copy(m_fft.bins(), m_first.begin());
    transform(second);
    const std::size_t bins = m_to + 1 - m_from;
    float* const products = partsOf(m_first.data() + m_from);
    const float largest = std::sqrt(cross(products, partsOf(m_fft.bins().data() + m_from), bins));
    if (largest > 0.0F && std::isfinite(largest))
        addDirections(partsOf(m_sum.data() + m_from), products, bins, share * largest);
}

std::optional<ChannelDelay> CrossPhase::delay()
{
    std::ranges::copy(m_sum, m_fft.bins().begin());
    m_fft.inverse();
    const std::span<const float> likeness = m_fft.samples();
    std::vector<float> magnitudes(likeness.size());
    std::ranges::transform(likeness, magnitudes.begin(), [](float value) { return std::abs(value); });
    const auto top = static_cast<std::size_t>(std::ranges::max_element(magnitudes) - magnitudes.begin());
    const double peak = static_cast<double>(magnitudes[top]);
    if (!(peak > 0.0) || !std::isfinite(peak))
        return std::nullopt;
    const std::size_t count = likeness.size();
    const double sign = likeness[top] < 0.0F ? -1.0 : 1.0;
    const double before = sign * static_cast<double>(likeness[(top + count - 1) % count]);
    const double after = sign * static_cast<double>(likeness[(top + 1) % count]);
    const double bend = before - 2.0 * peak + after; // a parabola through the three
    const double part = bend < 0.0 ? 0.5 * (before - after) / bend : 0.0;
    const double lag
        = top <= count / 2 ? static_cast<double>(top) : static_cast<double>(top) - static_cast<double>(count);
    std::ranges::nth_element(magnitudes, magnitudes.begin() + static_cast<std::ptrdiff_t>(count / 2));
    const double median = static_cast<double>(magnitudes[count / 2]);
    constexpr double most = 1e6; // where all else is nothing
    return ChannelDelay { lag + part, median > 0.0 ? std::min(peak / median, most) : most, sign < 0.0 };
}

} // namespace assay
