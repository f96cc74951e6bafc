// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/null_places.h"

#include "core/base/units.h"

#include <algorithm>
#include <cmath>

namespace assay
{

namespace
{

using Whole = ResidualMeter::Whole;

constexpr double overCeiling = 1.001; // of the mix's highest peak: a rounding is no limiting (design value)
constexpr double mostOver = 2.0; // of that peak: 6 dB; a sum further over was never limited to this mix (design value)
constexpr double turnedDown
    = 1.5; // times as large is the sum that the residual opposes: 9.5 dB off at most (design value)
constexpr double mostLimited = 0.25; // of the time; more is no exception (design value)
constexpr double standsOut = 12.0; // dB over the median step (design value)
constexpr double quietest = -60.0; // dB re mix: no residual below is a place (design value)
constexpr double softest
    = -90.0; // dBFS RMS: no residual below is a place, it is the rounding of 16 bits (design value)
constexpr double loudest = -30.0; // dB re mix: every residual above is a place (design value)
constexpr double quietPassage = -30.0; // dB re the whole mix: softer steps are held against this level (design value)
constexpr std::size_t joinedWithin = 5; // steps: half a second of null between two failures joins them (design value)
constexpr double explains = 0.5; // of the residual's energy, to point at a stem (design value)
constexpr double absentGain = 0.1; // -20 dB (design value)
constexpr double doubledWithin = 0.1; // about twice (design value)
constexpr double leastLevel = 0.05; // dB (design value)

// How much of the residual's energy one factor on a sound explains; positive products turn it up.
double explained(double product, double energy, double residual)
{
    return energy > 0.0 && residual > 0.0 ? product * product / (energy * residual) : 0.0;
}

double sumEnergy(const Whole& step)
{
    return step.mix - 2.0 * step.mixWithResidual + step.residual;
}

double sumWithResidual(const Whole& step)
{
    return step.mixWithResidual - step.residual;
}

// Is what is left the sum of the stems turned down, rather than the fault of one of them?
bool isTurnedDown(const ResidualMeter& meter, std::size_t index)
{
    const Whole& step = meter.steps()[index];
    if (-sumWithResidual(step) < turnedDown * step.residual)
        return false;
    const double bySum = explained(sumWithResidual(step), sumEnergy(step), step.residual);
    for (std::size_t i = 0; meter.stems() > 1 && i < meter.stems(); ++i) {
        const ResidualMeter::Stem& stem = meter.stem(index, i);
        const double byStem
            = explained(static_cast<double>(stem.withResidual), static_cast<double>(stem.energy), step.residual);
        if (byStem > 2.0 * bySum)
            return false;
    }
    return true;
}

double meanMix(const ResidualMeter& meter)
{
    double energy = 0.0;
    FrameCount frames = 0;
    for (const Whole& step : meter.steps()) {
        energy += step.mix;
        frames += step.range.length();
    }
    return frames > 0 ? energy / static_cast<double>(frames) : 0.0;
}

// dB of each step's residual re the mix there, or re a quiet passage.
std::vector<double> levelsOf(const ResidualMeter& meter)
{
    const double floor = dbToPower(quietPassage) * meanMix(meter);
    std::vector<double> levels;
    for (const Whole& step : meter.steps()) {
        const double mix = std::max(step.mix, floor * static_cast<double>(step.range.length()));
        const bool heard = step.residual > dbToPower(softest) * static_cast<double>(step.range.length());
        levels.push_back(powerToDb(mix > 0.0 && heard ? step.residual / mix : 0.0));
    }
    return levels;
}

double thresholdOf(std::vector<double> levels, const std::vector<bool>& limited)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        if (!limited[i])
            levels[count++] = levels[i];
    }
    if (count == 0)
        return loudest;
    levels.resize(count);
    const auto middle = levels.begin() + static_cast<std::ptrdiff_t>(count / 2);
    std::ranges::nth_element(levels, middle);
    return std::clamp(*middle + standsOut, quietest, loudest);
}

