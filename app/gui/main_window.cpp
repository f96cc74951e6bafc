// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/main_window.h"

#include "app/gui/delivery_panel.h"
#include "app/gui/drop_zone.h"
#include "app/gui/file_panel.h"
#include "app/gui/findings_panel.h"
#include "app/gui/header_bar.h"
#include "app/gui/message_bar.h"
#include "app/gui/text.h"
#include "app/gui/timeline_panel.h"

#include <QCloseEvent>
#include <QDir>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QMimeData>
#include <QSettings>
#include <QShortcut>
#include <QStackedWidget>
#include <QStatusBar>
#include <QVBoxLayout>

namespace assay
{

namespace
{

constexpr int layoutVersion = 2; // of the stored docks: raise it when docks are added or renamed

} // namespace

MainWindow::MainWindow(WindowServices services)
    : m_theme(services.theme)
    , m_profiles(std::move(services.profiles))
    , m_firstProfile(std::move(services.profile))
    , m_exampleFolder(std::move(services.exampleFolder))
    , m_document(std::move(services.engine))
{
    setWindowTitle(QStringLiteral("Assay"));
    setAcceptDrops(true);
    resize(1440, 900);
    buildCentre();
    buildDocks();
    buildStatus();
    connectDocument();
    connectPanels();
    addKeys();
    m_header->profiles().setProfiles(m_profiles.profiles());
    judgeByPreference();
    for (const Error& problem : m_profiles.problems())
        m_messages->add({ MessageEvent::Level::warning, toQString(problem) });
    restoreLayout();
    refreshPhase();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildCentre()
{
    m_header = new HeaderBar(m_theme, this);
    m_messages = new MessageBar(m_theme, this);
    auto* top = new QWidget(this);
    auto* rows = new QVBoxLayout(top);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(m_header);
    rows->addWidget(m_messages);
    setMenuWidget(top);
    m_dropZone = new DropZone(m_theme, m_exampleFolder, this);
    m_timeline = new TimelinePanel(m_theme, this);
    m_centre = new QStackedWidget(this);
    m_centre->addWidget(m_dropZone);
    m_centre->addWidget(m_timeline);
    setCentralWidget(m_centre);
}

QDockWidget* MainWindow::addDock(const QString& name, const QString& title, QWidget* panel, Qt::DockWidgetArea area)
{
    auto* dock = new QDockWidget(title, this);
    dock->setObjectName(name);
    dock->setWidget(panel);
    dock->setFeatures(QDockWidget::DockWidgetMovable);
    dock->setAllowedAreas(Qt::LeftDockWidgetArea | Qt::RightDockWidgetArea);
    auto* heading = new QLabel(title.toUpper(), dock);
    heading->setObjectName(QStringLiteral("panelHeading"));
    auto* bar = new QWidget(dock);
    bar->setObjectName(QStringLiteral("panelTitle"));
    bar->setAttribute(Qt::WA_StyledBackground);
    auto* line = new QHBoxLayout(bar);
    line->setContentsMargins(14, 10, 14, 6);
    line->addWidget(heading);
    line->addStretch(1);
    dock->setTitleBarWidget(bar);
    addDockWidget(area, dock);
    m_docks += dock;
    return dock;
}

void MainWindow::buildDocks()
{
    m_delivery = new DeliveryPanel(m_theme, m_document, this);
    m_findings = new FindingsPanel(m_theme, this);
    QDockWidget* left = addDock(QStringLiteral("delivery"), tr("Delivery"), m_delivery, Qt::LeftDockWidgetArea);
    QDockWidget* right = addDock(QStringLiteral("findings"), tr("Findings"), m_findings, Qt::RightDockWidgetArea);
    m_file = new FilePanel(this);
    tabifyDockWidget(right, addDock(QStringLiteral("file"), tr("File"), m_file, Qt::RightDockWidgetArea));
    setTabPosition(Qt::RightDockWidgetArea, QTabWidget::North);
    right->raise();
    m_deliveryTitle = new QLabel(left);
    m_deliveryTitle->setObjectName(QStringLiteral("dim"));
    left->titleBarWidget()->layout()->addWidget(m_deliveryTitle);
    m_delivery->setMinimumWidth(220);
    m_findings->setMinimumWidth(300);
}

void MainWindow::buildStatus()
{
    m_status = new QLabel(this);
    m_engine = new QLabel(this);
    m_status->setContentsMargins(8, 0, 8, 0);
    m_engine->setContentsMargins(8, 0, 8, 0);
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(m_status, 1);
    statusBar()->addPermanentWidget(m_engine);
}

void MainWindow::connectDocument()
{
    connect(&m_document, &Document::phaseChanged, this, &MainWindow::refreshPhase);
    connect(&m_document, &Document::changed, this, &MainWindow::refreshReport);
    connect(&m_document, &Document::said, m_messages, &MessageBar::add);
}

void MainWindow::connectPanels()
{
    connect(m_dropZone, &DropZone::exampleAsked, this, [this](const QString& folder) { open({ folder }); });
    connect(m_header, &HeaderBar::openFilesAsked, this, &MainWindow::askFiles);
    connect(m_header, &HeaderBar::openFolderAsked, this, &MainWindow::askFolder);
    connect(m_header, &HeaderBar::exportAsked, this, &MainWindow::askExport);
    connect(&m_header->profiles(), &ProfileChooser::currentIndexChanged, this,
        [this] { chooseProfile(m_header->profiles().currentId()); });
    connect(m_delivery, &DeliveryPanel::chosenChanged, this, &MainWindow::showChosen);
    connect(&m_findings->view(), &FindingsView::placeChosen, this, &MainWindow::revealPlace);
    connect(&m_timeline->view(), &TimelineView::markerClicked, this, [this](int finding, std::size_t place) {
        m_findings->view().setCurrentFinding(finding);
        revealPlace(finding, place);
    });
}

void MainWindow::addKeys()
{
    const auto key = [this](const QKeySequence& keys, auto action) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, action);
    };
    key(Qt::Key_N, [this] { m_findings->view().step(1); });
    key(Qt::SHIFT | Qt::Key_N, [this] { m_findings->view().step(-1); });
    key(Qt::Key_F, [this] { m_timeline->view().fit(); });
    key(Qt::Key_Plus, [this] { m_timeline->view().zoomIn(); });
    key(Qt::Key_Equal, [this] { m_timeline->view().zoomIn(); }); // plus without Shift on US keyboards
    key(Qt::Key_Minus, [this] { m_timeline->view().zoomOut(); });
}

