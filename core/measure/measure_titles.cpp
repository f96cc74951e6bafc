// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/measure/measure_titles.h"

#include "core/measure/title_tables.h"

#include <algorithm>

namespace assay
{

const char* measureTitle(std::string_view id)
{
    for (const auto titles : { soundTitles(), fileTitles(), immersiveTitles() }) {
        const auto found = std::ranges::find(titles, id, &MeasureTitle::id);
        if (found != titles.end())
            return found->title;
    }
    return nullptr;
}

std::string titleOrId(std::string_view id)
{
    const char* title = measureTitle(id);
    return title != nullptr ? std::string(title) : std::string(id);
}

} // namespace assay
