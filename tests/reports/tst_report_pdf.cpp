// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/columns.h"
#include "reports/pdf_bookmarks.h"
#include "reports/report_html.h"
#include "reports/report_json.h"
#include "reports/report_pdf.h"
#include "reports/summary.h"
#include "reports/wording.h"
#include "tests/support/sample_reports.h"
#include "tests/support/test_class.h"

#include <QFile>
#include <QImage>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>
#include <cmath>
#include <limits>

using namespace assay;

namespace
{

// A light look at the file: pages are objects of type Page (not Pages).
int pagesIn(const QByteArray& pdf)
{
    static const QRegularExpression page(QStringLiteral("/Type /Page\\b(?!s)"));
    return static_cast<int>(QString::fromLatin1(pdf).count(page));
}

JudgedProgramme named(JudgedProgramme entry, const std::string& name)
{
    entry.programme.name = name;
    entry.programme.assets = { "delivery/" + name };
    return entry;
}

Report deliveryOf(int count)
{
    std::vector<JudgedProgramme> programmes;
    for (int i = 0; i < count; ++i)
        programmes.push_back(named(test::silentMono(), "part_" + std::to_string(i) + ".wav"));
    return test::reportOf(std::move(programmes));
}

} // namespace

class TestReportPdf : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QByteArray written(const Report& report, const PdfOptions& options = {})
    {
        const QString file = m_folder.filePath(QStringLiteral("report.pdf"));
        const Result<void> result = writePdf(report, file.toStdString(), options);
        if (!result)
            qWarning("%s", describe(result.error()).c_str());
        QFile in(file);
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }

