// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/lag_search.h"

#include "core/base/invariant.h"
#include "core/dsp/single.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace assay
{

namespace
{

constexpr double floorPower = 1e-11; // of the strongest bin: weaker ones are rounding of the transform (design value)
constexpr std::size_t group = 64; // bins averaged for a phase (design value)

} // namespace

LagSearch::LagSearch(std::size_t size)
    : m_size(size)
    , m_fft(2 * size)
    , m_window(2 * size)
    , m_cross { Spectrum(size + 1), Spectrum(size + 1) }
    , m_soundPower(size + 1)
    , m_sumPower(size + 1)
{
    // Without windows both would begin and end with a step, and where there is little sound all would look alike there.
    for (std::size_t i = 0; i < m_window.size(); ++i)
        m_window[i] = static_cast<float>(
            0.5 - 0.5 * std::cos(std::numbers::pi * static_cast<double>(i) / static_cast<double>(m_size)));
}

void LagSearch::add(std::span<const float> sound, std::span<const float> sum)
{
    require(sound.size() == m_size && sum.size() == 2 * m_size, "a stretch of another length");
    std::ranges::fill(m_fft.samples(), 0.0F);
    for (std::size_t i = 0; i < m_size; ++i)
        m_fft.samples()[i] = m_window[2 * i] * sound[i];
    m_fft.forward();
    const std::vector<std::complex<float>> soundBins(m_fft.bins().begin(), m_fft.bins().end());
    lay(m_window, sum, m_fft.samples());
    m_fft.forward();
    addPowers(soundBins, m_soundPower);
    addPowers(m_fft.bins(), m_sumPower);
    Spectrum& cross = m_cross[m_added++ % m_cross.size()];
    for (std::size_t k = 0; k < cross.size(); ++k)
        cross[k] += std::complex<double>(m_fft.bins()[k] * std::conj(soundBins[k]));
}

LagSearch::Spectrum LagSearch::coherenceOf(const Spectrum& cross) const
{
    const double soundFloor = floorPower * *std::ranges::max_element(m_soundPower);
    const double sumFloor = floorPower * *std::ranges::max_element(m_sumPower);
    Spectrum result(cross.size());
    for (std::size_t k = 1; k < cross.size(); ++k) { // not DC
        if (m_soundPower[k] > soundFloor && m_sumPower[k] > sumFloor)
            result[k] = cross[k] / std::sqrt(m_soundPower[k] * m_sumPower[k]);
    }
    return result;
}

// The slope of the phase that a whole lag leaves, by least squares. Neighbouring bins are averaged, in which what is
// not the sound cancels; each group has the weight of a phase estimate of its coherence, less what chance alone gives.
double LagSearch::partBeyond(const Spectrum& coherence, double lag) const
{
    const double turn = std::numbers::pi / static_cast<double>(m_size); // 2 pi over the length of the transform
    std::vector<std::complex<double>> groups;
    std::complex<double> sum;
    for (std::size_t first = 1; first + group <= coherence.size(); first += group) {
        groups.emplace_back();
        for (std::size_t k = first; k < first + group; ++k)
            groups.back()
                += coherence[k] * std::polar(1.0 / static_cast<double>(group), turn * static_cast<double>(k) * lag);
        sum += groups.back();
    }
    const double sign = sum.real() < 0.0 ? -1.0 : 1.0;
    const double chance = 3.0 / (static_cast<double>(group) * static_cast<double>(std::max<std::size_t>(1, m_added)));
    double slope = 0.0;
    double weights = 0.0;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const double coherent = std::min(1.0, std::norm(groups[g]));
        const double weight = std::max(0.0, coherent - chance) / (1.0 - coherent + chance);
        const double frequency = 0.5 + static_cast<double>(group) * (static_cast<double>(g) + 0.5);
        slope += weight * frequency * std::arg(sign * groups[g]);
        weights += weight * frequency * frequency;
    }
    return weights > 0.0 ? -slope / (weights * turn) : 0.0;
}

std::optional<Lag> LagSearch::lag()
{
    Spectrum both = m_cross[0];
    for (std::size_t k = 0; k < both.size(); ++k)
        both[k] += m_cross[1][k];
    const Spectrum coherence = coherenceOf(both);
    std::ranges::transform(coherence, m_fft.bins().begin(), [](const auto& bin) { return std::complex<float>(bin); });
    m_fft.inverse();
    std::vector<float> likeness(m_size + 1); // lags that no sum was cut short for
    std::ranges::transform(
        m_fft.samples().first(likeness.size()), likeness.begin(), [](float value) { return std::abs(value); });
    const auto top = static_cast<std::size_t>(std::ranges::max_element(likeness) - likeness.begin());
    const double peak = static_cast<double>(likeness[top]);
    if (!(peak > 0.0) || !std::isfinite(peak))
        return std::nullopt;
    std::ranges::nth_element(likeness, likeness.begin() + static_cast<std::ptrdiff_t>(m_size / 2));
    const double median = static_cast<double>(likeness[m_size / 2]);
    constexpr double most = 1e6; // where all else is nothing
    const auto whole = static_cast<double>(top);
    Lag result;
    result.samples = static_cast<double>(m_size / 2) - whole - partBeyond(coherence, whole);
    result.confidence = median > 0.0 ? std::min(peak / median, most) : most;
    if (m_added > 1)
        result.doubt
            = std::abs(partBeyond(coherenceOf(m_cross[0]), whole) - partBeyond(coherenceOf(m_cross[1]), whole));
    return result;
}

} // namespace assay
