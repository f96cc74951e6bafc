// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/report_json.h"
#include "reports/report_schema.h"
#include "tests/support/sample_reports.h"
#include "tests/support/test_class.h"

#include <QFile>
#include <QtTest>
#include <limits>
#include <nlohmann/json.hpp>

using namespace assay;

namespace
{

nlohmann::json parsed(const Report& report)
{
    return nlohmann::json::parse(toJson(report));
}

std::string errorOf(const std::string& text)
{
    const Result<Report> result = reportFromJson(text, "r.json");
    return result ? "" : describe(result.error());
}

std::string withChange(const std::function<void(nlohmann::json&)>& change)
{
    nlohmann::json json = parsed(test::smallReport());
    change(json);
    return json.dump();
}

bool contains(const std::string& text, const char* part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

class TestReportJson : public QObject
{
    Q_OBJECT

private:
    static void addSamples()
    {
        QTest::addColumn<Report>("report");
        QTest::newRow("delivery") << test::sampleDelivery();
        QTest::newRow("small") << test::smallReport();
        QTest::newRow("silence") << test::reportOf({ test::silentMono() });
        Report measured = test::smallReport();
        measured.profile.reset();
        measured.verdict.reset();
        measured.programmes[0].judged = false;
        measured.programmes[0].findings.clear();
        QTest::newRow("measured only") << measured;
        Report odd = test::smallReport();
        ProgrammeRecord& programme = odd.programmes[0].programme;
        programme.layout = unknownLayout(6);
        programme.layoutSource = LayoutSource::assumed;
        programme.frameRate = FrameRate { 30000, 1001, true };
        programme.startFrame.reset();
        programme.name = "夜の帳 \"102\"\t\x01.wav";
        QTest::newRow("odd names and rates") << odd;
        QTest::newRow("empty") << Report {};
    }

private Q_SLOTS:
    void survivesARoundTrip_data() { addSamples(); }
    void survivesARoundTrip()
    {
        QFETCH(const Report, report);
        const std::string text = toJson(report);
        const Result<Report> again = reportFromJson(text, "r.json");
        QVERIFY2(again, again ? "" : describe(again.error()).c_str());
        QCOMPARE(QByteArray::fromStdString(toJson(*again)), QByteArray::fromStdString(text));
        for (std::size_t i = 0; i < report.programmes.size(); ++i)
            QVERIFY(again->programmes[i].programme.measures.all() == report.programmes[i].programme.measures.all());
    }

    void isValidAgainstItsSchema_data() { addSamples(); }
    void isValidAgainstItsSchema()
    {
        QFETCH(const Report, report);
        for (const bool series : { true, false }) {
            const Result<void> valid = validateReport(toJson(report, { .series = series }));
            QVERIFY2(valid, valid ? "" : describe(valid.error()).c_str());
        }
    }

    void looksAsItAlwaysDid()
    {
        const QString file = QStringLiteral(ASSAY_SOURCE_DIR "/tests/golden/small_report.json");
        const QByteArray text = QByteArray::fromStdString(toJson(test::smallReport()));
        if (qEnvironmentVariableIsSet("ASSAY_UPDATE_GOLDEN")) {
            QFile out(file);
            QVERIFY(out.open(QIODevice::WriteOnly));
            out.write(text);
        }
        QFile golden(file);
        QVERIFY(golden.open(QIODevice::ReadOnly));
        QCOMPARE(text, golden.readAll());
    }

    void followsTheContract()
    {
        const nlohmann::json json = parsed(test::sampleDelivery());
        QCOMPARE(json["schema"].get<std::string>(), std::string("assay-report/1"));
        const nlohmann::json& mix = json["programmes"][0];
        QCOMPARE(mix["start_timecode"].get<std::string>(), std::string("10:00:00:00"));
        QCOMPARE(mix["channels"].dump(), std::string(R"(["L","R","C","LFE","Ls","Rs"])"));
        const nlohmann::json& peak = mix["measures"]["peak.true"];
        QCOMPARE(peak["at"]["timecode"].get<std::string>(), std::string("10:13:08:02"));
        QCOMPARE(peak["at"]["channel"].get<std::string>(), std::string("L"));
        const nlohmann::json& event = mix["measures"]["phase.inverted"]["events"][0];
        QCOMPARE(event["timecode"].get<std::string>(), std::string("10:12:28:04"));
        QCOMPARE(event["start_s"].get<double>(), 748.16);
        QCOMPARE(json["assets"][2]["status"].get<std::string>(), std::string("unreadable"));
        QCOMPARE(json["assets"][2]["error"]["code"].get<std::string>(), std::string("malformed"));
        QVERIFY(mix["series"]["momentary"][0].is_null());
    }

    void keepsChannelsInTheirOrder()
    {
        const std::string text = toJson(test::smallReport());
        const std::size_t channels = text.find("\"channels\": {");
        QVERIFY(channels != std::string::npos || text.find("\"channels\":{") != std::string::npos);
        QVERIFY(text.find("\"L\"") < text.find("\"LFE\""));
        const Result<Report> again = reportFromJson(text, "r.json");
        QVERIFY(again);
        const Measurement* peak = again->programmes[0].programme.measures.find("peak.true");
        QVERIFY(peak != nullptr);
        QCOMPARE(peak->channels[3].channel, std::string("LFE"));
    }

    void leavesSeriesOutWhenAsked()
    {
        const nlohmann::json json = nlohmann::json::parse(toJson(test::sampleDelivery(), { .series = false }));
        QVERIFY(!json["programmes"][0].contains("series"));
    }

    void writesNullForWhatIsNoNumber()
    {
        Report report = test::smallReport();
        report.elapsedSeconds = std::numeric_limits<double>::infinity();
        JudgedProgramme& entry = report.programmes[0];
        entry.findings[0].delta = std::numeric_limits<double>::quiet_NaN();
        entry.programme.measures.series().tracks["momentary"][3] = std::numeric_limits<double>::infinity();
        const std::string text = toJson(report);
        QVERIFY(validateReport(text));
        QVERIFY(parsed(report)["programmes"][0]["findings"][0]["delta"].is_null());
        const Result<Report> again = reportFromJson(text, "r.json");
        QVERIFY(again);
        QVERIFY(std::isnan(again->programmes[0].programme.measures.series().find("momentary")->at(3)));
    }

    void replacesBytesThatAreNoText()
    {
        Report report = test::smallReport();
        report.programmes[0].programme.name = "caf\xE9.wav";
        const Result<Report> again = reportFromJson(toJson(report), "r.json");
        QVERIFY(again);
        QCOMPARE(again->programmes[0].programme.name, std::string("caf\xEF\xBF\xBD.wav"));
    }

    void readsOneProgrammeALine()
    {
        const ProgrammeRecord programme = test::failingFilmMix().programme;
        const std::string line = programmeToJsonLine(programme);
        QVERIFY(!contains(line, "\n"));
        const Result<ProgrammeRecord> again = programmeFromJson(line);
        QVERIFY2(again, again ? "" : describe(again.error()).c_str());
        QCOMPARE(programmeToJsonLine(*again), line);
        QCOMPARE(again->frames, programme.frames);
        QVERIFY(again->layout == programme.layout);
        QVERIFY(!programmeFromJson("{\"name\":"));
        QVERIFY(!programmeFromJson("[]"));
        QVERIFY(!programmeFromJson(R"({"measures":{"a":{"state":"maybe"}}})"));
    }

    void acceptsKeysOfOthers()
    {
        const std::string text = withChange([](nlohmann::json& json) {
            json["x-house"] = { { "job", 17 } };
            json["programmes"][0]["x-note"] = "n";
            json["programmes"][0]["series"]["x-more"] = { 1, "two" };
            json["programmes"][0]["findings"][0]["x-n"] = nullptr;
        });
        QCOMPARE(errorOf(text), std::string());
    }

    // What a later 1.x adds does not lock out those who have this one; our own reports stay strictly in their form.
    void readsPastKeysItDoesNotKnow()
    {
        const std::string text = withChange([](nlohmann::json& json) {
            json["colour"] = "red";
            json["programmes"][0]["colour"] = { { "of", "red" } };
            json["programmes"][0]["findings"][0]["colour"] = 1;
            json["assets"][0]["colour"] = nullptr;
        });
        QCOMPARE(errorOf(text), std::string());
        QVERIFY(!validateReport(text));
    }

    void refusesWhatBreaksTheSchema_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("part");
        const auto row = [](const char* name, const char* part, const std::function<void(nlohmann::json&)>& change) {
            QTest::newRow(name) << QString::fromStdString(withChange(change)) << QString::fromUtf8(part);
        };
        using J = nlohmann::json;
        row("verdict", "/programmes/0/verdict", [](J& j) { j["programmes"][0]["verdict"] = "good"; });
        row("number as text", "/programmes/0/frames", [](J& j) { j["programmes"][0]["frames"] = "96000"; });
        row("fault", "/assets/0/faults/0/code", [](J& j) { j["assets"][0]["faults"][0]["code"] = 3; });
        row("no error", "/assets/0", [](J& j) { j["assets"][0]["status"] = "unreadable"; });
        row("no value", "/programmes/0/measures/peak.true",
            [](J& j) { j["programmes"][0]["measures"]["peak.true"].erase("value"); });
        row("newer", "its schema is assay-report/9 and this Assay reads assay-report/1",
            [](J& j) { j["schema"] = "assay-report/9"; });
        row("other", "schema", [](J& j) { j["schema"] = "groceries/1"; });
        row("series", "momentary", [](J& j) { j["programmes"][0]["series"]["momentary"][1] = "loud"; });
        row("channel", "channel \"Q\"", [](J& j) { j["programmes"][0]["channels"][0] = "Q"; });
        row("rate", "frame rate", [](J& j) { j["programmes"][0]["frame_rate"] = "fast"; });
        row("missing", "assets", [](J& j) { j.erase("assets"); });
        row("list", "/", [](J& j) { j = J::array(); });
        row("huge", "/programmes/0/frames", [](J& j) { j["programmes"][0]["frames"] = 1e30; });
    }
    void refusesWhatBreaksTheSchema()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, part);
        const QString error = QString::fromStdString(errorOf(text.toStdString()));
        QVERIFY2(error.startsWith(QLatin1String("r.json: ")), qPrintable(error));
        QVERIFY2(error.contains(part), qPrintable(error));
    }

    void saysWhereTextIsNoJson()
    {
        QVERIFY(contains(errorOf("{\n \"schema\": tru }"), "r.json:2:"));
        QVERIFY(contains(errorOf(toJson(test::smallReport()).substr(0, 900)), "incomplete"));
        QVERIFY(contains(errorOf(""), "r.json:1:1"));
        QVERIFY(contains(errorOf(std::string(100'000, '[')), "too deep"));
        QVERIFY(contains(errorOf("\xFF\xFE"), "r.json:1"));
    }

    void survivesEveryTruncation()
    {
        const std::string text = toJson(test::smallReport(), { .series = false });
        for (std::size_t length = 0; length + 2 < text.size(); length += 41)
            QVERIFY(!reportFromJson(text.substr(0, length), "r.json"));
    }

    void survivesHostileNumbers()
    {
        const std::string text = withChange([](nlohmann::json& json) {
            nlohmann::json& programme = json["programmes"][0];
            programme["frames"] = 9007199254740991;
            programme["sample_rate"] = 0;
            programme["start_frame"] = 9007199254740991;
            programme["frame_rate"] = "999999999/1000000";
            programme["measures"]["signal.clipping"]["value"] = 18446744073709551615ULL;
        });
        const Result<Report> report = reportFromJson(text, "r.json");
        QVERIFY2(report, report ? "" : describe(report.error()).c_str());
        QVERIFY(validateReport(toJson(*report)));
    }
};

ASSAY_TEST(TestReportJson)
#include "tst_report_json.moc"
