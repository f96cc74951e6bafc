// SPDX-License-Identifier: GPL-3.0-or-later
// Rules over several programmes: which deliverable each programme is, what is missing, and each relation just inside
// and just outside.
#include "specs/library.h"
#include "specs/verdict.h"
#include "tests/specs/delivery_recipes.h"
#include "tests/support/test_class.h"

using namespace assay;
using namespace assay::test;

namespace
{

Finding judgedOne(const std::string& profile, const Delivery& delivery, const std::vector<Comparison>& comparisons = {})
{
    return judgeDelivery(profileOf(profile), delivery.programmes, comparisons).findings.front();
}

std::string ruleOn(const std::string& measure, const std::string& rest)
{
    return "[[rule]]\nid = \"r\"\nseverity = \"issue\"\nmeasure = \"" + measure + "\"\n" + rest + "\n";
}

const std::string twoSlots = "[[slot]]\nid = \"five\"\nrole = \"mix\"\nlayout = \"5.1\"\n"
                             "[[slot]]\nid = \"two\"\nrole = \"mix\"\nlayout = \"stereo\"\n"
                             "[[slot]]\nid = \"extra\"\nrole = \"stem\"\nrequired = false\ncount = \"any\"\n";

} // namespace

class TestDelivery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void relations_data()
    {
        QTest::addColumn<QString>("measure");
        QTest::addColumn<QString>("limit");
        QTest::addColumn<QString>("changed"); // what of the second programme, and to what just inside and outside
        QTest::addColumn<double>("inside");
        QTest::addColumn<double>("outside");
        const auto row
            = [](const char* measure, const char* limit, const char* changed, double inside, double outside) {
                  QTest::newRow((std::string(measure) + " " + limit).c_str())
                      << QString(measure) << QString(limit) << QString(changed) << inside << outside;
              };
        row("delivery.same_length", "max = 0", "frames", 480000, 480001);
        row("delivery.same_length", "max = 1999", "frames", 481999, 482000);
        row("delivery.same_start", "max = 0", "start", 0, 1);
        row("delivery.same_format", "present = false", "format.sample_rate", 48000, 44100);
        row("delivery.same_format", "present = false", "format.bit_depth", 24, 16);
        row("delivery.loudness_match", "max = 2.0", "loudness.integrated", -25.0, -24.9999);
        row("delivery.loudness_match", "max = 2.0", "loudness.integrated", -29.0, -29.0001);
        row("delivery.duration", "max = 20.0", "frames", 480000, 480001);
    }

    void relations()
    {
        QFETCH(QString, measure);
        QFETCH(QString, limit);
        QFETCH(QString, changed);
        QFETCH(double, inside);
        QFETCH(double, outside);
        for (const bool good : { true, false }) {
            Delivery delivery;
            delivery.add("a.wav");
            delivery.add("b.wav", "mix", "stereo");
            const double value = good ? inside : outside;
            if (changed == "frames")
                delivery.programmes[1].frames = static_cast<FrameCount>(value);
            else if (changed == "start")
                delivery.programmes[1].time.start = static_cast<FrameCount>(value);
            else if (spec(changed.toStdString()).kind == ValueKind::integer)
                delivery.set(1, changed.toStdString(), static_cast<std::int64_t>(value));
            else
                delivery.set(1, changed.toStdString(), value);
            const Finding finding = judgedOne(ruleOn(measure.toStdString(), limit.toStdString()), delivery);
            QCOMPARE(finding.state, good ? FindingState::pass : FindingState::fail);
            QCOMPARE(finding.events.size(), 0U);
        }
    }

    void whoDiffersIsNamed()
    {
        Delivery delivery;
        for (const char* file : { "a.wav", "b.wav", "c.wav" })
            delivery.add(file);
        delivery.programmes[1].frames += 4800;
        const Finding finding = judgedOne(ruleOn("delivery.same_length", "max = 0"), delivery);
        QVERIFY2(finding.message.find("b.wav +4800 samples") != std::string::npos, finding.message.c_str());
        QVERIFY(finding.message.find("a.wav") == std::string::npos);
    }

    void isrcs()
    {
        using Codes = std::vector<std::string>;
        Delivery delivery;
        delivery.add("a.wav");
        delivery.add("b.wav");
        const std::string rule = ruleOn("delivery.isrc_unique", "present = false");
        delivery.set(0, "isrc.value", Codes { "AA6Q72000047" });
        delivery.set(1, "isrc.value", Codes { "AA6Q72000048" });
        QCOMPARE(judgedOne(rule, delivery).state, FindingState::pass);
        delivery.set(1, "isrc.value", Codes { "AA6Q72000047" });
        const Finding twice = judgedOne(rule, delivery);
        QCOMPARE(twice.state, FindingState::fail);
        QVERIFY2(twice.message.find("a.wav and b.wav") != std::string::npos, twice.message.c_str());
    }

    void layoutsOfChapters()
    {
        Delivery delivery;
        delivery.add("1.mp3", "mix", "mono");
        delivery.add("2.mp3", "mix", "mono");
        const std::string rule = ruleOn("delivery.same_layout", "present = false");
        QCOMPARE(judgedOne(rule, delivery).state, FindingState::pass);
        delivery.set(1, "format.layout", std::string("stereo"));
        QCOMPARE(judgedOne(rule, delivery).state, FindingState::fail);
    }

    void whatEachIs_data()
    {
        QTest::addColumn<QString>("arrives"); // "role layout" each
        QTest::addColumn<QString>("where"); // the slot of each
        QTest::addColumn<int>("missing");
        QTest::addColumn<int>("unexpected");
        const auto row = [](const char* name, const char* arrives, const char* where, int missing, int unexpected) {
            QTest::newRow(name) << QString(arrives) << QString(where) << missing << unexpected;
        };
        row("all", "mix 5.1,mix stereo", "five,two", 0, 0);
        row("in another order", "mix stereo,mix 5.1", "two,five", 0, 0);
        row("one missing", "mix 5.1", "five", 1, 0);
        row("a wrong layout takes its place", "mix 5.1,mix 7.1", "five,two", 0, 0);
        row("one too many", "mix 5.1,mix stereo,mix 5.1", "five,two,-", 0, 1);
        row("of another role", "mix 5.1,mix stereo,dialogue 5.1", "five,two,-", 0, 1);
        row("what may arrive", "mix 5.1,mix stereo,stem 5.1,stem mono", "five,two,extra,extra", 0, 0);
        row("nothing fits", "dialogue 5.1", "-", 2, 1);
    }

    void whatEachIs()
    {
        QFETCH(QString, arrives);
        QFETCH(QString, where);
        QFETCH(int, missing);
        QFETCH(int, unexpected);
        Delivery delivery;
        for (const QString& one : arrives.split(','))
            delivery.add(
                one.toStdString() + ".wav", one.section(' ', 0, 0).toStdString(), one.section(' ', 1).toStdString());
        const Profile profile = profileOf(twoSlots + ruleOn("delivery.missing", "present = false")
            + "[[rule]]\nid = \"u\"\nmeasure = \"delivery.unexpected\"\npresent = false\n");
        const DeliveryJudgement judgement = judgeDelivery(profile, delivery.programmes, {});
        QStringList taken;
        for (const Slot* slot : judgement.taken)
            taken << (slot != nullptr ? QString::fromStdString(slot->id) : QString("-"));
        QCOMPARE(taken.join(','), where);
        const auto count = [&](const char* id) {
            return static_cast<int>(std::get<std::vector<std::string>>(*judgement.measures.find(id)->value).size());
        };
        QCOMPARE(count("delivery.missing"), missing);
        QCOMPARE(count("delivery.unexpected"), unexpected);
        QCOMPARE(judgement.findings.at(0).state, missing == 0 ? FindingState::pass : FindingState::fail);
        QCOMPARE(judgement.findings.at(1).state, unexpected == 0 ? FindingState::pass : FindingState::fail);
    }

    void namesAndLanguagesChooseSlots()
    {
        const std::string text = std::string("extends = [\"file-names\"]\nnames = \"netflix\"\n")
            + "[[slot]]\nid = \"guide\"\nfields = { type = \"GUIDE\" }\n[[slot]]\nid = \"german\"\nrole = "
              "\"mix\"\nlanguage = \"de\"\n";
        Delivery delivery;
        delivery.add("t_lp_v01_guide_2ch_48k_24b_24.wav", "mix", "stereo");
        delivery.add("t_lp_v01_PM_6ch_48k_24b_24.wav");
        const Profile profile = profileOf(text);
        std::vector<const Slot*> taken = slotsOf(*profile.delivery, delivery.programmes);
        QCOMPARE(taken.at(0)->id, std::string("guide"));
        QVERIFY(taken.at(1) == nullptr);
        delivery.set(1, "format.language", std::string("DE"));
        taken = slotsOf(*profile.delivery, delivery.programmes);
        QCOMPARE(taken.at(1)->id, std::string("german"));
    }

    // The file has arrived once, whatever lies in it.
    void bedsAreNoDeliverables()
    {
        Delivery delivery;
        delivery.add("atmos.wav", "mix", "7.1.2 + 4 objects");
        delivery.add("atmos.wav bed stereo", "mix", "stereo").isBed = true;
        const Profile profile = profileOf("[[slot]]\nid = \"any\"\ncount = \"any\"\n");
        const DeliveryJudgement judgement = judgeDelivery(profile, delivery.programmes, {});
        QVERIFY(judgement.taken.at(0) != nullptr);
        QVERIFY(judgement.taken.at(1) == nullptr);
        QCOMPARE(judgement.measures.find("delivery.unexpected")->value, Value(std::vector<std::string> {}));
        QCOMPARE(judgement.measures.number("delivery.programmes"), std::optional(1.0));
    }

    void aRuleLooksAtItsSlotsOnly()
    {
        Delivery delivery;
        delivery.add("five.wav");
        delivery.add("two.wav", "mix", "stereo");
        delivery.add("stem.wav", "stem");
        delivery.programmes[2].frames += 1;
        QCOMPARE(judgedOne(twoSlots + ruleOn("delivery.same_length", "max = 0"), delivery).state, FindingState::fail);
        QCOMPARE(
            judgedOne(twoSlots + ruleOn("delivery.same_length", "max = 0\nover = [\"five\", \"two\"]"), delivery).state,
            FindingState::pass);
        delivery.programmes.erase(
            delivery.programmes.begin() + 1); // its other half did not arrive: told once, as missing
        const Finding alone
            = judgedOne(twoSlots + ruleOn("delivery.same_length", "max = 0\nover = [\"five\", \"two\"]"), delivery);
        QCOMPARE(alone.state, FindingState::notApplicable);
        QVERIFY(!alone.applies);
    }

    void unknownIsNeverAPass()
    {
        Delivery delivery;
        delivery.add("a.wav");
        delivery.add("b.wav");
        delivery.programmes[1].time.start.reset();
        QCOMPARE(judgedOne(ruleOn("delivery.same_start", "max = 0"), delivery).state, FindingState::notMeasured);
        std::next(delivery.measures.begin())->add(notMeasured(spec("loudness.integrated"), "too short"));
        QCOMPARE(judgedOne(ruleOn("delivery.loudness_match", "max = 2"), delivery).state, FindingState::notMeasured);
    }

    void wrongDeliveryTexts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const std::string& text, const char* says) {
            QTest::newRow(name) << QString::fromStdString(text) << QString(says);
        };
        const std::string length = ruleOn("delivery.same_length", "max = 0");
        row("unknown slot", twoSlots + ruleOn("delivery.same_length", "max = 0\nover = [\"fife\"]"),
            "did you mean \"five\"?");
        row("over on one programme", ruleOn("peak.true", "max = -1\nover = [\"five\"]"),
            "rules over several programmes");
        row("of on a relation", twoSlots + ruleOn("delivery.same_length", "max = 0\nof = \"five\""), "compare sound");
        row("both at once",
            "[[rule]]\nid = \"r\"\nall_of = [{ measure = \"peak.true\", max = -1 }, { measure = "
            "\"delivery.same_length\", max = 0 }]\n",
            "not both");
        row("slot key", "[[slot]]\nid = \"a\"\nrequird = true\n", "did you mean \"required\"?");
        row("slot role", "[[slot]]\nid = \"a\"\nrole = \"dialog\"\n", "did you mean \"dialogue\"?");
        row("slot layout", "[[slot]]\nid = \"a\"\nlayout = \"5.2\"\n", "unknown layout");
        row("slot twice", "[[slot]]\nid = \"a\"\n[[slot]]\nid = \"a\"\n", "two slots");
        row("slot count", "[[slot]]\nid = \"a\"\ncount = 0\n", "from 1");
        row("slot rules", "[[slot]]\nid = \"a\"\nrules = [\"ebu-r182\"]\n", "did you mean \"ebu-r128\"?");
        row("slot field", "[[slot]]\nid = \"a\"\nfields = { type = \"PM\" }\n", "does not have");
        row("pattern", "names = \"netflx\"\nextends = [\"file-names\"]\n" + length, "did you mean \"netflix\"?");
        row("form", "[[pattern]]\nid = \"p\"\nform = \"{title\"\nfields = { title = { shape = \"a\" } }\n", "\"}\"");
        row("form field", "[[pattern]]\nid = \"p\"\nform = \"{titel}\"\nfields = { title = { shape = \"a\" } }\n",
            "did you mean \"title\"?");
        row("field name", "[[pattern]]\nid = \"p\"\nform = \"{tytle}\"\nfields = { tytle = { shape = \"a\" } }\n",
            "did you mean \"title\"?");
        row("shape", "[[pattern]]\nid = \"p\"\nform = \"{title}\"\nfields = { title = { shape = \"[\" } }\n",
            "no regular expression");
        row("claim",
            "[[pattern]]\nid = \"p\"\nform = \"{title}\"\nfields = { title = { shape = \"a\", claims = "
            "\"format.sampel_rate\" } }\n",
            "did you mean \"format.sample_rate\"?");
        row("tracks", "[[tracks]]\nchannels = 7\nprogrammes = [\"5.1\", \"stereo\"]\n", "8 channels");
    }

    void wrongDeliveryTexts()
    {
        QFETCH(QString, text);
        QFETCH(QString, says);
        std::string whole = text.toStdString();
        const LoadedProfile loaded = loadText(std::string(header) + whole);
        QVERIFY(!loaded.errors.empty());
        QStringList all;
        for (const Error& error : loaded.errors)
            all << QString::fromStdString(describe(error));
        QVERIFY2(all.join('\n').contains(says), qPrintable(all.join('\n')));
    }

    void severalProfilesKeepTheirDeliveries()
    {
        const Profile package = profileOf(twoSlots + ruleOn("delivery.missing", "present = false"));
        const Profile sum = combined({ package, profileOf(ruleOn("peak.true", "max = -1")) });
        QVERIFY(sum.delivery != nullptr);
        QCOMPARE(sum.delivery->expected.size(), 3U);
        QCOMPARE(sum.delivery->rules.front().id, std::string("test/r"));
    }
};

ASSAY_TEST(TestDelivery)
#include "tst_delivery.moc"
