// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/delivery_profile.h"

#include "core/measure/delivery_specs.h"

#include <algorithm>

namespace assay
{

namespace
{

template <class T>
const T* withId(const std::vector<T>& list, std::string_view id)
{
    const auto found = std::ranges::find(list, id, &T::id);
    return found == list.end() ? nullptr : &*found;
}

} // namespace

const NamePattern* DeliveryProfile::pattern(std::string_view id) const
{
    return withId(patterns, id);
}

const Slot* DeliveryProfile::slot(std::string_view id) const
{
    return withId(expected, id);
}

bool DeliveryProfile::isEmpty() const
{
    return patterns.empty() && names.empty() && apart.empty() && expected.empty() && rules.empty() && tracks.empty();
}

bool isOfDelivery(const Rule& rule)
{
    return !rule.of.empty() || !rule.over.empty() || !rule.each.empty()
        || std::ranges::any_of(rule.tests, [](const Test& test) { return isOfDelivery(test.measure); });
}

} // namespace assay
