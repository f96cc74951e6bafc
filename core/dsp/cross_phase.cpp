// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/cross_phase.h"

#include "core/base/invariant.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace assay
{

namespace
{

constexpr float share = 1e-6F; // of the largest product: bins far under it carry no phase (design value)

// Of audio, which needs no care for numbers near the ends of the range: several times as fast as std::abs.
float magnitude(std::complex<float> value)
{
    return std::sqrt(value.real() * value.real() + value.imag() * value.imag());
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
    require(samples.size() == size(), "the cross-spectrum of another number of samples");
    const std::span<float> input = m_fft.samples();
    for (std::size_t i = 0; i < input.size(); ++i)
        input[i] = samples[i] * m_window[i];
    m_fft.forward();
}

void CrossPhase::add(std::span<const float> first, std::span<const float> second)
{
    transform(first);
    std::ranges::copy(m_fft.bins(), m_first.begin());
    transform(second);
    const std::span<std::complex<float>> bins = m_fft.bins();
    float largest = 0.0F;
    for (std::size_t k = m_from; k <= m_to; ++k) {
        const std::complex<float> a = m_first[k];
        const std::complex<float> b = bins[k];
        m_first[k] = { a.real() * b.real() + a.imag() * b.imag(), a.real() * b.imag() - a.imag() * b.real() };
        largest = std::max(largest, magnitude(m_first[k]));
    }
    if (!(largest > 0.0F) || !std::isfinite(largest))
        return;
    for (std::size_t k = m_from; k <= m_to; ++k)
        m_sum[k] += m_first[k] / (magnitude(m_first[k]) + share * largest);
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
