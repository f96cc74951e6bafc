// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/report.h"

#include "reports/timing.h"
#include "specs/delivery.h"

#include <algorithm>

namespace assay
{

namespace
{

DeliveredProgramme deliveredOf(const ProgrammeRecord& programme)
{
    const Measurement* bed = programme.measures.find("adm.bed");
    return { .name = programme.name,
        .files = programme.assets,
        .role = programme.role,
        .roleIsCertain = programme.roleSource == LayoutSource::user,
        .layout = programme.layout.name,
        .time = timeBaseOf(programme),
        .frames = programme.frames,
        .measures = &programme.measures,
        .isBed = bed != nullptr && bed->value };
}

std::vector<DeliveredProgramme> deliveredIn(const Report& report)
{
    std::vector<DeliveredProgramme> delivered;
    for (const JudgedProgramme& entry : report.programmes)
        delivered.push_back(deliveredOf(entry.programme));
    return delivered;
}

// Are there several, so that something can hold between them?
bool areSeveral(const std::vector<DeliveredProgramme>& delivered)
{
    return std::ranges::count(delivered, false, &DeliveredProgramme::isBed) > 1;
}

// The stems of a mix: of its layout and length, and so of its time.
std::vector<Stem> stemsOf(const ProgrammeRecord& mix, const std::vector<JudgedProgramme>& programmes)
{
    std::vector<Stem> stems;
    if (mix.role != "mix")
        return stems;
    for (const JudgedProgramme& entry : programmes) {
        const ProgrammeRecord& other = entry.programme;
        const bool isStem
            = other.role == "dialogue" || other.role == "music" || other.role == "effects" || other.role == "stem";
        if (isStem && other.layout.name == mix.layout.name && other.sampleRate == mix.sampleRate
            && other.frames == mix.frames)
            stems.push_back({ other.name, other.role, &other.measures });
    }
    return stems;
}

// The profile as it judges what arrived for a slot.
Profile rulesFor(const Profile& profile, const Slot* slot, const ProgrammeRecord& programme)
{
    Profile judge;
    if (judges(profile, programme.role))
        judge.rules = profile.rules;
    if (slot == nullptr)
        return judge;
    std::vector<Rule> own = slotRules(*slot, programme.measures);
    judge.rules.insert(judge.rules.end(), std::make_move_iterator(own.begin()), std::make_move_iterator(own.end()));
    return judge;
}

void judge(JudgedProgramme& entry, const Profile& profile, const Slot* slot, std::vector<Stem> stems)
{
    ProgrammeRecord& programme = entry.programme;
    const bool listed = profile.delivery != nullptr && !profile.delivery->expected.empty();
    entry.judged = listed ? slot != nullptr : judges(profile, programme.role);
    entry.slot = slot != nullptr ? slot->title : std::string();
    entry.findings.clear();
    entry.verdict = Verdict::review;
    if (!entry.judged)
        return;
    const std::string& role = slot != nullptr && !slot->role.empty() ? slot->role : programme.role;
    entry.findings = evaluate(rulesFor(profile, slot, programme),
        Subject { role, programme.layout.name, timeBaseOf(programme), programme.frames, programme.measures,
            programme.layout.channelNames(), std::move(stems) });
}

MeasurementSet withoutNames(MeasurementSet measures)
{
    MeasurementSet kept;
    for (const auto& [id, measurement] : measures.all()) {
        if (!id.starts_with("name."))
            kept.add(measurement);
    }
    kept.series() = std::move(measures.series());
    return kept;
}

// What the names of a programme's files say is a matter of the profile: that of an earlier one goes.
void measureNames(JudgedProgramme& entry, const Profile& profile, const Slot* slot, const DeliveredProgramme& delivered)
{
    entry.programme.measures = withoutNames(std::move(entry.programme.measures));
    if (profile.delivery == nullptr || profile.delivery->patterns.empty())
        return;
    for (Measurement& measurement : nameMeasures(*profile.delivery, slot, delivered))
        entry.programme.measures.add(std::move(measurement));
}

} // namespace

std::vector<DeliveredProgramme> deliveredOf(const std::vector<ProgrammeRecord>& programmes)
{
    std::vector<DeliveredProgramme> delivered;
    for (const ProgrammeRecord& programme : programmes)
        delivered.push_back(deliveredOf(programme));
    return delivered;
}

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
    report.delivery.comparisons = std::move(inspection.comparisons);
    if (const std::vector<DeliveredProgramme> delivered = deliveredIn(report); areSeveral(delivered))
        report.delivery.measures = deliveryMeasures(delivered);
    return report;
}

std::vector<NamedFinding> findingsOf(const Report& report)
{
    std::vector<NamedFinding> findings;
    for (const Finding& finding : report.delivery.findings)
        findings.push_back({ &finding, nullptr });
    for (const JudgedProgramme& entry : report.programmes) {
        for (const Finding& finding : entry.findings) {
            if (entry.judged)
                findings.push_back({ &finding, &entry.programme });
        }
    }
    return findings;
}

Report judged(Report report, const Profile& profile)
{
    report.profile = ProfileIdentity { profile.id, profile.version, profile.title, profile.sha256,
        profile.origin == "built-in" ? "built-in" : "user", profile.overridesBuiltIn,
        std::string(nameOf(profile.status)) };
    report.manualChecks = profile.manual;
    const std::vector<DeliveredProgramme> delivered = deliveredIn(report);
    DeliveryJudgement delivery = judgeDelivery(profile, delivered, report.delivery.comparisons);
    report.signOffSteps = profile.signOff;
    for (std::size_t i = 0; i < report.programmes.size(); ++i) {
        JudgedProgramme& entry = report.programmes[i];
        measureNames(entry, profile, delivery.taken[i], delivered[i]);
        judge(entry, profile, delivery.taken[i], stemsOf(entry.programme, report.programmes));
    }
    if (areSeveral(delivered) || profile.delivery != nullptr)
        report.delivery.measures = std::move(delivery.measures);
    report.delivery.findings = std::move(delivery.findings);
    return settled(std::move(report));
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
