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

/// The sounds behind a path, under the names that an inspection of it gives to programmes.
class DeliverySounds
{
public:
    /// Reads the headers alone. Errors: those of `planDelivery`.
    [[nodiscard]] static Result<DeliverySounds> open(const std::filesystem::path& path, std::stop_token stop = {});

    /// Empty where there is no such programme.
    [[nodiscard]] std::optional<SoundSource> find(std::string_view programme) const;

private:
    std::shared_ptr<const DeliveryPlan> m_plan;
};

} // namespace assay
