// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/same_condition.h"

#include <algorithm>

namespace assay
{

bool sameTest(const Test& a, const Test& b)
{
    return a.measure == b.measure && a.window == b.window && a.predicate == b.predicate && a.channels == b.channels
        && a.qc == b.qc && sameCondition(a.when, b.when);
}

bool sameCondition(const std::optional<Condition>& a, const std::optional<Condition>& b)
{
    if (!a || !b)
        return a.has_value() == b.has_value();
    return a->roles == b->roles && a->layouts == b->layouts && std::ranges::equal(a->measures, b->measures, sameTest);
}

} // namespace assay
