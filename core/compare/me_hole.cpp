// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/units.h"
#include "core/compare/me_specs.h"
#include "core/compare/me_test.h"
#include "core/compare/residual_meter.h"
#include "core/compare/stem_products.h"
#include "core/dsp/grid.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace assay
{

namespace
{

constexpr double speaking = -60.0; // dBFS RMS of the dialogue stem in a step (design value)
constexpr double audible = -20.0; // dB re mix less dialogue, of what lacks (design value)
constexpr double overMisfit
    = -40.0; // dB re the dialogue: below, its own rounding in the mix looks alike (design value)
constexpr double isLess = 0.5; // of what differs is sound that lacks, not other sound (design value)
constexpr std::size_t leastSteps = 3; // 300 ms (design value)
constexpr std::size_t joinedWithin = 5; // steps: half a second (design value)
constexpr double worstFit
    = 0.1; // of the mix's energy, -10 dB: above, M&E and dialogue are not of this mix (design value)
constexpr double usualGain = 1.0; // dB by which both may lie off in the mix (design value)

const std::size_t speech = 0; // the order of the stems
const std::size_t filled = 1;

// One step: energies of what the mix holds beside the dialogue, and of what of that the M&E lacks.
struct Beside {
    double wanted = 0.0;
    double lacking = 0.0;
    bool isHole = false;
};

Beside besideAt(const ResidualMeter& meter, std::size_t step)
{
    const ResidualMeter::Whole& whole = meter.steps()[step];
    const double gain = meter.gains()[filled];
    const auto has = gain * gain * static_cast<double>(meter.stem(step, filled).energy);
    const double crossed = 2.0 * gain * static_cast<double>(meter.stem(step, filled).withResidual);
    const double wanted = whole.residual + crossed + has;
    const auto frames = static_cast<double>(whole.range.length());
    const auto dialogue = static_cast<double>(meter.stem(step, speech).energy);
    const bool isHole = dialogue > frames * dbToPower(speaking) && whole.residual > wanted * dbToPower(audible)
        && whole.residual > dialogue * dbToPower(overMisfit) && wanted - has >= isLess * whole.residual;
    return { wanted, whole.residual, isHole };
}

std::vector<Place> holesOf(const ResidualMeter& meter)
{
    std::vector<Place> places;
    const std::size_t count = meter.steps().size();
    for (std::size_t i = 0; i < count; ++i) {
        if (!besideAt(meter, i).isHole)
            continue;
        std::size_t last = i;
        std::size_t holes = 0;
        double wanted = 0.0;
        double lacking = 0.0;
        for (std::size_t k = i; k < count && k <= last + joinedWithin; ++k) {
            const Beside beside = besideAt(meter, k);
            if (!beside.isHole)
                continue;
            last = k;
            ++holes;
            wanted += beside.wanted;
            lacking += beside.lacking;
        }
        if (holes >= leastSteps)
            places.push_back(
                { meter.steps()[i].range.start, meter.steps()[last].range.end, "", powerToDb(lacking / wanted) });
        i = last;
    }
    return places;
}

bool isUsual(const std::optional<double>& gain)
{
    return gain && *gain > 0.0 && std::abs(amplitudeToDb(*gain)) < usualGain;
}

} // namespace

Result<void> addHoles(const SoundSource& musicAndEffects, const SoundSource& mix, const SoundSource& dialogue,
    MeasurementSet& out, const CompareOptions& options)
{
    const std::vector<SoundSource> stems { dialogue, musicAndEffects };
    const auto set = soundSet(mix, stems);
    if (!set)
        return tl::unexpected(set.error());
    StemProducts products(mix.layout.size(), stems.size());
    const auto part = [&](double from) {
        CompareOptions half { {}, options.stop };
        if (options.onProgress)
            half.onProgress = [&options, from](double done) { options.onProgress(from + 0.5 * done); };
        return half;
    };
    auto read = readTogether(*set, { 0.0, 0.0 }, part(0.0), [&](const Stretch& stretch) { products.add(stretch); });
    if (!read)
        return tl::unexpected(read.error());
    const StemGains gains = solveGains(products.windows());
    if (!gains.stems.empty() && !gains.stems[speech]) {
        out.add(notApplicable(holeSpec, "the dialogue stem is silent"));
        return {};
    }
    if (gains.stems.empty() || gains.fit > worstFit || !isUsual(gains.stems[speech]) || !isUsual(gains.stems[filled])) {
        out.add(notMeasured(holeSpec,
            "dialogue and M&E do not make the mix as they lie, so nobody can tell what lacks: see the null test"));
        return {};
    }
    ResidualMeter meter(mix.layout.size(), gains.factors());
    read = readTogether(*set, { 0.0, 0.0 }, part(0.5), [&](const Stretch& stretch) { meter.add(stretch); });
    if (!read)
        return tl::unexpected(read.error());
    out.add(measuredEvents(holeSpec, holesOf(meter)));
    return {};
}

std::span<const MeasureSpec> meSpecs()
{
    static constexpr std::array specs { leakSpec, holeSpec };
    return specs;
}

} // namespace assay
