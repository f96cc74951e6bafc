// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/measure/delivery_specs.h"
#include "specs/delivery.h"
#include "specs/wording.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace assay
{

namespace
{

std::string baseName(const std::string& path)
{
    return path.substr(path.find_last_of('/') + 1);
}

const NamePattern* patternFor(const DeliveryProfile& profile, const Slot* slot)
{
    return profile.pattern(slot != nullptr && !slot->pattern.empty() ? slot->pattern : profile.names);
}

std::string spaced(std::string name)
{
    std::ranges::replace(name, '_', ' ');
    return name;
}

/// 29.97 and 29.97DF are one picture rate; a name has no word for how it is counted.
std::string withoutDropFrame(const std::string& text)
{
    return text.ends_with("DF") ? text.substr(0, text.size() - 2) : text;
}

bool agree(const Value& said, const Value& held)
{
    const auto saidNumber = numberIn(said);
    const auto heldNumber = numberIn(held);
    if (saidNumber && heldNumber)
        return std::abs(*saidNumber - *heldNumber) <= comparisonGuard;
    const auto* saidText = std::get_if<std::string>(&said);
    const auto* heldText = std::get_if<std::string>(&held);
    return saidText != nullptr && heldText != nullptr && withoutDropFrame(*saidText) == withoutDropFrame(*heldText);
}

/// What the name of a file claims that its measures deny.
std::vector<std::string> conflictsOf(
    const NamePattern& pattern, const NameReading& reading, const std::string& file, const MeasurementSet& measures)
{
    std::vector<std::string> conflicts;
    for (const auto& [name, text] : reading.fields) {
        const NameField* field = pattern.find(name);
        if (field == nullptr || field->claims.empty() || field->claims == "role"
            || reading.fields.contains(field->unless))
            continue;
        const Measurement* held = measures.find(field->claims);
        if (held == nullptr || !held->value || agree(meaningOf(*field, text), *held->value))
            continue;
        conflicts.push_back(fmt::format("the name says {} \"{}\", the file holds {} ({})", spaced(name), text,
            quoted(*held->value, held->unit), file));
    }
    return conflicts;
}

/// A leg of a wrong name is told once, as a leg.
bool hasWrongLegs(const MeasurementSet& measures)
{
    const Measurement* legs = measures.find("legs.faults");
    const auto* faults
        = legs != nullptr && legs->value ? std::get_if<std::vector<std::string>>(&*legs->value) : nullptr;
    return faults != nullptr && !faults->empty();
}

void addFields(std::vector<Measurement>& out, const NamePattern& pattern, const std::vector<NameReading>& readings)
{
    for (const NameField& field : pattern.fields) {
        const MeasureSpec& spec = deliverySpec("name." + field.name);
        const auto first = readings.front().fields.find(field.name);
        const bool common = std::ranges::all_of(readings, [&](const NameReading& reading) {
            const auto other = reading.fields.find(field.name);
            return (other == reading.fields.end()) == (first == readings.front().fields.end())
                && (other == reading.fields.end() || other->second == first->second);
        });
        if (!common)
            out.push_back(notApplicable(spec, "the files of the set differ in it"));
        else if (first == readings.front().fields.end())
            out.push_back(notApplicable(spec, "the name does not say"));
        else
            out.push_back(measured(spec, first->second));
    }
}

} // namespace

std::vector<Measurement> nameMeasures(
    const DeliveryProfile& profile, const Slot* slot, const DeliveredProgramme& programme)
{
    const MeasureSpec& faultsSpec = deliverySpec("name.faults");
    const MeasureSpec& conflictsSpec = deliverySpec("name.conflicts");
    const NamePattern* pattern = patternFor(profile, slot);
    if (pattern == nullptr || programme.files.empty())
        return { notApplicable(faultsSpec, "the profile asks for no pattern of names"),
            notApplicable(conflictsSpec, "the profile asks for no pattern of names") };
    std::vector<Measurement> out;
    std::vector<NameReading> readings;
    std::vector<std::string> faults;
    std::vector<std::string> conflicts;
    for (const std::string& path : programme.files) {
        const std::string file = baseName(path);
        readings.push_back(readName(*pattern, file));
        const bool toldAsLeg = readings.back().faultField == "channel" && hasWrongLegs(*programme.measures);
        if (!readings.back().fault.empty() && !toldAsLeg)
            faults.push_back(fmt::format("{} ({})", readings.back().fault, file));
        for (std::string& conflict : conflictsOf(*pattern, readings.back(), file, *programme.measures))
            conflicts.push_back(std::move(conflict));
    }
    addFields(out, *pattern, readings);
    out.push_back(measured(faultsSpec, std::move(faults)));
    out.push_back(measured(conflictsSpec, std::move(conflicts)));
    return out;
}

std::string roleFor(const DeliveryProfile& profile, const DeliveredProgramme& programme)
{
    const NamePattern* pattern = profile.pattern(profile.names);
    if (programme.roleIsCertain || programme.isBed || pattern == nullptr || programme.files.empty())
        return programme.role;
    const NameReading reading = readName(*pattern, baseName(programme.files.front()));
    for (const auto& [name, text] : reading.fields) {
        const NameField* field = pattern->find(name);
        if (field != nullptr && field->claims == "role") {
            const Value meaning = meaningOf(*field, text);
            if (const auto* role = std::get_if<std::string>(&meaning))
                return *role;
        }
    }
    return programme.role;
}

} // namespace assay
