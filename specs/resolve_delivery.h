// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "specs/delivery_reader.h"
#include "specs/lint.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace assay
{

/// What several profile files ask of a delivery, brought together: bases first, the same id replaces.
class DeliverySum
{
public:
    /// `at`: where the top profile's `extends` led here; empty for the top profile itself.
    void add(const DeliveryDraft& draft, std::optional<TextPosition> at);

    /// Gives the slots the rules of the profiles they name; `rulesOf` finds one or says what is wrong.
    void addSlotRules(const std::function<std::vector<Rule>(const std::string& id, TextPosition position)>& rulesOf);

    /// Takes the rules of the delivery out of `rules`, checks that what is named exists. Empty where nothing is asked.
    [[nodiscard]] std::shared_ptr<const DeliveryProfile> finish(std::vector<PlacedRule>& rules, Problems& problems);

private:
    void checkSlots(Problems& problems) const;
    void checkRule(const PlacedRule& placed, Problems& problems) const;

    DeliveryProfile m_sum;
    std::vector<TextPosition> m_positions {}; ///< of the slots
};

} // namespace assay
