// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/timecode.h"
#include "core/measure/catalogue.h"
#include "core/measure/measurement_set.h"
#include "specs/finding.h"
#include "specs/profile.h"

#include <string>
#include <vector>

namespace assay
{

/// A stem that was delivered beside a mix of the same layout and length: what a finding on the mix may come from.
struct Stem {
    std::string name;
    std::string role; ///< "dialogue", "music", "effects", "stem"
    const MeasurementSet* measures = nullptr; ///< never empty
};

/// What is judged: one programme's measurements, the two facts that rules may hang on, and what tells frames as time.
struct Subject {
    std::string role;
    std::string layout;
    TimeBase time;
    FrameCount frames = 0;
    const MeasurementSet& measures;
    std::vector<std::string> channels {}; ///< their names, in the programme's order
    std::vector<Stem> stems {}; ///< of a mix; only advice looks at them
};

/// Does the profile judge programmes of this role at all?
[[nodiscard]] bool judges(const Profile& profile, std::string_view role);

/// Judges. Pure: no clock, no locale, no files; compares unrounded numbers; one finding a rule, in the profile's order.
[[nodiscard]] std::vector<Finding> evaluate(const Profile& profile, const Subject& subject);

/// A number as a finding or a table prints it: one decimal for levels ("-23.0"), more where the unit asks for it; "1"
/// not "1.0" for whole numbers. Real minus sign: no, ASCII. The only rounding there is.
[[nodiscard]] std::string formatValue(double value, Unit unit);
[[nodiscard]] std::string formatValue(const Value& value, Unit unit);

} // namespace assay
