// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "specs/delivery.h"
#include "tests/specs/specs_fixture.h"

#include <map>

namespace assay::test
{

/// A state of one measure: a value, or (for `present`) none.
struct Recipe {
    std::optional<Value> value;
    int places = 0; ///< of an events measure
    double seconds = 0.002; ///< of each place
};

/// States of one measure that a question lets through, each on a limit, and such that it does not, each just outside.
struct Recipes {
    std::vector<Recipe> pass;
    std::vector<Recipe> fail;
};

/// Built-in profiles use these predicates; a new one needs its recipe here, or the test says so.
[[nodiscard]] Recipes recipesFor(const std::string& measure, const Predicate& predicate);

/// Gives the programme the measure in this state.
void apply(Programme& programme, const std::string& measure, const Recipe& recipe);

/// The rule's tests and those of its conditions.
[[nodiscard]] std::vector<const Test*> testsOf(const Rule& rule);
[[nodiscard]] bool looksAt(const Rule& rule, const std::string& measure);

[[nodiscard]] std::map<std::string, Finding> judged(const Profile& profile, const Programme& programme);
[[nodiscard]] bool isGood(const Finding& finding);

/// A programme that keeps every rule, and to which `rule` applies; one that fits `slot`, if that matters.
[[nodiscard]] Programme compliant(const Profile& profile, const Rule& rule, const Slot* slot = nullptr);

[[nodiscard]] const std::vector<Profile>& builtInProfiles();
[[nodiscard]] Profile builtIn(const QString& id);

/// The profile as it judges what arrives for one of its slots.
[[nodiscard]] Profile inSlot(const Profile& profile, const Slot& slot);

} // namespace assay::test
