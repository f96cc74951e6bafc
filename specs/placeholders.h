// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/measure/catalogue.h"
#include "specs/table_reader.h"
#include "specs/test_outcome.h"

#include <string>

namespace assay
{

/// A profile's own message or advice with its {placeholders} filled from what decided the rule:
///
/// - `{measured}`, `{limit}`, `{delta}`: the value, what was asked, how far it is outside, each with its unit;
/// - `{title}`, `{count}`, `{where}`: the rule's title, how many places, the first of them;
/// - `{loudness.range}`: any measure of the programme.
///
/// What has no value reads "unknown".
[[nodiscard]] std::string filled(
    const std::string& text, const Rule& rule, const Outcome& outcome, const Subject& subject);

/// Reports placeholders that are none, with the nearest right one.
void lintPlaceholders(const std::string& text, TextPosition position, const Catalogue& catalogue, Problems& problems);

} // namespace assay
