// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : how alike facing channels are below 150 Hz, for vinyl: what is opposed there lifts the stylus
// Result   : phase.low_correlation [-], stereo.low_side [dB], each with its worst 400 ms as place
// Source   : own definition: correlation, and side over mid power, of both channels low-passed at 150 Hz (LR4)
// Input    : any rate from 2 kHz; windows of 400 ms of at least -50 dBFS RMS and at most 20 dB under the mean
// Undefined: no facing pair, shorter than 400 ms, too quiet below 150 Hz; correlation: one of the channels is
// Accuracy : 0.01, 0.1 dB; tst_low_correlation, against the definition at the full rate
#include "core/analyzers/analyzer.h"
#include "core/analyzers/cells.h"
#include "core/analyzers/no_result.h"
#include "core/base/units.h"
#include "core/dsp/low_band.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace assay
{

namespace
{

constexpr MeasureSpec lowCorrelation { "phase.low_correlation", Unit::none, ValueKind::number,
    "Correlation of facing channels below 150 Hz (Linkwitz-Riley, 24 dB an octave), each 400 ms by its energy; windows "
    "count where both channels reach -50 dBFS RMS there and both together are at most 20 dB under the mean. The value "
    "is the lowest pair's, the place the worst 400 ms",
    "Assay: zero-lag correlation of the low band, DC removed" };
constexpr MeasureSpec lowSide { "stereo.low_side", Unit::db, ValueKind::number,
    "Side (L - R) less mid (L + R) below 150 Hz (Linkwitz-Riley, 24 dB an octave): lower is nearer to mono, under -100 "
    "dB counts as -100 dB; windows of 400 ms count where they reach -50 dBFS RMS there and are at most 20 dB under the "
    "mean. The value is the highest pair's, the place the worst 400 ms",
    "Assay: side over mid of the low band, DC removed" };
constexpr std::array outputs { lowCorrelation, lowSide };

constexpr int lowestRate = 2000; // Hz
constexpr double crossover = 150.0; // Hz; where cutting engineers make the bass mono, 150 to 300 Hz in practice
constexpr Dbfs audible { -50.0 }; // RMS in the low band: of each channel (correlation), of both (side); design value
constexpr double relativeGate = 20.0; // dB under the mean of what is audible; as that of Tech 3342
constexpr std::size_t windowSteps = 4; // 400 ms
constexpr double leastSide = -100.0; // dB; a side below is rounding
constexpr double tie = 1e-9; // a window must be worse than the ones before by more than rounding

/// What one pair comes to.
struct Found {
    std::optional<double> value;
    std::optional<Place> worst;
};

class Pair
{
public:
    Pair(ChannelPair channels, int sampleRate)
        : m_channels(std::move(channels))
        , m_sampleRate(sampleRate)
        , m_band(sampleRate, crossover)
    {
    }

    void addCell(const Block& cell)
    {
        m_step += m_band.process(cell.channel(m_channels.left), cell.channel(m_channels.right));
    }
    void closeStep() { m_steps.push_back(std::exchange(m_step, {})); }

    [[nodiscard]] const std::string& name() const { return m_channels.name; }
    [[nodiscard]] std::size_t steps() const { return m_steps.size(); }
    [[nodiscard]] bool isFinite() const;
    /// `isLoud` says which windows count, `valueOf` (lower is worse) what a window's products come to.
    template <class IsLoud, class ValueOf>
    [[nodiscard]] Found find(IsLoud isLoud, ValueOf valueOf) const;
    /// Products of a level of `level` in one channel over a window.
    [[nodiscard]] double energyOf(Dbfs level) const
    {
        return dbToPower(level.value()) * m_band.rate() * static_cast<double>(windowSteps) / stepsPerSecond;
    }

private:
    [[nodiscard]] Spread window(std::size_t first) const;

    ChannelPair m_channels;
    int m_sampleRate;
    LowBandPair m_band;
    Spread m_step; // that is being filled
    std::vector<Spread> m_steps; // ten a second
};

bool Pair::isFinite() const
{
    return std::ranges::all_of(m_steps, [](const Spread& step) { return std::isfinite(step.xx + step.yy); });
}

Spread Pair::window(std::size_t first) const
{
    Spread sums;
    for (std::size_t step = first; step < first + windowSteps; ++step)
        sums += m_steps[step];
    return sums;
}

template <class IsLoud, class ValueOf>
Found Pair::find(IsLoud isLoud, ValueOf valueOf) const
{
    const std::size_t windows = m_steps.size() < windowSteps ? 0 : m_steps.size() - windowSteps + 1;
    double energy = 0.0;
    double count = 0.0;
    for (std::size_t i = 0; i < windows; ++i) {
        if (const Spread sums = window(i); isLoud(sums)) {
            energy += sums.xx + sums.yy;
            count += 1.0;
        }
    }
    const double gate = count > 0.0 ? dbToPower(-relativeGate) * energy / count : 0.0;
    Spread whole;
    Found found;
    for (std::size_t i = 0; i < windows; ++i) {
        const Spread sums = window(i);
        if (!isLoud(sums) || sums.xx + sums.yy < gate)
            continue;
        whole += sums;
        const std::optional<double> value = valueOf(sums);
        if (value && (!found.worst || *value < *found.worst->value - tie)) {
            const auto step = static_cast<FrameCount>(i);
            found.worst = Place { stepStart(step, m_sampleRate),
                stepStart(step + static_cast<FrameCount>(windowSteps), m_sampleRate), m_channels.name, value };
        }
    }
    if (found.worst)
        found.value = valueOf(whole);
    return found;
}

/// Mid over side in dB, so that lower is worse as it is of the correlation.
double midOverSide(const Spread& sums)
{
    const double mid = std::max(sums.xx + sums.yy + 2.0 * sums.xy, 0.0);
    const double side = std::max(sums.xx + sums.yy - 2.0 * sums.xy, 0.0);
    return std::clamp(powerToDb(mid) - powerToDb(side), leastSide, -leastSide);
}

class LowCorrelation final : public Analyzer
{
public:
    explicit LowCorrelation(const AnalyzerContext& context)
        : m_sampleRate(context.sampleRate)
        , m_cutter(context.sampleRate, context.layout.size())
    {
        for (ChannelPair& channels : facingPairs(context.layout))
            m_pairs.emplace_back(std::move(channels), context.sampleRate);
    }
    void process(const Block& block) override
    {
        m_cutter.push(block, [this](const Block& cell) { processCell(cell); });
    }
    void finish(MeasurementSet& out) override;

private:
    void processCell(const Block& cell);
    /// The worst pair's; `sign` turns what was found into the measure's own sense.
    [[nodiscard]] Measurement worstOf(const MeasureSpec& spec, const std::vector<Found>& found, double sign) const;

    int m_sampleRate;
    CellCutter m_cutter;
    std::vector<Pair> m_pairs;
};

void LowCorrelation::processCell(const Block& cell)
{
    const FrameCount end = cell.firstFrame() + static_cast<FrameCount>(cell.frames());
    for (Pair& pair : m_pairs) {
        pair.addCell(cell);
        if (end == stepStart(static_cast<FrameCount>(pair.steps()) + 1, m_sampleRate))
            pair.closeStep();
    }
}

void LowCorrelation::finish(MeasurementSet& out)
{
    m_cutter.flush([this](const Block& cell) { processCell(cell); });
    if (!std::ranges::all_of(m_pairs, &Pair::isFinite)) {
        for (const MeasureSpec& spec : outputs)
            out.add(notMeasured(spec, "the samples are too large to correlate"));
        return;
    }
    std::vector<Found> correlations;
    std::vector<Found> ratios;
    for (const Pair& pair : m_pairs) {
        const double least = pair.energyOf(audible);
        correlations.push_back(
            pair.find([least](const Spread& sums) { return sums.xx >= least && sums.yy >= least; }, correlationOf));
        ratios.push_back(pair.find([least](const Spread& sums) { return sums.xx + sums.yy >= least; },
            [](const Spread& sums) { return std::optional { midOverSide(sums) }; }));
    }
    out.add(worstOf(lowCorrelation, correlations, 1.0));
    out.add(worstOf(lowSide, ratios, -1.0));
}

Measurement LowCorrelation::worstOf(const MeasureSpec& spec, const std::vector<Found>& found, double sign) const
{
    std::vector<ChannelValue> values;
    const Found* worst = nullptr;
    for (std::size_t i = 0; i < found.size(); ++i) {
        values.push_back({ m_pairs[i].name(), {} });
        if (!found[i].value)
            continue;
        values.back().value = sign * *found[i].value;
        if (worst == nullptr || *found[i].value < *worst->value)
            worst = &found[i];
    }
    Measurement result = worst != nullptr ? measured(spec, sign * *worst->value)
        : m_pairs.front().steps() < windowSteps
        ? notApplicable(spec, "shorter than 0.4 s")
        : notApplicable(spec, "below 150 Hz no pair reaches -50 dBFS for 0.4 s");
    result.channels = std::move(values);
    if (worst != nullptr) {
        result.at = worst->worst;
        result.at->value = sign * *result.at->value;
    }
    return result;
}

std::unique_ptr<Analyzer> create(const AnalyzerContext& context)
{
    if (context.sampleRate < lowestRate)
        return std::make_unique<NoResult>(outputs, "the sample rate is below 2 kHz");
    if (facingPairs(context.layout).empty())
        return std::make_unique<NoResult>(outputs, "the layout has no two channels that face each other");
    return std::make_unique<LowCorrelation>(context);
}

} // namespace

extern const AnalyzerSpec lowCorrelationAnalyzer { "low_correlation", outputs, create };

} // namespace assay
