// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compare/sound_source.h"
#include "core/measure/measurement_set.h"

#include <span>

namespace assay
{

/// Adds me.leak to `out`: where sound of the dialogue stem is left in the M&E, and how loud. Errors as of `nullTest`.
[[nodiscard]] Result<void> addLeak(const SoundSource& musicAndEffects, const SoundSource& dialogue, MeasurementSet& out,
    const CompareOptions& options = {});

/// Adds me.hole to `out`: where the M&E lacks what the mix holds beside its dialogue. Errors as of `nullTest`.
[[nodiscard]] Result<void> addHoles(const SoundSource& musicAndEffects, const SoundSource& mix,
    const SoundSource& dialogue, MeasurementSet& out, const CompareOptions& options = {});

[[nodiscard]] std::span<const MeasureSpec> meSpecs();

} // namespace assay
