// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/measure/catalogue.h"
#include "specs/delivery_profile.h"
#include "specs/table_reader.h"

#include <vector>

namespace assay
{

/// What one profile file asks of a delivery, and where it stands.
struct DeliveryDraft {
    DeliveryProfile ask; ///< all but `rules`
    std::vector<TextPosition> slotPositions {};
};

/// The keys at the top of a profile that `readDelivery` reads.
[[nodiscard]] const std::vector<std::string>& deliveryKeys();

/// Reads `names`, `[[pattern]]`, `[[slot]]` and `[[tracks]]`. Whatever is wrong goes to the table's problems.
[[nodiscard]] DeliveryDraft readDelivery(const TableReader& profile, Provenance status, const Catalogue& catalogue);

/// Reads the `[[pattern]]` tables.
[[nodiscard]] std::vector<NamePattern> readPatterns(const TableReader& profile, const Catalogue& catalogue);

} // namespace assay
