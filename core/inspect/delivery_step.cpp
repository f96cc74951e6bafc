// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/delivery_step.h"

#include "core/compare/me_test.h"
#include "core/compare/null_test.h"
#include "core/inspect/programme_sound.h"

#include <algorithm>

namespace assay
{

namespace
{

using Sounds = std::vector<SoundSource>;

Result<void> addNull(const SoundSource& mix, const Sounds& stems, MeasurementSet& out, const CompareOptions& options)
{
    const auto test = nullTest(mix, stems, options);
    if (!test)
        return tl::unexpected(test.error());
    addNullMeasures(*test, out);
    return {};
}

Result<void> addLeakOf(const SoundSource& mAndE, const Sounds& with, MeasurementSet& out, const CompareOptions& options)
{
    return addLeak(mAndE, with.front(), out, options);
}

Result<void> addHolesOf(
    const SoundSource& mAndE, const Sounds& with, MeasurementSet& out, const CompareOptions& options)
{
    if (with.size() != 2)
        return fail(ErrorCode::usage, "holes are looked for with the mix and the dialogue stem, in this order");
    return addHoles(mAndE, with[0], with[1], out, options);
}

/// A comparison, the measures it gives, and who makes it.
struct Comparing {
    ComparisonKind kind;
    std::span<const MeasureSpec> gives;
    Result<void> (*make)(const SoundSource& of, const Sounds& with, MeasurementSet& out, const CompareOptions& options);
};

/// The one row of the M&E measures.
std::span<const MeasureSpec> only(std::string_view id)
{
    const auto spec = std::ranges::find(meSpecs(), id, &MeasureSpec::id);
    return meSpecs().subspan(static_cast<std::size_t>(spec - meSpecs().begin()), 1);
}

const std::vector<Comparing>& comparings()
{
    static const std::vector<Comparing> list {
        { ComparisonKind::nullTest, nullSpecs(), &addNull },
        { ComparisonKind::dialogueLeak, only("me.leak"), &addLeakOf },
        { ComparisonKind::effectsHole, only("me.hole"), &addHolesOf },
    };
    return list;
}

Comparison compared(const Comparing& comparing, const SoundSource& of, const Sounds& with, std::stop_token stop)
{
    Comparison comparison { of.name };
    for (const SoundSource& sound : with)
        comparison.with.push_back(sound.name);
    CompareOptions options;
    options.stop = std::move(stop);
    const auto made = comparing.make(of, with, comparison.measures, options);
    for (const MeasureSpec& spec : comparing.gives) {
        if (!made)
            comparison.measures.add(notMeasured(spec, describe(made.error())));
        else if (comparison.measures.find(spec.id) == nullptr)
            comparison.measures.add(notMeasured(spec, "the comparison left this measure out"));
    }
    comparison.measures.series() = {}; // of the comparison alone; reports keep the series of programmes
    return comparison;
}

} // namespace

std::optional<ComparisonKind> comparisonGiving(std::string_view measure)
{
    for (const Comparing& comparing : comparings()) {
        if (std::ranges::find(comparing.gives, measure, &MeasureSpec::id) != comparing.gives.end())
            return comparing.kind;
    }
    return std::nullopt;
}

std::vector<Comparison> compareProgrammes(std::span<const ComparisonRequest> requests, const DeliveryPlan& delivery,
    std::span<const ProgrammePlan* const> plans, std::stop_token stop)
{
    const std::shared_ptr<const DeliveryPlan> shared(std::shared_ptr<void>(), &delivery); // outlives every sound here
    std::vector<Comparison> comparisons;
    for (const ComparisonRequest& request : requests) {
        const auto comparing = std::ranges::find(comparings(), request.kind, &Comparing::kind);
        if (comparing == comparings().end() || stop.stop_requested())
            continue;
        Sounds with;
        for (const std::size_t index : request.with)
            with.push_back(soundOf(*plans[index], shared));
        comparisons.push_back(compared(*comparing, soundOf(*plans[request.of], shared), with, stop));
    }
    return comparisons;
}

} // namespace assay
