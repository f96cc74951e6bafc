// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/measure/catalogue.h"
#include "specs/profile.h"
#include "specs/table_reader.h"

#include <span>

namespace assay
{

/// Where the parts of a test stand.
struct TestPositions {
    TextPosition measure;
    TextPosition predicate;
    TextPosition window {};
    TextPosition channels {};
    TextPosition qc {};
};

/// Reports what cannot be meant: an unknown measure, a predicate that does not fit the measure's kind or unit, an
/// impossible range, a broken regular expression, a window on what is known only of the whole. The catalogue is the
/// truth about measures.
void lintTest(const Test& test, const TestPositions& positions, const Catalogue& catalogue, Problems& problems);

/// A rule and where it stands in the file being read (inherited rules: where the file extends their profile).
struct PlacedRule {
    Rule rule;
    TextPosition position {};
};

/// Reports pairs of rules that no programme can satisfy together: the same measure over the same window, the same
/// `when` (or one of them unconditional) and limits that exclude each other.
void lintContradictions(std::span<const PlacedRule> rules, Problems& problems);

} // namespace assay
