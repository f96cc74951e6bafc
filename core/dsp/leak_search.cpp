// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/leak_search.h"

#include "core/base/invariant.h"
#include "core/dsp/single.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace assay
{

namespace
{

constexpr double lowestHertz = 150.0; // Hz: what is below is hum and rumble in both (design value)
constexpr double highestHertz = 8000.0; // Hz: above is little speech (design value)
constexpr std::size_t smoothed
    = 32; // bins to either side: 23 Hz, so that the overtones of a voice even out (design value)
constexpr float floorPower = 1e-9F; // of the strongest bin (design value)

using Bins = std::vector<std::complex<float>>;

// The power about each bin from `from` to `to`.
std::vector<float> smoothPower(const Bins& bins, std::size_t from, std::size_t to)
{
    std::vector<double> sums(bins.size() + 1);
    for (std::size_t k = 0; k < bins.size(); ++k)
        sums[k + 1] = sums[k] + static_cast<double>(std::norm(bins[k]));
    std::vector<float> powers(to - from);
    for (std::size_t k = from; k < to; ++k) {
        const std::size_t first = k - std::min(k, smoothed);
        const std::size_t last = std::min(k + smoothed + 1, bins.size());
        powers[k - from] = static_cast<float>((sums[last] - sums[first]) / static_cast<double>(last - first));
    }
    return powers;
}

} // namespace

LeakEvidence& LeakEvidence::operator+=(const LeakEvidence& other)
{
    if (white.empty()) {
        white.resize(other.white.size());
        weighted.resize(other.weighted.size());
    }
    for (std::size_t k = 0; k < other.white.size(); ++k) {
        white[k] += other.white[k];
        weighted[k] += other.weighted[k];
    }
    power += other.power;
    return *this;
}

LeakSearch::LeakSearch(std::size_t size, int sampleRate)
    : m_size(size)
    , m_from(static_cast<std::size_t>(lowestHertz * static_cast<double>(size) / sampleRate))
    , m_to(std::min(size / 2, static_cast<std::size_t>(highestHertz * static_cast<double>(size) / sampleRate)))
    , m_fft(size)
    , m_window(size)
{
    for (std::size_t i = 0; i < m_window.size(); ++i) // Hann
        m_window[i] = static_cast<float>(
            0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(size)));
}

LeakEvidence LeakSearch::evidence(std::span<const float> sound, std::span<const float> other)
{
    require(sound.size() == m_size && other.size() == m_size, "a stretch of another length");
    lay(m_window, sound, m_fft.samples());
    m_fft.forward();
    const Bins soundBins(m_fft.bins().begin(), m_fft.bins().end());
    lay(m_window, other, m_fft.samples());
    m_fft.forward();
    const Bins otherBins(m_fft.bins().begin(), m_fft.bins().end());
    const std::vector<float> soundPower = smoothPower(soundBins, m_from, m_to);
    const std::vector<float> otherPower = smoothPower(otherBins, m_from, m_to);
    const float soundFloor = floorPower * *std::ranges::max_element(soundPower);
    const float otherFloor = floorPower * *std::ranges::max_element(otherPower);
    LeakEvidence result { Bins(m_to - m_from), Bins(m_to - m_from) };
    for (std::size_t k = 0; k < result.white.size(); ++k) {
        if (soundPower[k] <= soundFloor || otherPower[k] <= otherFloor)
            continue;
        const std::complex<float> cross = otherBins[m_from + k] * std::conj(soundBins[m_from + k]);
        result.white[k] = cross / std::max(std::abs(cross), std::numeric_limits<float>::min());
        result.weighted[k] = cross / otherPower[k];
        result.power += static_cast<double>(std::norm(soundBins[m_from + k]) / otherPower[k]);
    }
    return result;
}

std::optional<Leak> LeakSearch::leak(const LeakEvidence& evidence)
{
    if (evidence.white.empty() || evidence.power <= 0.0)
        return std::nullopt;
    std::ranges::fill(m_fft.bins(), std::complex<float>());
    std::ranges::copy(evidence.white, m_fft.bins().begin() + static_cast<std::ptrdiff_t>(m_from));
    m_fft.inverse();
    const std::span<const float> lags = m_fft.samples(); // those below 0 at its end
    std::vector<float> likeness(lags.size());
    std::ranges::transform(lags, likeness.begin(), [](float value) { return std::abs(value); });
    const auto top = static_cast<std::size_t>(std::ranges::max_element(likeness) - likeness.begin());
    const double peak = static_cast<double>(likeness[top]);
    const auto middle = likeness.begin() + static_cast<std::ptrdiff_t>(likeness.size() / 2);
    std::ranges::nth_element(likeness, middle);
    if (!(peak > 0.0) || !std::isfinite(peak) || !(*middle > 0.0F))
        return std::nullopt;
    const double lag = static_cast<double>(top) - (top > m_size / 2 ? static_cast<double>(m_size) : 0.0);
    std::complex<double> sum;
    for (std::size_t k = 0; k < evidence.weighted.size(); ++k) {
        const double turn = 2.0 * std::numbers::pi * static_cast<double>(m_from + k) / static_cast<double>(m_size);
        sum += std::complex<double>(evidence.weighted[k]) * std::polar(1.0, turn * lag);
    }
    return Leak { lag, sum.real() / evidence.power, peak / static_cast<double>(*middle) };
}

} // namespace assay
