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

/// What some stretches tell about a sound left in another; stretches add up.
struct LeakEvidence {
    std::vector<std::complex<float>> white {}; ///< cross-spectrum without the colour of either sound: is it there?
    std::vector<std::complex<float>> weighted {}; ///< cross-spectrum over the power it hides under: how loud is it?
    double power = 0.0; ///< of the sound, weighted alike: what the loudness of a leak rests on

    LeakEvidence& operator+=(const LeakEvidence& other);
};

/// A sound found in another.
struct Leak {
    double lag = 0.0; ///< samples by which it comes later there
    double gain = 0.0; ///< linear, at least squares weighted by the power it hides under
    double confidence = 0.0; ///< the peak of all lags over their median
};

/// Looks for a sound that is left in another one under louder sounds: cross-correlation of both after their colours
/// have been taken away (by powers smoothed over frequency), within the band of speech.
class LeakSearch
{
public:
    /// `size`: samples in a stretch, a power of two; much more than the lags that are asked for.
    LeakSearch(std::size_t size, int sampleRate);

    /// Of `size` samples of the sound and of the other at the same time.
    [[nodiscard]] LeakEvidence evidence(std::span<const float> sound, std::span<const float> other);

    /// Empty where there is no evidence at all.
    [[nodiscard]] std::optional<Leak> leak(const LeakEvidence& evidence);

private:
    std::size_t m_size;
    std::size_t m_from; // bins of the band
    std::size_t m_to;
    RealFft m_fft;
    std::vector<float> m_window;
};

} // namespace assay
