// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/frames.h"

#include <optional>
#include <string>

namespace assay
{

/// Where something is: frames [start, end) of the programme, on one channel, a pair ("L/R") or all ("" ).
struct Place {
    FrameCount start = 0;
    FrameCount end = 0;
    std::string channel {};
    std::optional<double> value {}; ///< in the measure's own unit, or what the analyzer's header says

    friend bool operator==(const Place&, const Place&) = default;
};

} // namespace assay
