// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/power_spectrum.h"

#include "core/base/invariant.h"
#include "core/dsp/single.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace assay
{

PowerSpectrum::PowerSpectrum(std::size_t size)
    : m_fft(size)
    , m_window(size)
    , m_powers(size / 2 + 1)
{
    double squares = 0.0;
    for (std::size_t i = 0; i < size; ++i) { // F. J. Harris 1978, minimum four-term window
        const double angle = 2.0 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(size);
        const double window
            = 0.35875 - 0.48829 * std::cos(angle) + 0.14128 * std::cos(2.0 * angle) - 0.01168 * std::cos(3.0 * angle);
        m_window[i] = static_cast<float>(window);
        squares += window * window;
    }
    m_scale = 2.0 / (static_cast<double>(size) * squares); // twice: the negative frequencies are not listed
}

void PowerSpectrum::transform(std::span<const float> samples)
{
    lay(m_window, samples, m_fft.samples());
    m_fft.forward();
}

std::span<const double> PowerSpectrum::of(std::span<const float> samples)
{
    std::ranges::fill(m_powers, 0.0);
    addTo(m_powers, samples);
    return m_powers;
}

void PowerSpectrum::addTo(std::span<double> sums, std::span<const float> samples)
{
    require(sums.size() == m_powers.size(), "a spectrum of another size");
    transform(samples);
    addPowers(m_fft.bins(), sums, m_scale);
}

} // namespace assay
