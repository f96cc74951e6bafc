// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/summary.h"

#include "core/base/path.h"
#include "reports/wording.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>

namespace assay
{

namespace
{

struct SummaryText {
    Q_DECLARE_TR_FUNCTIONS(SummaryText)
};

// For languages of one plural: English needs no translation loaded so.
QString counted(int count, const QString& one, QString many)
{
    return count == 1 ? one : many.replace(QStringLiteral("%n"), QString::number(count));
}

QString joined(const QStringList& parts)
{
    if (parts.size() < 2)
        return parts.join(QString());
    return parts.first(parts.size() - 1).join(QStringLiteral(", ")) + SummaryText::tr(" and ") + parts.last();
}

bool failsOpenly(const Finding& finding)
{
    return finding.state == FindingState::fail && !finding.answer;
}

int rankOf(const Finding& finding)
{
    if (failsOpenly(finding))
        return finding.severity == Severity::blocker ? 0 : finding.severity == Severity::issue ? 1 : 3;
    if (needsPerson(finding))
        return 2;
    if (finding.state == FindingState::fail)
        return 4; // answered
    return finding.state == FindingState::pass ? 5 : 6;
}

bool isLoudness(const Finding& finding)
{
    return finding.unit == Unit::lufs;
}

// "0.9 LU too loud", "true peak 0.4 dB too high", else the rule by its name.
QString faultOf(const Finding& finding)
{
    const auto value = finding.measured ? numberIn(*finding.measured) : std::nullopt;
    const bool level = isLoudness(finding) || finding.unit == Unit::dbtp || finding.unit == Unit::dbfs;
    if (!value || !finding.delta || !level)
        return SummaryText::tr("“%1” is not met").arg(fromUtf8Text(finding.title));
    const bool over = finding.highest && *value > *finding.highest;
    const Unit step = isLoudness(finding) ? Unit::lu : Unit::db;
    const QString by = valueWithUnit(Value(*finding.delta), step);
    const QString name = titleOf(finding.measure).toLower();
    return (over ? SummaryText::tr("%1 is %2 too high") : SummaryText::tr("%1 is %2 too low")).arg(name, by);
}

QString unmeasuredOf(const Finding& finding)
{
    return fromUtf8Text(finding.title).toLower();
}

QString nameFor(const JudgedProgramme& entry, bool alone)
{
    const QString kind = entry.slot.empty() ? kindOf(entry.programme) : fromUtf8Text(entry.slot);
    return alone ? SummaryText::tr("The %1").arg(kind)
                 : SummaryText::tr("The %1 (%2)").arg(kind, fromUtf8Text(entry.programme.name));
}

// The first failing programme in full, the others by number: a sentence is not a table.
void addFailures(std::vector<Phrase>& phrases, const Report& report)
{
    constexpr qsizetype mostFaults = 3;
    std::vector<const JudgedProgramme*> failed;
    for (const JudgedProgramme& entry : report.programmes) {
        if (entry.judged && entry.verdict == Verdict::fail)
            failed.push_back(&entry);
    }
    if (failed.empty())
        return;
    const JudgedProgramme& worst = **std::ranges::min_element(
        failed, {}, [](const JudgedProgramme* entry) { return rankOf(*byWeight(entry->findings).front()); });
    phrases.push_back({ nameFor(worst, report.programmes.size() == 1) + SummaryText::tr(" fails: ") });
    QStringList faults;
    for (const Finding* finding : byWeight(worst.findings)) {
        if (isFault(*finding))
            faults << faultOf(*finding);
    }
    if (const qsizetype more = faults.size() - mostFaults; more > 0)
        faults = faults.first(mostFaults)
            << counted(static_cast<int>(more), SummaryText::tr("one more fault"), SummaryText::tr("%n more faults"));
    phrases.push_back({ joined(faults), true });
    phrases.push_back({ QStringLiteral(". ") });
    if (const int others = static_cast<int>(failed.size()) - 1; others > 0)
        phrases.push_back({ counted(others, SummaryText::tr("One further deliverable fails. "),
            SummaryText::tr("%n further deliverables fail. ")) });
}

// What fails between the deliverables, in the findings' own words.
void addDelivery(std::vector<Phrase>& phrases, const Report& report)
{
    constexpr qsizetype most = 3;
    QStringList faults;
    for (const Finding* finding : byWeight(report.delivery.findings)) {
        QString text = typeset(finding->message);
        while (text.endsWith(QLatin1Char('.')))
            text.chop(1);
        if (isFault(*finding))
            faults << text;
    }
    if (faults.isEmpty())
        return;
    if (const qsizetype more = faults.size() - most; more > 0)
        faults = faults.first(most) << counted(
                     static_cast<int>(more), SummaryText::tr("one more fault"), SummaryText::tr("%n more faults"));
    phrases.push_back({ SummaryText::tr("The delivery as a whole fails: ") });
    phrases.push_back({ faults.join(QStringLiteral("; ")), true });
    phrases.push_back({ QStringLiteral(". ") });
}

void addUnknowns(std::vector<Phrase>& phrases, const Report& report)
{
    QStringList names;
    for (const NamedFinding& entry : findingsOf(report)) {
        if (needsPerson(*entry.finding) && !names.contains(unmeasuredOf(*entry.finding)))
            names << unmeasuredOf(*entry.finding);
    }
    if (names.isEmpty())
        return;
    constexpr qsizetype most = 3;
    const auto more = static_cast<int>(names.size() - most);
    if (more > 0)
        names = names.first(most) << counted(more, SummaryText::tr("one more"), SummaryText::tr("%n more"));
    phrases.push_back({ SummaryText::tr("A person must decide on what could not be measured: ") });
    phrases.push_back({ joined(names), true });
    phrases.push_back({ QStringLiteral(". ") });
}

// Nothing judged is said first: a review for want of anything to judge must not read like a pass.
void addUnjudged(std::vector<Phrase>& phrases, const Report& report)
{
    const auto judged = std::ranges::count_if(report.programmes, &JudgedProgramme::judged);
    if (report.programmes.empty())
        phrases.push_back({ SummaryText::tr("No programme arrived that could be judged. "), true });
    else if (judged == 0)
        phrases.push_back({ SummaryText::tr("Nothing was judged: the profile asks nothing of what arrived. "), true });
}

void addUnreadable(std::vector<Phrase>& phrases, const Report& report)
{
    const auto unreadable
        = std::ranges::count_if(report.assets, [](const AssetRecord& a) { return a.error.has_value(); });
    if (unreadable == 0)
        return;
    phrases.push_back({ counted(static_cast<int>(unreadable), SummaryText::tr("One file could not be read"),
                            SummaryText::tr("%n files could not be read")),
        true });
    phrases.push_back({ SummaryText::tr(" and could not be judged. ") });
}

QString sentenceCase(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

// The advice up to its first pause: what to do, without the consequences.
QString headOf(const QString& advice)
{
    qsizetype end = advice.size();
    for (const char* pause : { "; ", ": ", ". " }) {
        if (const qsizetype at = advice.indexOf(QLatin1String(pause)); at > 0)
            end = std::min(end, at);
    }
    QString head = advice.first(end);
    while (head.endsWith(QLatin1Char('.')))
        head.chop(1);
    return head;
}

QString stepDetail(const QString& programme, const Finding& finding)
{
    QString detail = programme + QStringLiteral(": ");
    detail += finding.message.empty() ? fromUtf8Text(finding.title) : typeset(finding.message);
    const QString advice = typeset(finding.advice);
    const QString rest = sentenceCase(advice.mid(headOf(advice).size() + 2).trimmed());
    if (!detail.endsWith(QLatin1Char('.')))
        detail += QLatin1Char('.');
    return rest.isEmpty() ? detail : detail + QLatin1Char(' ') + rest;
}

} // namespace

FindingCounts countsOf(std::span<const Finding> findings)
{
    FindingCounts counts;
    for (const Finding& finding : findings) {
        counts.blockers += failsOpenly(finding) && finding.severity == Severity::blocker ? 1 : 0;
        counts.issues += failsOpenly(finding) && finding.severity == Severity::issue ? 1 : 0;
        counts.notes += failsOpenly(finding) && finding.severity == Severity::fyi ? 1 : 0;
        counts.answered += finding.state == FindingState::fail && finding.answer ? 1 : 0;
        counts.unknown += needsPerson(finding) ? 1 : 0;
        counts.met += finding.state == FindingState::pass ? 1 : 0;
    }
    return counts;
}

FindingCounts countsOf(const Report& report)
{
    FindingCounts sum;
    std::vector<FindingCounts> all { countsOf(report.delivery.findings) };
    for (const JudgedProgramme& entry : report.programmes)
        all.push_back(countsOf(entry.findings));
    for (const FindingCounts& counts : all) {
        sum.blockers += counts.blockers;
        sum.issues += counts.issues;
        sum.notes += counts.notes;
        sum.unknown += counts.unknown;
        sum.answered += counts.answered;
        sum.met += counts.met;
    }
    return sum;
}

QString countsText(const FindingCounts& counts)
{
    QStringList parts;
    if (counts.blockers > 0)
        parts << counted(counts.blockers, SummaryText::tr("1 blocker"), SummaryText::tr("%n blockers"));
    if (counts.issues > 0)
        parts << counted(counts.issues, SummaryText::tr("1 issue"), SummaryText::tr("%n issues"));
    if (counts.unknown > 0)
        parts << counted(counts.unknown, SummaryText::tr("1 not measured"), SummaryText::tr("%n not measured"));
    if (counts.notes > 0)
        parts << counted(counts.notes, SummaryText::tr("1 note"), SummaryText::tr("%n notes"));
    if (counts.answered > 0)
        parts << counted(counts.answered, SummaryText::tr("1 answered"), SummaryText::tr("%n answered"));
    if (counts.met > 0)
        parts << counted(counts.met, SummaryText::tr("1 rule met"), SummaryText::tr("%n rules met"));
    return parts.join(QStringLiteral(", "));
}

std::vector<const Finding*> byWeight(const std::vector<Finding>& findings)
{
    std::vector<const Finding*> ordered;
    for (const Finding& finding : findings)
        ordered.push_back(&finding);
    std::ranges::stable_sort(ordered, {}, [](const Finding* finding) { return rankOf(*finding); });
    return ordered;
}

namespace
{

// What all file names begin with, up to a separator: "nightfall_s01e02_v04". Empty where that says nothing.
std::string commonName(const std::vector<AssetRecord>& assets)
{
    constexpr std::size_t shortest = 4; // characters; fewer are no title
    std::string common = assets.front().path;
    for (const AssetRecord& asset : assets)
        common.resize(static_cast<std::size_t>(std::ranges::mismatch(common, asset.path).in1 - common.begin()));
    const std::size_t separator = common.find_last_of("_-. ");
    common.resize(separator == std::string::npos ? 0 : separator);
    return common.size() < shortest ? std::string() : common;
}

} // namespace

QString deliveryTitle(const Report& report)
{
    if (report.assets.empty())
        return SummaryText::tr("Empty delivery");
    std::filesystem::path shared = fromUtf8(report.assets.front().path).parent_path();
    for (const AssetRecord& asset : report.assets) {
        const std::filesystem::path folder = fromUtf8(asset.path).parent_path();
        while (!shared.empty() && shared != shared.root_path()
            && std::ranges::mismatch(shared, folder).in1 != shared.end())
            shared = shared.parent_path();
    }
    if (report.assets.size() == 1)
        return fromUtf8Text(toUtf8(fromUtf8(report.assets.front().path).filename()));
    const std::string common = shared.filename().empty() ? commonName(report.assets) : std::string();
    if (!common.empty())
        return fromUtf8Text(common);
    if (shared.filename().empty())
        return counted(static_cast<int>(report.assets.size()), SummaryText::tr("1 file"), SummaryText::tr("%n files"));
    return fromUtf8Text(toUtf8(shared.filename()));
}

QString titleOf(const Report& report, const ReportTemplate& house)
{
    return house.title.empty() ? deliveryTitle(report) : fromUtf8Text(house.title);
}

QString orderLine(const ReportTemplate& house)
{
    QStringList parts;
    if (!house.client.empty())
        parts << SummaryText::tr("Client: %1").arg(fromUtf8Text(house.client));
    if (!house.reference.empty())
        parts << SummaryText::tr("Reference: %1").arg(fromUtf8Text(house.reference));
    return parts.join(QStringLiteral(" · "));
}

QString kindOf(const ProgrammeRecord& programme)
{
    return fromUtf8Text(programme.layout.name) + QLatin1Char(' ') + roleWord(programme.role);
}

bool failsOn(const JudgedProgramme& entry, std::string_view measure)
{
    return std::ranges::any_of(
        entry.findings, [&](const Finding& finding) { return finding.measure == measure && failsOpenly(finding); });
}

QStringList missingDeliverables(const Report& report)
{
    const Measurement* missing = report.delivery.measures.find("delivery.missing");
    const auto* sentences
        = missing != nullptr && missing->value ? std::get_if<std::vector<std::string>>(&*missing->value) : nullptr;
    QStringList texts;
    for (const std::string& sentence : sentences != nullptr ? *sentences : std::vector<std::string>())
        texts << fromUtf8Text(sentence);
    return texts;
}

std::vector<Phrase> verdictSentence(const Report& report)
{
    std::vector<Phrase> phrases;
    if (!report.verdict) {
        phrases.push_back({ SummaryText::tr("The files were measured; no profile has judged them. ") });
        addUnreadable(phrases, report);
        return phrases;
    }
    addUnjudged(phrases, report);
    addDelivery(phrases, report);
    addFailures(phrases, report);
    addUnreadable(phrases, report);
    addUnknowns(phrases, report);
    if (!report.manualChecks.empty()) {
        phrases.push_back({ counted(static_cast<int>(report.manualChecks.size()),
            SummaryText::tr("One check by a person is open. "), SummaryText::tr("%n checks by a person are open. ")) });
    }
    if (*report.verdict == Verdict::pass)
        phrases.push_back(
            { SummaryText::tr("Everything that was asked for was measured and lies inside its limits.") });
    else if (const FindingCounts counts = countsOf(report); counts.met > 0 && counts.notes == 0)
        phrases.push_back({ SummaryText::tr("Everything else meets its limits.") });
    return phrases;
}

std::vector<Step> firstSteps(const Report& report, std::size_t most)
{
    std::vector<NamedFinding> candidates = findingsOf(report);
    std::erase_if(candidates, [](const NamedFinding& candidate) { return !isFault(*candidate.finding); });
    std::ranges::stable_sort(candidates, {}, [](const NamedFinding& candidate) { return rankOf(*candidate.finding); });
    std::vector<Step> steps;
    for (const auto& [finding, programme] : candidates) {
        const QString advice = typeset(finding->advice);
        const QString title = advice.isEmpty() ? fromUtf8Text(finding->title) : sentenceCase(headOf(advice));
        const auto known = std::ranges::find(steps, title, &Step::title);
        if (known != steps.end() || steps.size() == most)
            continue;
        const QString where = programme != nullptr ? fromUtf8Text(programme->name) : SummaryText::tr("The delivery");
        steps.push_back(Step { title, stepDetail(where, *finding), finding->severity });
    }
    return steps;
}

} // namespace assay
