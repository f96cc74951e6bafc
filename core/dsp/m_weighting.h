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

/// M-weights one channel and sums the squares. A minimum-phase FIR made from the formula at the rate of the file: only
/// energy is asked for, so any phase will do, and this one takes the fewest taps.
///
/// Works in chunks of its own, so that the sum is the same to the last bit, however the samples are cut.
class MEnergyMeter
{
public:
    explicit MEnergyMeter(int sampleRate);

    /// Takes the next samples.
    void process(std::span<const double> samples);

    /// The sum of squares so far, late by a chunk of some milliseconds at most.
    [[nodiscard]] double energy() const { return m_energy; }

    /// After the last sample: the sum of all squares (full scale 1.0), what the filter still held among them.
    [[nodiscard]] double finish();

    /// The filter's own gain at `frequency` Hz.
    [[nodiscard]] double gainAt(double frequency) const;

private:
    int m_sampleRate;
    std::vector<float> m_taps; // for the differences of samples, the last first
    std::vector<float> m_differences; // as many as the filter reaches back, then the chunk at hand
    std::size_t m_count = 0; // samples in that chunk
    double m_last = 0.0; // sample
    double m_energy = 0.0;
};

} // namespace assay
