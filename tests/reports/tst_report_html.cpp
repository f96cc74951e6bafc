// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/finding_words.h"
#include "reports/report_html.h"
#include "reports/report_language.h"
#include "reports/summary.h"
#include "reports/wording.h"
#include "tests/support/sample_reports.h"
#include "tests/support/test_class.h"

#include <QCryptographicHash>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QXmlStreamReader>
#include <QtTest>

using namespace assay;

namespace
{

// The page as a reader of XML sees it; what is wrong with it is the error.
struct Page {
    QString text; ///< without style and script
    QStringList elements {};
    QSet<QString> ids {};
    QStringList links {};
    QStringList addresses {}; ///< every src, href and action
    QString error {};
};

void readElement(QXmlStreamReader& xml, Page& page)
{
    const QString name = xml.name().toString();
    page.elements << name;
    for (const QXmlStreamAttribute& attribute : xml.attributes()) {
        const QString key = attribute.name().toString();
        if (key == QLatin1String("id"))
            page.ids.insert(attribute.value().toString());
        if (key == QLatin1String("href") || key == QLatin1String("src") || key == QLatin1String("action"))
            page.addresses << attribute.value().toString();
        if (key.startsWith(QLatin1String("on")))
            page.error = QStringLiteral("inline handler %1").arg(key);
    }
    if (name == QLatin1String("style") || name == QLatin1String("script"))
        xml.readElementText();
}

Page pageOf(const Report& report)
{
    Page page;
    QXmlStreamReader xml(QString::fromStdString(toHtml(report)));
    while (!xml.atEnd()) {
        const auto token = xml.readNext();
        if (token == QXmlStreamReader::StartElement)
            readElement(xml, page);
        if (token == QXmlStreamReader::Characters)
            page.text += xml.text();
    }
    if (xml.hasError())
        page.error = QStringLiteral("%1:%2: %3").arg(xml.lineNumber()).arg(xml.columnNumber()).arg(xml.errorString());
    return page;
}

Report hostile()
{
    Report report = test::smallReport();
    JudgedProgramme& entry = report.programmes[0];
    entry.programme.name = "<script>alert(1)</script>\"'&\x01\x7f.wav";
    entry.programme.assets = { entry.programme.name };
    report.assets[0].path = "夜の帳/]]></script><img src=x onerror=alert(2)>\xff\xfe.wav";
    report.assets[0].metadata["bext"]["Description"] = "</dd><script>alert(3)</script>";
    Finding& finding = entry.findings[0];
    finding.message = finding.advice = finding.limit = "<b>" + std::string(100'000, 'w');
    finding.events.assign(1000, Place { 1, 2, "\"><script>", 0.0 });
    report.created = "<yesterday>";
    return report;
}

} // namespace

class TestReportHtml : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isWellFormedAndAlone_data()
    {
        QTest::addColumn<Report>("report");
        QTest::newRow("delivery") << test::sampleDelivery();
        QTest::newRow("one that passes") << test::reportOf({ test::passingStereo() });
        QTest::newRow("silence") << test::reportOf({ test::silentMono() });
        QTest::newRow("nothing") << Report {};
        QTest::newRow("hostile") << hostile();
        Report zero = test::smallReport();
        zero.programmes[0].programme.sampleRate = 0;
        zero.programmes[0].programme.measures.series().hopSeconds = 0.0;
        QTest::newRow("no rate") << zero;
    }
    void isWellFormedAndAlone()
    {
        QFETCH(const Report, report);
        const Page page = pageOf(report);
        QCOMPARE(page.error, QString());
        QCOMPARE(page.elements.count(QStringLiteral("script")), 1);
        QCOMPARE(page.elements.count(QStringLiteral("h1")), 1);
        QCOMPARE(page.elements.count(QStringLiteral("main")), 1);
        QVERIFY(!page.elements.contains(QStringLiteral("link")));
        for (const QString& address : page.addresses) {
            QVERIFY2(address.startsWith(QLatin1Char('#')), qPrintable(address));
            QVERIFY2(page.ids.contains(address.mid(1)), qPrintable(address));
        }
        const QString all = QString::fromStdString(toHtml(report));
        QVERIFY(!all.contains(QRegularExpression(QStringLiteral("@import|url\\("))));
        QVERIFY(all.contains(QStringLiteral("default-src 'none'")));
    }

