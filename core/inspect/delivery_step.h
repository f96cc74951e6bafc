// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/inspect/inspection.h"
#include "core/inspect/programme_plan.h"

#include <cstddef>
#include <optional>
#include <span>
#include <stop_token>
#include <string_view>
#include <vector>

namespace assay
{

/// What is held against what, in the step after all programmes are measured.
enum class ComparisonKind {
    nullTest, ///< a mix against its stems: null.*
    dialogueLeak, ///< an M&E against the dialogue stem: me.leak
    effectsHole, ///< an M&E against the mix and the dialogue stem, in this order: me.hole
};

/// Which kind of comparison gives a measure; empty where none does.
[[nodiscard]] std::optional<ComparisonKind> comparisonGiving(std::string_view measure);

/// One comparison that somebody asks for, by the places of programmes among those that were measured.
struct ComparisonRequest {
    ComparisonKind kind = ComparisonKind::nullTest;
    std::size_t of = 0;
    std::vector<std::size_t> with {};
};

/// Makes the comparisons, reading the programmes' files once more. What cannot be compared leaves its measures not
/// measured, with the reason.
[[nodiscard]] std::vector<Comparison> compareProgrammes(std::span<const ComparisonRequest> requests,
    const DeliveryPlan& delivery, std::span<const ProgrammePlan* const> plans, std::stop_token stop);

} // namespace assay
