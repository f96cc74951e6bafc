// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : correlation at zero lag of each pair of facing channels (L/R, Ls/Rs, ...), DC removed
// Result   : phase.correlation, .correlation_min [-], .negative, .inverted [events]; series correlation, the first pair
// Source   : own definition: r = sum xy / sqrt(sum xx sum yy) about the mean of each 400 ms, every 100 ms
// Input    : any rate and layout; a pair counts where both channels reach -60 dBFS RMS (full scale 1.0, DC removed)
// Undefined: no facing pair, shorter than 400 ms, or never 400 ms with both channels at -60 dBFS
// Accuracy : 1e-9 of the definition; tst_correlation, tst_reference
#include "core/analyzers/analyzer.h"
#include "core/analyzers/event_list.h"
#include "core/analyzers/inverted_ranges.h"
#include "core/analyzers/no_result.h"
#include "core/analyzers/shared_sound.h"
#include "core/base/units.h"
#include "core/dsp/grid.h"
#include "core/dsp/pair_sums.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace assay
{

namespace
{

constexpr MeasureSpec whole { "phase.correlation", Unit::none, ValueKind::number,
    "Correlation of facing channels over the whole programme, each 400 ms by its energy; the value is the lowest "
    "pair's, undefined under -60 dBFS RMS",
    "Assay: zero-lag correlation, DC removed" };
constexpr MeasureSpec lowest { "phase.correlation_min", Unit::none, ValueKind::number,
    "Lowest correlation of 400 ms, every 100 ms; undefined under -60 dBFS RMS",
    "Assay: zero-lag correlation, DC removed" };
constexpr MeasureSpec negative { "phase.negative", Unit::events, ValueKind::events,
    "Ranges of at least 1 s in which the correlation of 400 ms stays below 0; the value of a range is its lowest",
    "Assay: zero-lag correlation, DC removed" };
constexpr MeasureSpec inverted { "phase.inverted", Unit::events, ValueKind::events,
    "Ranges in which one channel of a pair is the other turned over: the correlation of 400 ms stays below -0.9, both "
    "of the sound as it is and tilted by 6 dB an octave (wide sound is not opposed in all frequencies), for at least "
    "2 s, or for any time where that adds up to more than 10 % of the sound; the value of a range is its correlation",
    "Assay: zero-lag correlation, DC removed" };
constexpr std::array outputs { whole, lowest, negative, inverted };

constexpr std::size_t windowSteps = 4; // 400 ms
constexpr Dbfs audible { -60.0 }; // RMS of each channel, DC removed
constexpr FrameCount negativeSteps = 10; // 1 s
constexpr double roundingOfZero = 1e-9; // a correlation this near to 0 is not below it
constexpr const char* tooShort = "shorter than 0.4 s";
constexpr const char* tooQuiet = "the channels of a pair are never both above -60 dBFS for 0.4 s";

class Pair
{
public:
    Pair(ChannelPair channels, int sampleRate)
        : m_channels(std::move(channels))
        , m_sampleRate(sampleRate)
        , m_inverted(m_channels.name, sampleRate)
    {
    }

    void addCell(const Cell& cell)
    {
        m_step.sums += sumsOf(cell, m_channels.left, m_channels.right);
        m_step.differences += differencesOf(cell.channel(m_channels.left), cell.channel(m_channels.right));
    }
    /// Ends a step and says how the 400 ms up to here correlate.
    std::optional<double> closeStep();
    /// At the end of the programme.
    void finish(FrameCount frames);

    [[nodiscard]] const std::string& name() const { return m_channels.name; }
    [[nodiscard]] std::optional<double> correlation() const { return correlationOf(m_whole); }
    [[nodiscard]] const std::optional<Place>& lowestWindow() const { return m_lowest; }
    [[nodiscard]] const EventList& negativeRanges() const { return m_negative; }
    [[nodiscard]] const EventList& invertedRanges() const { return m_inverted.ranges(); }
    [[nodiscard]] bool isFinite() const { return std::isfinite(m_energy); }

private:
    struct Step {
        PairSums sums;
        Spread differences;
    };
    [[nodiscard]] std::optional<Spread> window();
    void follow(const std::optional<double>& value);
    void endNegative(std::optional<FrameCount> programmeEnd = {});

    ChannelPair m_channels;
    int m_sampleRate;
    Step m_step; // that is being filled
    std::array<Step, windowSteps> m_ring {}; // the last steps
    FrameCount m_steps = 0; // whole steps so far
    Spread m_whole; // of the windows that count
    double m_energy = 0.0;
    std::optional<Place> m_lowest;
    FrameCount m_negativeSteps = 0; // windows below zero, one after the other
    FrameCount m_negativeEnd = 0; // the step at which the last of them ends
    double m_negativeLowest = 0.0;
    EventList m_negative;
    InvertedRanges m_inverted;
};

std::optional<double> Pair::closeStep()
{
    m_ring[static_cast<std::size_t>(m_steps) % windowSteps] = m_step;
    m_energy += m_step.sums.xx + m_step.sums.yy;
    m_step = {};
    ++m_steps;
    const std::optional<Spread> spread = window();
    const std::optional<double> value = spread ? correlationOf(*spread) : std::nullopt;
    if (value && (!m_lowest || *value < *m_lowest->value - roundingOfZero)) {
        m_lowest = Place { stepStart(m_steps - static_cast<FrameCount>(windowSteps), m_sampleRate),
            stepStart(m_steps, m_sampleRate), m_channels.name, value };
    }
    follow(value);
    return value;
}

std::optional<Spread> Pair::window()
{
    if (m_steps < static_cast<FrameCount>(windowSteps))
        return std::nullopt;
    PairSums sums;
    Spread differences;
    for (const Step& step : m_ring) {
        sums += step.sums;
        differences += step.differences;
    }
    const Spread spread = aboutMean(sums);
    const double needed = dbToPower(audible.value()) * sums.count;
    if (!(spread.xx >= needed && spread.yy >= needed))
        return std::nullopt;
    m_whole += spread;
    m_inverted.follow(m_steps, spread, differences);
    return spread;
}

void Pair::follow(const std::optional<double>& value)
{
    if (!value || *value >= -roundingOfZero) {
        endNegative();
        return;
    }
    m_negativeLowest = m_negativeSteps == 0 ? *value : std::min(m_negativeLowest, *value);
    ++m_negativeSteps;
    m_negativeEnd = m_steps;
}

// A window speaks for the 100 ms in its middle, so that a range is as long as what it describes; the first and the last
// window speak for what lies before and behind them, too.
void Pair::endNegative(std::optional<FrameCount> programmeEnd)
{
    if (m_negativeSteps >= negativeSteps) {
        constexpr FrameCount middle = 25; // cells from the start of that middle to the end of its window
        const FrameCount firstEnd = m_negativeEnd - m_negativeSteps + 1; // steps
        const bool fromStart = firstEnd == static_cast<FrameCount>(windowSteps);
        const FrameCount start = cellStart(firstEnd * cellsPerStep - middle, m_sampleRate);
        const FrameCount end = cellStart((m_negativeEnd + 1) * cellsPerStep - middle, m_sampleRate);
        m_negative.add({ fromStart ? 0 : start, programmeEnd.value_or(end), m_channels.name, m_negativeLowest });
    }
    m_negativeSteps = 0;
}

void Pair::finish(FrameCount frames)
{
    endNegative(frames);
    m_inverted.endRange();
}

class Correlation final : public Analyzer
{
public:
    explicit Correlation(const AnalyzerContext& context);
    void process(const Block& block) override;
    void finish(MeasurementSet& out) override;

private:
    void processCell(const Cell& cell);
    void addWhole(MeasurementSet& out) const;
    void addLowest(MeasurementSet& out) const;
    void addRanges(MeasurementSet& out, const MeasureSpec& spec, const EventList& (Pair::*rangesOf)() const) const;
    [[nodiscard]] const char* whyNone() const;

    int m_sampleRate;
    FrameCount m_frames = 0;
    std::vector<Pair> m_pairs;
    FrameCount m_steps = 0; // whole steps so far
    std::vector<double> m_series; // of the first pair
};

Correlation::Correlation(const AnalyzerContext& context)
    : m_sampleRate(context.sampleRate)
{
    for (ChannelPair& channels : facingPairs(context.layout))
        m_pairs.emplace_back(std::move(channels), context.sampleRate);
}

void Correlation::process(const Block& block)
{
    forEachCell(block, [this](const Cell& cell) { processCell(cell); });
}

void Correlation::processCell(const Cell& cell)
{
    m_frames = cell.end();
    for (Pair& pair : m_pairs)
        pair.addCell(cell);
    if (cell.end() != stepStart(m_steps + 1, m_sampleRate))
        return;
    ++m_steps;
    for (Pair& pair : m_pairs) {
        const auto value = pair.closeStep();
        if (&pair == &m_pairs.front())
            m_series.push_back(value ? rounded(*value, correlationStep) : std::numeric_limits<double>::quiet_NaN());
    }
}

void Correlation::finish(MeasurementSet& out)
{
    for (Pair& pair : m_pairs)
        pair.finish(m_frames);
    m_series.resize(
        static_cast<std::size_t>(stepsTouched(m_frames, m_sampleRate)), std::numeric_limits<double>::quiet_NaN());
    out.series().tracks["correlation"] = std::move(m_series);
    if (!std::ranges::all_of(m_pairs, &Pair::isFinite)) {
        for (const MeasureSpec& spec : outputs)
            out.add(notMeasured(spec, "the samples are too large to correlate"));
        return;
    }
    addWhole(out);
    addLowest(out);
    addRanges(out, negative, &Pair::negativeRanges);
    addRanges(out, inverted, &Pair::invertedRanges);
}

const char* Correlation::whyNone() const
{
    return m_steps < static_cast<FrameCount>(windowSteps) ? tooShort : tooQuiet;
}

void Correlation::addWhole(MeasurementSet& out) const
{
    std::vector<ChannelValue> values;
    std::optional<double> value;
    for (const Pair& pair : m_pairs) {
        values.push_back({ pair.name(), pair.correlation() });
        if (values.back().value)
            value = std::min(value.value_or(1.0), *values.back().value);
    }
    Measurement result = value ? measured(whole, *value) : notApplicable(whole, whyNone());
    result.channels = std::move(values);
    out.add(std::move(result));
}

void Correlation::addLowest(MeasurementSet& out) const
{
    std::vector<ChannelValue> values;
    std::optional<Place> place;
    for (const Pair& pair : m_pairs) {
        const std::optional<Place>& found = pair.lowestWindow();
        values.push_back({ pair.name(), found ? found->value : std::nullopt });
        if (found && (!place || *found->value < *place->value))
            place = found;
    }
    Measurement result = place ? measured(lowest, *place->value) : notApplicable(lowest, whyNone());
    result.channels = std::move(values);
    result.at = std::move(place);
    out.add(std::move(result));
}

void Correlation::addRanges(
    MeasurementSet& out, const MeasureSpec& spec, const EventList& (Pair::*rangesOf)() const) const
{
    if (std::ranges::none_of(m_pairs, [](const Pair& pair) { return pair.lowestWindow().has_value(); }))
        return out.add(notApplicable(spec, whyNone()));
    std::vector<std::pair<std::string, const EventList*>> lists;
    for (const Pair& pair : m_pairs)
        lists.emplace_back(pair.name(), &(pair.*rangesOf)());
    out.add(measuredEvents(spec, lists));
}

std::unique_ptr<Analyzer> create(const AnalyzerContext& context)
{
    if (context.sampleRate < cellsPerSecond)
        return std::make_unique<NoResult>(outputs, "the sample rate is below 100 Hz");
    if (facingPairs(context.layout).empty())
        return std::make_unique<NoResult>(outputs, "the layout has no two channels that face each other");
    return std::make_unique<Correlation>(context);
}

} // namespace

extern const AnalyzerSpec correlationAnalyzer { "correlation", outputs, create };

} // namespace assay
