// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

namespace assay
{

/// Seconds until a run ends that has done `fraction` (0..1) in `elapsedSeconds`; empty while nobody can tell.
[[nodiscard]] std::optional<double> timeLeft(double elapsedSeconds, double fraction);

} // namespace assay
