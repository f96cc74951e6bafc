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

/// K-weights consecutive frames of several channels and sums the squares.
///
/// The result depends on the input only through the sequence of calls: feed it the cells of one grid and it is the same
/// to the last bit, whatever the blocks were. Never leaves subnormal numbers in its state.
class KEnergyMeter
{
public:
    KEnergyMeter(int sampleRate, std::size_t channels);

    /// Writes the sum of squares of the K-weighted `frames` frames of each channel (full scale 1.0).
    void process(std::span<const double* const> planes, std::size_t frames, std::span<double> energies);

private:
    static constexpr std::size_t lanes = 2; // channels that are filtered side by side

    struct State {
        double input[2][lanes] = {}; // the last two, newest first
        double shelf[2][lanes] = {}; // outputs of stage 1
        double output[2][lanes] = {}; // outputs of stage 2
    };
    void run(State& state, const double* left, const double* right, std::size_t frames, double* energies) const;

    std::size_t m_channels;
    KWeighting m_weighting; // with the gain of stage 2 folded into stage 1
    std::vector<State> m_states; // one for every `lanes` channels
};

} // namespace assay