void MainWindow::restoreLayout()
{
    const QSettings settings;
    restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray());
    restoreState(settings.value(QStringLiteral("window/docks")).toByteArray(), layoutVersion);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    QSettings settings;
    settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    if (m_document.phase() != Document::Phase::empty) // the empty window hides the docks
        settings.setValue(QStringLiteral("window/docks"), saveState(layoutVersion));
    QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    QStringList paths;
    for (const QUrl& url : event->mimeData()->urls()) {
        if (url.isLocalFile())
            paths += url.toLocalFile();
    }
    event->acceptProposedAction();
    open(paths);
}

void MainWindow::open(const QStringList& paths)
{
    if (paths.isEmpty())
        return;
    if (m_document.phase() != Document::Phase::analysing)
        m_messages->clear();
    m_document.open(paths);
    if (m_document.hasProfile())
        return;
    if (const auto& stored = m_document.report()->profile)
        m_header->profiles().showStored(fromUtf8Text(stored->title), fromUtf8Text(stored->version));
    else
        judgeByPreference();
}

void MainWindow::refreshPhase()
{
    const bool empty = m_document.phase() == Document::Phase::empty;
    const bool isNew = !empty && m_docks.first()->isHidden();
    for (QDockWidget* dock : m_docks)
        dock->setVisible(!empty);
    if (isNew)
        m_findings->parentWidget()->raise(); // the first of the tabs
    if (empty)
        m_centre->setCurrentWidget(m_dropZone);
    else
        m_centre->setCurrentWidget(m_timeline);
    refreshReport();
}

void MainWindow::refreshReport()
{
    const Report& report = *m_document.report();
    setWindowTitle(
        m_document.title().isEmpty() ? QStringLiteral("Assay") : m_document.title() + QStringLiteral(" – Assay"));
    m_deliveryTitle->setText(m_document.title());
    m_header->show(m_document);
    const int programmes = static_cast<int>(report.programmes.size());
    switch (m_document.phase()) {
    case Document::Phase::empty:
        m_status->clear();
        break;
    case Document::Phase::analysing:
        m_status->setText(tr("%n programme(s) measured so far", nullptr, programmes));
        break;
    case Document::Phase::complete:
        m_status->setText(
            tr("%n programme(s), analysed in %1", nullptr, programmes).arg(durationText(report.elapsedSeconds)));
        break;
    }
    m_engine->setText(
        tr("Assay %1").arg(fromUtf8Text(report.toolVersion.empty() ? std::string(ASSAY_VERSION) : report.toolVersion)));
    showChosen();
}

