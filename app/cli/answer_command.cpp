// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/signing.h"
#include "core/base/path.h"
#include "reports/report_json.h"

#include <fmt/format.h>

namespace assay
{

namespace
{

bool isToAnswer(const Finding& finding)
{
    return finding.state == FindingState::fail || needsPerson(finding);
}

std::string nameOf(const NamedFinding& named)
{
    return named.programme == nullptr ? named.finding->package : named.programme->name;
}

std::string words(const AnswerRecord& record)
{
    return fmt::format("{} ({}, {}{}: {})", record.answer, record.person, record.at,
        record.event == AnswerRecord::Event::carried ? ", carried over" : "", record.why);
}

/// What is answered and what is open, a line each.
std::string listOf(const Report& report)
{
    std::string text;
    for (const NamedFinding& named : findingsOf(report)) {
        if (!isToAnswer(*named.finding) && !named.finding->answer)
            continue;
        const AnswerRecord* record = answerTo(report, { nameOf(named), named.finding->rule, {} });
        text += fmt::format("{:<8} {}  {}: {}\n", nameOf(named.finding->severity),
            named.programme == nullptr ? "the delivery" : named.programme->name, named.finding->rule,
            named.finding->answer && record != nullptr ? words(*record) : "open");
    }
    for (const ManualCheck& check : report.manualChecks) {
        const AnswerRecord* record = answerTo(report, { {}, {}, check.id });
        text += fmt::format("check    {}: {}\n", check.id, record == nullptr ? "open" : words(*record));
    }
    for (const AnswerRecord& record : report.answers) {
        if (record.event == AnswerRecord::Event::lapsed)
            text += fmt::format("lapsed   {}  {}: {} by {}, because {}\n", record.programme, record.rule + record.check,
                record.answer, record.person, record.reason);
    }
    return text;
}

/// What the command line names: a check, or the findings of a rule.
std::vector<AnswerTarget> targetsOf(const Report& report, const AnswerArguments& arguments)
{
    if (!arguments.check.empty())
        return { { {}, {}, arguments.check } };
    std::vector<AnswerTarget> targets;
    for (const std::string& rule : arguments.rules) {
        const std::size_t before = targets.size();
        for (const NamedFinding& named : findingsOf(report)) {
            const bool meant = arguments.programme.empty() ? isToAnswer(*named.finding) || named.finding->answer
                                                           : nameOf(named) == arguments.programme;
            if (named.finding->rule == rule && meant)
                targets.push_back({ nameOf(named), rule, {} });
        }
        if (targets.size() == before) // for the message that says what is wrong with it
            targets.push_back({ arguments.programme, rule, {} });
    }
    return targets;
}

std::string whyIncomplete(const AnswerArguments& arguments)
{
    const bool ofCheck = arguments.answer == "pass" || arguments.answer == "fail";
    if (arguments.check.empty() && arguments.rules.empty())
        return "name what is answered: --rule ID or --check ID";
    if (arguments.answer != "withdraw" && ofCheck == arguments.check.empty())
        return "a manual check is answered with pass or fail, a finding with will-fix, intent or best-possible";
    if (arguments.person.empty() || arguments.why.empty())
        return "an answer says who answers and why: --person and --why";
    return {};
}

Result<Report> withAnswer(Report report, const AnswerTarget& target, const AnswerArguments& arguments)
{
    AnswerRecord record;
    record.programme = target.programme;
    record.rule = target.rule;
    record.check = target.check;
    record.answer = arguments.answer;
    if (arguments.answer == "withdraw") {
        const AnswerRecord* given = answerTo(report, target);
        record.event = AnswerRecord::Event::withdrawn;
        record.answer = given == nullptr ? std::string() : given->answer;
    }
    record.person = sanitizedUtf8(arguments.person);
    record.organisation = sanitizedUtf8(arguments.organisation);
    record.why = sanitizedUtf8(arguments.why);
    record.at = timestamp();
    return answered(std::move(report), std::move(record));
}

} // namespace

int run(const AnswerArguments& arguments)
{
    auto stored = storedReport(arguments.report);
    if (!stored)
        return exitUnreadable;
    Result<Report> report = std::move(*stored);
    if (arguments.answer.empty()) {
        printText(listOf(*report), arguments.output);
        return exitCodeOf(*report);
    }
    if (const std::string why = whyIncomplete(arguments); !why.empty()) {
        complain(why);
        return exitUsage;
    }
    for (const AnswerTarget& target : targetsOf(*report, arguments)) {
        report = withAnswer(std::move(*report), target, arguments);
        if (!report)
            return failed(Error { report.error().code, report.error().message, arguments.report });
    }
    const std::string file = arguments.output.json.empty() ? toUtf8(arguments.report) : arguments.output.json;
    if (!writeText(toJson(*report), file))
        return exitUsage;
    if (!arguments.output.quiet) {
        if (!report->signatures.empty())
            complain("what was signed has changed: sign it again");
        complain(fmt::format("{}: the verdict is {}", toUtf8(arguments.report),
            report->verdict ? nameOf(*report->verdict) : std::string_view("none: nothing was judged")));
    }
    return exitCodeOf(*report);
}

} // namespace assay
