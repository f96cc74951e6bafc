// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/document.h"
#include "app/gui/export_report.h"
#include "app/gui/theme.h"
#include "app/gui/waveform_pyramid.h"
#include "specs/library.h"

#include <QMainWindow>

class QDockWidget;
class QLabel;
class QStackedWidget;

namespace assay
{

class DeliveryPanel;
class DropZone;
class FilePanel;
class FindingsPanel;
class HeaderBar;
class MessageBar;
class TimelinePanel;

/// What the window is given from outside.
struct WindowServices {
    const Theme& theme;
    ProfileLibrary profiles;
    QString engine; ///< the assay program
    QString exampleFolder; ///< empty: the example is not offered
    QString profile; ///< the profile to start with; empty: the one used last
};

/// The one window: arranges panels and connects them to the document. Decides nothing.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(WindowServices services);
    ~MainWindow() override;

    void open(const QStringList& paths);
    /// Writes the report and says in the window how it went.
    bool exportTo(ExportFormat format, const QString& file);

    // For tests that click.
    [[nodiscard]] Document& document() { return m_document; }
    [[nodiscard]] HeaderBar& header() { return *m_header; }
    [[nodiscard]] DeliveryPanel& delivery() { return *m_delivery; }
    [[nodiscard]] TimelinePanel& timeline() { return *m_timeline; }
    [[nodiscard]] FindingsPanel& findings() { return *m_findings; }
    [[nodiscard]] FilePanel& file() { return *m_file; }
    [[nodiscard]] MessageBar& messages() { return *m_messages; }

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildCentre();
    void buildDocks();
    void buildStatus();
    void connectDocument();
    void connectPanels();
    void addKeys();
    void restoreLayout();
    QDockWidget* addDock(const QString& name, const QString& title, QWidget* panel, Qt::DockWidgetArea area);

    void refreshPhase();
    void refreshReport();
    void showChosen();
    void revealPlace(int finding, std::size_t place);
    void chooseProfile(const QString& id);
    void judgeByPreference();
    void askFiles();
    void askFolder();
    void askExport(ExportFormat format);
    [[nodiscard]] std::shared_ptr<const WaveformPyramid> wavesOf(int programme);

    const Theme& m_theme;
    ProfileLibrary m_profiles;
    QString m_firstProfile;
    QString m_exampleFolder;
    Document m_document;
    HeaderBar* m_header = nullptr;
    MessageBar* m_messages = nullptr;
    QStackedWidget* m_centre = nullptr;
    DropZone* m_dropZone = nullptr;
    TimelinePanel* m_timeline = nullptr;
    DeliveryPanel* m_delivery = nullptr;
    FindingsPanel* m_findings = nullptr;
    FilePanel* m_file = nullptr;
    QList<QDockWidget*> m_docks;
    QLabel* m_deliveryTitle = nullptr;
    QLabel* m_status = nullptr;
    QLabel* m_engine = nullptr;
    QString m_wavesFile; ///< whose picture m_waves is
    std::shared_ptr<const WaveformPyramid> m_waves;
};

} // namespace assay
