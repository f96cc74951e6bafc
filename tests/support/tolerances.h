// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>

/// Tolerances of tests, each named for its reason. No test compares numbers with a bare literal.
namespace assay::test
{

/// What the documents allow a meter.
namespace conformance
{
constexpr double loudness = 0.1; // LU, EBU Tech 3341 v4 Table 1, ITU-R BS.2217
constexpr double range = 1.0; // LU, EBU Tech 3342 v4 Table 1
constexpr double truePeakAbove = 0.2; // dB, EBU Tech 3341 v4 Table 1
constexpr double truePeakBelow = 0.4; // dB, EBU Tech 3341 v4 Table 1
} // namespace conformance

constexpr double sameMachine = 1e-9; // the same computation in another order of additions
constexpr double blockSize = 1e-6; // dB, the same signal in blocks of another size
constexpr double rateResponse = 0.01; // dB, K-weighting at another rate than 48 kHz
constexpr double analytic = 0.005; // dB, a closed formula against a windowed measurement of a steady sound
constexpr double secondOpinion = 0.1; // LU, another meter that follows the same standard

[[nodiscard]] inline bool isWithin(double value, double expected, double tolerance)
{
    return std::abs(value - expected) <= tolerance;
}

} // namespace assay::test
