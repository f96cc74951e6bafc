// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/report.h"

#include "reports/timing.h"

#include <algorithm>

namespace assay
{

Report measuredReport(Inspection inspection, std::string created, double elapsedSeconds)
{
    Report report;
    report.toolVersion = ASSAY_VERSION;
    report.created = std::move(created);
    report.elapsedSeconds = elapsedSeconds;
    report.assets = std::move(inspection.assets);
    for (ProgrammeRecord& programme : inspection.programmes) {
        JudgedProgramme entry;
        entry.programme = std::move(programme);
        report.programmes.push_back(std::move(entry));
    }
    return report;
}

Report judged(Report report, const Profile& profile)
{
    report.profile = ProfileIdentity { profile.id, profile.version, profile.title, profile.sha256,
        profile.origin == "built-in" ? "built-in" : "user", profile.overridesBuiltIn,
        std::string(nameOf(profile.status)) };
    report.manualChecks = profile.manual;
    std::vector<Verdict> verdicts;
    for (JudgedProgramme& entry : report.programmes) {
        const ProgrammeRecord& programme = entry.programme;
        entry.judged = judges(profile, programme.role);
        entry.findings.clear();
        entry.verdict = Verdict::review;
        if (!entry.judged)
            continue;
        entry.findings = evaluate(profile,
            Subject { programme.role, programme.layout.name, timeBaseOf(programme), programme.frames,
                programme.measures, programme.layout.channelNames() });
        entry.verdict = verdictOf(entry.findings, !profile.manual.empty());
        verdicts.push_back(entry.verdict);
    }
    const bool unreadable
        = std::ranges::any_of(report.assets, [](const AssetRecord& asset) { return asset.error.has_value(); });
    if (unreadable)
        verdicts.push_back(Verdict::review);
    report.verdict = worst(verdicts);
    return report;
}

int exitCodeOf(const Report& report)
{
    const bool unreadable
        = std::ranges::any_of(report.assets, [](const AssetRecord& asset) { return asset.error.has_value(); });
    if (unreadable)
        return 4; // contract.md: 4 wins over 1 and 3
    if (!report.verdict)
        return 0;
    switch (*report.verdict) {
    case Verdict::pass:
        return 0;
    case Verdict::fail:
        return 1;
    case Verdict::review:
        return 3;
    }
    return 2;
}

} // namespace assay
