// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/measure/measurement_set.h"

#include <string>
#include <vector>

namespace assay
{

/// What was found when the sound of one programme was held against that of others: the mix against its stems, the M&E
/// against the dialogue. Only the media can tell, so it is kept with the measurements.
struct Comparison {
    std::string of; ///< the programme's name
    std::vector<std::string> with {}; ///< the others', in order
    MeasurementSet measures {}; ///< `null.*` or `me.*`; places count in frames of `of`
};

} // namespace assay
