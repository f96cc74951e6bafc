// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/measure/measurement_set.h"

#include <span>

namespace assay
{

/// Adds the dialogue measures. This version has no speech detector and gates by no stem, so they are always
/// `notMeasured`: a rule on dialogue then asks for a person instead of passing.
void addDialogueMeasures(MeasurementSet& out);

[[nodiscard]] std::span<const MeasureSpec> dialogueSpecs();

} // namespace assay
