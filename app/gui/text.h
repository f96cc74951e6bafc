// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/delivery.h"
#include "reports/wording.h"

#include <QString>

#include <filesystem>

namespace assay
{

/// A path for the core. (Text of the core becomes a QString through `fromUtf8Text`.)
[[nodiscard]] std::filesystem::path toPath(const QString& path);
/// One line for a person about a failed task.
[[nodiscard]] QString toQString(const Error& error);

// Words of the app beside those that it shares with the PDF (reports/wording.h). Lookups; nothing is decided here.

[[nodiscard]] QString wordOf(Provenance provenance); ///< "issuer"
[[nodiscard]] QString wordOf(DeliveryState state, double fraction); ///< "Fail", "62 %"
[[nodiscard]] QString sectionWord(const QString& section); ///< a heading of the delivery list: "Stems"
/// What stands for all programmes together.
[[nodiscard]] QString wholeDeliveryWord();
/// "1 blocker · 2 issues"; empty where nothing is open.
[[nodiscard]] QString openText(const OpenCounts& counts);
[[nodiscard]] QString durationText(double seconds); ///< "4.1 s", "2 min 5 s", "1 h 2 min"

[[nodiscard]] QString timeLeftText(double seconds); ///< whole seconds, at least one: "4 s", "2 min 5 s"

} // namespace assay