    // The policy names the very bytes of the script: a browser would run no other.
    void runsNoScriptButItsOwn()
    {
        const QByteArray page = QByteArray::fromStdString(toHtml(hostile()));
        const qsizetype start = page.indexOf("<script>") + 8;
        const QByteArray script = page.mid(start, page.indexOf("</script>", start) - start);
        QVERIFY(script.contains("use strict"));
        const QByteArray hash = QCryptographicHash::hash(script, QCryptographicHash::Sha256).toBase64();
        QVERIFY(page.contains("script-src 'sha256-" + hash + "'"));
        QVERIFY(!QString::fromUtf8(script.mid(12, script.size() - 20))
                     .contains(QRegularExpression(QStringLiteral("[<&]"))));
    }

    void tellsWhatTheReportHolds()
    {
        const Report report = test::sampleDelivery();
        const Page page = pageOf(report);
        QVERIFY(page.text.contains(deliveryTitle(report)));
        QVERIFY(page.text.contains(wordOf(*report.verdict)));
        for (const Step& step : firstSteps(report))
            QVERIFY2(page.text.contains(step.title) && page.text.contains(step.detail), qPrintable(step.title));
        for (const AssetRecord& asset : report.assets) {
            QVERIFY(page.text.contains(fromUtf8Text(asset.path)));
            for (const auto& [name, hash] : asset.hashes)
                QVERIFY(page.text.contains(fromUtf8Text(hash)));
        }
        for (const JudgedProgramme& entry : report.programmes) {
            for (const auto& [id, measurement] : entry.programme.measures.all())
                QVERIFY2(page.text.contains(fromUtf8Text(id)), id.c_str());
            for (const Finding& finding : entry.findings) {
                QVERIFY2(page.text.contains(findingTitle(finding)), finding.rule.c_str());
                QVERIFY(page.text.contains(findingValue(finding)));
                QVERIFY(page.text.contains(typeset(finding.limit)));
                for (const Place& place : placesOf(entry.programme, finding))
                    QVERIFY(page.text.contains(placeAndChannel(entry.programme, place, finding.measure)));
            }
        }
        for (const ManualCheck& check : report.manualChecks)
            QVERIFY(page.text.contains(fromUtf8Text(check.title)));
    }

    // The picture is the data: what the curves hold are the levels of the series.
    void drawsTheSeries()
    {
        const Report report = test::smallReport();
        const QString page = QString::fromStdString(toHtml(report));
        const auto& track = *report.programmes[0].programme.measures.series().find("momentary");
        static const QRegularExpression curve(QStringLiteral("class=\"curve momentary\" d=\"([^\"]*)\""));
        const QString path = curve.match(page).captured(1);
        QVERIFY(!path.isEmpty());
        for (std::size_t i = 0; i < track.size(); ++i) {
            if (!std::isnan(track[i])) {
                const QString point = QStringLiteral("%1 %2").arg(i).arg(std::llround(-track[i] * 10.0));
                QVERIFY2(path.contains(point), qPrintable(point));
            }
        }
    }

    void staysSmall()
    {
        std::vector<JudgedProgramme> forty(40, test::failingFilmMix());
        const auto size = toHtml(test::reportOf(std::move(forty))).size();
        QVERIFY2(size < 6'000'000, qPrintable(QString::number(size)));
    }

    void speaksTheLanguagesOfTheApp()
    {
        const Report report = test::sampleDelivery();
        const QString english = QString::fromStdString(toHtml(report));
        {
            const ReportLanguage german("de");
            const QString page = QString::fromStdString(toHtml(report));
            QVERIFY(page.contains(QStringLiteral(" lang=\"de\"")));
            for (const char* text :
                { "Was zuerst zu tun ist", "Lieferteile", "Befunde", "Programmlautheit", "fällt durch" })
                QVERIFY2(page.contains(QString::fromUtf8(text)), text);
            QVERIFY(!page.contains(QStringLiteral("What to do first")));
        }
        QCOMPARE(QString::fromStdString(toHtml(report)), english);
        QFile texts(QStringLiteral(ASSAY_SOURCE_DIR "/translations/assay_de.ts"));
        QVERIFY(texts.open(QIODevice::ReadOnly));
        QVERIFY(!texts.readAll().contains("type=\"unfinished\""));
    }

    void saysWhereItCouldNotWrite()
    {
        const Result<void> result = writeHtml(test::smallReport(), "/nowhere/at/all/report.html");
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::write);
    }

    void isTheSameAgain() { QCOMPARE(toHtml(test::sampleDelivery()), toHtml(test::sampleDelivery())); }
};

ASSAY_TEST(TestReportHtml)
#include "tst_report_html.moc"
