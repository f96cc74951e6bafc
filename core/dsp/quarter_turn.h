// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dsp/fft.h"

#include <complex>
#include <cstddef>
#include <span>
#include <vector>

namespace assay
{

/// Turns the phase of one channel by 90 degrees at every frequency (a Hilbert transform), within 0.1 dB from 60 Hz to
/// near half the rate: an FIR of odd length, so that its delay is a whole number of frames.
///
/// Takes and gives `hop` frames at a time, so its outcome cannot depend on the size of anyone's blocks.
class QuarterTurn
{
public:
    explicit QuarterTurn(int sampleRate);

    [[nodiscard]] std::size_t hop() const { return m_hop; } ///< frames a call
    [[nodiscard]] std::size_t delay() const { return m_half; } ///< frames by which the output is late

    /// `hop` samples in, `hop` samples out: a cosine comes out as a sine.
    void process(std::span<const double> samples, std::span<double> turned);

private:
    std::size_t m_half; // taps beside the middle one, on each side
    ComplexFft m_fft; // of pairs of samples
    std::size_t m_hop;
    std::vector<std::complex<float>> m_response; // of the odd taps
    std::vector<float> m_history; // the samples before those of the next call, as many as the filter reaches back
};

} // namespace assay
