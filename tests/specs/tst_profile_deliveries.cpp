// SPDX-License-Identifier: GPL-3.0-or-later
// Every rule on a delivery and every slot of every built-in profile, from their data: a compliant delivery keeps them
// all; change one thing to just outside a limit and that rule fails, and no rule on another measure moves.
#include "tests/specs/delivery_recipes.h"
#include "tests/support/test_class.h"

#include <algorithm>
#include <set>

using namespace assay;
using namespace assay::test;

namespace
{

std::map<std::string, Finding> findingsOf(const Delivery& delivery, const Profile& profile)
{
    std::map<std::string, Finding> findings;
    for (Finding& finding : delivery.judgedBy(profile).findings)
        findings.emplace(finding.rule, std::move(finding));
    return findings;
}

/// What a change moves beside its own measure: who stays away is compared with nobody, and a long track is a long disc.
bool moves(const std::string& measure, const Rule& other)
{
    static const std::set<std::string> several { "delivery.missing", "delivery.unexpected", "delivery.programmes",
        "delivery.duration", "delivery.same_length" };
    return several.contains(measure) || looksAt(other, measure);
}

void addRows(const char* what, const std::function<std::vector<std::string>(const DeliveryProfile&)>& list)
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>(what);
    for (const Profile& profile : builtInProfiles()) {
        for (const std::string& entry : profile.delivery ? list(*profile.delivery) : std::vector<std::string>())
            QTest::newRow((profile.id + "/" + entry).c_str())
                << QString::fromStdString(profile.id) << QString::fromStdString(entry);
    }
}

template <class T>
std::vector<std::string> ids(const std::vector<T>& list)
{
    std::vector<std::string> result;
    for (const T& entry : list)
        result.push_back(entry.id);
    return result;
}

std::size_t sentencesIn(const MeasurementSet& measures, const char* id)
{
    return std::get<std::vector<std::string>>(*measures.find(id)->value).size();
}

} // namespace

class TestProfileDeliveries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRule_data()
    {
        addRows("rule", [](const DeliveryProfile& delivery) { return ids(delivery.rules); });
    }

    void everyRule()
    {
        QFETCH(QString, id);
        QFETCH(QString, rule);
        const Profile profile = builtIn(id);
        const Rule& judgedRule = *std::ranges::find(profile.delivery->rules, rule.toStdString(), &Rule::id);
        Delivery good;
        fillCompliant(good, profile);
        const auto before = findingsOf(good, profile);
        for (const auto& [name, finding] : before)
            QVERIFY2(isGood(finding), (name + ": " + finding.message).c_str());
        QVERIFY(before.at(judgedRule.id).state == FindingState::pass);
        const std::vector<DeliveryChange> changes = changesFor(profile, judgedRule);
        QVERIFY2(std::ranges::any_of(changes, &DeliveryChange::holds), "no recipe for this measure");
        for (const DeliveryChange& change : changes) {
            Delivery changed;
            fillCompliant(changed, profile);
            change.make(changed);
            const auto after = findingsOf(changed, profile);
            const Finding& finding = after.at(judgedRule.id);
            const std::string told = change.name + ": " + finding.message;
            QVERIFY2(finding.state == (change.holds ? FindingState::pass : FindingState::fail), told.c_str());
            QVERIFY2(change.holds || (!finding.advice.empty() && !finding.limit.empty()), told.c_str());
            QCOMPARE(finding.severity, judgedRule.severity);
            for (const Rule& other : profile.delivery->rules) {
                if (!moves(judgedRule.tests.front().measure, other))
                    QCOMPARE(after.at(other.id).state, before.at(other.id).state);
            }
        }
    }

    void whatWasNotComparedIsNoPass_data() { everyRule_data(); }

    void whatWasNotComparedIsNoPass()
    {
        QFETCH(QString, id);
        QFETCH(QString, rule);
        const Profile profile = builtIn(id);
        Delivery delivery;
        fillCompliant(delivery, profile);
        delivery.comparisons.clear();
        const Rule& judgedRule = *std::ranges::find(profile.delivery->rules, rule.toStdString(), &Rule::id);
        QCOMPARE(findingsOf(delivery, profile).at(judgedRule.id).state,
            judgedRule.of.empty() ? FindingState::pass : FindingState::notMeasured);
    }

    void everyDeliveryRuleSaysWhereItStands()
    {
        for (const Profile& profile : builtInProfiles()) {
            for (const Rule& rule : profile.delivery ? profile.delivery->rules : std::vector<Rule>())
                QVERIFY2(!rule.clause.empty() && !rule.advice.empty(), (profile.id + "/" + rule.id).c_str());
        }
    }

    void everySlot_data()
    {
        addRows("slot", [](const DeliveryProfile& delivery) { return ids(delivery.expected); });
    }

    void everySlot()
    {
        QFETCH(QString, id);
        QFETCH(QString, slot);
        const Profile profile = builtIn(id);
        const Slot& tried = *profile.delivery->slot(slot.toStdString());
        const auto place = static_cast<std::size_t>(&tried - profile.delivery->expected.data());
        Delivery whole;
        fillCompliant(whole, profile);
        DeliveryJudgement judgement = whole.judgedBy(profile);
        for (std::size_t i = 0; i < judgement.taken.size(); ++i)
            QVERIFY(judgement.taken[i] == &profile.delivery->expected[i]);

        Delivery without;
        fillCompliant(without, profile);
        without.remove(place);
        judgement = without.judgedBy(profile);
        QCOMPARE(sentencesIn(judgement.measures, "delivery.missing"), tried.required ? 1U : 0U);
        QCOMPARE(sentencesIn(judgement.measures, "delivery.unexpected"), 0U);

        Delivery twice;
        fillCompliant(twice, profile);
        addFor(twice, profile, tried);
        judgement = twice.judgedBy(profile);
        QCOMPARE(sentencesIn(judgement.measures, "delivery.missing"), 0U);
        QCOMPARE(sentencesIn(judgement.measures, "delivery.unexpected"), tried.count ? 1U : 0U);

        Delivery odd; // of another layout: still the deliverable, whose own rule says so
        fillCompliant(odd, profile);
        odd.programmes[place].layout = "9.1.6";
        judgement = odd.judgedBy(profile);
        const bool anyNumber
            = !tried.count; // nothing is missed where any number may arrive, so nothing stands in for it
        QVERIFY(judgement.taken[place] == &tried || (anyNumber && judgement.taken[place] == nullptr));
        QCOMPARE(sentencesIn(judgement.measures, "delivery.missing"), 0U);
    }
};

ASSAY_TEST(TestProfileDeliveries)
#include "tst_profile_deliveries.moc"
