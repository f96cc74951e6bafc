// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/document.h"

#include "app/gui/text.h"
#include "app/gui/time_left.h"
#include "core/base/atomic_file.h"
#include "reports/report_json.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace assay
{

namespace
{

bool isReportFile(const QString& path)
{
    return path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive) && QFileInfo(path).isFile();
}

/// Was everything below this dropped path measured? A folder cannot tell.
bool isMeasured(const QString& path, const Report& report)
{
    const std::string name = QFileInfo(path).fileName().toStdString();
    return QFileInfo(path).isFile() && std::ranges::any_of(report.programmes, [&](const JudgedProgramme& entry) {
        return std::ranges::any_of(entry.programme.assets,
            [&](const std::string& asset) { return asset == name || asset.ends_with('/' + name); });
    });
}

bool asksForSpeech(const Profile& profile)
{
    return std::ranges::any_of(measuresOf(profile),
        [](const std::string& id) { return id.starts_with("loudness.dialogue") || id == "me.speech"; });
}

} // namespace

Document::Document(QString engine, QObject* parent)
    : QObject(parent)
    , m_engine(std::move(engine))
    , m_report(std::make_shared<const Report>())
{
}

Document::~Document() = default;

std::optional<double> Document::secondsLeft() const
{
    if (m_phase != Phase::analysing)
        return std::nullopt;
    return timeLeft(static_cast<double>(m_since.elapsed()) / 1000.0, m_progress);
}

void Document::open(const QStringList& paths)
{
    if (paths.isEmpty())
        return;
    if (paths.size() == 1 && isReportFile(paths.front())) {
        if (m_phase == Phase::analysing)
            Q_EMIT said({ MessageEvent::Level::warning,
                tr("A report can be opened when the analysis has ended, or is cancelled.") });
        else
            openReport(paths.front());
        return;
    }
    if (m_phase == Phase::analysing) {
        for (const QString& path : paths) {
            if (!m_running.contains(path) && !m_waiting.contains(path))
                m_waiting += path;
        }
        return;
    }
    clear();
    m_title = QFileInfo(QDir::cleanPath(paths.front())).fileName();
    m_waiting = paths;
    setPhase(Phase::analysing);
    startNext();
}

void Document::openReport(const QString& file)
{
    const std::filesystem::path path = toPath(file);
    const Result<Report> report
        = readWholeFile(path).and_then([&](const std::string& text) { return reportFromJson(text, path); });
    if (!report) {
        Q_EMIT said({ MessageEvent::Level::error, toQString(report.error()) });
        return;
    }
    clear();
    m_title = QFileInfo(file).fileName();
    m_done = *report;
    if (m_done.profile)
        m_profile.reset(); // shown as it was judged, until a person chooses a profile
    rebuild();
    setPhase(Phase::complete);
}

void Document::clear()
{
    m_analysis.reset();
    m_done = {};
    m_fresh.clear();
    m_arriving.clear();
    m_doneWaveforms.clear();
    m_folder = std::make_unique<QTemporaryDir>();
    m_running.clear();
    m_waiting.clear();
    m_runs = 0;
    rebuild();
}

void Document::startNext()
{
    m_running = std::exchange(m_waiting, {});
    m_progress = 0.0;
    m_since.start();
    const QString folder = m_folder->filePath(QString::number(m_runs++));
    QDir().mkpath(folder);
    const bool listens = m_profile && asksForSpeech(*m_profile);
    m_analysis = std::make_unique<Analysis>(
        m_engine, folder, m_running, listens ? QStringList { QStringLiteral("--speech") } : QStringList {});
    if (m_profile && m_profile->delivery != nullptr)
        m_analysis->compareFor(fromUtf8Text(m_profile->origin == "built-in" ? m_profile->id : m_profile->origin));
    connect(m_analysis.get(), &Analysis::progressed, this, &Document::onProgress);
    connect(m_analysis.get(), &Analysis::programmeMeasured, this, &Document::onProgramme);
    connect(m_analysis.get(), &Analysis::said, this, &Document::said);
    connect(m_analysis.get(), &Analysis::ended, this, &Document::onEnd, Qt::QueuedConnection);
    m_analysis->start();
}

