// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyzers/analyzer.h"
#include "core/inspect/programme_plan.h"

#include <memory>
#include <span>

namespace assay
{

/// atmos.rerender.*: what an ADM sounds like in 5.1, and in stereo from there.
[[nodiscard]] std::span<const MeasureSpec> rerenderSpecs();

/// Renders the programme of all tracks of a file with an ADM; for every other programme it says why not.
[[nodiscard]] std::unique_ptr<Analyzer> makeRerender(
    const AnalyzerContext& context, const ProgrammePlan& programme, const DeliveryPlan& delivery);

} // namespace assay
