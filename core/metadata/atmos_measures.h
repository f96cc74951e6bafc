// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metadata/atmos_rules.h"
#include "core/metadata/metadata.h"

#include <span>

namespace assay
{

/// Adds the atmos.* measures that `metadata.adm` and the file around it decide, and a sentence for each violation to
/// section "adm".
void reportAtmos(const AtmosFile& file, Metadata& metadata);

[[nodiscard]] std::span<const MeasureSpec> atmosSpecs();

} // namespace assay
