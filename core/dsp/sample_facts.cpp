// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/sample_facts.h"

#include "core/dsp/vectorise.h"

#include <algorithm>
#include <cmath>

namespace assay
{

namespace
{

constexpr std::size_t width = 8; // independent sums, added up in one fixed order at the end

using Sums = std::array<double, width>;

struct WideFacts {
    Sums sum {};
    Sums squares {};
    Sums highest {};
    Sums sharpest {};
    Sums sharpness {};

    [[gnu::always_inline]] void add(std::size_t lane, double x, double difference)
    {
        sum[lane] += x;
        squares[lane] += x * x;
        highest[lane] = std::abs(x) > highest[lane] ? std::abs(x) : highest[lane];
        sharpest[lane] = std::abs(difference) > sharpest[lane] ? std::abs(difference) : sharpest[lane];
        sharpness[lane] += difference * difference;
    }
};

// Two samples stand before x.
ASSAY_VECTORISE void addTo(WideFacts& facts, const double* x, std::size_t groups)
{
    WideFacts local = facts;
    for (std::size_t group = 0; group < groups; ++group) {
        const double* const at = x + group * width;
        for (std::size_t lane = 0; lane < width; ++lane)
            local.add(lane, at[lane], (at[lane] - at[lane - 1]) - (at[lane - 1] - at[lane - 2]));
    }
    facts = local;
}

double total(const Sums& sums)
{
    double sum = 0.0;
    for (const double part : sums)
        sum += part;
    return sum;
}

} // namespace

SampleFacts factsOf(std::span<const double> samples, const std::array<double, 2>& before)
{
    WideFacts facts;
    double last = before[0];
    double lastButOne = before[1];
    const auto addOne = [&](std::size_t i) {
        facts.add(i % width, samples[i], (samples[i] - last) - (last - lastButOne));
        lastButOne = last;
        last = samples[i];
    };
    std::size_t i = 0;
    for (; i < std::min<std::size_t>(samples.size(), 2); ++i)
        addOne(i);
    const std::size_t groups = (samples.size() - i) / width;
    if (groups > 0) {
        addTo(facts, samples.data() + i, groups);
        i += groups * width;
        last = samples[i - 1];
        lastButOne = samples[i - 2];
    }
    for (; i < samples.size(); ++i)
        addOne(i);
    return { total(facts.sum), total(facts.squares), *std::ranges::max_element(facts.highest),
        *std::ranges::max_element(facts.sharpest), total(facts.sharpness) };
}

} // namespace assay
