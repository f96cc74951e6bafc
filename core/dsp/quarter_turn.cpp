// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/quarter_turn.h"

#include "core/base/invariant.h"
#include "core/dsp/vectorise.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace assay
{

namespace
{

constexpr std::size_t halfAt48k = 1024; // 2049 taps at 48 kHz: flat from 60 Hz
constexpr std::size_t samplesPerHalf = 4; // 4096 samples, of which 2048 are fresh: all of it stays in the first cache

// The ideal transformer 2 / (pi n) of odd n, cut short by Hann's window.
double tapAt(std::size_t distance, std::size_t half)
{
    if (distance % 2 == 0)
        return 0.0;
    const auto n = static_cast<double>(distance);
    const double window = 0.5 + 0.5 * std::cos(std::numbers::pi * n / static_cast<double>(half + 1));
    return 2.0 / (std::numbers::pi * n) * window;
}

ASSAY_VECTORISE void narrow(const double* from, std::size_t count, float* to)
{
    for (std::size_t i = 0; i < count; ++i)
        to[i] = static_cast<float>(from[i]);
}

ASSAY_VECTORISE void widen(const float* from, double* to, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i)
        to[i] = static_cast<double>(from[i]);
}

// By hand: the operator looks for NaN in every product.
ASSAY_VECTORISE void multiply(std::complex<float>* values, const std::complex<float>* by, std::size_t count)
{
    for (std::size_t k = 0; k < count; ++k) {
        const std::complex<float> a = values[k];
        const std::complex<float> b = by[k];
        values[k] = { a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real() };
    }
}

} // namespace

// Every other tap is zero, so the even samples of the outcome are made of the odd samples alone, and the other way
// round: with each two samples as one complex number, two filters of half the length are one.
QuarterTurn::QuarterTurn(int sampleRate)
    : m_half(transformSize(halfAt48k, sampleRate))
    , m_fft(m_half * samplesPerHalf / 2)
    , m_hop(m_fft.size() * 2 - 2 * m_half)
    , m_history(2 * m_half)
{
    const std::span<std::complex<float>> taps = m_fft.values();
    std::ranges::fill(taps, std::complex<float> {});
    for (std::size_t n = 1; n < m_half; n += 2) {
        const double tap = tapAt(n, m_half) / static_cast<double>(m_fft.size()); // inverse() multiplies by the size
        taps[(m_half + n - 1) / 2] = static_cast<float>(tap);
        taps[(m_half - n - 1) / 2] = static_cast<float>(-tap);
    }
    m_fft.forward();
    m_response.assign(m_fft.bins().begin(), m_fft.bins().end());
}

void QuarterTurn::process(std::span<const double> samples, std::span<double> turned)
{
    require(samples.size() == m_hop && turned.size() == m_hop, "a quarter turn of another number of samples");
    const std::span<float> input = m_fft.samples();
    std::ranges::copy(m_history, input.begin());
    narrow(samples.data(), samples.size(), input.data() + m_history.size());
    std::ranges::copy(input.last(m_history.size()), m_history.begin());
    m_fft.forward();
    multiply(m_fft.bins().data(), m_response.data(), m_response.size());
    m_fft.inverse();
    const std::span<const float> output = m_fft.samples(); // one sample late; what is before the hop is wrapped around
    widen(output.data() + m_history.size() - 1, turned.data(), turned.size());
}

} // namespace assay
