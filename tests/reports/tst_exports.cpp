// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/csv_line.h"
#include "reports/exports.h"
#include "reports/wording.h"
#include "specs/verdict.h"
#include "tests/support/sample_reports.h"
#include "tests/support/test_class.h"

#include <QRegularExpression>
#include <QStringList>
#include <QTest>
#include <QXmlStreamReader>
#include <algorithm>

using namespace assay;

namespace
{

// A reader of RFC 4180 that is not ours to write with.
std::vector<QStringList> linesOf(const std::string& csv)
{
    std::vector<QStringList> lines;
    QStringList fields;
    QByteArray field;
    bool quoted = false;
    for (std::size_t i = 0; i < csv.size(); ++i) {
        const char c = csv[i];
        if (quoted && c == '"' && i + 1 < csv.size() && csv[i + 1] == '"') {
            field += c;
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && (c == ',' || c == '\n')) {
            fields << QString::fromUtf8(field);
            field.clear();
            if (c == '\n') {
                lines.push_back(fields);
                fields.clear();
            }
        } else if (quoted || c != '\r') {
            field += c;
        }
    }
    return lines;
}

Report named(const std::string& name)
{
    Report report = test::sampleDelivery();
    report.programmes[0].programme.name = name;
    report.programmes[0].findings[0].message = "line one\nline, \"two\"";
    report.assets[0].path = name;
    return report;
}

std::size_t failedPlaces(const JudgedProgramme& entry)
{
    std::size_t places = 0;
    for (const Finding& finding : entry.findings)
        places += finding.state == FindingState::fail ? finding.events.size() : 0;
    return places;
}

} // namespace