void Document::cancel()
{
    m_waiting.clear();
    if (m_analysis)
        m_analysis->cancel();
}

void Document::setProfile(const Profile& profile)
{
    m_profile = profile;
    rebuild();
}

void Document::onProgress(const ProgressEvent& event)
{
    m_progress = std::max(m_progress, event.total);
    const auto known = std::ranges::find(m_arriving, event.programme, &Arriving::name);
    const bool measured = std::ranges::any_of(
        m_fresh, [&](const auto& entry) { return fromUtf8Text(entry.second.programme.name) == event.programme; });
    if (known != m_arriving.end())
        known->fraction = std::max(known->fraction, event.fraction);
    else if (!measured && !event.programme.isEmpty())
        m_arriving.push_back({ event.programme, event.fraction });
    m_items = deliveryItems(*m_report, m_arriving);
    Q_EMIT progressed();
}

void Document::onProgramme(const ProgrammeEvent& event)
{
    const QString name = fromUtf8Text(event.programme.name);
    std::erase_if(m_arriving, [&](const Arriving& row) { return row.name == name; });
    m_fresh.insert_or_assign(event.index, event);
    rebuild();
}

void Document::onEnd(const AnalysisEnd& end)
{
    if (end.outcome == AnalysisEnd::Outcome::complete)
        takeWhole(*end.report);
    else if (end.outcome == AnalysisEnd::Outcome::cancelled)
        takeMeasured(ErrorCode::cancelled, "the analysis was cancelled before everything here was measured");
    else
        takeMeasured(ErrorCode::internal, "the analysis stopped before everything here was measured");
    if (!end.message.isEmpty())
        Q_EMIT said({ MessageEvent::Level::error, end.message });
    m_fresh.clear();
    m_arriving.clear();
    m_analysis.release()->deleteLater();
    if (!m_waiting.isEmpty()) {
        rebuild();
        startNext();
        return;
    }
    m_progress = 1.0;
    rebuild();
    setPhase(Phase::complete);
}

void Document::takeWhole(const Report& run)
{
    for (int index = 0; index < static_cast<int>(run.programmes.size()); ++index) {
        const auto known = m_fresh.find(index);
        m_doneWaveforms += known != m_fresh.end() ? known->second.waveform : QString();
    }
    m_done = joined(std::move(m_done), run);
}

void Document::takeMeasured(ErrorCode code, const std::string& reason)
{
    Inspection inspection;
    for (const auto& [index, event] : m_fresh) {
        inspection.programmes.push_back(event.programme);
        m_doneWaveforms += event.waveform;
    }
    Report part
        = measuredReport(std::move(inspection), QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString(),
            static_cast<double>(m_since.elapsed()) / 1000.0);
    // What was not finished stands in the report as unreadable: half a delivery never passes.
    for (const QString& path : m_running) {
        if (!isMeasured(path, part))
            part.assets.push_back(
                { .path = QFileInfo(path).fileName().toStdString(), .error = Error { code, reason } });
    }
    m_done = joined(std::move(m_done), part);
}

void Document::rebuild()
{
    Report report = m_done;
    m_waveforms = m_doneWaveforms;
    m_waveforms.resize(static_cast<qsizetype>(report.programmes.size())); // a stored report has none
    for (const auto& [index, event] : m_fresh) {
        report.programmes.push_back({ event.programme, Verdict::review, {} });
        m_waveforms += event.waveform;
    }
    if (m_profile)
        report = judged(std::move(report), *m_profile);
    m_report = std::make_shared<const Report>(std::move(report));
    m_items = deliveryItems(*m_report, m_arriving);
    Q_EMIT changed();
}

void Document::setPhase(Phase phase)
{
    m_phase = phase;
    Q_EMIT phaseChanged();
}

} // namespace assay
