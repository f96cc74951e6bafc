// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/signals.h"

#include <cmath>
#include <cstddef>
#include <numbers>

/// Fold-downs of 5.1 (L R C LFE Ls Rs) word for word: a matrix, and a convolution sample by sample.
namespace assay::test::slow
{

inline Signal loRo(const Signal& signal)
{
    const std::vector<Samples>& x = signal.channels;
    Signal folded { signal.sampleRate, layoutNamed("stereo").value(),
        { Samples(signal.frames()), Samples(signal.frames()) } };
    for (std::size_t n = 0; n < signal.frames(); ++n) {
        folded.channels[0][n] = x[0][n] + std::sqrt(0.5) * x[2][n] + std::sqrt(0.5) * x[4][n];
        folded.channels[1][n] = x[1][n] + std::sqrt(0.5) * x[2][n] + std::sqrt(0.5) * x[5][n];
    }
    return folded;
}

/// The Hilbert transform by a Hann-windowed 2 / (pi n), centred: no delay.
inline Samples quarterTurned(const Samples& x, int half)
{
    Samples y(x.size());
    const auto frames = static_cast<int>(x.size());
    for (int n = 0; n < frames; ++n) {
        for (int k = -half; k <= half; ++k) {
            if (k % 2 == 0 || n - k < 0 || n - k >= frames)
                continue;
            const double window = 0.5 + 0.5 * std::cos(std::numbers::pi * k / (half + 1));
            y[static_cast<std::size_t>(n)]
                += 2.0 / (std::numbers::pi * k) * window * x[static_cast<std::size_t>(n - k)];
        }
    }
    return y;
}

inline Signal ltRt(const Signal& signal, int half)
{
    const std::vector<Samples>& x = signal.channels;
    const Samples left = quarterTurned(x[4], half);
    const Samples right = quarterTurned(x[5], half);
    const double nearShare = std::sqrt(2.0 / 3.0);
    const double farShare = std::sqrt(1.0 / 3.0);
    Signal folded { signal.sampleRate, layoutNamed("stereo").value(),
        { Samples(signal.frames()), Samples(signal.frames()) } };
    for (std::size_t n = 0; n < signal.frames(); ++n) {
        folded.channels[0][n] = x[0][n] + std::sqrt(0.5) * x[2][n] - nearShare * left[n] - farShare * right[n];
        folded.channels[1][n] = x[1][n] + std::sqrt(0.5) * x[2][n] + farShare * left[n] + nearShare * right[n];
    }
    return folded;
}

} // namespace assay::test::slow
