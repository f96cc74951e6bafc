// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/inspect/inspection.h"

#include <span>
#include <string_view>

namespace assay
{

/// Adds the dialogue measures to all programmes of a delivery, and the series "speech" where it is known when somebody
/// speaks. That is known from the dialogue stem among the programmes whose syllables lie over the mix best; a stem is
/// its own. Works on the series "loudness" and "momentary" alone, so the media are not read again.
void addDialogueMeasures(std::span<ProgrammeRecord> programmes);

[[nodiscard]] std::span<const MeasureSpec> dialogueSpecs();

/// A measure of the analyzer whose results and series the above needs.
constexpr std::string_view dialogueInput = "loudness.integrated";

} // namespace assay
