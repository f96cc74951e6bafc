// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/timecode.h"
#include "core/inspect/inspection.h"

#include <optional>
#include <string>
#include <string_view>

namespace assay
{

[[nodiscard]] TimeBase timeBaseOf(const ProgrammeRecord& programme);

/// The timecode at which frame `frame` of a programme plays: counted from the programme's start where the file says
/// one, else from zero. Empty where no picture rate is known, or where the numbers are beyond any real programme.
[[nodiscard]] std::optional<std::string> timecodeOf(const ProgrammeRecord& programme, FrameCount frame);

/// Where frame `frame` is, for a person: the timecode, or HH:MM:SS.mmm from the start of the programme.
[[nodiscard]] std::string momentOf(const ProgrammeRecord& programme, FrameCount frame);

/// How long `frames` are, for a person: HH:MM:SS:FF where a picture rate is known, else HH:MM:SS.mmm.
[[nodiscard]] std::string lengthOf(const ProgrammeRecord& programme, FrameCount frames);

} // namespace assay
