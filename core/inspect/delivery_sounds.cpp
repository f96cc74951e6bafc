// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/delivery_sounds.h"

#include "core/inspect/analyst.h"
#include "core/inspect/programme_sound.h"

#include <algorithm>

namespace assay
{

Result<DeliverySounds> DeliverySounds::open(const std::filesystem::path& path, Analyst& analyst, std::stop_token stop)
{
    auto plan = planDelivery(findFiles({ path }), analyst, 1, std::move(stop));
    if (!plan)
        return tl::unexpected(plan.error());
    DeliverySounds sounds;
    sounds.m_plan = std::make_shared<const DeliveryPlan>(std::move(*plan));
    return sounds;
}

const ProgrammePlan* DeliverySounds::plan(std::string_view programme) const
{
    const auto found = std::ranges::find(m_plan->programmes, programme, &ProgrammePlan::name);
    return found == m_plan->programmes.end() ? nullptr : &*found;
}

std::optional<SoundSource> DeliverySounds::find(std::string_view programme) const
{
    const ProgrammePlan* const found = plan(programme);
    return found != nullptr ? std::optional(soundOf(*found, m_plan)) : std::nullopt;
}

} // namespace assay
