// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/frames.h"

#include <optional>
#include <string>
#include <string_view>

namespace assay
{

/// A picture rate. 29.97 is 30000/1001; `drop` counts as SMPTE ST 12-1 drop-frame (29.97 and 59.94 only).
struct FrameRate {
    int numerator = 25;
    int denominator = 1;
    bool drop = false;

    /// The whole number timecode counts to: 30 for 29.97.
    [[nodiscard]] int nominal() const;
    friend bool operator==(const FrameRate&, const FrameRate&) = default;
};

/// "24", "25", "23.976", "29.97", "29.97DF", "24000/1001". Empty where the text names no rate.
[[nodiscard]] std::optional<FrameRate> parseFrameRate(std::string_view text);

/// The shortest usual name: "25", "23.976", "29.97DF".
[[nodiscard]] std::string nameOf(const FrameRate& rate);

/// The timecode of the picture frame that holds `frame` audio frames after midnight: HH:MM:SS:FF, ';' before FF for
/// drop-frame. Wraps at 24 h.
[[nodiscard]] std::string formatTimecode(FrameCount frame, int sampleRate, const FrameRate& rate);

/// Audio frames after midnight at which a timecode starts; empty where the text is no timecode of this rate.
[[nodiscard]] std::optional<FrameCount> parseTimecode(std::string_view text, int sampleRate, const FrameRate& rate);

/// What turns a programme's frames into moments.
struct TimeBase {
    int sampleRate = 0;
    std::optional<FrameCount> start {}; ///< frames after midnight of the programme's first frame
    std::optional<FrameRate> rate {};
};

/// The timecode at which `frame` of a programme plays, counted from its start where one is known, else from zero. Empty
/// where no picture rate is known, or where the numbers are beyond any real programme.
[[nodiscard]] std::optional<std::string> timecodeAt(const TimeBase& base, FrameCount frame);

/// Where `frame` is, for a person: the timecode, or HH:MM:SS.mmm from the start of the programme.
[[nodiscard]] std::string momentAt(const TimeBase& base, FrameCount frame);

/// HH:MM:SS.mmm: what stands for a timecode when no picture rate is known.
[[nodiscard]] std::string formatClock(double seconds);

} // namespace assay
