// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace assay
{

/// Gain of M-weighting at `frequency` Hz, 1.0 at 2 kHz: ITU-R BS.468 in its rational form less 5.6 dB (ISO 21727).
[[nodiscard]] double mWeightingGain(double frequency);

constexpr int lowestMWeightingRate = 4000; // Hz: 2 kHz, its reference, must lie below half the rate

/// M-weights one channel and sums the squares. A linear-phase FIR made from the formula at the rate of the file: only
/// energy is asked for, so no phase has to be right.
///
/// The result depends on the input only through the sequence of calls: feed it the cells of one grid and it is the same
/// to the last bit, whatever the blocks were.
class MEnergyMeter
{
public:
    explicit MEnergyMeter(int sampleRate);

    /// Sum of squares (full scale 1.0) of what consecutive samples complete.
    [[nodiscard]] double process(std::span<const double> samples);

    /// After the last sample: what the filter still holds.
    [[nodiscard]] double flush();

    /// The filter's own gain at `frequency` Hz.
    [[nodiscard]] double gainAt(double frequency) const;

private:
    int m_sampleRate;
    std::vector<float> m_taps; // half of a symmetric filter of the differences, the middle one last
    std::vector<float> m_differences; // as many as the filter reaches back, then those at hand
    std::vector<float> m_outputs; // of the call at hand
    double m_last = 0.0; // sample
};

} // namespace assay
