// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/quarter_turn.h"

#include "core/base/invariant.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace assay
{

namespace
{

constexpr std::size_t halfAt48k = 1024; // 2049 taps at 48 kHz: flat from 60 Hz
constexpr std::size_t transformsPerHalf = 16; // 16384 samples, of which 14336 are fresh

// The ideal transformer 2 / (pi n) of odd n, cut short by Hann's window.
double tapAt(std::size_t distance, std::size_t half)
{
    if (distance % 2 == 0)
        return 0.0;
    const auto n = static_cast<double>(distance);
    const double window = 0.5 + 0.5 * std::cos(std::numbers::pi * n / static_cast<double>(half + 1));
    return 2.0 / (std::numbers::pi * n) * window;
}

} // namespace

QuarterTurn::QuarterTurn(int sampleRate)
    : m_half(transformSize(halfAt48k, sampleRate))
    , m_fft(m_half * transformsPerHalf)
    , m_hop(m_fft.size() - 2 * m_half)
    , m_history(2 * m_half)
{
    const std::span<float> taps = m_fft.samples();
    std::ranges::fill(taps, 0.0F);
    for (std::size_t n = 1; n <= m_half; ++n) {
        const double tap = tapAt(n, m_half) / static_cast<double>(m_fft.size()); // inverse() multiplies by the size
        taps[m_half + n] = static_cast<float>(tap);
        taps[m_half - n] = static_cast<float>(-tap);
    }
    m_fft.forward();
    m_response.assign(m_fft.bins().begin(), m_fft.bins().end());
}

void QuarterTurn::process(std::span<const double> samples, std::span<double> turned)
{
    require(samples.size() == m_hop && turned.size() == m_hop, "a quarter turn of another number of samples");
    const std::span<float> input = m_fft.samples();
    std::ranges::copy(m_history, input.begin());
    std::ranges::transform(samples, input.begin() + static_cast<std::ptrdiff_t>(m_history.size()),
        [](double sample) { return static_cast<float>(sample); });
    std::ranges::copy(input.last(m_history.size()), m_history.begin());
    m_fft.forward();
    const std::span<std::complex<float>> bins = m_fft.bins();
    for (std::size_t k = 0; k < bins.size(); ++k) { // by hand: the operator looks for NaN in every product
        const std::complex<float> a = bins[k];
        const std::complex<float> b = m_response[k];
        bins[k] = { a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real() };
    }
    m_fft.inverse();
    std::ranges::copy(m_fft.samples().last(m_hop), turned.begin()); // the rest is wrapped around
}

} // namespace assay