void MainWindow::showChosen()
{
    const DeliveryItem* item = m_delivery->chosen();
    const auto report = m_document.report();
    if (item != nullptr && item->programme >= 0 && item->programme < static_cast<int>(report->programmes.size())) {
        const JudgedProgramme& entry = report->programmes[static_cast<std::size_t>(item->programme)];
        m_timeline->show(report, item->programme, wavesOf(item->programme));
        m_file->showFiles(*report, item->programme);
        m_findings->show(report, item->programme,
            report->profile && !entry.judged ? tr("This profile does not judge programmes of this role.")
                                             : tr("Choose a profile to judge what was measured."));
        return;
    }
    if (item != nullptr && item->programme == wholeDelivery) {
        m_timeline->explain(item->name, tr("What holds between the programmes stands on the right."));
        m_findings->show(report, wholeDelivery, QString());
        return;
    }
    if (item != nullptr && item->state == DeliveryState::unreadable)
        m_timeline->explain(item->name, item->error);
    else
        m_timeline->explain({}, tr("Results appear here as each file is measured."));
    m_file->showFiles(*report, -1, item != nullptr ? item->asset.toStdString() : std::string());
    m_findings->show(report, -1, QString());
}

std::shared_ptr<const WaveformPyramid> MainWindow::wavesOf(int programme)
{
    const QString file = m_document.waveformFile(programme);
    if (file == m_wavesFile)
        return m_waves;
    m_wavesFile = file;
    m_waves.reset();
    if (file.isEmpty())
        return m_waves;
    Result<Waveform> waveform = readWaveform(toPath(file));
    if (waveform)
        m_waves = std::make_shared<const WaveformPyramid>(std::move(*waveform));
    else
        m_messages->add({ MessageEvent::Level::warning, toQString(waveform.error()) });
    return m_waves;
}

void MainWindow::revealPlace(int finding, std::size_t place)
{
    const DeliveryItem* item = m_delivery->chosen();
    if (item == nullptr || item->programme < 0)
        return; // no timeline is shown
    const std::vector<Place> places = m_findings->model().places(finding);
    if (place < places.size())
        m_timeline->view().reveal(places[place], finding);
}

void MainWindow::chooseProfile(const QString& id)
{
    if (id.isEmpty())
        return;
    const Result<Profile> profile = m_profiles.find(id.toStdString());
    if (!profile) {
        m_messages->add({ MessageEvent::Level::error, toQString(profile.error()) });
        return;
    }
    QSettings().setValue(QStringLiteral("profile"), id);
    m_document.setProfile(*profile);
}

void MainWindow::judgeByPreference()
{
    ProfileChooser& chooser = m_header->profiles();
    if (!m_firstProfile.isEmpty() && !chooser.choose(m_firstProfile)) {
        const Result<Profile> profile = m_profiles.find(m_firstProfile.toStdString()); // says what is wrong with it
        if (!profile)
            m_messages->add({ MessageEvent::Level::error, toQString(profile.error()) });
    }
    if (chooser.currentIndex() < 0)
        chooser.choose(QSettings().value(QStringLiteral("profile")).toString());
    if (chooser.currentIndex() < 0 && !chooser.choose(QStringLiteral("ebu-r128")))
        chooser.setCurrentIndex(chooser.count() > 0 ? 0 : -1);
}

void MainWindow::askFiles()
{
    open(QFileDialog::getOpenFileNames(this, tr("Open files or a report")));
}

void MainWindow::askFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Open a delivery folder"));
    if (!folder.isEmpty())
        open({ folder });
}

void MainWindow::askExport(ExportFormat format)
{
    const ExportWords words = wordsOf(format);
    const QString suggestion = QFileInfo(m_document.title()).completeBaseName() + words.ending;
    const QString file
        = QFileDialog::getSaveFileName(this, words.title, QDir::home().filePath(suggestion), words.filter);
    if (!file.isEmpty())
        exportTo(format, file);
}

bool MainWindow::exportTo(ExportFormat format, const QString& file)
{
    const Result<void> written = exportReport(*m_document.report(), format, file);
    if (written)
        statusBar()->showMessage(tr("Written: %1").arg(QDir::toNativeSeparators(file)), 8000);
    else
        m_messages->add({ MessageEvent::Level::error, toQString(written.error()) });
    return written.has_value();
}

} // namespace assay
