// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compare/envelopes.h"
#include "core/compare/stem_products.h"

#include <optional>
#include <vector>

namespace assay
{

/// Where a stem seems to lie.
struct StemOffset {
    double whole = 0.0; ///< samples by which it is late
    double part = 0.0; ///< of a sample beside them; 0 where two halves of the evidence do not agree on one
};

/// The channel of the mix in which a stem is loudest.
[[nodiscard]] std::size_t loudestChannel(const StemProducts& products, std::size_t stem);

/// Finds by how many samples each stem is late in the mix: by likeness at the full rate (half a second about where the
/// stem ought to be, or else about where 10 ms levels are most alike within half a minute). Empty where a stem is
/// silent or is not found. Reads each sound as far as evidence is taken from it. Errors: those of reading, `cancelled`.
[[nodiscard]] Result<std::vector<std::optional<StemOffset>>> findOffsets(
    const SoundSet& set, const Envelopes& envelopes, const StemProducts& products, const CompareOptions& options);

} // namespace assay
