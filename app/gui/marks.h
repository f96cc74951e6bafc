// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/delivery.h"
#include "reports/symbols.h"

namespace assay
{

/// The shape of a row of the delivery list; those of verdicts and findings are in reports/symbols.h.
[[nodiscard]] Symbol symbolOf(DeliveryState state);

/// `colour` with an opacity of 0..1.
[[nodiscard]] QColor faded(QColor colour, double opacity);

} // namespace assay
