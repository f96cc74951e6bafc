// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/measure/catalogue.h"

#include <algorithm>

namespace assay
{

Catalogue::Catalogue(std::vector<MeasureSpec> specs)
    : m_specs(std::move(specs))
{
    std::ranges::sort(m_specs, {}, &MeasureSpec::id);
}

const MeasureSpec* Catalogue::find(std::string_view id) const
{
    const auto found = std::ranges::lower_bound(m_specs, id, {}, &MeasureSpec::id);
    return found != m_specs.end() && found->id == id ? &*found : nullptr;
}

} // namespace assay
