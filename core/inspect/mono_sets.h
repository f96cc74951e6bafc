// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/inspect/programme_plan.h"

#include <set>

namespace assay
{

/// Makes one programme of each set of mono files title.L.wav ... title.Rs.wav, and marks its assets as taken. A set
/// with a wrong or missing leg is still one programme: `Legs` says what is wrong with it.
void joinMonoFiles(DeliveryPlan& plan, std::set<std::size_t>& taken);

/// Mono streams with their speakers, in the layout's usual order, as one programme; empty where they form no known
/// layout.
[[nodiscard]] std::optional<ProgrammePlan> joinMono(const std::vector<std::pair<Speaker, StreamSource>>& parts);

/// legs.layout and legs.faults of a programme.
void addLegMeasures(MeasurementSet& out, const ProgrammePlan& programme);

[[nodiscard]] std::span<const MeasureSpec> legSpecs();

} // namespace assay
