// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compare/sound_source.h"
#include "core/inspect/programme_plan.h"

#include <memory>

namespace assay
{

/// A programme's sound for a comparison, whether it lies in one stream or one in each of several.
[[nodiscard]] SoundSource soundOf(const ProgrammePlan& programme, std::shared_ptr<const DeliveryPlan> delivery);

} // namespace assay
