// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dsp/fft.h"

#include <complex>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace assay
{

/// How late one channel is against another and how clear that is.
struct ChannelDelay {
    double samples = 0.0; ///< above 0: the second is late
    double confidence = 0.0; ///< the peak over the median of all delays
    bool inverted = false; ///< the second has the opposite sign
};

/// Generalised cross-correlation with phase transform (GCC-PHAT, Knapp and Carter 1976), the cross-spectra of many
/// stretches averaged before they become delays.
class CrossPhase
{
public:
    CrossPhase(std::size_t size, double lowestBin, double highestBin);

    [[nodiscard]] std::size_t size() const { return m_fft.size(); }

    /// Adds a stretch of `size` samples of each channel.
    void add(std::span<const float> first, std::span<const float> second);

    /// Empty where nothing was added or nothing had power.
    [[nodiscard]] std::optional<ChannelDelay> delay();

private:
    void transform(std::span<const float> samples);

    RealFft m_fft;
    std::size_t m_from; // bins that count
    std::size_t m_to;
    std::vector<float> m_window;
    std::vector<std::complex<float>> m_first; // spectrum of the first channel, then the cross-spectrum
    std::vector<std::complex<float>> m_sum; // of the normalised cross-spectra
};

} // namespace assay
