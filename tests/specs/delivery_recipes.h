// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "specs/delivery.h"
#include "tests/specs/recipes.h"

#include <list>

namespace assay::test
{

/// Programmes that can be changed one by one.
struct Delivery {
    std::list<MeasurementSet> measures {};
    std::vector<DeliveredProgramme> programmes {};
    std::vector<Comparison> comparisons {};

    Delivery() = default;
    Delivery(const Delivery&) = delete; ///< the programmes point into the measures
    Delivery& operator=(const Delivery&) = delete;

    DeliveredProgramme& add(
        const std::string& file, const std::string& role = "mix", const std::string& layout = "5.1");
    [[nodiscard]] MeasurementSet& measuresOf(std::size_t programme);
    void set(std::size_t programme, std::string_view id, Value value);
    void remove(std::size_t programme);
    [[nodiscard]] DeliveryJudgement judgedBy(const Profile& profile) const;
};

/// Adds a programme that a slot of the profile expects: its name by the pattern, its claims kept.
void addFor(Delivery& delivery, const Profile& profile, const Slot& slot);

/// Fills an empty delivery so that it keeps every rule on it: one programme a slot, or three where none are listed.
void fillCompliant(Delivery& delivery, const Profile& profile);

/// A change of a compliant delivery that a rule judges: what to do, and whether the rule then holds.
struct DeliveryChange {
    std::string name; ///< "same_length 1999"
    bool holds = true;
    std::function<void(Delivery&)> make;
};

/// For one rule of the profile's delivery: changes on its limits and just outside. Empty: no recipe for the measure.
[[nodiscard]] std::vector<DeliveryChange> changesFor(const Profile& profile, const Rule& rule);

} // namespace assay::test
