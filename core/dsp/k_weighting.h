// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace assay
{

/// Second-order section, a0 = 1: y = b0 x + b1 x' + b2 x'' - a1 y' - a2 y''.
struct Biquad {
    double b0 = 1.0;
    double b1 = 0.0;
    double b2 = 0.0;
    double a1 = 0.0;
    double a2 = 0.0;
};

/// The two stages of K-weighting, ITU-R BS.1770-5 Annex 1.
struct KWeighting {
    Biquad shelf; ///< stage 1: the head
    Biquad highPass; ///< stage 2: RLB
};

/// Below it the shelf's corner (1682 Hz) comes too near to half the rate for K-weighting to mean anything.
constexpr int lowestLoudnessRate = 4000; // Hz

/// Coefficients for a rate of at least `lowestLoudnessRate` Hz. At 48 kHz they are the table of BS.1770-5; at every
/// other rate the response is that of 48 kHz, as the Recommendation asks, pass-band gain included.
[[nodiscard]] KWeighting kWeighting(int sampleRate);

/// What the K-weighting of one channel remembers: the last two of each, newest first.
struct KState {
    double input[2] = {};
    double shelf[2] = {}; // outputs of stage 1
    double output[2] = {}; // outputs of stage 2
};

/// K-weights consecutive frames of several channels and sums the squares.
///
/// The result depends on the input only through the sequence of calls: feed it the cells of one grid and it is the same
/// to the last bit, whatever the blocks were. Never leaves subnormal numbers in its state.
class KFilter
{
public:
    KFilter(int sampleRate, std::size_t channels);

    /// Writes the sum of squares of the K-weighted `frames` frames of each channel (full scale 1.0).
    void process(std::span<const double* const> planes, std::size_t frames, std::span<double> energies);

    /// The same, and the K-weighted frames.
    void process(std::span<const double* const> planes, std::size_t frames, std::span<double* const> weighted,
        std::span<double> energies);

    [[nodiscard]] std::span<const KState> states() const { return m_states; } ///< by channel
    /// Goes on where another filter of the same rate stood.
    void resume(std::span<const KState> states);

private:
    KWeighting m_weighting; // with the gain of stage 2 folded into stage 1
    std::vector<KState> m_states;
};

} // namespace assay