class TestExports : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tablesAreRectangular_data()
    {
        QTest::addColumn<int>("table");
        for (const ExportTable table :
            { ExportTable::findings, ExportTable::places, ExportTable::measures, ExportTable::assets })
            QTest::newRow(std::to_string(static_cast<int>(table)).c_str()) << static_cast<int>(table);
    }
    void tablesAreRectangular()
    {
        QFETCH(const int, table);
        for (const Report& report : { named("=cmd|'/c calc'!A1,\"x\"\n夜.wav"), test::smallReport(), Report {},
                 test::reportOf({ test::silentMono() }) }) {
            const auto csv = exported(report, static_cast<ExportTable>(table));
            QVERIFY(csv);
            const auto lines = linesOf(*csv);
            QVERIFY(!lines.empty());
            for (const QStringList& line : lines) {
                QCOMPARE(line.size(), lines.front().size());
                for (const QString& field : line)
                    QVERIFY2(!field.startsWith(QLatin1Char('=')), qPrintable(field));
            }
        }
    }

    void everyFindingIsALine()
    {
        const Report report = named("a, \"b\".wav");
        const auto lines = linesOf(findingsCsv(report));
        const auto findings = findingsOf(report);
        QCOMPARE(lines.size(), findings.size() + 1);
        for (std::size_t i = 0; i < findings.size(); ++i) {
            const Finding& finding = *findings[i].finding;
            QCOMPARE(lines[i + 1][2], fromUtf8Text(finding.rule));
            QCOMPARE(lines[i + 1][5], fromUtf8Text(nameOf(finding.state)));
            if (const auto number = finding.measured ? numberIn(*finding.measured) : std::nullopt)
                QCOMPARE(lines[i + 1][8].toDouble(), *number); // unrounded
        }
        QCOMPARE(lines[1][0], QStringLiteral("a, \"b\".wav"));
        QCOMPARE(lines[1][15], QStringLiteral("line one\nline, \"two\""));
    }

    void everyMeasureAndChannelIsALine()
    {
        const Report report = test::smallReport();
        std::size_t expected = 1;
        for (const auto& [id, measurement] : report.programmes[0].programme.measures.all())
            expected += 1 + measurement.channels.size();
        QCOMPARE(linesOf(measuresCsv(report)).size(), expected);
    }

    void junitCountsWhatItHolds()
    {
        const Report report = named("<a & b>\x01.wav");
        QXmlStreamReader xml(QString::fromStdString(junitXml(report)));
        QMap<QString, int> elements;
        QMap<QString, int> promised;
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement)
                continue;
            ++elements[xml.name().toString()];
            if (xml.name() == QLatin1String("testsuites")) {
                for (const char* count : { "tests", "failures", "errors", "skipped" })
                    promised[QLatin1String(count)] = xml.attributes().value(QLatin1String(count)).toInt();
            }
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QCOMPARE(elements[QStringLiteral("testcase")], promised[QStringLiteral("tests")]);
        QCOMPARE(elements[QStringLiteral("failure")], promised[QStringLiteral("failures")]);
        QCOMPARE(elements[QStringLiteral("error")], promised[QStringLiteral("errors")]);
        QCOMPARE(elements[QStringLiteral("skipped")], promised[QStringLiteral("skipped")]);
        QVERIFY(promised[QStringLiteral("failures")] > 0);
        QVERIFY(promised[QStringLiteral("errors")] > 0); // the unreadable stem at least
    }

    // A report that passes has neither failure nor error: a pipeline goes on.
    void junitOfAPassIsGreen()
    {
        const std::string xml = junitXml(test::reportOf({ test::passingStereo() }));
        QVERIFY(xml.find("<failure") == std::string::npos);
        QVERIFY(xml.find("<error") == std::string::npos);
    }

    void markersStandWhereFindingsDo()
    {
        const Report report = test::sampleDelivery();
        const JudgedProgramme& film = report.programmes[0];
        const ExportOptions options { {}, film.programme.name };
        const auto reaper = linesOf(*exported(report, ExportTable::reaper, options));
        QVERIFY(reaper.size() > failedPlaces(film)); // places, extremes and the line of titles
        QVERIFY(reaper[1][0].startsWith(QLatin1Char('R')) || reaper[1][0].startsWith(QLatin1Char('M')));
        const auto nuendo = linesOf(*exported(report, ExportTable::nuendo, options));
        QCOMPARE(nuendo.size(), reaper.size());
        for (std::size_t i = 1; i < nuendo.size(); ++i)
            QVERIFY2(
                nuendo[i][1].startsWith(QLatin1String("10:")), qPrintable(nuendo[i][1])); // it starts at 10:00:00:00
    }

    void edlHasAPictureFrameForEach()
    {
        const Report report = test::sampleDelivery();
        const ExportOptions options { {}, report.programmes[0].programme.name };
        const QString edl = QString::fromStdString(*exported(report, ExportTable::edl, options));
        static const QRegularExpression event(
            QStringLiteral(
                "^(\\d{3})  001      V     C        (10:\\d\\d:\\d\\d:\\d\\d) (10:\\d\\d:\\d\\d:\\d\\d) \\2 \\3$"),
            QRegularExpression::MultilineOption);
        auto events = event.globalMatch(edl);
        int count = 0;
        while (events.hasNext()) {
            const auto match = events.next();
            QCOMPARE(match.captured(1).toInt(), ++count);
            QVERIFY(match.captured(2) < match.captured(3));
        }
        QCOMPARE(count, edl.count(QStringLiteral("* LOC: ")));
        QCOMPARE(count, edl.count(QStringLiteral("|C:ResolveColor")));
        QVERIFY(count > 0);
        QVERIFY(edl.startsWith(QStringLiteral("TITLE: ASSAY FINDINGS\nFCM: NON-DROP FRAME\n")));
    }

    void proToolsTextCountsSamples()
    {
        const Report report = test::sampleDelivery();
        const ExportOptions options { {}, report.programmes[0].programme.name };
        const QString text = QString::fromStdString(*exported(report, ExportTable::proTools, options));
        QVERIFY(text.contains(QStringLiteral("SESSION START TIMECODE:\t10:00:00:00\nTIMECODE FORMAT:\t25 Frame\n")));
        const QStringList lines = text.split(QStringLiteral("M A R K E R S  L I S T I N G\n"))
                                      .last()
                                      .split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        for (const QString& line : lines.mid(1)) {
            const QStringList fields = line.split(QLatin1Char('\t'));
            QCOMPARE(fields.size(), 6);
            const auto time = parseTimecode(fields[1].trimmed().toStdString(), 48000, FrameRate {});
            QVERIFY(time);
            const FrameCount sample = fields[2].trimmed().toLongLong();
            QCOMPARE(*time - FrameCount { 36000 } * 48000, sample / 1920 * 1920); // the picture frame it lies in
        }
    }

    void timecodeNeedsAPictureRate()
    {
        Report report = test::sampleDelivery();
        report.programmes[0].programme.frameRate.reset();
        ExportOptions options { {}, report.programmes[0].programme.name };
        for (const ExportTable table : { ExportTable::edl, ExportTable::nuendo, ExportTable::proTools }) {
            const auto refused = exported(report, table, options);
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, ErrorCode::usage);
            QVERIFY(refused.error().message.find("--fps") != std::string::npos);
        }
        QVERIFY(exported(report, ExportTable::reaper, options));
        options.frameRate = FrameRate {};
        QVERIFY(exported(report, ExportTable::edl, options));
        options.programme = "nobody.wav";
        QVERIFY(!exported(report, ExportTable::reaper, options));
    }

    void namesAreKnown()
    {
        for (const ExportTableName& table : exportTables())
            QCOMPARE(exportTableNamed(table.name), table.table);
        QVERIFY(!exportTableNamed("xlsx"));
    }
};

ASSAY_TEST(TestExports)
#include "tst_exports.moc"
