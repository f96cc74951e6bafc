// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/power_spectrum.h"

#include "core/base/invariant.h"

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

std::span<const double> PowerSpectrum::of(std::span<const float> samples)
{
    require(samples.size() == size(), "the spectrum of another number of samples");
    const std::span<float> input = m_fft.samples();
    for (std::size_t i = 0; i < input.size(); ++i)
        input[i] = samples[i] * m_window[i];
    m_fft.forward();
    const auto bins = m_fft.bins();
    for (std::size_t k = 0; k < bins.size(); ++k) {
        const double re = static_cast<double>(bins[k].real());
        const double im = static_cast<double>(bins[k].imag());
        m_powers[k] = m_scale * (re * re + im * im);
    }
    return m_powers;
}

} // namespace assay
