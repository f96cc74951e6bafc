// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/null_test.h"

#include "core/base/units.h"
#include "core/compare/alignment.h"
#include "core/compare/null_places.h"
#include "core/compare/place_shifts.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace assay
{

namespace
{

constexpr double fitsAlready
    = 1e-6; // of the mix's energy, -60 dB: stems that null so lie where they ought to (design value)
constexpr double betterBy
    = 0.9; // of the energy left: gains that gain less than half a dB are not worth it (design value)
constexpr double credible = 0.1; // of the energy left, that a gain must account for to be a fault (design value)
constexpr double mostLeft = 0.01; // of a channel's energy, to tell of its stems alone: 20 dB down (design value)
constexpr double sharedWithin = 0.1; // how nearly another stem holds all of a stem (design value)

// One reading of everything: what least squares ask for, levels in time, and what is left at given gains.
struct Reading {
    StemProducts products;
    Envelopes envelopes;
    ResidualMeter residual;
    std::vector<FrameCount> lengths {};
};

class Test
{
public:
    Test(SoundSet set, const CompareOptions& options)
        : m_set(std::move(set))
        , m_options(options)
        , m_offsets(m_set.stems.size())
    {
    }

    Result<NullTest> run();

private:
    Result<Reading> read(const std::vector<double>& gains, SlopeProducts* slopes = nullptr);
    Result<void> align(Reading& reading, StemGains& gains);
    std::vector<double> shifts() const;
    // Steps of the whole, each a reading of all files or about that.
    CompareOptions stage(double from, double to) const;
    NullTest resultOf(const Reading& reading, const StemGains& gains) const;
    void findChannelFaults(const Reading& reading, StemGains& gains);
    StemFault faultOf(std::size_t stem, const Products& sums, const StemGains& gains) const;
    void addLevels(NullTest& test, const ResidualMeter& meter) const;
    void addNotes(NullTest& test) const;

    SoundSet m_set;
    const CompareOptions& m_options;
    std::vector<std::optional<double>> m_offsets;
    struct Leg {
        std::size_t channel = 0;
        double gain = 1.0;
    };
    std::vector<std::optional<Leg>> m_legs; // by stem: the channel that has a fault of its own
    double m_done = 0.0; // of the progress
    double m_delivered = 0.0; // energy left over energy of the mix, as the files lie
    std::vector<FrameCount> m_lengths; // of the mix and of each stem; 0: goes on behind the end of the mix
};

CompareOptions Test::stage(double from, double to) const
{
    CompareOptions options { {}, m_options.stop };
    if (m_options.onProgress)
        options.onProgress = [this, from, to](double part) { m_options.onProgress(from + part * (to - from)); };
    return options;
}

std::vector<double> Test::shifts() const
{
    std::vector<double> result;
    for (const auto& offset : m_offsets)
        result.push_back(offset.value_or(0.0));
    return result;
}

Result<Reading> Test::read(const std::vector<double>& gains, SlopeProducts* slopes)
{
    const std::size_t channels = m_set.mix.layout.size();
    const std::size_t stems = m_set.stems.size();
    Reading reading { StemProducts(channels, stems), Envelopes(m_set.mix.sampleRate, channels, stems),
        ResidualMeter(channels, gains) };
    const double to = m_done + (1.0 - m_done) * 0.5; // how many readings there will be is not known before
    auto lengths = readTogether(m_set, shifts(), stage(m_done, to), [&](const Stretch& stretch) {
        reading.products.add(stretch);
        reading.envelopes.add(stretch);
        reading.residual.add(stretch);
        if (slopes != nullptr)
            slopes->add(stretch);
    });
    if (!lengths)
        return tl::unexpected(lengths.error());
    m_done = to;
    reading.lengths = std::move(*lengths);
    return reading;
}

double leftOf(const ResidualMeter& meter)
{
    double mix = 0.0;
    double residual = 0.0;
    for (const ResidualMeter::Whole& step : meter.steps()) {
        mix += step.mix;
        residual += step.residual;
    }
    return mix > 0.0 ? residual / mix : 0.0;
}

// Moves the stems to where they seem to lie, and keeps of it what all of them together bear out.
Result<void> Test::align(Reading& reading, StemGains& gains)
{
    const std::vector<double> plain(m_set.stems.size(), 1.0);
    auto found = findOffsets(m_set, reading.envelopes, reading.products, stage(m_done, m_done));
    if (!found)
        return tl::unexpected(found.error());
    bool moves = false;
    for (std::size_t i = 0; i < found->size(); ++i) {
        if (const auto& offset = (*found)[i])
            m_offsets[i] = offset->whole;
        moves = moves || ((*found)[i] && ((*found)[i]->whole != 0.0 || (*found)[i]->part != 0.0));
    }
    if (!moves)
        return {};
    SlopeProducts slopes(m_set.mix.layout.size(), m_set.stems.size());
    auto moved = read(plain, &slopes);
    if (!moved)
        return tl::unexpected(moved.error());
    StemGains movedGains = solveGains(moved->products.windows());
    const std::vector<double> parts = slopes.parts();
    bool movesOn = false;
    for (std::size_t i = 0; i < found->size(); ++i) {
        const double part = (*found)[i] ? (*found)[i]->part : 0.0;
        if (part == 0.0 || std::abs(parts[i] - part) > 0.5 * std::abs(part))
            continue;
        m_offsets[i] = *m_offsets[i] + part;
        movesOn = true;
    }
    if (movesOn) {
        moved = read(plain);
        if (!moved)
            return tl::unexpected(moved.error());
        movedGains = solveGains(moved->products.windows());
    }
    if (movedGains.fit < betterBy * gains.fit) {
        reading = std::move(*moved);
        gains = std::move(movedGains);
        return {};
    }
    for (auto& offset : m_offsets) // nothing fits better there than here
        offset = offset ? std::optional(0.0) : std::nullopt;
    return {};
}

Result<NullTest> Test::run()
{
    const std::vector<double> plain(m_set.stems.size(), 1.0);
    auto first = read(plain);
    if (!first)
        return tl::unexpected(first.error());
    m_delivered = leftOf(first->residual);
    m_lengths = first->lengths;
    StemGains gains = solveGains(first->products.windows());
    for (std::size_t i = 0; i < m_offsets.size(); ++i) {
        if (gains.stems[i])
            m_offsets[i] = 0.0;
    }
    Reading reading = std::move(*first);
    if (gains.fit > fitsAlready) {
        m_offsets.assign(m_offsets.size(), std::nullopt);
        if (auto aligned = align(reading, gains); !aligned)
            return tl::unexpected(aligned.error());
    }
    findChannelFaults(reading, gains);
    const Products sums = reading.products.whole();
    if (sums.residual(gains.factors()) < betterBy * sums.residual(plain)) {
        auto last = read(gains.factors());
        if (!last)
            return tl::unexpected(last.error());
        reading = std::move(*last);
    }
    NullTest test = resultOf(reading, gains);
    auto shifted = findShifts(test.places, m_set, reading.products, shifts(), stage(m_done, 1.0));
    if (!shifted)
        return tl::unexpected(shifted.error());
    if (m_options.onProgress)
        m_options.onProgress(1.0);
    return test;
}

// Does another stem that lies in the mix as it is hold all of this one?
bool isHeldByAnother(std::size_t stem, const Products& sums, const StemGains& gains)
{
    const double energy = sums.between(stem, stem);
    for (std::size_t k = 0; k < sums.stems(); ++k) {
        if (k != stem && gains.stems[k] && faultOfGain(*gains.stems[k], 1.0) == StemFault::none
            && std::abs(sums.between(stem, k) / energy - 1.0) < sharedWithin)
            return true;
    }
    return false;
}

// Is the gain's distance from 1 more than what is left leaves open?
bool isCredible(double gain, double energy, double left)
{
    return (gain - 1.0) * (gain - 1.0) * energy >= credible * left;
}

// Where the channels of the mix hold a stem at gains that tell different things (one leg inverted, say), the whole of
// it has no gain: its place is then 1, and the channel with the largest misfit is told.
void Test::findChannelFaults(const Reading& reading, StemGains& gains)
{
    m_legs.assign(m_set.stems.size(), std::nullopt);
    for (std::size_t c = 0; c < m_set.mix.layout.size(); ++c) {
        const Products& sums = reading.products.ofChannel(c);
        const auto legs = plainGains(sums);
        std::vector<double> factors;
        for (const auto& gain : legs)
            factors.push_back(gain.value_or(1.0));
        const double left = sums.residual(factors);
        for (std::size_t i = 0; i < legs.size(); ++i) {
            if (!legs[i] || !gains.stems[i] || left > mostLeft * sums.mix())
                continue;
            const bool differs = faultOfGain(*legs[i], 1.0) != faultOfGain(*gains.stems[i], 1.0);
            if (differs && isCredible(*legs[i], sums.between(i, i), left)
                && (!m_legs[i] || std::abs(*legs[i] - 1.0) > std::abs(m_legs[i]->gain - 1.0)))
                m_legs[i] = Leg { c, *legs[i] };
        }
    }
    for (std::size_t i = 0; i < m_legs.size(); ++i) {
        if (m_legs[i])
            gains.stems[i] = 1.0;
    }
}

StemFault Test::faultOf(std::size_t stem, const Products& sums, const StemGains& gains) const
{
    if (!gains.stems[stem])
        return StemFault::silent;
    if (m_legs[stem])
        return faultOfGain(m_legs[stem]->gain, 1.0);
    const double gain = *gains.stems[stem];
    StemFault fault = faultOfGain(gain, 1.0);
    if (!isCredible(gain, sums.between(stem, stem), gains.fit * sums.mix()))
        fault = StemFault::none;
    if (fault == StemFault::missing && isHeldByAnother(stem, sums, gains))
        fault = StemFault::doubled;
    if (fault == StemFault::none && m_offsets[stem].value_or(0.0) != 0.0)
        fault = StemFault::shifted;
    return fault;
}

void Test::addLevels(NullTest& test, const ResidualMeter& meter) const
{
    const std::vector<bool> limited = limitedSteps(meter);
    test.channels.resize(meter.channels());
    std::vector<double>& residuals = test.series.tracks["null_residual"];
    std::vector<double>& mixes = test.series.tracks["null_mix"];
    for (std::size_t i = 0; i < limited.size(); ++i) {
        const ResidualMeter::Whole& step = meter.steps()[i];
        const auto frames = static_cast<double>(step.range.length());
        residuals.push_back(rounded(powerToDb(step.residual / frames), levelStep));
        mixes.push_back(rounded(powerToDb(step.mix / frames), levelStep));
        if (limited[i]) {
            if (!test.limited.empty() && test.limited.back().end == step.range.start)
                test.limited.back().end = step.range.end;
            else
                test.limited.push_back(step.range);
            continue;
        }
        for (std::size_t c = 0; c < test.channels.size(); ++c) {
            const ResidualMeter::Channel& from = meter.channel(i, c);
            NullLevels& into = test.channels[c];
            into.mixEnergy += static_cast<double>(from.mix);
            into.residualEnergy += static_cast<double>(from.residual);
            if (static_cast<double>(from.peak) > into.residualPeak) {
                into.residualPeak = static_cast<double>(from.peak);
                into.peakAt = step.range.start + static_cast<FrameCount>(from.peakAt);
            }
        }
    }
    test.places = failingPlaces(meter, limited, test);
}

void Test::addNotes(NullTest& test) const
{
    for (std::size_t i = 0; i < m_set.stems.size(); ++i) {
        const SoundSource& stem = m_set.stems[i];
        if (!m_set.maps[i].note.empty())
            test.notes.push_back(m_set.maps[i].note);
        const FrameCount length = test.stems[i].frames;
        if (length != test.frames)
            test.notes.push_back(length > 0
                    ? fmt::format("{}: {} frames {} than {}", stem.name, std::abs(length - test.frames),
                        length < test.frames ? "shorter" : "longer", m_set.mix.name)
                    : fmt::format("{}: goes on behind the end of {}", stem.name, m_set.mix.name));
    }
    if (test.frames != m_set.mix.frames.value_or(test.frames))
        test.notes.push_back(
            fmt::format("{}: {} frames, its header promises {}", m_set.mix.name, test.frames, *m_set.mix.frames));
}

NullTest Test::resultOf(const Reading& reading, const StemGains& gains) const
{
    NullTest test;
    test.sampleRate = m_set.mix.sampleRate;
    test.frames = m_lengths.front();
    test.layout = m_set.mix.layout;
    test.commonGain = gains.common;
    test.asDelivered = powerToDb(m_delivered);
    const Products sums = reading.products.whole();
    const std::vector<std::string> channels = test.layout.channelNames();
    for (std::size_t i = 0; i < m_set.stems.size(); ++i) {
        const auto& leg = m_legs[i];
        test.stems.push_back(
            { m_set.stems[i].name, faultOf(i, sums, gains), leg ? channels[leg->channel] : "", m_offsets[i],
                leg ? std::optional(leg->gain) : gains.stems[i], m_set.stems[i].frames.value_or(m_lengths[i + 1]) });
    }
    addLevels(test, reading.residual);
    addNotes(test);
    return test;
}

} // namespace

std::string_view nameOf(StemFault fault, double offset)
{
    switch (fault) {
    case StemFault::none:
        break;
    case StemFault::silent:
        return "silent";
    case StemFault::missing:
        return "missing";
    case StemFault::doubled:
        return "doubled";
    case StemFault::inverted:
        return "inverted";
    case StemFault::shifted:
        return offset < 0.0 ? "early" : "late";
    case StemFault::level:
        return "level";
    }
    return "none";
}

Result<NullTest> nullTest(const SoundSource& mix, const std::vector<SoundSource>& stems, const CompareOptions& options)
{
    auto set = soundSet(mix, stems);
    if (!set)
        return tl::unexpected(set.error());
    return Test(std::move(*set), options).run();
}

} // namespace assay
