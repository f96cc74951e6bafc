// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compare/sound_source.h"
#include "core/inspect/programme_plan.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string_view>

namespace assay
{

class Analyst;

/// The sounds behind a path, under the names that an inspection of it gives to programmes.
class DeliverySounds
{
public:
    /// Reads the headers alone. Errors: those of `planDelivery`.
    [[nodiscard]] static Result<DeliverySounds> open(
        const std::filesystem::path& path, Analyst& analyst, std::stop_token stop = {});

    /// Empty where there is no such programme.
    [[nodiscard]] std::optional<SoundSource> find(std::string_view programme) const;

    /// What is to be read for it; nullptr where there is no such programme.
    [[nodiscard]] const ProgrammePlan* plan(std::string_view programme) const;
    [[nodiscard]] const DeliveryPlan& delivery() const { return *m_plan; }

private:
    std::shared_ptr<const DeliveryPlan> m_plan;
};

} // namespace assay
