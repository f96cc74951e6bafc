// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/report.h"

#include <QByteArray>
#include <QString>

#include <variant>

namespace assay
{

/// What the child process says on its standard error, one JSON object a line (`--progress json`).
struct ProgressEvent {
    QString programme;
    double fraction = 0.0; ///< of this programme, 0..1
    double total = 0.0; ///< of the whole run, 0..1
};

struct ProgrammeEvent {
    int index = 0; ///< in the report that ends the run
    QString waveform; ///< file with its picture, empty where none was written
    ProgrammeRecord programme;
};

struct MessageEvent {
    enum class Level { info, warning, error };
    Level level = Level::info;
    QString text;
};

/// A line that is no event: what a library printed, or the last words of a crash.
struct StrayText {
    QString text;
};

using EngineEvent = std::variant<ProgressEvent, ProgrammeEvent, MessageEvent, StrayText>;

/// Reads one line. Events this version does not know become an empty info message, which nobody shows.
/// Fractions outside 0..1 are brought inside.
[[nodiscard]] EngineEvent parseEngineLine(const QByteArray& line);

} // namespace assay
