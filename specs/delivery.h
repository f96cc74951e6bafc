// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/measure/comparison.h"
#include "specs/delivery_profile.h"
#include "specs/evaluate.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace assay
{

/// What the judging of a delivery knows of one programme.
struct DeliveredProgramme {
    std::string name;
    std::vector<std::string> files; ///< as the report names them
    std::string role;
    bool roleIsCertain = false; ///< a person said it: no name says better
    std::string layout {};
    TimeBase time {};
    FrameCount frames = 0;
    const MeasurementSet* measures = nullptr; ///< never empty
    bool isBed = false; ///< a part of another programme of the same file: no deliverable of its own
};

/// Which of the profile's slots each programme is for; empty where it is none of them.
[[nodiscard]] std::vector<const Slot*> slotsOf(
    const DeliveryProfile& profile, std::span<const DeliveredProgramme> programmes);

/// Which each would be for if there were room for all: the first that it fits in full; empty where it fits none.
[[nodiscard]] std::vector<const Slot*> slotsWithRoomForAll(
    const DeliveryProfile& profile, std::span<const DeliveredProgramme> programmes);

/// The parts of a programme's names by the pattern that is asked for, and what is wrong with them. `slot` may be empty.
[[nodiscard]] std::vector<Measurement> nameMeasures(
    const DeliveryProfile& profile, const Slot* slot, const DeliveredProgramme& programme);

/// The role a programme's name says by the profile's patterns, else its own.
[[nodiscard]] std::string roleFor(const DeliveryProfile& profile, const DeliveredProgramme& programme);

/// What judges a programme that arrived for `slot`, beside the profile's own rules: its layout and the slot's rules,
/// each named "slot/rule".
[[nodiscard]] std::vector<Rule> slotRules(const Slot& slot, const MeasurementSet& measures);

/// What holds between programmes, whatever anybody asks: delivery.* but for `missing` and `unexpected`. Fewer than two
/// have most of it not.
[[nodiscard]] MeasurementSet deliveryMeasures(std::span<const DeliveredProgramme> programmes);

/// A comparison of sound that a profile's rules need.
struct ComparisonWish {
    std::string measure; ///< one of those it must give: "null.residual"
    std::size_t of = 0; ///< index of the programme
    std::vector<std::size_t> with {};
    friend bool operator==(const ComparisonWish&, const ComparisonWish&) = default;
};

[[nodiscard]] std::vector<ComparisonWish> comparisonsFor(
    const Profile& profile, std::span<const DeliveredProgramme> programmes);

struct DeliveryJudgement {
    std::vector<const Slot*> taken {}; ///< the deliverable that each programme is; nullptr: none
    MeasurementSet measures {};
    std::vector<Finding> findings {};
};

/// Judges what holds over several programmes. Pure. `comparisons` are those that were made; a rule on one that was not
/// is not measured.
[[nodiscard]] DeliveryJudgement judgeDelivery(
    const Profile& profile, std::span<const DeliveredProgramme> programmes, std::span<const Comparison> comparisons);

} // namespace assay
