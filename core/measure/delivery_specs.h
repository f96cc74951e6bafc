// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/measure/measure_spec.h"

#include <span>
#include <string_view>

namespace assay
{

/// What is known of several programmes together. Nobody reads media for them: they follow from a report and a profile.
[[nodiscard]] std::span<const MeasureSpec> deliverySpecs();

/// What the name of a file says by a profile's pattern: a row for every part that a pattern may name, and what is wrong
/// with the name.
[[nodiscard]] std::span<const MeasureSpec> nameSpecs();

/// Is this a measure of several programmes together, `delivery.*`?
[[nodiscard]] bool isOfDelivery(std::string_view measure);

/// Is it one that comes of holding sounds against each other, `null.*` or `me.*`?
[[nodiscard]] bool isComparison(std::string_view measure);

/// The row of a measure in either list. The id must be there.
[[nodiscard]] const MeasureSpec& deliverySpec(std::string_view id);

} // namespace assay