private Q_SLOTS:
    void writesEveryKindOfReport_data()
    {
        QTest::addColumn<Report>("report");
        QTest::addColumn<int>("fewestPages");
        QTest::newRow("delivery") << test::sampleDelivery() << 4;
        QTest::newRow("one that passes") << test::reportOf({ test::passingStereo() }) << 3;
        QTest::newRow("silence") << test::reportOf({ test::silentMono() }) << 3;
        QTest::newRow("nothing") << Report {} << 2;
        QTest::newRow("forty") << deliveryOf(40) << 43;
        Report bare = test::smallReport();
        bare.programmes[0].programme.measures.series() = {};
        QTest::newRow("no series") << bare << 3;
        const std::string japanese = "夜の帳_第102話_最終ミックス.wav";
        Report odd = test::reportOf(
            { named(test::silentMono(), japanese), named(test::passingStereo(), std::string(400, 'x') + ".wav") });
        odd.assets.push_back(test::unreadableAsset(std::string(300, 'y') + japanese));
        QTest::newRow("odd names") << odd << 4;
        Report hostile = test::smallReport();
        Finding& finding = hostile.programmes[0].findings[0];
        finding.message = finding.advice = finding.limit = std::string(100'000, 'w');
        finding.events.assign(1000, Place { 1, 2, "L", 0.0 });
        finding.measured = std::numeric_limits<double>::max();
        hostile.programmes[0].programme.sampleRate = 0;
        hostile.created = "yesterday";
        QTest::newRow("hostile") << hostile << 3;
    }
    void writesEveryKindOfReport()
    {
        QFETCH(const Report, report);
        QFETCH(const int, fewestPages);
        const QByteArray pdf = written(report);
        QVERIFY(pdf.startsWith("%PDF-1.7"));
        QVERIFY(pdf.trimmed().endsWith("%%EOF"));
        QVERIFY2(pagesIn(pdf) >= fewestPages, qPrintable(QString::number(pagesIn(pdf))));
    }

    void isArchivable()
    {
        const QByteArray pdf = written(test::sampleDelivery());
        QVERIFY(pdf.contains("pdfaid:conformance=\"B\""));
        QVERIFY(pdf.contains("pdfaid:part=\"3\"")); // which allows the attached report
        QVERIFY(!pdf.contains("pdfaid:part=\"1\""));
        QVERIFY(pdf.contains("/OutputIntents"));
        QVERIFY(pdf.contains("/ToUnicode")); // text can be searched and copied
        QVERIFY(pdf.contains("/FontFile2")); // fonts are embedded
        QVERIFY(!pdf.contains("/Group")); // no transparency, which PDF/A-1 forbids
        QCOMPARE(pdf.count("/SMask"), pdf.count("/SMask /None"));
    }

    void givesTheSameBytesAgain()
    {
        const QByteArray once = written(test::sampleDelivery());
        QTest::qWait(1100); // the clock moves on a second: the file must not
        QCOMPARE(written(test::sampleDelivery()), once);
        QVERIFY(once.contains("/CreationDate (D:20261122140500"));
    }

    void leadsToItsPages()
    {
        const QByteArray pdf = written(test::sampleDelivery());
        QCOMPARE(pdf.count("/Dest ["), 4); // summary, two programmes, how it was measured
        QVERIFY(pdf.contains("/Outlines"));
        const qsizetype table = pdf.mid(pdf.lastIndexOf("startxref\n") + 10).split('\n').first().toLongLong();
        QVERIFY(pdf.mid(table).startsWith("xref\n"));
        QVERIFY(pdf.mid(pdf.lastIndexOf("trailer")).contains("/Prev "));
    }

    // The very report, for whoever gets the PDF alone.
    void holdsTheReport()
    {
        const Report report = test::sampleDelivery();
        const QByteArray pdf = written(report);
        QVERIFY(pdf.contains("/AFRelationship /Source"));
        QVERIFY(pdf.contains("/EmbeddedFiles"));
        const qsizetype object = pdf.indexOf("/Type /EmbeddedFile\n");
        const qsizetype start = pdf.indexOf("stream\n", object) + 7;
        const qsizetype end = pdf.indexOf("\nendstream", start);
        const QByteArray json = QByteArray::fromStdString(toJson(report));
        QByteArray length(4, 0); // qUncompress wants the length in front, big-endian
        for (int i = 0; i < 4; ++i)
            length[i] = static_cast<char>(json.size() >> (24 - 8 * i));
        QVERIFY(qUncompress(length + pdf.mid(start, end - start)) == json);
        QVERIFY(written(report, { .series = false }).size() < pdf.size());
    }

    void carriesTheHouse()
    {
        const QString logo = m_folder.filePath(QStringLiteral("logo.png"));
        QImage picture(64, 32, QImage::Format_ARGB32);
        picture.fill(QColor(200, 0, 0, 128)); // transparent: an archive takes none
        QVERIFY(picture.save(logo));
        const QString file = m_folder.filePath(QStringLiteral("house.toml"));
        QFile out(file);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write("house = \"Nordlicht Post\"\nlogo = \"logo.png\"\ntitle = \"Nightfall 102\"\nclient = \"ACME\"\n"
                  "reference = \"PO 4711\"\n");
        out.close();
        const auto house = readReportTemplate(file.toStdString());
        QVERIFY2(house.has_value(), house ? "" : describe(house.error()).c_str());
        QCOMPARE(house->logoType, std::string("image/png"));
        const QByteArray pdf = written(test::smallReport(), { .house = *house });
        QVERIFY(pdf.contains("/Subtype /Image"));
        QCOMPARE(pdf.count("/SMask"), pdf.count("/SMask /None"));
        const QString page = QString::fromStdString(toHtml(test::smallReport(), *house));
        for (const char* text : { "Nordlicht Post", "Nightfall 102", "ACME", "PO 4711", "data:image/png;base64," })
            QVERIFY2(page.contains(QLatin1String(text)), text);
    }

    void refusesAWrongTemplate()
    {
        const QString file = m_folder.filePath(QStringLiteral("wrong.toml"));
        const auto refused = [&](const QByteArray& text) {
            QFile out(file);
            if (!out.open(QIODevice::WriteOnly))
                return std::string("not written");
            out.write(text);
            out.close();
            const auto house = readReportTemplate(file.toStdString());
            return house ? std::string() : describe(house.error());
        };
        QVERIFY(refused("clinet = \"x\"").find("client") != std::string::npos);
        QVERIFY(refused("title = 5").find("wrong.toml:1") != std::string::npos);
        QVERIFY(refused("logo = \"wrong.toml\"").find("PNG or JPEG") != std::string::npos);
        QVERIFY(refused("logo = \"nowhere.png\"").find("nowhere.png") != std::string::npos);
        QVERIFY(refused("title = ").find("wrong.toml") != std::string::npos);
        QCOMPARE(refused(""), std::string());
    }

    void leavesAStrangeFileAlone()
    {
        QCOMPARE(withOutline("no PDF at all", { { QStringLiteral("x"), 1 } }), QByteArray("no PDF at all"));
        QCOMPARE(withOutline("", { { QStringLiteral("x"), 1 } }), QByteArray());
    }

    void knowsItsPaper()
    {
        QVERIFY(written(test::smallReport()).contains("/MediaBox [0 0 595"));
        QVERIFY(written(test::smallReport(), { .letter = true }).contains("/MediaBox [0 0 612"));
    }

    void saysWhereItCouldNotWrite()
    {
        const Result<void> result = writePdf(test::smallReport(), "/nowhere/at/all/report.pdf");
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::write);
        QVERIFY(describe(result.error()).find("/nowhere/at/all/report.pdf") != std::string::npos);
    }

    void saysTheVerdictInWords_data()
    {
        QTest::addColumn<Report>("report");
        QTest::addColumn<QString>("part");
        Report nothing = test::reportOf({ test::passingStereo() });
        nothing.programmes[0].judged = false;
        nothing.programmes[0].findings.clear();
        nothing.verdict = Verdict::review;
        Report measured = nothing;
        measured.verdict.reset();
        QTest::newRow("fail") << test::sampleDelivery() << QStringLiteral("programme loudness is 0.9 LU too high");
        QTest::newRow("unread") << test::sampleDelivery() << QStringLiteral("One file could not be read");
        QTest::newRow("pass") << test::reportOf({ test::passingStereo() }) << QStringLiteral("lies inside its limits");
        QTest::newRow("silence") << test::reportOf({ test::silentMono() }) << QStringLiteral("A person must decide");
        QTest::newRow("nothing judged") << nothing << QStringLiteral("Nothing was judged");
        QTest::newRow("measured") << measured << QStringLiteral("no profile has judged");
        QTest::newRow("empty") << Report {} << QStringLiteral("no profile has judged");
    }
    void saysTheVerdictInWords()
    {
        QFETCH(const Report, report);
        QFETCH(const QString, part);
        QString sentence;
        for (const Phrase& phrase : verdictSentence(report))
            sentence += phrase.text;
        sentence.replace(QChar(0x00A0), QLatin1Char(' ')); // units stand behind a no-break space
        QVERIFY2(sentence.contains(part), qPrintable(sentence));
        const bool passes = report.verdict == Verdict::pass;
        QCOMPARE(sentence.contains(QStringLiteral("inside its limits")), passes);
    }

    void asksForTheWeightiestFirst()
    {
        const std::vector<Step> steps = firstSteps(test::sampleDelivery());
        QCOMPARE(steps.size(), std::size_t { 3 });
        QCOMPARE(steps[0].title, QStringLiteral("Lower the mix by 0.9 to 4.9 LU"));
        QVERIFY(steps[2].severity == Severity::issue);
        QCOMPARE(countsText(countsOf(test::sampleDelivery())),
            QStringLiteral("2 blockers, 1 issue, 1 not measured, 12 rules met"));
    }

    void setsNumbersAndPlacesForPeople()
    {
        QCOMPARE(typeset("-27.0 ± 2.0 at 10:00:00-x 1-2 a-3"), QStringLiteral("−27.0 ± 2.0 at 10:00:00-x 1-2 a-3"));
        QCOMPARE(titleOf("peak.true"), QStringLiteral("True peak"));
        QCOMPARE(titleOf("some.new_measure"), QStringLiteral("Some new measure"));
        const ProgrammeRecord film = test::failingFilmMix().programme;
        const Place place { 748 * 48000, 756 * 48000, "L", {} };
        QCOMPARE(placeText(film, place, "phase.inverted"), QStringLiteral("10:12:28:00 – 10:12:36:00"));
        QCOMPARE(placeText(film, Place { 4, 4, "", {} }, "structure.faults"), QStringLiteral("byte 4"));
        QCOMPARE(rateText(44100).replace(QChar(0x00A0), QLatin1Char(' ')), QStringLiteral("44.1 kHz"));
        QCOMPARE(dateText("2026-11-22T14:05:00Z"), QStringLiteral("22 November 2026, 14:05 UTC"));
    }

    void reducesASeriesToColumns()
    {
        const double none = std::numeric_limits<double>::quiet_NaN();
        const std::vector<double> track { 1.0, 3.0, none, none, -2.0, 4.0 };
        const std::vector<Column> halves = columnsOf(track, 0.1, 0.0, 0.6, 3);
        QCOMPARE(halves.size(), std::size_t { 3 });
        QCOMPARE(halves[0].low, 1.0);
        QCOMPARE(halves[0].high, 3.0);
        QCOMPARE(halves[0].mean, 2.0);
        QVERIFY(std::isnan(halves[1].high));
        QCOMPARE(halves[2].low, -2.0);
        QCOMPARE(columnsOf(track, 0.1, 0.0, 0.1, 4).back().mean, 1.0); // narrower than an entry: still its value
        QVERIFY(columnsOf(track, 0.0, 0.0, 1.0, 4).empty());
        QVERIFY(columnsOf(track, 0.1, 1.0, 1.0, 4).empty());
        QVERIFY(std::isnan(columnsOf(track, 0.1, 50.0, 60.0, 2)[0].mean));
    }
};

ASSAY_TEST_IN(QGuiApplication, TestReportPdf)
#include "tst_report_pdf.moc"
