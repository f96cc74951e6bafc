// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "specs/evaluate.h"

#include <optional>
#include <string>
#include <vector>

namespace assay
{

/// The most that a computed value may lie beyond a limit and still count as on it: room for the last bits of a sum in
/// binary, far below anything a meter can tell (1e-9 of the limit's unit). -22.8 computed as -22.799999999999997 is
/// inside a limit of -22.8.
constexpr double comparisonGuard = 1e-9;

/// The resolved numeric bounds of a limit; empty where there is none.
struct Bounds {
    std::optional<double> lowest {};
    std::optional<double> highest {};
};

/// Unrounded, inclusive, with `comparisonGuard`.
[[nodiscard]] bool isWithin(double value, const Bounds& bounds);

/// How far outside (positive) or inside the nearest bound (negative); 0 on a bound; empty without bounds.
[[nodiscard]] std::optional<double> distance(double value, const Bounds& bounds);

/// A limit with all the decimals it was written with: "-1.0", "-0.45", "48000".
[[nodiscard]] std::string formatLimit(double value, Unit unit);

/// As `formatValue`, but with as many decimals as it takes to stand on the same side of the bounds as the value does.
[[nodiscard]] std::string formatAgainst(double value, const Bounds& bounds, Unit unit);

/// A distance, never printed as 0 where it is not: "0.04".
[[nodiscard]] std::string formatDistance(double distance, Unit unit);

/// A level with its sign: "+0.3", "-1.0".
[[nodiscard]] std::string formatSigned(double value, Unit unit);

/// The unit of a difference of two values: LU for LUFS, dB for dBTP.
[[nodiscard]] Unit unitOfDifference(Unit unit);

/// "-23.0 LUFS", "48000 Hz", "0.5" for no unit.
[[nodiscard]] std::string withUnit(std::string number, Unit unit);

/// "a", "a or b", "a, b or c".
[[nodiscard]] std::string listed(const std::vector<std::string>& items, std::string_view last);

/// `the text` in quotes for texts, numbers with their unit, "yes" and "no".
[[nodiscard]] std::string quoted(const Value& value, Unit unit);

/// "at 00:00:02.572 on L", for a place in the programme.
[[nodiscard]] std::string describePlace(const Place& place, const TimeBase& time);

/// "in the first 30 s of the programme"; empty for the whole.
[[nodiscard]] std::string describeWindow(const Window& window);

} // namespace assay
