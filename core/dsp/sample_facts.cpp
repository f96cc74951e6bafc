// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/sample_facts.h"

#include "core/dsp/lanes.h"
#include "core/dsp/vectorise.h"

#include <algorithm>

namespace assay
{

namespace
{

// Of one sample after the other, or of several side by side.
template <class Number>
struct Facts {
    Number sum {};
    Number squares {};
    Number highest {}; // with its sign
    Number lowest {};
    Number mostUp {}; // second difference
    Number mostDown {};
    Number sharpness {};

    [[gnu::always_inline]] void add(const Number& x, const Number& before, const Number& beforeThat)
    {
        const Number difference = (x - before) - (before - beforeThat);
        sum += x;
        squares += x * x;
        highest = x > highest ? x : highest;
        lowest = x < lowest ? x : lowest;
        mostUp = difference > mostUp ? difference : mostUp;
        mostDown = difference < mostDown ? difference : mostDown;
        sharpness += difference * difference;
    }
    [[gnu::always_inline]] void addAt(const double* at)
    {
        Number now;
        Number before;
        Number beforeThat;
        load(now, at);
        load(before, at - 1);
        load(beforeThat, at - 2);
        add(now, before, beforeThat);
    }
};

[[gnu::always_inline]] inline double farthest(const Doubles& up, const Doubles& down)
{
    return highestOf(up > -down ? up : -down);
}

// Two samples stand before x. One vector at a time: two would need more registers than there are.
ASSAY_VECTORISE SampleFacts factsOfGroups(const double* x, std::size_t groups)
{
    Facts<Doubles> facts;
    for (std::size_t group = 0; group < groups; ++group)
        facts.addAt(x + group * doublesWide);
    return { total(facts.sum), total(facts.squares), farthest(facts.highest, facts.lowest),
        farthest(facts.mostUp, facts.mostDown), total(facts.sharpness) };
}

} // namespace

SampleFacts factsOf(std::span<const double> samples, const std::array<double, 2>& before)
{
    SampleFacts wide;
    Facts<double> rest;
    double last = before[0];
    double lastButOne = before[1];
    const auto addOne = [&](double sample) {
        rest.add(sample, last, lastButOne);
        lastButOne = last;
        last = sample;
    };
    std::size_t i = 0;
    for (; i < std::min<std::size_t>(samples.size(), 2); ++i)
        addOne(samples[i]);
    if (const std::size_t groups = (samples.size() - i) / doublesWide; groups > 0) {
        wide = factsOfGroups(samples.data() + i, groups);
        i += groups * doublesWide;
        last = samples[i - 1];
        lastButOne = samples[i - 2];
    }
    for (; i < samples.size(); ++i)
        addOne(samples[i]);
    return { wide.sum + rest.sum, wide.squares + rest.squares, std::max({ wide.highest, rest.highest, -rest.lowest }),
        std::max({ wide.sharpest, rest.mostUp, -rest.mostDown }), wide.sharpness + rest.sharpness };
}

} // namespace assay
