// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/inspect/programme_plan.h"

namespace assay
{

/// Gives the one stream of an asset the layout of the one bed that an ADM makes of all its tracks, where the header
/// names none; else, where beds and objects lie side by side, the scene they are. The first audioProgramme counts.
void adoptAdm(PlannedAsset& asset);

/// The programmes of a scene: all tracks as they lie in the file, then each bed by itself. `master` is the first, of
/// which all but the sources is known.
void addSceneProgrammes(DeliveryPlan& plan, std::size_t asset, ProgrammePlan master);

} // namespace assay
