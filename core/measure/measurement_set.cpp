// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/measure/measurement_set.h"

namespace assay
{

void MeasurementSet::add(Measurement measurement)
{
    std::string id = measurement.id;
    m_measurements.insert_or_assign(std::move(id), std::move(measurement));
}

const Measurement* MeasurementSet::find(std::string_view id) const
{
    const auto found = m_measurements.find(id);
    return found == m_measurements.end() ? nullptr : &found->second;
}

std::optional<double> MeasurementSet::number(std::string_view id) const
{
    const Measurement* measurement = find(id);
    if (measurement == nullptr || measurement->state != MeasureState::ok || !measurement->value)
        return std::nullopt;
    return numberIn(*measurement->value);
}

} // namespace assay
