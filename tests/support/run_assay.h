// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace assay::test
{

constexpr int patience = 300000; ///< ms: a loaded machine, never a limit of the program

/// The built program.
[[nodiscard]] QString assayProgram();

/// What a run of the program left behind.
struct Run {
    static constexpr int crashed = 1000; ///< `exit` of a program that a signal ended

    int exit = -1; ///< -1: it never ended
    QByteArray out;
    QByteArray err;

    /// What it wrote to stdout as JSON; empty where that is none.
    [[nodiscard]] QJsonObject json() const;
};

/// Runs `assay ARGUMENTS` to its end. Nobody's own profiles are there but those of `configFolder`.
[[nodiscard]] Run assayRun(const QStringList& arguments, const QString& configFolder = {});

} // namespace assay::test
