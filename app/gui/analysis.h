// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/engine_event.h"

#include <QObject>
#include <QProcess>
#include <QStringList>

#include <memory>

namespace assay
{

/// How a run ended. `report` is set exactly when the run was complete.
struct AnalysisEnd {
    enum class Outcome { complete, cancelled, failed };
    Outcome outcome = Outcome::failed;
    std::shared_ptr<const Report> report {};
    QString message {}; ///< what went wrong, for a person; empty unless failed
};

/// One run of `assay measure` in a child process: a file that kills the decoder kills the child, not the app.
/// Lives on the thread of the interface; the report is read on another one.
class Analysis : public QObject
{
    Q_OBJECT

public:
    /// `engine` is the assay program; waveform files go to `waveformFolder`; `options` are further words for it.
    Analysis(QString engine, QString waveformFolder, QStringList paths, QStringList options, QObject* parent = nullptr);

    /// Has the sound of programmes held against each other as this profile (id or file) asks. Before `start`.
    void compareFor(const QString& profile) { m_profile = profile; }
    ~Analysis() override;

    void start();
    /// Ends the run at once; `ended` follows with what was measured so far already told.
    void cancel();

Q_SIGNALS:
    void progressed(const assay::ProgressEvent& event);
    void programmeMeasured(const assay::ProgrammeEvent& event);
    void said(const assay::MessageEvent& event);
    /// Exactly once, last.
    void ended(const assay::AnalysisEnd& end);

private:
    void readEvents();
    void dispatch(const QByteArray& line);
    void onFinished(int exitCode, QProcess::ExitStatus status);
    void failed(const QString& message);
    void readReport(int exitCode);
    void end(AnalysisEnd end);

    QString m_engine;
    QString m_waveformFolder;
    QStringList m_paths;
    QStringList m_options;
    QString m_profile {};
    QProcess m_process;
    QByteArray m_line; ///< the beginning of a line whose end has not arrived
    QStringList m_stray; ///< the last lines that were no events: they may explain a failure
    bool m_cancelled = false;
    bool m_ended = false;
};

} // namespace assay
