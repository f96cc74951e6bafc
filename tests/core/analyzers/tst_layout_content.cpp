// SPDX-License-Identifier: GPL-3.0-or-later
// lfe.bandwidth and layout.by_content: told where the sound tells it, and left open where it does not.
#include "core/base/units.h"
#include "tests/support/run_analyzer.h"
#include "tests/support/test_class.h"
#include "tests/support/tolerances.h"

#include <QtTest>
#include <cmath>
#include <sstream>

using namespace assay;
using namespace assay::test;

namespace
{

constexpr int rate = 48000; // Hz
constexpr double seconds = 12.0;
constexpr double resolution = 36.0; // Hz, three bins of the transform

Samples plus(Samples samples, const Samples& other)
{
    for (std::size_t i = 0; i < other.size(); ++i)
        samples.at(i) += other[i];
    return samples;
}

// Steady partials up to `highest`, all of one level.
Samples partials(double highest)
{
    Samples samples = silence(seconds, rate);
    for (double frequency = 40.0; frequency <= highest; frequency += 40.0)
        samples = plus(std::move(samples), sine(frequency, 0.05, seconds, rate, frequency));
    return samples;
}

// Film-like sound for each name: left and right alike, front unlike surround, the centre a voice of its own.
Signal mix(const std::string& order)
{
    Signal signal { rate, unknownLayout(6), {} };
    std::istringstream names(order);
    std::string name;
    const Samples front = speechLike(seconds, rate, 1);
    const Samples back = scaled(speechLike(seconds, rate, 2), 0.3);
    while (names >> name) {
        if (name == "LFE")
            signal.channels.push_back(partials(120.0));
        else if (name == "C")
            signal.channels.push_back(plus(speechLike(seconds, rate, 3), noise(0.002, seconds, rate, 9)));
        else if (name == "-")
            signal.channels.push_back(silence(seconds, rate));
        else // left and right differ by a little of their own
            signal.channels.push_back(plus(
                name.size() == 1 ? front : back, noise(0.005, seconds, rate, static_cast<std::uint32_t>(name[0]))));
    }
    return signal;
}

} // namespace

class TestLayoutContent : public QObject
{
    Q_OBJECT

private slots:
    void bandwidthOfTheLfe_data()
    {
        QTest::addColumn<Samples>("samples");
        QTest::addColumn<double>("expected");
        QTest::newRow("120 Hz") << partials(120.0) << 120.0;
        QTest::newRow("480 Hz") << partials(480.0) << 480.0;
        QTest::newRow("39 dB down counts")
            << plus(sine(60, 0.3, seconds, rate), sine(1000, 0.3 * dbToAmplitude(-39), seconds, rate)) << 1000.0;
        QTest::newRow("41 dB down does not")
            << plus(sine(60, 0.3, seconds, rate), sine(1000, 0.3 * dbToAmplitude(-41), seconds, rate)) << 60.0;
        QTest::newRow("full band") << noise(0.3, seconds, rate, 1) << 24000.0;
    }
    void bandwidthOfTheLfe()
    {
        QFETCH(Samples, samples);
        QFETCH(double, expected);
        const Signal signal = inOneChannel(layoutNamed("7.1").value(), 3, samples, rate);
        for (const std::size_t blockFrames : { std::size_t { 4096 }, std::size_t { 1001 }, wholeSignal }) {
            const MeasurementSet measures = analyze("layout_content", signal, blockFrames);
            QVERIFY(isWithin(number(measures, "lfe.bandwidth"), expected, resolution));
            QCOMPARE(channelNumber(measures, "lfe.bandwidth", "LFE"), number(measures, "lfe.bandwidth"));
        }
    }

    void bandwidthNeedsAnLfeThatSounds()
    {
        const auto state
            = [](const Signal& signal) { return stateOf(analyze("layout_content", signal), "lfe.bandwidth"); };
        QVERIFY(state(inAllChannels("stereo", noise(0.1, 2, rate, 1), rate)).starts_with("not_applicable: the layout"));
        QVERIFY(state(inOneChannel(layoutNamed("5.1").value(), 0, noise(0.1, 2, rate, 1), rate))
                    .starts_with("not_applicable: nothing"));
        const auto lfeAt = [](double level) {
            return inOneChannel(layoutNamed("5.1").value(), 3, sine(60, dbToAmplitude(level + 3.01), 2, rate), rate);
        };
        QCOMPARE(state(lfeAt(-69.5)), std::string("ok"));
        QVERIFY(state(lfeAt(-70.5)).starts_with("not_applicable: nothing"));
    }

    void ordersAreToldByTheirSound_data()
    {
        QTest::addColumn<QString>("order");
        QTest::addColumn<QString>("told");
        for (const char* order : { "L R C LFE Ls Rs", "L C R Ls Rs LFE", "L R Ls Rs C LFE", "C L R Ls Rs LFE" })
            QTest::newRow(order) << order << order;
        QTest::newRow("no LFE") << "L R C - Ls Rs" << QString();
        QTest::newRow("two LFEs") << "L R C LFE LFE Rs" << QString();
        QTest::newRow("LFE in an odd place") << "LFE L R C Ls Rs" << QString();
        QTest::newRow("LFE last, a silent surround") << "L C R - Rs LFE" << QString();
        QTest::newRow("LFE last, all alike") << "L L L L L LFE" << QString();
        QTest::newRow("LFE alone") << "- - - LFE - -" << QString();
        QTest::newRow("LFE fourth, no surrounds") << "L R C LFE - -"
                                                  << "L R C LFE Ls Rs";
    }
    void ordersAreToldByTheirSound()
    {
        QFETCH(QString, order);
        QFETCH(QString, told);
        const MeasurementSet measures = analyze("layout_content", mix(order.toStdString()));
        const Measurement& found = *measures.find("layout.by_content");
        QCOMPARE(found.state == MeasureState::ok, !told.isEmpty());
        if (told.isEmpty())
            return;
        QCOMPARE(std::get<std::string>(*found.value), told.toStdString());
        QVERIFY(!found.channels.empty());
        for (const ChannelValue& confidence : found.channels)
            QVERIFY(*confidence.value > 0.4 && *confidence.value <= 1.0);
    }

    void onlySixChannelsHaveAnOrderToSeek()
    {
        for (const char* layout : { "stereo", "5.0", "7.1" })
            QCOMPARE(stateOf(analyze("layout_content", inAllChannels(layout, noise(0.1, 2, rate, 1), rate)),
                         "layout.by_content"),
                std::string("not_applicable: only the order of six channels is sought"));
    }
};

ASSAY_TEST(TestLayoutContent)
#include "tst_layout_content.moc"
