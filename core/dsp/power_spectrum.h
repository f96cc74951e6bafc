// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dsp/fft.h"

#include <cstddef>
#include <span>
#include <vector>

namespace assay
{

/// Power over frequency of a stretch of samples, through a four-term Blackman-Harris window (side lobes at -92 dB, main
/// lobe four bins to each side).
class PowerSpectrum
{
public:
    explicit PowerSpectrum(std::size_t size);

    [[nodiscard]] std::size_t size() const { return m_fft.size(); }

    /// Powers of the bins from 0 Hz to half the rate, size / 2 + 1 of them: they sum up to the mean square of the
    /// `size` samples (of noise; of other sounds nearly). Valid until the next call.
    [[nodiscard]] std::span<const double> of(std::span<const float> samples);

    /// Adds them to as many sums.
    void addTo(std::span<double> sums, std::span<const float> samples);

private:
    void transform(std::span<const float> samples);

    RealFft m_fft;
    std::vector<float> m_window;
    double m_scale;
    std::vector<double> m_powers;
};

} // namespace assay
