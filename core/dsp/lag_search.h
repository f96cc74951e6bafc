// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dsp/fft.h"

#include <array>
#include <complex>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace assay
{

/// How late a sound is against a sum that holds it.
struct Lag {
    double samples = 0.0; ///< above 0: the sound comes later than in the sum; parts of a sample included
    double doubt = 0.0; ///< how far two halves of the evidence lie apart, samples
    double confidence = 0.0; ///< the peak over the median of all lags
};

/// Finds a sound in a sum of several by their coherence: cross-spectra of many stretches, averaged, over the root of
/// both averaged powers (smoothed coherence transform, Carter 1973). Where other sounds drown it, a frequency has
/// little say; so loud bass does not hide a quiet voice.
class LagSearch
{
public:
    /// `size`: samples of the sound in a stretch, a power of two; lags up to half of it are found.
    explicit LagSearch(std::size_t size);

    [[nodiscard]] std::size_t size() const { return m_size; }

    /// Adds a stretch of `size` samples of the sound, and 2 * `size` of the sum from `size` / 2 samples before it.
    void add(std::span<const float> sound, std::span<const float> sum);

    /// Empty where nothing was added or nothing had power.
    [[nodiscard]] std::optional<Lag> lag();

private:
    using Spectrum = std::vector<std::complex<double>>;
    [[nodiscard]] double partBeyond(const Spectrum& coherence, double lag) const;
    [[nodiscard]] Spectrum coherenceOf(const Spectrum& cross) const;

    std::size_t m_size;
    RealFft m_fft;
    std::vector<float> m_window; // of the sum: Hann; every other value of it is that of the sound
    std::array<Spectrum, 2> m_cross; // of every other stretch
    std::vector<double> m_soundPower;
    std::vector<double> m_sumPower;
    std::size_t m_added = 0;
};

} // namespace assay
