// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/measure_choice.h"

#include "core/analyzers/analyzer.h"
#include "core/inspect/atmos_sound.h"
#include "core/inspect/conflicts.h"
#include "core/inspect/dialogue.h"
#include "core/inspect/inspect.h"

#include <algorithm>
#include <fmt/format.h>

namespace assay
{

namespace
{

bool fits(std::string_view id, std::string_view pattern)
{
    const std::size_t star = pattern.find('*');
    if (star == std::string_view::npos)
        return id == pattern;
    if (!id.starts_with(pattern.substr(0, star)))
        return false;
    const std::string_view rest = pattern.substr(star + 1);
    for (std::size_t from = star; from <= id.size(); ++from) {
        if (fits(id.substr(from), rest))
            return true;
    }
    return false;
}

} // namespace

Result<MeasureChoice> MeasureChoice::of(std::vector<std::string> patterns)
{
    for (const std::string& pattern : patterns) {
        const auto fitting = [&](const MeasureSpec& spec) { return fits(spec.id, pattern); };
        if (std::ranges::none_of(catalogue().all(), fitting))
            return fail(ErrorCode::usage,
                fmt::format("no measure is called \"{}\" (see: assay measures; * stands for any characters)", pattern));
    }
    MeasureChoice choice;
    choice.m_patterns = std::move(patterns);
    return choice;
}

bool MeasureChoice::wants(std::string_view id) const
{
    return m_patterns.empty()
        || std::ranges::any_of(m_patterns, [&](const std::string& pattern) { return fits(id, pattern); });
}

std::vector<const AnalyzerSpec*> MeasureChoice::analyzers() const
{
    const auto all = analyzerRegistry();
    const auto isWanted = [&](const MeasureSpec& spec) { return wants(spec.id); };
    const bool wantsAtmosSound = std::ranges::any_of(atmosSoundSpecs(), isWanted);
    const bool wantsConflicts = std::ranges::any_of(conflictSpecs(), isWanted);
    const bool wantsDialogue = std::ranges::any_of(dialogueSpecs(), isWanted);
    const auto isCompared = [&](const MeasureSpec& output) {
        return (wantsConflicts && std::ranges::find(conflictInputs(), output.id) != conflictInputs().end())
            || (wantsDialogue && output.id == dialogueInput) || (wantsAtmosSound && output.id == atmosSoundInput);
    };
    std::vector<const AnalyzerSpec*> chosen; // from the last to the first: what is read stands above its reader
    for (std::size_t i = all.size(); i-- > 0;) {
        const auto isRead = [&](const MeasureSpec& output) {
            return std::ranges::any_of(chosen, [&](const AnalyzerSpec* reader) {
                return std::ranges::find(reader->reads, output.id) != reader->reads.end();
            });
        };
        if (std::ranges::any_of(all[i]->outputs, isWanted) || std::ranges::any_of(all[i]->outputs, isRead)
            || std::ranges::any_of(all[i]->outputs, isCompared))
            chosen.push_back(all[i]);
    }
    std::ranges::reverse(chosen);
    return chosen;
}

void MeasureChoice::apply(MeasurementSet& measures) const
{
    if (m_patterns.empty())
        return;
    MeasurementSet kept;
    for (const auto& [id, measurement] : measures.all()) {
        if (wants(id))
            kept.add(measurement);
    }
    kept.series() = std::move(measures.series());
    measures = std::move(kept);
}

} // namespace assay