// The channel that holds most of the residual; empty where others fail alike.
std::string channelOf(const ResidualMeter& meter, std::size_t first, std::size_t last, const Layout& layout)
{
    std::vector<double> energies(meter.channels());
    double sum = 0.0;
    for (std::size_t step = first; step <= last; ++step) {
        for (std::size_t c = 0; c < energies.size(); ++c) {
            energies[c] += static_cast<double>(meter.channel(step, c).residual);
            sum += static_cast<double>(meter.channel(step, c).residual);
        }
    }
    constexpr double nearlyAll = 0.9; // of the residual's energy (design value)
    const auto most = std::ranges::max_element(energies);
    return *most >= nearlyAll * sum ? layout.channelNames()[static_cast<std::size_t>(most - energies.begin())] : "";
}

// The stem whose gain alone explains most of what is left from step `first` to `last`.
void pointAtStem(
    NullPlace& place, const ResidualMeter& meter, std::size_t first, std::size_t last, const NullTest& test)
{
    double residual = 0.0;
    for (std::size_t step = first; step <= last; ++step)
        residual += meter.steps()[step].residual;
    double best = explains;
    for (std::size_t i = 0; i < meter.stems(); ++i) {
        double energy = 0.0;
        double product = 0.0;
        for (std::size_t step = first; step <= last; ++step) {
            energy += static_cast<double>(meter.stem(step, i).energy);
            product += static_cast<double>(meter.stem(step, i).withResidual);
        }
        const double share = explained(product, energy, residual);
        if (share <= best)
            continue;
        best = share;
        place.stem = test.stems[i].name;
        place.fault = faultOfGain(meter.gains()[i] + product / energy, meter.gains()[i]);
    }
}

} // namespace

StemFault faultOfGain(double gain, double expected)
{
    const double factor = expected != 0.0 ? gain / expected : gain;
    if (std::abs(factor) < absentGain)
        return StemFault::missing;
    if (factor < 0.0)
        return StemFault::inverted;
    if (std::abs(factor - 2.0) < doubledWithin)
        return StemFault::doubled;
    return std::abs(amplitudeToDb(factor)) >= leastLevel ? StemFault::level : StemFault::none;
}

std::vector<bool> limitedSteps(const ResidualMeter& meter)
{
    const std::vector<Whole>& steps = meter.steps();
    std::vector<bool> limited(steps.size());
    double ceiling = 0.0;
    for (const Whole& step : steps)
        ceiling = std::max(ceiling, step.mixPeak);
    const std::vector<double> levels = levelsOf(meter);
    for (std::size_t i = 0; i < steps.size(); ++i)
        limited[i] = steps[i].sumPeak > overCeiling * ceiling && steps[i].sumPeak < mostOver * ceiling
            && isTurnedDown(meter, i);
    const double threshold = thresholdOf(levels, limited);
    const auto letsGo = [&](std::size_t i) { return !limited[i] && levels[i] > threshold && isTurnedDown(meter, i); };
    for (std::size_t i = 1; i < steps.size(); ++i) { // release, then what it saw ahead
        if (limited[i - 1] && letsGo(i))
            limited[i] = true;
    }
    for (std::size_t i = steps.size(); i-- > 1;) {
        if (limited[i] && letsGo(i - 1))
            limited[i - 1] = true;
    }
    const auto count = static_cast<double>(std::ranges::count(limited, true));
    if (count > mostLimited * static_cast<double>(steps.size()))
        limited.assign(steps.size(), false);
    return limited;
}

std::vector<NullPlace> failingPlaces(const ResidualMeter& meter, const std::vector<bool>& limited, const NullTest& test)
{
    const std::vector<double> levels = levelsOf(meter);
    const double threshold = thresholdOf(levels, limited);
    const auto fails = [&](std::size_t i) { return !limited[i] && levels[i] > threshold; };
    std::vector<NullPlace> places;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        if (!fails(i))
            continue;
        std::size_t last = i;
        for (std::size_t k = i; k < levels.size() && k <= last + joinedWithin; ++k)
            last = fails(k) ? k : last;
        NullPlace place { { meter.steps()[i].range.start, meter.steps()[last].range.end },
            channelOf(meter, i, last, test.layout) };
        double mix = 0.0;
        double residual = 0.0;
        for (std::size_t k = i; k <= last; ++k) {
            mix += meter.steps()[k].mix;
            residual += meter.steps()[k].residual;
        }
        place.level = powerToDb(residual / std::max(mix, dbToPower(-120.0) * residual)); // finite in silence of the mix
        pointAtStem(place, meter, i, last, test);
        places.push_back(std::move(place));
        i = last;
    }
    return places;
}

} // namespace assay
