// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/report_json.h"
#include "reports/version_diff.h"

#include <nlohmann/json.hpp>

namespace assay
{

namespace
{

using Json = nlohmann::ordered_json;

// Measurements as they stand in a report.
Json measuresJson(const MeasurementSet& measures)
{
    ProgrammeRecord record;
    record.measures = measures;
    return Json::parse(programmeToJsonLine(record)).at("measures");
}

Json changesJson(const std::vector<ValueChange>& changes)
{
    Json list = Json::array();
    for (const ValueChange& change : changes) {
        const auto side = [&](const std::optional<Measurement>& measurement) -> Json {
            if (!measurement)
                return nullptr;
            MeasurementSet one;
            Measurement plain = *measurement; // places and channels stand in the reports
            plain.channels.clear();
            plain.events.clear();
            plain.at.reset();
            one.add(std::move(plain));
            return measuresJson(one).at(change.id);
        };
        list.push_back({ { "measure", change.id }, { "old", side(change.before) }, { "new", side(change.after) } });
    }
    return list;
}

Json findingsJson(const std::vector<FindingChange>& findings, FindingChange::Kind kind)
{
    Json list = Json::array();
    for (const FindingChange& change : findings) {
        const Finding& finding = change.finding;
        if (change.kind == kind)
            list.push_back(
                { { "rule", finding.rule }, { "measure", finding.measure }, { "severity", nameOf(finding.severity) },
                    { "state", nameOf(finding.state) }, { "message", finding.message } });
    }
    return list;
}

Json findingsJson(const std::vector<FindingChange>& findings)
{
    return { { "fixed", findingsJson(findings, FindingChange::Kind::fixed) },
        { "still_there", findingsJson(findings, FindingChange::Kind::stillThere) },
        { "new", findingsJson(findings, FindingChange::Kind::appeared) } };
}

Json verdictJson(const std::optional<Verdict>& verdict)
{
    return verdict ? Json(nameOf(*verdict)) : Json();
}

Json programmeDiffJson(const ProgrammeDiff& diff)
{
    return { { "old", diff.before }, { "new", diff.after },
        { "same_essence", diff.sameEssence ? Json(*diff.sameEssence) : Json() }, { "sound", measuresJson(diff.sound) },
        { "notes", diff.notes }, { "metadata", changesJson(diff.metadata) }, { "measures", changesJson(diff.measures) },
        { "verdict", { { "old", verdictJson(diff.verdictBefore) }, { "new", verdictJson(diff.verdictAfter) } } },
        { "findings", findingsJson(diff.findings) } };
}

} // namespace

std::string toJson(const VersionDiff& diff, const Report& after)
{
    Json json { { "schema", "assay-comparison/1" },
        { "tool", { { "name", "assay" }, { "version", after.toolVersion } } }, { "created", after.created } };
    json["profile"] = nullptr;
    if (after.profile)
        json["profile"] = { { "id", after.profile->id }, { "version", after.profile->version },
            { "title", after.profile->title }, { "sha256", after.profile->sha256 } };
    json["verdict"] = verdictJson(after.verdict);
    json["programmes"] = Json::array();
    for (const ProgrammeDiff& programme : diff.programmes)
        json["programmes"].push_back(programmeDiffJson(programme));
    json["removed"] = diff.removed;
    json["added"] = diff.added;
    json["delivery"] = { { "findings", findingsJson(diff.delivery) } };
    return json.dump(2) + "\n";
}

} // namespace assay
