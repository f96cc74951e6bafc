// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/sign_off_rules.h"

#include <algorithm>
#include <fmt/format.h>

namespace assay
{

namespace
{

bool hasWaivers(const Report& report)
{
    return std::ranges::any_of(
        findingsOf(report), [](const NamedFinding& named) { return named.finding->answer.has_value(); });
}

std::string whyNotDecided(const Report& report, Decision decision)
{
    if (!report.verdict)
        return "nothing was judged, so there is nothing to sign: judge it by a profile first (assay judge)";
    if (decision == Decision::rejected)
        return {};
    if (*report.verdict != Verdict::pass)
        return fmt::format(
            "the verdict is {}, so it cannot be approved: answer what is open (assay answer), or reject it",
            nameOf(*report.verdict));
    const bool waivers = hasWaivers(report);
    if (waivers && decision == Decision::approved)
        return "there are waivers: the decision is approved-with-waivers";
    if (!waivers && decision == Decision::approvedWithWaivers)
        return "there are no waivers: the decision is approved";
    return {};
}

} // namespace

std::vector<SignOffStep> openSteps(const Report& report)
{
    std::vector<SignOffStep> open;
    for (const SignOffStep& step : report.signOffSteps) {
        const bool isSigned = std::ranges::any_of(report.signatures, [&](const SignatureRecord& signature) {
            return signature.says.step == step.id && signature.says.decision != Decision::rejected;
        });
        if (!isSigned)
            open.push_back(step);
    }
    return open;
}

Result<SignOff> allowedSignOff(const Report& report, SignOff signOff)
{
    if (const std::string why = whyNotDecided(report, signOff.decision); !why.empty())
        return fail(ErrorCode::usage, why);
    const std::vector<SignOffStep> open = openSteps(report);
    if (report.signOffSteps.empty())
        return signOff;
    if (open.empty())
        return fail(ErrorCode::usage, "every step of the profile's sign-off is signed");
    if (signOff.step.empty())
        signOff.step = open.front().id;
    if (signOff.step == open.front().id)
        return signOff;
    const bool known
        = std::ranges::find(report.signOffSteps, signOff.step, &SignOffStep::id) != report.signOffSteps.end();
    if (!known)
        return fail(ErrorCode::usage,
            fmt::format("the profile has no step \"{}\"; the next is \"{}\"", signOff.step, open.front().id));
    return fail(ErrorCode::usage,
        fmt::format("the step \"{}\" is signed, or comes after \"{}\"", signOff.step, open.front().id));
}

} // namespace assay
