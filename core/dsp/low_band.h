// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dsp/decimator.h"
#include "core/dsp/pair_sums.h"

#include <array>
#include <span>
#include <vector>

namespace assay
{

/// What two channels share below a crossover: both are low-passed by a Linkwitz-Riley filter of the fourth order (two
/// Butterworths in a row, -6 dB at the crossover, 24 dB an octave), their DC removed by a first-order high-pass at 5 Hz
/// that begins settled. Works at about 6 kHz, where a filter costs an eighth.
class LowBandPair
{
public:
    LowBandPair(int sampleRate, double crossover);

    /// The products of the low bands of these samples, two stretches of one length that follow the ones before.
    [[nodiscard]] Spread process(std::span<const double> left, std::span<const double> right);

    /// Samples a second that the products are of.
    [[nodiscard]] double rate() const { return m_rate; }

private:
    struct Channel {
        explicit Channel(std::size_t factor)
            : decimator(factor)
        {
        }
        Decimator decimator;
        std::vector<float> samples {}; // decimated, of the call at hand
        bool settled = false;
        double dcInput = 0.0; // the sample before
        double dcOutput = 0.0;
        std::array<double, 3> last {}; // input, middle and output of the two Butterworths
        std::array<double, 3> beforeLast {};
    };
    void decimate(Channel& channel, std::span<const double> samples) const;
    [[nodiscard]] double filtered(Channel& channel, double sample) const;

    std::array<Channel, 2> m_channels;
    double m_rate;
    double m_dcPole;
    double m_gain = 0.0; // of the Butterworth: gain (1 + 2 z + z^2) over 1 + a1 z + a2 z^2
    double m_a1 = 0.0;
    double m_a2 = 0.0;
};

} // namespace assay
