// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dsp/fold_down.h"

#include <span>

namespace assay
{

// A plain panner to 5.0, for estimates. Power is kept from loudspeaker to loudspeaker; what is high or low loses up to
// 3 dB, as the fold-down of a height channel does, and lands where that channel would.

/// A place in a room of -1 to 1: x to the right, y to the front, z up. The fronts stand at y = 1, the surrounds at
/// y = -0.364 (110 degrees) and behind; x goes over L, C, R in front and over Ls, Rs behind. Height costs cos(45 z).
[[nodiscard]] FoldGains roomGains(double x, double y, double z);

/// A direction in degrees, azimuth positive to the left: between the two nearest loudspeakers at 0, 30 and 110. Up to
/// 30 degrees of elevation the level falls by 3 dB; from there on the sound moves into both surrounds alike.
[[nodiscard]] FoldGains directionGains(double azimuth, double elevation);

/// Adds `samples` times a gain that begins at `gain` and grows by `slope` a sample to as many `sums`.
void addWithGain(std::span<const double> samples, double gain, double slope, double* sums);

} // namespace assay
