// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/analysis.h"
#include "app/gui/delivery.h"

#include <QElapsedTimer>
#include <QObject>
#include <QStringList>
#include <QTemporaryDir>

#include <map>
#include <memory>
#include <optional>

namespace assay
{

/// The one document of the window: a report, how it comes to be, and the profile that judges it. Analysing makes one,
/// opening a stored one shows it, another profile judges it anew.
class Document : public QObject
{
    Q_OBJECT

public:
    enum class Phase { empty, analysing, complete };

    explicit Document(QString engine, QObject* parent = nullptr);
    ~Document() override;

    [[nodiscard]] Phase phase() const { return m_phase; }
    /// Never null; changes as a whole with `changed`.
    [[nodiscard]] std::shared_ptr<const Report> report() const { return m_report; }
    [[nodiscard]] const std::vector<DeliveryItem>& items() const { return m_items; }
    /// The waveform file of a programme; empty where there is none (a stored report was opened).
    [[nodiscard]] QString waveformFile(int programme) const { return m_waveforms.value(programme); }
    [[nodiscard]] double progress() const { return m_progress; } ///< 0..1, never falls during a run
    [[nodiscard]] std::optional<double> secondsLeft() const; ///< empty while nobody can tell
    [[nodiscard]] QString title() const { return m_title; }

    /// Files and folders: measured now, or after the run that is going, and then added to it. A single stored report
    /// (.json) is opened instead.
    void open(const QStringList& paths);
    void cancel();
    /// Judges by `profile` from now on; the media are not read. What is opened later is listened to for speech where
    /// the profile asks for dialogue.
    void setProfile(const Profile& profile);
    /// False while a stored report is shown as it was judged.
    [[nodiscard]] bool hasProfile() const { return m_profile.has_value(); }

Q_SIGNALS:
    void phaseChanged();
    void changed(); ///< the report and the items
    void progressed(); ///< fractions of the items, and the total
    void said(const assay::MessageEvent& message);

private:
    void openReport(const QString& file);
    void clear();
    void startNext();
    void onProgress(const ProgressEvent& event);
    void onProgramme(const ProgrammeEvent& event);
    void onEnd(const AnalysisEnd& end);
    void takeWhole(const Report& run);
    void takeMeasured(ErrorCode code, const std::string& reason);
    void rebuild();
    void setPhase(Phase phase);

    QString m_engine;
    QString m_title;
    Phase m_phase = Phase::empty;
    std::optional<Profile> m_profile;
    std::shared_ptr<const Report> m_report;
    std::vector<DeliveryItem> m_items;

    Report m_done; ///< the runs that ended
    QStringList m_doneWaveforms; ///< one a programme of m_done
    std::map<int, ProgrammeEvent> m_fresh; ///< programmes of the run that is going, by their index in it
    std::vector<Arriving> m_arriving;
    QStringList m_waveforms; ///< one a programme of m_report
    std::unique_ptr<QTemporaryDir> m_folder; ///< holds the waveform files while the document lives
    std::unique_ptr<Analysis> m_analysis;
    QStringList m_running; ///< paths of the run that is going
    QStringList m_waiting; ///< dropped while it went
    int m_runs = 0;
    double m_progress = 0.0;
    QElapsedTimer m_since;
};

} // namespace assay
