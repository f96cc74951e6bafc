// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/time_left.h"

#include <algorithm>

namespace assay
{

std::optional<double> timeLeft(double elapsedSeconds, double fraction)
{
    constexpr double leastSeconds = 1.0; // before that a guess jumps
    constexpr double leastFraction = 0.02;
    if (elapsedSeconds < leastSeconds || fraction < leastFraction)
        return std::nullopt;
    return std::max(elapsedSeconds * (1.0 - std::min(fraction, 1.0)) / fraction, 0.0);
}

} // namespace assay
