// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compare/null_test.h"
#include "core/compare/sounds_together.h"
#include "core/compare/stem_products.h"

namespace assay
{

/// Looks in the longest places, a fifth of a second at least, for a stem that lies elsewhere there than in the rest of
/// the programme: an edit of one section that was printed late. Where one does, the place points at it. `offsets`:
/// where each stem lies in general. Errors: those of reading, `cancelled`.
[[nodiscard]] Result<void> findShifts(std::vector<NullPlace>& places, const SoundSet& set, const StemProducts& products,
    const std::vector<double>& offsets, const CompareOptions& options);

} // namespace assay
