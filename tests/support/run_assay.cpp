// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/run_assay.h"

#include <QJsonDocument>
#include <QProcess>

namespace assay::test
{

QString assayProgram()
{
    return QStringLiteral(ASSAY_BINARY_DIR "/assay");
}

QJsonObject Run::json() const
{
    return QJsonDocument::fromJson(out).object();
}

Run assayRun(const QStringList& arguments, const QString& configFolder)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("XDG_CONFIG_HOME", configFolder.isEmpty() ? "/nonexistent" : configFolder);
    process.setProcessEnvironment(environment);
    process.start(assayProgram(), arguments);
    if (!process.waitForFinished(patience))
        return {};
    const bool ended = process.exitStatus() == QProcess::NormalExit;
    return { ended ? process.exitCode() : Run::crashed, process.readAllStandardOutput(),
        process.readAllStandardError() };
}

} // namespace assay::test
