// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/delivery_panel.h"
#include "app/gui/file_panel.h"
#include "app/gui/findings_panel.h"
#include "app/gui/header_bar.h"
#include "app/gui/main_window.h"
#include "app/gui/message_bar.h"
#include "app/gui/timeline_panel.h"
#include "core/inspect/inspect.h"
#include "reports/report_json.h"
#include "tests/support/sample_reports.h"
#include "tests/support/test_class.h"
#include "tests/support/wave_writer.h"

#include <QApplication>
#include <QDropEvent>
#include <QFile>
#include <QListView>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

#include <memory>

using namespace assay;

namespace
{

constexpr int patience = 30'000; // ms for a child process on a busy machine

// Two profiles that differ in one number: the same file passes one and fails the other.
const char* const profileText = R"(schema = 1
id = "%1"
title = "Test %1"
version = "1"
authority = "tests"
document = "none"
status = "draft"
[[rule]]
id = "true-peak"
title = "True peak"
measure = "peak.true"
max = %2
severity = "blocker"
clause = "1"
)";

void writeText(const QString& file, const QByteArray& text)
{
    QFile out(file);
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write(text);
}

} // namespace

/// Drives the window as a person would: drops, clicks and keys, with the real program as the child process.
class TestMainWindow : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Theme> m_theme;

    QString path(const QString& name) const { return m_folder.filePath(name); }

    std::unique_ptr<MainWindow> openWindow(
        const QString& engine = QStringLiteral(ASSAY_BINARY_DIR "/assay"), const QString& example = {})
    {
        auto window = std::make_unique<MainWindow>(WindowServices { *m_theme,
            ProfileLibrary::load(path(QStringLiteral("profiles")).toStdString(), catalogue()), engine, example,
            QStringLiteral("lenient") });
        window->resize(1400, 900);
        window->show();
        window->activateWindow();
        if (!QTest::qWaitForWindowActive(window.get()))
            qWarning("the window did not become active");
        return window;
    }

    static void drop(MainWindow& window, const QStringList& paths)
    {
        QMimeData data;
        QList<QUrl> urls;
        for (const QString& file : paths)
            urls += QUrl::fromLocalFile(file);
        data.setUrls(urls);
        QDragEnterEvent enter({ 700, 400 }, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&window, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event({ 700, 400 }, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&window, &event);
    }

    /// A program that stands in for the child: `script` is its body.
    QString fakeEngine(const QByteArray& script)
    {
        const QString file = path(QStringLiteral("engine.sh"));
        QFile::remove(file);
        writeText(file, "#!/bin/sh\n" + script + "\n");
        QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return file;
    }

    static void waitUntilComplete(MainWindow& window)
    {
        QTRY_COMPARE_WITH_TIMEOUT(window.document().phase(), Document::Phase::complete, patience);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QCoreApplication::setOrganizationName(QStringLiteral("assay-tests"));
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, path(QStringLiteral("settings")));
        m_theme = std::make_unique<Theme>(*qApp, Theme::Choice::dark);
        QDir(m_folder.path()).mkpath(QStringLiteral("profiles"));
        for (const auto& [id, limit] : { std::pair("lenient", "-1.0"), std::pair("strict", "-20.0") })
            writeText(path(QStringLiteral("profiles/%1.toml").arg(QLatin1String(id))),
                QString::fromLatin1(profileText).arg(QLatin1String(id), QLatin1String(limit)).toUtf8());
        QDir(m_folder.path()).mkpath(QStringLiteral("delivery"));
        const std::vector<double> tone = test::sine(997.0, 0.25, 5 * 48000);
        test::writeWave(path(QStringLiteral("delivery/mix.wav")).toStdString(), { tone, tone });
        const std::vector<double> quiet = test::sine(997.0, 0.05, 2 * 48000);
        test::writeWave(path(QStringLiteral("delivery/second.wav")).toStdString(), { quiet, quiet });
        test::writeBytes(path(QStringLiteral("delivery/broken.wav")).toStdString(), "RIFF....WAVEfmt ");
    }

    void cleanupTestCase() { m_theme.reset(); }

    void aProfileThatAsksForDialogueListens()
    {
        const ProfileLibrary library = ProfileLibrary::load({}, catalogue());
        const auto hasListened = [&](const char* profile) {
            Document document(QStringLiteral(ASSAY_BINARY_DIR "/assay"));
            document.setProfile(*library.find(profile));
            document.open({ path(QStringLiteral("delivery/mix.wav")) });
            [&] { QTRY_COMPARE_WITH_TIMEOUT(document.phase(), Document::Phase::complete, patience); }();
            const MeasurementSet& measures = document.report()->programmes.at(0).programme.measures;
            return measures.find("loudness.dialogue")->reason.find("nobody has listened") == std::string::npos;
        };
        QVERIFY(!hasListened("ebu-r128"));
        QVERIFY(hasListened("netflix-nearfield"));
    }

    void theEmptyWindowOffersTheExample()
    {
        const auto window = openWindow({}, path(QStringLiteral("delivery")));
        auto* button = window->findChild<QPushButton*>(QStringLiteral("exampleButton"));
        QVERIFY(button != nullptr && button->isVisible());
        QVERIFY(!window->delivery().isVisible());
        QVERIFY(!window->findChild<QToolButton*>(QStringLiteral("exportButton"))->isEnabled());
        const auto without = openWindow({}, {});
        QVERIFY(!without->findChild<QPushButton*>(QStringLiteral("exampleButton"))->isVisible());
    }

    void aDroppedFileIsMeasuredAndJudged()
    {
        const auto window = openWindow();
        drop(*window, { path(QStringLiteral("delivery/mix.wav")) });
        QCOMPARE(window->document().phase(), Document::Phase::analysing);
        waitUntilComplete(*window);
        QVERIFY2(window->messages().messages().isEmpty(), qPrintable(window->messages().messages().join(u'\n')));
        QCOMPARE(window->header().badge().text(), QStringLiteral("Pass"));
        QCOMPARE(window->delivery().model().rowCount(), 1);
        QVERIFY(window->delivery().isVisible());
        QVERIFY(!window->document().waveformFile(0).isEmpty());
        QVERIFY(!window->findings().visibleRegion().isEmpty()); // the file lies behind them
        QVERIFY(window->file().visibleRegion().isEmpty());
        QVERIFY(window->file().model().rowCount() > 2);

        // Another profile, chosen with the keyboard, gives another verdict without the media.
        QVERIFY(QFile::rename(path(QStringLiteral("delivery/mix.wav")), path(QStringLiteral("away.wav"))));
        ProfileChooser& chooser = window->header().profiles();
        chooser.setFocus();
        while (chooser.currentId() != QStringLiteral("strict"))
            QTest::keyClick(&chooser, Qt::Key_Down);
        QVERIFY(window->header().badge().text().startsWith(QStringLiteral("Fail")));
        QVERIFY(window->header().badge().text().contains(u'1'));
        QVERIFY(QFile::rename(path(QStringLiteral("away.wav")), path(QStringLiteral("delivery/mix.wav"))));
    }

    void aClickOnAFindingMovesTheTimeline()
    {
        const auto window = openWindow();
        const QString file = path(QStringLiteral("sample.json"));
        writeText(file, QByteArray::fromStdString(toJson(test::sampleDelivery())));
        drop(*window, { file });
        QCOMPARE(window->document().phase(), Document::Phase::complete);
        QVERIFY(window->header().badge().text().startsWith(QStringLiteral("Fail")));
        FindingsView& findings = window->findings().view();
        int row = 0;
        while (findings.model()->index(row, 0).data(FindingsModel::placeCountRole).toInt() < 2)
            ++row;
        const QRect card = findings.visualRect(findings.model()->index(row, 0));
        QTest::mouseClick(findings.viewport(), Qt::LeftButton, {}, card.topLeft() + QPoint(60, 16));
        const std::vector<Place> places = window->findings().model().places(findings.currentFinding());
        TimelineView& timeline = window->timeline().view();
        QVERIFY(timeline.selection().has_value());
        QCOMPARE(timeline.selection()->start, places[0].start);
        QVERIFY(timeline.view().start <= static_cast<double>(places[0].start));
        QVERIFY(timeline.view().end() >= static_cast<double>(places[0].end));

        QTest::keyClick(&findings, Qt::Key_Return); // the next place of the same finding
        QCOMPARE(timeline.selection()->start, places[1].start);
        QTest::keyClick(window.get(), Qt::Key_N);
        QVERIFY(findings.currentIndex().row() == row + 1);
        QTest::keyClick(window.get(), Qt::Key_N, Qt::ShiftModifier);
        QCOMPARE(findings.currentIndex().row(), row);
        QTest::keyClick(window.get(), Qt::Key_F);
        QCOMPARE(timeline.view().length, timeline.view().total);
    }

    void theTimelineZoomsPansAndSelectsWithTheMouse()
    {
        const auto window = openWindow();
        window->open({ path(QStringLiteral("sample.json")) });
        TimelineView& timeline = window->timeline().view();
        QVERIFY(QTest::qWaitForWindowExposed(window.get()));
        const QPoint middle(timeline.width() / 2, 120);
        QWheelEvent wheel(middle, timeline.mapToGlobal(middle), {}, { 0, 480 }, Qt::NoButton, Qt::NoModifier,
            Qt::NoScrollPhase, false);
        QApplication::sendEvent(&timeline, &wheel);
        QVERIFY(timeline.view().length < timeline.view().total / 2.0);
        const double start = timeline.view().start;
        QTest::mousePress(&timeline, Qt::LeftButton, {}, middle);
        QTest::mouseMove(&timeline, middle - QPoint(100, 0));
        QTest::mouseRelease(&timeline, Qt::LeftButton, {}, middle - QPoint(100, 0));
        QVERIFY(timeline.view().start > start);
        QTest::mousePress(&timeline, Qt::LeftButton, Qt::ShiftModifier, middle);
        QTest::mouseMove(&timeline, middle + QPoint(80, 0));
        QTest::mouseRelease(&timeline, Qt::LeftButton, Qt::ShiftModifier, middle + QPoint(80, 0));
        QVERIFY(timeline.selection().has_value());
        QVERIFY(timeline.selection()->length() > 0);
        timeline.setFocus();
        QTest::keyClick(&timeline, Qt::Key_Escape);
        QVERIFY(!timeline.selection().has_value());
        QVERIFY(!timeline.grab().isNull());
    }

    void aFolderWithABrokenFileIsJudgedAndSaysSo()
    {
        const auto window = openWindow();
        drop(*window, { path(QStringLiteral("delivery")) });
        waitUntilComplete(*window);
        QCOMPARE(window->delivery().model().rowCount(), 3);
        QCOMPARE(window->header().badge().text().section(u' ', 0, 0), QStringLiteral("Review")); // unknown never passes
        QListView& list = window->delivery().list();
        const QRect last = list.visualRect(list.model()->index(2, 0));
        QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, last.center());
        QCOMPARE(list.currentIndex().data(DeliveryModel::programmeRole).toInt(), -1);
        QCOMPARE(window->findings().model().rowCount(), 0);
        const FileModel& file = window->file().model();
        QVERIFY(file.index(0, 0).data(FileModel::markedRole).toBool()); // why it cannot be read
        QVERIFY(window->file().tree().isExpanded(file.index(1, 0))); // its faults
    }

    void whatIsDroppedWhileItRunsIsAppended()
    {
        const auto window = openWindow();
        drop(*window, { path(QStringLiteral("delivery/mix.wav")) });
        drop(*window, { path(QStringLiteral("delivery/second.wav")) });
        waitUntilComplete(*window);
        QCOMPARE(window->document().report()->programmes.size(), std::size_t { 2 });
        QCOMPARE(window->document().report()->assets.size(), std::size_t { 2 });
        QVERIFY(!window->document().waveformFile(1).isEmpty());
    }

    void reportsAreExportedAndOpenAgain()
    {
        const auto window = openWindow();
        window->open({ path(QStringLiteral("sample.json")) });
        QVERIFY(window->exportTo(ExportFormat::json, path(QStringLiteral("again.json"))));
        QVERIFY(window->exportTo(ExportFormat::pdf, path(QStringLiteral("report.pdf"))));
        QFile pdf(path(QStringLiteral("report.pdf")));
        QVERIFY(pdf.open(QIODevice::ReadOnly));
        QVERIFY(pdf.read(5) == "%PDF-");
        QFile first(path(QStringLiteral("sample.json")));
        QFile second(path(QStringLiteral("again.json")));
        QVERIFY(first.open(QIODevice::ReadOnly) && second.open(QIODevice::ReadOnly));
        QCOMPARE(second.readAll(), first.readAll());
        QVERIFY(!window->exportTo(ExportFormat::json, path(QStringLiteral("no/such/folder.json"))));
        QCOMPARE(window->messages().messages().size(), 1);
    }

    void aCrashLosesNothingAndNeverPasses()
    {
        const QByteArray programme = QByteArray::fromStdString(programmeToJsonLine(test::passingStereo().programme));
        writeText(path(QStringLiteral("event")), R"({"event":"programme","index":0,"programme":)" + programme + "}\n");
        const QString engine = fakeEngine(
            "cat " + path(QStringLiteral("event")).toUtf8() + " >&2; echo 'something odd' >&2; kill -SEGV $$");
        const auto window = openWindow(engine);
        drop(*window, { path(QStringLiteral("delivery")) });
        waitUntilComplete(*window);
        QCOMPARE(window->document().report()->programmes.size(), std::size_t { 1 });
        QVERIFY(window->document().report()->verdict != Verdict::pass);
        QCOMPARE(window->messages().messages().size(), 1);
        QVERIFY(window->messages().messages().front().contains(QStringLiteral("something odd")));
        QVERIFY(window->messages().isVisible());
    }

    void aMissingProgramIsSaid()
    {
        const auto window = openWindow(path(QStringLiteral("nowhere")));
        drop(*window, { path(QStringLiteral("delivery")) });
        waitUntilComplete(*window);
        QCOMPARE(window->messages().messages().size(), 1);
        QVERIFY(window->messages().messages().front().contains(QStringLiteral("nowhere")));
        QVERIFY(window->document().report()->verdict != Verdict::pass);
    }

    void cancelEndsARunAtOnce()
    {
        const auto window = openWindow(fakeEngine(
            R"(echo '{"event":"progress","programme":"mix.wav","fraction":0.4,"total":0.2}' >&2; exec sleep 60)"));
        drop(*window, { path(QStringLiteral("delivery")) });
        QTRY_COMPARE(window->delivery().model().rowCount(), 1);
        auto* cancel = window->findChild<QPushButton*>(QStringLiteral("cancelButton"));
        QVERIFY(cancel->isVisible());
        QTest::mouseClick(cancel, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(window->document().phase(), Document::Phase::complete, 3000);
        QVERIFY(!cancel->isVisible());
        QVERIFY(window->document().report()->verdict != Verdict::pass);
    }

    void aBrokenReportIsRefusedWithAReason()
    {
        const auto window = openWindow();
        writeText(path(QStringLiteral("broken.json")), "{\"schema\": 12");
        drop(*window, { path(QStringLiteral("broken.json")) });
        QCOMPARE(window->document().phase(), Document::Phase::empty);
        QCOMPARE(window->messages().messages().size(), 1);
    }

    void everyControlHasAName()
    {
        const auto window = openWindow();
        window->open({ path(QStringLiteral("sample.json")) });
        for (const QAbstractButton* button : window->findChildren<QAbstractButton*>())
            QVERIFY2(
                !button->accessibleName().isEmpty() || !button->text().isEmpty(), button->metaObject()->className());
        for (const QAbstractItemView* view : { static_cast<QAbstractItemView*>(&window->delivery().list()),
                 static_cast<QAbstractItemView*>(&window->findings().view()) })
            QVERIFY(!view->accessibleName().isEmpty());
        QVERIFY(!window->timeline().view().accessibleName().isEmpty());
        QVERIFY(!window->header().profiles().accessibleName().isEmpty());
    }
};

ASSAY_TEST_IN(QApplication, TestMainWindow)
#include "tst_main_window.moc"
