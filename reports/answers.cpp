// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/answers.h"

#include "reports/report.h"
#include "reports/sound_binding.h"

#include <algorithm>
#include <fmt/format.h>
#include <functional>
#include <set>
#include <utility>

namespace assay
{

namespace
{

using Event = AnswerRecord::Event;

constexpr std::array<std::pair<Event, std::string_view>, 4> eventNames { {
    { Event::given, "given" },
    { Event::withdrawn, "withdrawn" },
    { Event::carried, "carried" },
    { Event::lapsed, "lapsed" },
} };

bool isAbout(const AnswerRecord& record, const AnswerTarget& target)
{
    return record.programme == target.programme && record.rule == target.rule && record.check == target.check;
}

AnswerTarget targetOf(const AnswerRecord& record)
{
    return { record.programme, record.rule, record.check };
}

/// A finding that can be answered, and where it stands.
struct Found {
    Finding* finding = nullptr;
    const ProgrammeRecord* programme = nullptr; ///< nullptr: of the delivery
};

void forEachFinding(Report& report, const std::function<void(Found)>& act)
{
    for (Finding& finding : report.delivery.findings)
        act({ &finding, nullptr });
    for (JudgedProgramme& entry : report.programmes) {
        for (Finding& finding : entry.findings) {
            if (entry.judged)
                act({ &finding, &entry.programme });
        }
    }
}

std::string nameOf(const Found& found)
{
    return found.programme == nullptr ? found.finding->package : found.programme->name;
}

bool asksForAnswer(const Finding& finding)
{
    Finding open = finding;
    open.answer.reset();
    return isFault(open) || needsPerson(open) || open.state == FindingState::fail;
}

Found findingOf(Report& report, const AnswerTarget& target)
{
    Found result;
    forEachFinding(report, [&](Found found) {
        if (found.finding->rule == target.rule && nameOf(found) == target.programme)
            result = found;
    });
    return result;
}

void applyAnswers(Report& report)
{
    forEachFinding(report, [&](Found found) {
        found.finding->answer.reset();
        const AnswerRecord* record = answerTo(report, { nameOf(found), found.finding->rule });
        const bool holds = record != nullptr && asksForAnswer(*found.finding)
            && whyNotFitting(record->boundTo, *found.finding, found.programme, report).empty();
        if (holds)
            found.finding->answer = record->answer;
    });
}

void makeVerdicts(Report& report)
{
    const auto answerOf = [&](const ManualCheck& check) { return manualAnswer(report, check.id); };
    const bool open
        = std::ranges::any_of(report.manualChecks, [&](const ManualCheck& check) { return answerOf(check).empty(); });
    const bool failed
        = std::ranges::any_of(report.manualChecks, [&](const ManualCheck& check) { return answerOf(check) == "fail"; });
    const bool unreadable
        = std::ranges::any_of(report.assets, [](const AssetRecord& asset) { return asset.error.has_value(); });
    std::vector<Verdict> verdicts;
    for (JudgedProgramme& entry : report.programmes) {
        if (!entry.judged)
            continue;
        entry.verdict = verdictOf(entry.findings, open);
        verdicts.push_back(entry.verdict);
    }
    if (!report.delivery.findings.empty())
        verdicts.push_back(verdictOf(report.delivery.findings, false));
    if (unreadable)
        verdicts.push_back(Verdict::review);
    if (failed) // a person heard what no rule measures
        verdicts.push_back(Verdict::fail);
    report.verdict = worst(verdicts);
}

// The programme of the new version that an old one's answers are for: of its name, else the only one like it.
const JudgedProgramme* successorOf(const JudgedProgramme& old, const Report& before, const Report& now)
{
    const auto only = [](const Report& report, auto alike) {
        const JudgedProgramme* found = nullptr;
        for (const JudgedProgramme& entry : report.programmes) {
            if (!alike(entry))
                continue;
            if (found != nullptr)
                return static_cast<const JudgedProgramme*>(nullptr);
            found = &entry;
        }
        return found;
    };
    const auto sameName = [&](const JudgedProgramme& entry) { return entry.programme.name == old.programme.name; };
    if (const JudgedProgramme* found = only(now, sameName))
        return found;
    const auto alike = [&](const JudgedProgramme& entry) {
        return entry.slot == old.slot && entry.programme.role == old.programme.role
            && entry.programme.layout.name == old.programme.layout.name;
    };
    return only(before, alike) == &old ? only(now, alike) : nullptr;
}

const JudgedProgramme* programmeNamed(const Report& report, const std::string& name)
{
    const auto found = std::ranges::find_if(
        report.programmes, [&](const JudgedProgramme& entry) { return entry.programme.name == name; });
    return found == report.programmes.end() ? nullptr : &*found;
}

/// What becomes of an answer in a new version.
class Carrier
{
public:
    Carrier(Report& now, const Report& before)
        : m_now(now)
        , m_before(before)
    {
    }

