// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/delivery_model.h"
#include "app/gui/engine_event.h"
#include "app/gui/example_delivery.h"
#include "app/gui/file_model.h"
#include "app/gui/findings_model.h"
#include "app/gui/text.h"
#include "reports/report_json.h"
#include "reports/short_names.h"
#include "tests/support/sample_reports.h"
#include "tests/support/test_class.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;

namespace
{

std::shared_ptr<const Report> sample()
{
    return std::make_shared<const Report>(test::sampleDelivery());
}

/// JSON that reads well in a test: every ' stands for ".
QByteArray quoted(QByteArray text)
{
    return text.replace('\'', '"');
}

QStringList namesOf(const DeliveryModel& model)
{
    QStringList names;
    for (int row = 0; row < model.rowCount(); ++row)
        names += model.index(row).data().toString();
    return names;
}

} // namespace

class TestModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fileIsATree()
    {
        Report report = test::sampleDelivery();
        AssetRecord& asset = report.assets.front();
        asset.metadata = { { "bext", { { "description", "Nightfall" } } },
            { "ixml", { { "speed/note", "x" }, { "speed/timecode_rate", "25/1" }, { "take", "3" } } } };
        asset.faults = { { "riff-size-mismatch", 4, "the size lies" } };
        asset.parts = { { "fmt ", 12, 16 } };
        ProgrammeRecord& programme = report.programmes.front().programme;
        programme.assets = { asset.path };
        programme.measures.add(Measurement { .id = "metadata.conflicts",
            .value = std::vector<std::string> { "the file name says 96 kHz, the header 48 kHz" } });
        FileModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.show(report, 0);
        QStringList headings;
        for (int row = 0; row < model.rowCount(); ++row)
            headings += model.index(row, 0).data().toString();
        QCOMPARE(headings.first(2), (QStringList { QStringLiteral("Contradictions"), QStringLiteral("Faults") }));
        QVERIFY(model.index(0, 0).data(FileModel::markedRole).toBool());
        const QModelIndex fault = model.index(0, 1, model.index(1, 0));
        QCOMPARE(fault.data().toString(), QStringLiteral("byte 4: the size lies"));
        const QModelIndex ixml = model.index(static_cast<int>(headings.indexOf(QStringLiteral("ixml"))), 0);
        QCOMPARE(model.rowCount(ixml), 2); // speed, take
        const QModelIndex speed = model.index(0, 0, ixml);
        QCOMPARE(model.rowCount(speed), 2);
        QCOMPARE(model.index(1, 1, speed).data().toString(), QStringLiteral("25/1"));
        QCOMPARE(model.index(1, 0, speed).parent(), speed);
        QCOMPARE(headings.last(), QStringLiteral("Parts"));
        model.show(report, -1);
        QCOMPARE(model.rowCount(), 0);
    }

    void theDeliveryAsAWholeStandsFirst()
    {
        Report report = *sample();
        report.programmes.front().slot = "Printmaster 5.1";
        Finding finding;
        finding.rule = "complete";
        finding.title = "Every deliverable arrived";
        finding.measure = "delivery.missing";
        finding.severity = Severity::blocker;
        finding.state = FindingState::fail;
        finding.message = "Dolby Atmos ADM did not arrive.";
        report.delivery.findings = { finding };
        Measurement missing;
        missing.id = "delivery.missing";
        missing.value = std::vector<std::string> { "Dolby Atmos ADM did not arrive" };
        report.delivery.measures.add(missing);
        DeliveryModel model;
        model.setItems(deliveryItems(report, {}));
        QCOMPARE(model.index(0).data(DeliveryModel::programmeRole).toInt(), wholeDelivery);
        QCOMPARE(model.index(0).data(DeliveryModel::stateWordRole).toString(), QStringLiteral("Fail"));
        QCOMPARE(model.index(1).data().toString(), QStringLiteral("Dolby Atmos ADM did not arrive"));
        QVERIFY(!model.index(1).data(DeliveryModel::sectionRole).toString().isEmpty());
        QVERIFY(model.index(2).data(DeliveryModel::detailRole).toString().startsWith("Printmaster 5.1"));
        FindingsModel findings;
        const QAbstractItemModelTester tester(&findings, QAbstractItemModelTester::FailureReportingMode::QtTest);
        findings.show(std::make_shared<const Report>(report), wholeDelivery);
        QCOMPARE(findings.rowCount(), 1);
        QCOMPARE(findings.openCount(), 1);
        QVERIFY(findings.index(0).data().toString().contains("Every deliverable arrived"));
        QCOMPARE(openCounts(report).blockers, openCounts(*sample()).blockers + 1);
    }

    void deliveryHasAStateAndAWordForEveryRow()
    {
        DeliveryModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setItems(deliveryItems(*sample(), { { QStringLiteral("late.wav"), 0.625 } }));
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.index(0).data(DeliveryModel::stateWordRole).toString(), QStringLiteral("Fail"));
        QCOMPARE(model.index(1).data(DeliveryModel::stateWordRole).toString(), QStringLiteral("Pass"));
        QCOMPARE(model.index(2).data(DeliveryModel::stateWordRole).toString(), QStringLiteral("Unreadable"));
        QCOMPARE(model.index(3).data(DeliveryModel::stateWordRole).toString(), QStringLiteral("62 %"));
        QVERIFY(!model.index(0).data(DeliveryModel::sectionRole).toString().isEmpty());
        QVERIFY(model.index(1).data(DeliveryModel::sectionRole).toString().isEmpty());
        QVERIFY(model.index(0).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("Fail")));
    }

    void rowsThatStayKeepTheirSelection()
    {
        const Report report = *sample();
        Report early = report;
        early.programmes = { report.programmes[1] }; // the second file ended first
        early.assets.clear();
        DeliveryModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setItems(deliveryItems(early, { { QStringLiteral("nightfall_102_PM_51.wav"), 0.1 } }));
        const QPersistentModelIndex kept(model.index(0));
        const QString name = kept.data().toString();
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        model.setItems(deliveryItems(report, {}));
        QVERIFY(kept.isValid());
        QCOMPARE(kept.data().toString(), name);
        QCOMPARE(kept.data(DeliveryModel::programmeRole).toInt(), 1);
        QCOMPARE(removed.count(), 1);
        QCOMPARE(inserted.count(), 2);
        QCOMPARE(namesOf(model).size(), 3);
        model.setItems({});
        QCOMPARE(model.rowCount(), 0);
    }

    void twoRowsOfOneNameAreTwoRows()
    {
        Report report = *sample();
        report.assets.clear();
        report.programmes = { report.programmes[0], report.programmes[0] };
        DeliveryModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setItems(deliveryItems(report, {}));
        QCOMPARE(model.rowCount(), 2);
        report.programmes.pop_back();
        model.setItems(deliveryItems(report, {}));
        QCOMPARE(model.rowCount(), 1);
    }

    void findingsComeMostUrgentFirst()
    {
        FindingsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        FindingsOrder order;
        order.setSourceModel(&model);
        const QAbstractItemModelTester orderTester(&order, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.show(sample(), 0);
        QVERIFY(model.rowCount() > 0);
        QCOMPARE(order.rowCount(), model.openCount());
        QVERIFY(order.rowCount() < model.rowCount());
        order.setOpenOnly(false);
        QCOMPARE(order.rowCount(), model.rowCount());
        for (int row = 1; row < order.rowCount(); ++row)
            QVERIFY(order.index(row - 1, 0).data(FindingsModel::urgencyRole).toInt()
                <= order.index(row, 0).data(FindingsModel::urgencyRole).toInt());
        model.show(sample(), -1);
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(model.openCount(), 0);
    }

    void aCardSaysEverything()
    {
        FindingsModel model;
        model.show(sample(), 0);
        const FindingCard card = model.card(0);
        QVERIFY(!card.title.isEmpty());
        QCOMPARE(card.facts.size(), std::size_t { 3 });
        QVERIFY(card.facts[0].value.startsWith(QChar(0x2212))); // a real minus sign
        QVERIFY(card.hasMargin);
        const QString aloud = model.index(0).data(Qt::AccessibleTextRole).toString();
        for (const FindingCard::Fact& fact : card.facts)
            QVERIFY(aloud.contains(fact.value));
        QVERIFY(aloud.contains(card.advice));
    }

    void longListsOfPlacesAreCut()
    {
        JudgedProgramme entry = test::failingFilmMix();
        Finding finding = entry.findings.front();
        finding.events.assign(300, Place { 48000, 48010, "L", {} });
        const FindingCard card = cardOf(finding, placesOf(finding, entry.programme.measures), entry.programme);
        QCOMPARE(card.places.size(), listedPlaces);
        QVERIFY(card.morePlaces.contains(QString::number(300 - listedPlaces)));
    }

    void whatIsOpenIsCounted()
    {
        const auto finding = [](Severity severity, FindingState state, bool answered = false) {
            Finding row;
            row.severity = severity;
            row.state = state;
            if (answered)
                row.answer = "intent";
            return row;
        };
        const OpenCounts counts = openCounts({ finding(Severity::blocker, FindingState::fail),
            finding(Severity::blocker, FindingState::fail, true), finding(Severity::issue, FindingState::fail),
            finding(Severity::issue, FindingState::notMeasured), finding(Severity::fyi, FindingState::fail),
            finding(Severity::blocker, FindingState::pass), finding(Severity::blocker, FindingState::notApplicable) });
        QCOMPARE(counts.blockers, 1);
        QCOMPARE(counts.issues, 1);
        QCOMPARE(counts.unmeasured, 1);
        QVERIFY(openText({}).isEmpty());
    }

    void engineLinesAreRead()
    {
        const auto progress
            = parseEngineLine(quoted("{'event':'progress','programme':'mix.wav','fraction':0.31,'total':1.7}"));
        QCOMPARE(std::get<ProgressEvent>(progress).programme, QStringLiteral("mix.wav"));
        QCOMPARE(std::get<ProgressEvent>(progress).fraction, 0.31);
        QCOMPARE(std::get<ProgressEvent>(progress).total, 1.0); // never over 100 %
        const std::string record = programmeToJsonLine(test::failingFilmMix().programme);
        const auto programme
            = parseEngineLine(quoted("{'event':'programme','index':3,'waveform':'/t/3.wf','programme':")
                + QByteArray::fromStdString(record) + '}');
        QCOMPARE(std::get<ProgrammeEvent>(programme).index, 3);
        QCOMPARE(std::get<ProgrammeEvent>(programme).waveform, QStringLiteral("/t/3.wf"));
        QCOMPARE(programmeToJsonLine(std::get<ProgrammeEvent>(programme).programme), record);
    }

    void whatIsNoEventIsKept()
    {
        for (const QByteArray& line :
            { QByteArray("Segmentation fault"), quoted("{'event':'prog"), QByteArray("[1,2]") })
            QCOMPARE(std::get<StrayText>(parseEngineLine(line)).text, QString::fromUtf8(line));
        const EngineEvent broken = parseEngineLine(quoted("{'event':'programme','index':0,'programme':{'name':7}}"));
        QVERIFY(!std::get<MessageEvent>(broken).text.isEmpty());
        const EngineEvent novelty = parseEngineLine(quoted("{'event':'novelty'}"));
        QVERIFY(std::get<MessageEvent>(novelty).text.isEmpty());
    }

    void namesLoseWhatTheyShare_data()
    {
        QTest::addColumn<QString>("names");
        QTest::addColumn<QString>("shortened");
        QTest::newRow("stems") << "show_v4_DIA_6ch_48k_24b.wav show_v4_MX_2ch_48k_24b.wav"
                               << "…DIA_6ch… …MX_2ch…";
        QTest::newRow("nothing shared") << "a.wav b.wav"
                                        << "a.wav b.wav";
        QTest::newRow("one") << "long_name.wav"
                             << "long_name.wav";
        QTest::newRow("one within the other") << "master_mix.wav master_mix_v2.wav"
                                              << "…mix.wav …mix_v2.wav";
    }
    void namesLoseWhatTheyShare()
    {
        QFETCH(QString, names);
        QFETCH(QString, shortened);
        QCOMPARE(shortNames(names.split(u' ')).join(u' '), shortened);
    }

    void theExampleIsFoundBesideTheProgram()
    {
        const QTemporaryDir root;
        QDir(root.path()).mkpath(QStringLiteral("bin"));
        const QString program = root.filePath(QStringLiteral("bin"));
        QVERIFY(exampleDelivery(program).isEmpty());
        QDir(root.path()).mkpath(QStringLiteral("example/nightfall"));
        QCOMPARE(exampleDelivery(program), root.filePath(QStringLiteral("example/nightfall")));
        QDir(root.path()).mkpath(QStringLiteral("share/assay/example/installed"));
        QCOMPARE(exampleDelivery(program), root.filePath(QStringLiteral("share/assay/example/installed")));
    }
};

ASSAY_TEST(TestModels)
#include "tst_models.moc"
