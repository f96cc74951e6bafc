// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/base/layout.h"
#include "core/base/path.h"
#include "core/base/timecode.h"
#include "core/base/units.h"
#include "core/measure/measurement.h"
#include "core/measure/series.h"
#include "tests/support/test_class.h"

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

using namespace assay;

class TestBase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timecodeCountsPictureFrames_data()
    {
        QTest::addColumn<QString>("rate");
        QTest::addColumn<qlonglong>("frame");
        QTest::addColumn<QString>("timecode");
        QTest::newRow("midnight") << "25" << 0LL << "00:00:00:00";
        QTest::newRow("last sample of a frame") << "25" << 1919LL << "00:00:00:00";
        QTest::newRow("first sample of the next") << "25" << 1920LL << "00:00:00:01";
        QTest::newRow("ten hours") << "25" << 1728000000LL << "10:00:00:00";
        QTest::newRow("23.976 runs slow") << "23.976" << 48000LL * 3600 << "00:59:56:09";
        QTest::newRow("drop skips two a minute") << "29.97DF" << 2882880LL << "00:01:00;02";
        QTest::newRow("but not the tenth") << "29.97DF" << 28800000LL - 28800LL << "00:09:59;12";
        QTest::newRow("a day wraps") << "25" << 48000LL * 86400 << "00:00:00:00";
    }

    void timecodeCountsPictureFrames()
    {
        QFETCH(QString, rate);
        QFETCH(qlonglong, frame);
        QFETCH(QString, timecode);
        const auto parsed = parseFrameRate(rate.toStdString());
        QVERIFY(parsed.has_value());
        QCOMPARE(QString::fromStdString(formatTimecode(frame, 48000, *parsed)), timecode);
    }

    void timecodeGoesThereAndBack()
    {
        for (const char* name : { "23.976", "24", "25", "29.97", "29.97DF", "30", "50", "59.94DF" }) {
            const FrameRate rate = *parseFrameRate(name);
            for (FrameCount frame = 0; frame < 48000LL * 3600; frame += 48000 * 7 + 1237) {
                const std::string text = formatTimecode(frame, 48000, rate);
                const auto back = parseTimecode(text, 48000, rate);
                QVERIFY2(back.has_value(), text.c_str());
                QCOMPARE(formatTimecode(*back, 48000, rate), text);
                QVERIFY(*back <= frame && frame - *back < 48000 * rate.denominator / rate.numerator + 1);
            }
        }
    }

    void noTimecodeIsRefused()
    {
        for (const char* text : { "", "1:00:00:00", "00:60:00:00", "00:00:00:25", "aa:bb:cc:dd", "00:00:00:00 " })
            QVERIFY2(!parseTimecode(text, 48000, FrameRate {}), text);
    }

    // Every position there is, so that a new one cannot go without.
    void weightsFollowThePosition()
    {
        using enum Speaker;
        const std::set<Speaker> sides { leftSurround, rightSurround, leftSideSurround, rightSideSurround, leftWide,
            rightWide }; // M+-110, M+-090, M+-060: BS.1770-5 Annex 3, Table 5
        const std::set<Speaker> left0 { lfe, lfe2, data, hearingImpaired, visuallyImpaired };
        for (int i = 0; i <= static_cast<int>(visuallyImpaired); ++i) {
            const auto speaker = static_cast<Speaker>(i);
            QCOMPARE(loudnessWeight(speaker), sides.contains(speaker) ? 1.41 : left0.contains(speaker) ? 0.0 : 1.0);
        }
    }

    // The loudspeaker systems of ITU-R BS.2051, and others in use, each channel with its weight.
    void layoutsAreWeighted_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("weights"); // in the layout's order; s is 1.41
        QTest::addColumn<int>("pairs");
        QTest::newRow("mono") << "0+1+0"
                              << "1" << 0;
        QTest::newRow("A") << "0+2+0"
                           << "11" << 1;
        QTest::newRow("B") << "0+5+0"
                           << "1110ss" << 2;
        QTest::newRow("C") << "2+5+0"
                           << "1110ss11" << 3;
        QTest::newRow("D") << "4+5+0"
                           << "1110ss1111" << 4;
        QTest::newRow("E") << "4+5+1"
                           << "1110ss11111" << 4;
        QTest::newRow("F") << "3+7+0"
                           << "11111ss11100" << 4;
        QTest::newRow("G") << "4+9+0"
                           << "1110ss11111111" << 6;
        QTest::newRow("H") << "9+10+3"
                           << "ss1011111"
                              "0ss"
                              "111111111111"
                           << 8;
        QTest::newRow("I") << "0+7+0"
                           << "1110ss11" << 3;
        QTest::newRow("J") << "4+7+0"
                           << "1110ss111111" << 5;
        QTest::newRow("5.1.2") << "5.1.2"
                               << "1110ss11" << 3;
        QTest::newRow("7.1.2") << "7.1.2"
                               << "1110ss1111" << 4;
        QTest::newRow("7.1.6") << "7.1.6"
                               << "1110ss11111111" << 6;
        QTest::newRow("9.1.4") << "9.1.4"
                               << "1110ss11ss1111" << 6;
        QTest::newRow("9.1.6") << "9.1.6"
                               << "1110ss11ss111111" << 7;
        QTest::newRow("7.1 SDDS") << "7.1 SDDS"
                                  << "1110ss11" << 3;
    }
    void layoutsAreWeighted()
    {
        QFETCH(QString, name);
        const auto layout = layoutNamed(name.toStdString());
        QVERIFY(layout);
        QString weights;
        for (const Speaker speaker : layout->channels) {
            const double weight = loudnessWeight(speaker);
            weights += QLatin1Char(weight > 1.0 ? 's' : weight > 0.0 ? '1' : '0');
        }
        QTEST(weights, "weights");
        QTEST(static_cast<int>(facingPairs(*layout).size()), "pairs");
        auto turned = layout->channels;
        std::ranges::reverse(turned);
        QCOMPARE(layoutOf(turned).name, layout->name); // whatever their order
        QCOMPARE(*layoutNamed(layout->name), *layout); // names are unique
    }

    void layoutsKeepTheirOrderAndName()
    {
        using enum Speaker;
        const Layout film = layoutOf({ left, centre, right, leftSurround, rightSurround, lfe });
        QCOMPARE(film.name, std::string("5.1"));
        QCOMPARE(film.channels[1], centre);
        QCOMPARE(layoutNamed("7.1.4")->size(), 12U);
        QCOMPARE(layoutNamed("22.2")->size(), 24U);
        QCOMPARE(unknownLayout(6).channelNames().back(), std::string("ch6"));
        const Layout twice = layoutOf({ left, left });
        QCOMPARE(twice.channelNames(), (std::vector<std::string> { "L", "L@2" }));
        QCOMPARE(facingPairs(*layoutNamed("7.1")).size(), 3U);
    }

    void textBecomesValidUtf8()
    {
        QCOMPARE(sanitizedUtf8("a\xC3\xA9"), std::string("a\xC3\xA9"));
        QCOMPARE(sanitizedUtf8("a\xE9z"), std::string("a\xEF\xBF\xBDz"));
        QCOMPARE(sanitizedUtf8("\xED\xA0\x80"), std::string("\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD")); // a surrogate
        QCOMPARE(sanitizedUtf8("\xC0\xAF"), std::string("\xEF\xBF\xBD\xEF\xBF\xBD")); // an overlong slash
        QCOMPARE(sanitizedUtf8(std::string_view("a\0b", 3)), std::string("ab"));
    }

    void filesAreReplacedWhole()
    {
        const QTemporaryDir dir;
        const std::filesystem::path file = std::filesystem::path(dir.path().toStdString()) / "report.json";
        QVERIFY(writeFileAtomically(file, "one").has_value());
        QVERIFY(writeFileAtomically(file, "two").has_value());
        QCOMPARE(*readWholeFile(file), std::string("two"));
        QCOMPARE(std::distance(std::filesystem::directory_iterator(file.parent_path()), {}), 1);
        const auto refused = writeFileAtomically(file.parent_path() / "nowhere" / "x", "text");
        QVERIFY(!refused.has_value());
        QCOMPARE(refused.error().code, ErrorCode::write);
        QVERIFY(describe(refused.error()).find("nowhere/x: cannot write: No such file") != std::string::npos);
    }

    // By a link, so that a mistake here costs the link and not the machine's device.
    void devicesAreWrittenIntoNotReplaced()
    {
        if (!std::filesystem::is_character_file("/dev/null"))
            QSKIP("no /dev/null here");
        const QTemporaryDir dir;
        const std::filesystem::path link = std::filesystem::path(dir.path().toStdString()) / "nowhere";
        std::filesystem::create_symlink("/dev/null", link);
        QVERIFY(writeFileAtomically(link, "text").has_value());
        QVERIFY(std::filesystem::is_symlink(link));
    }

    void onlyFiniteNumbersAreMeasured()
    {
        constexpr MeasureSpec spec { "x.y", Unit::db, ValueKind::number, "", "" };
        QCOMPARE(measured(spec, -1.5).state, MeasureState::ok);
        QCOMPARE(measured(spec, std::numeric_limits<double>::quiet_NaN()).state, MeasureState::notMeasured);
        QCOMPARE(measured(spec, -std::numeric_limits<double>::infinity()).state, MeasureState::notMeasured);
    }

    void eventsAreOrderedAndHonestlyCounted()
    {
        constexpr MeasureSpec spec { "x.y", Unit::events, ValueKind::events, "", "" };
        std::vector<Place> places;
        for (FrameCount i = 0; i < 2500; ++i)
            places.push_back({ 10000 - i * 2, 10001 - i * 2, "L", {} });
        const Measurement measurement = measuredEvents(spec, places);
        QCOMPARE(std::get<std::int64_t>(*measurement.value), 2500);
        QCOMPARE(measurement.events.size(), maxEvents);
        QVERIFY(measurement.events.front().start < measurement.events.back().start);
    }

    void seriesAreRoundedOnce()
    {
        QCOMPARE(rounded(-23.004999, levelStep), -23.0);
        QCOMPARE(rounded(-23.006, levelStep), -23.01);
        QVERIFY(!std::signbit(rounded(-0.0001, levelStep)));
        QVERIFY(std::isnan(rounded(powerToDb(0.0), levelStep)));
    }
};

ASSAY_TEST(TestBase)
#include "tst_base.moc"