    void carry(AnswerRecord record)
    {
        record.event = Event::lapsed;
        record.reason.clear();
        if (record.check.empty())
            carryFinding(record);
        else
            carryCheck(record);
        m_now.answers.push_back(std::move(record));
    }

private:
    void carryFinding(AnswerRecord& record)
    {
        if (const JudgedProgramme* old = programmeNamed(m_before, record.programme)) {
            const JudgedProgramme* successor = successorOf(*old, m_before, m_now);
            if (successor == nullptr) {
                record.reason = "there is no such programme in this version";
                return;
            }
            record.programme = successor->programme.name;
        }
        const Found found = findingOf(m_now, targetOf(record));
        if (found.finding == nullptr)
            record.reason = "this profile does not ask it";
        else if (!asksForAnswer(*found.finding))
            record.reason = "it is right now";
        else if (record.answer == answers::willFix)
            record.reason = "a fix was promised, and it is still so";
        else
            record.reason = whyNotFitting(record.boundTo, *found.finding, found.programme, m_now);
        if (!record.reason.empty())
            return;
        record.event = Event::carried;
        record.boundTo = bindingOf(*found.finding, found.programme, m_now);
    }

    void carryCheck(AnswerRecord& record)
    {
        const auto same = std::ranges::find(m_now.manualChecks, record.check, &ManualCheck::id);
        const std::string sound = soundOfAll(m_now);
        if (same == m_now.manualChecks.end())
            record.reason = "this profile does not ask it";
        else if (sound.empty() || sound != record.boundTo.sound)
            record.reason = "the sound changed";
        else
            record.event = Event::carried;
    }

    Report& m_now;
    const Report& m_before;
};

} // namespace

std::string_view nameOf(AnswerRecord::Event event)
{
    return std::ranges::find(eventNames, event, &std::pair<Event, std::string_view>::first)->second;
}

std::optional<AnswerRecord::Event> answerEventNamed(std::string_view name)
{
    for (const auto& [event, candidate] : eventNames) {
        if (candidate == name)
            return event;
    }
    return std::nullopt;
}

const AnswerRecord* answerTo(const Report& report, const AnswerTarget& target)
{
    const auto last = std::find_if(report.answers.rbegin(), report.answers.rend(),
        [&](const AnswerRecord& record) { return isAbout(record, target); });
    const bool counts = last != report.answers.rend() && (last->event == Event::given || last->event == Event::carried);
    return counts ? &*last : nullptr;
}

std::string manualAnswer(const Report& report, std::string_view check)
{
    const AnswerRecord* record = answerTo(report, { {}, {}, std::string(check) });
    return record == nullptr ? std::string() : record->answer;
}

Result<Report> answered(Report report, AnswerRecord record)
{
    const AnswerTarget target = targetOf(record);
    if (record.event == Event::withdrawn && answerTo(report, target) == nullptr)
        return fail(ErrorCode::usage, "there is no answer to withdraw");
    if (!record.check.empty()) {
        const auto check = std::ranges::find(report.manualChecks, record.check, &ManualCheck::id);
        if (check == report.manualChecks.end())
            return fail(ErrorCode::usage, fmt::format("the profile has no manual check \"{}\"", record.check));
        record.boundTo.sound = soundOfAll(report);
    } else {
        const Found found = findingOf(report, target);
        if (found.finding == nullptr)
            return fail(ErrorCode::usage, fmt::format("there is no finding of the rule \"{}\"", record.rule));
        if (record.event == Event::given && !asksForAnswer(*found.finding))
            return fail(ErrorCode::usage, fmt::format("the rule \"{}\" needs no answer: it is kept", record.rule));
        record.boundTo = bindingOf(*found.finding, found.programme, report);
    }
    report.answers.push_back(std::move(record));
    return settled(std::move(report));
}

Report withAnswersOf(Report report, const Report& earlier)
{
    report.answers = earlier.answers;
    Carrier carrier(report, earlier);
    std::vector<AnswerTarget> done;
    for (const AnswerRecord& record : earlier.answers) {
        const AnswerTarget target = targetOf(record);
        const bool again = std::ranges::any_of(done, [&](const AnswerTarget& other) { return isAbout(record, other); });
        const AnswerRecord* counting = answerTo(earlier, target);
        if (again || counting == nullptr)
            continue;
        done.push_back(target);
        carrier.carry(*counting);
    }
    return settled(std::move(report));
}

Report settled(Report report)
{
    applyAnswers(report);
    if (report.profile)
        makeVerdicts(report);
    return report;
}

} // namespace assay
