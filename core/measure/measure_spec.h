// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/measure/unit.h"

#include <string_view>

namespace assay
{

/// What shape a measure's value has; the linter checks predicates against it.
enum class ValueKind {
    number, ///< double
    integer, ///< whole number
    boolean,
    text,
    list, ///< several texts
    events, ///< a count of places; the places themselves stand beside it
};

/// One row of the catalogue: what a measure is. Never what is allowed.
struct MeasureSpec {
    std::string_view id; ///< public and permanent: never renamed, never reused
    Unit unit = Unit::none;
    ValueKind kind = ValueKind::number;
    std::string_view what; ///< one English sentence for a person, with the constants that detect (not judge)
    std::string_view source; ///< document, edition, clause; or the format specification
};

} // namespace assay
