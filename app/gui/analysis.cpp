// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/analysis.h"

#include "app/gui/text.h"
#include "reports/report_json.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>
#include <QTimer>

namespace assay
{

namespace
{

constexpr qsizetype lastWords = 3; // stray lines that are told when a run fails
constexpr int graceMilliseconds = 400; // time for the child to remove its temporary files before it is killed

// contract.md, exit codes of a run whose report is nevertheless whole
bool carriesReport(int exitCode)
{
    return exitCode == 0 || exitCode == 1 || exitCode == 3 || exitCode == 4;
}

} // namespace

Analysis::Analysis(QString engine, QString waveformFolder, QStringList paths, QStringList options, QObject* parent)
    : QObject(parent)
    , m_engine(std::move(engine))
    , m_waveformFolder(std::move(waveformFolder))
    , m_paths(std::move(paths))
    , m_options(std::move(options))
{
    connect(&m_process, &QProcess::readyReadStandardError, this, &Analysis::readEvents);
    connect(&m_process, &QProcess::finished, this, &Analysis::onFinished);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            end({ AnalysisEnd::Outcome::failed, nullptr,
                tr("The analysis program could not be started: %1 (%2). Install Assay again.")
                    .arg(m_engine, m_process.errorString()) });
    });
}

Analysis::~Analysis()
{
    m_process.disconnect(this);
    if (m_process.state() != QProcess::NotRunning) {
        m_process.kill();
        m_process.waitForFinished(graceMilliseconds);
    }
}

void Analysis::start()
{
    m_process.setStandardInputFile(QProcess::nullDevice());
    QStringList arguments { m_profile.isEmpty() ? QStringLiteral("measure") : QStringLiteral("check") };
    if (!m_profile.isEmpty())
        arguments << QStringLiteral("--profile") << m_profile;
    arguments << QStringLiteral("--progress") << QStringLiteral("json") << QStringLiteral("--waveforms")
              << m_waveformFolder << QStringLiteral("--json") << QStringLiteral("-");
    m_process.start(m_engine, arguments + m_options + QStringList { QStringLiteral("--") } + m_paths);
}

void Analysis::cancel()
{
    m_cancelled = true;
    m_process.terminate();
    QTimer::singleShot(graceMilliseconds, &m_process, &QProcess::kill);
}

void Analysis::readEvents()
{
    m_line += m_process.readAllStandardError();
    qsizetype begin = 0;
    for (qsizetype end = m_line.indexOf('\n'); end >= 0; end = m_line.indexOf('\n', begin)) {
        dispatch(m_line.mid(begin, end - begin));
        begin = end + 1;
    }
    m_line.remove(0, begin);
}

void Analysis::dispatch(const QByteArray& line)
{
    if (line.trimmed().isEmpty())
        return;
    const EngineEvent event = parseEngineLine(line);
    if (const auto* stray = std::get_if<StrayText>(&event)) {
        m_stray += stray->text;
        if (m_stray.size() > lastWords)
            m_stray.removeFirst();
        return;
    }
    if (const auto* progress = std::get_if<ProgressEvent>(&event))
        Q_EMIT progressed(*progress);
    else if (const auto* programme = std::get_if<ProgrammeEvent>(&event))
        Q_EMIT programmeMeasured(*programme);
    else if (const auto* message = std::get_if<MessageEvent>(&event); message != nullptr && !message->text.isEmpty())
        Q_EMIT said(*message);
}

void Analysis::onFinished(int exitCode, QProcess::ExitStatus status)
{
    readEvents();
    dispatch(std::exchange(m_line, {}));
    if (m_cancelled)
        return end({ AnalysisEnd::Outcome::cancelled, nullptr, {} });
    if (status == QProcess::CrashExit)
        return failed(tr("The analysis stopped unexpectedly. What was measured before is kept. "
                         "Open the files one by one to find the one that stops it, and please report it."));
    if (!carriesReport(exitCode))
        return failed(
            tr("The analysis ended with an error (exit code %1). What was measured before is kept.").arg(exitCode));
    readReport(exitCode);
}

void Analysis::failed(const QString& message)
{
    QStringList lines = m_stray;
    lines.prepend(message);
    end({ AnalysisEnd::Outcome::failed, nullptr, lines.join(u'\n') });
}

void Analysis::readReport(int exitCode)
{
    // Parsed on another thread: the report of forty long programmes takes longer than a frame.
    QThreadPool::globalInstance()->start(
        [self = QPointer<Analysis>(this), bytes = m_process.readAllStandardOutput(), exitCode] {
            auto report = reportFromJson(
                std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())), "assay measure");
            AnalysisEnd result;
            if (report) {
                result.outcome = AnalysisEnd::Outcome::complete;
                result.report = std::make_shared<const Report>(std::move(*report));
            } else {
                result.message = tr("The result of the analysis could not be read (exit code %1): %2")
                                     .arg(exitCode)
                                     .arg(toQString(report.error()));
            }
            QMetaObject::invokeMethod(qApp, [self, result] {
                if (self)
                    self->end(result);
            });
        });
}

void Analysis::end(AnalysisEnd end)
{
    if (std::exchange(m_ended, true))
        return;
    Q_EMIT ended(end);
}

} // namespace assay
