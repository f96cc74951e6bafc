// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metadata/adm.h"
#include "core/metadata/metadata.h"

#include <span>
#include <string>

namespace assay
{

/// Adds the adm.* measures of `adm`, the tree of its elements in section "adm" ("audioObject/AO_1001/start"), and keeps
/// it in `metadata.adm`.
void reportAdm(Adm adm, Metadata& metadata);

/// Gives the adm.* measures `reason` for not being measured: there is an ADM that cannot be read.
void reportUnreadableAdm(const std::string& reason, Metadata& metadata);

[[nodiscard]] std::span<const MeasureSpec> admSpecs();

} // namespace assay
