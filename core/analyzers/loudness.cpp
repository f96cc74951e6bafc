// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : loudness of the programme: gated, ungated, maxima, range, each channel alone
// Result   : loudness.integrated, .ungated, .*_max, .range_low, .range_high, .channel [LUFS], the others [LU]; series
// Source   : ITU-R BS.1770-5 (11/2023) Annexes 1 and 3; EBU Tech 3341 v4 and Tech 3342 v4 (11/2023)
// Input    : any rate from 4 kHz, any layout; weights by position; the LFE and other services carry no weight
// Undefined: shorter than a window; nothing above the gate (silence, sound in the LFE alone)
// Accuracy : +-0.1 LU (0.2 under 16 kHz), range +-1 LU; tst_tech3341, tst_loudness, tst_reference
#include "core/analyzers/analyzer.h"
#include "core/analyzers/no_result.h"
#include "core/analyzers/programme_channels.h"
#include "core/analyzers/shared_sound.h"
#include "core/dsp/grid.h"
#include "core/dsp/loudness_gate.h"
#include "core/dsp/loudness_windows.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace assay
{

namespace
{

constexpr MeasureSpec integrated { "loudness.integrated", Unit::lufs, ValueKind::number,
    "Loudness of the whole programme, blocks of 400 ms, gated at -70 LUFS and 10 LU below the rest",
    "ITU-R BS.1770-5 Annex 1" };
constexpr MeasureSpec ungated { "loudness.ungated", Unit::lufs, ValueKind::number,
    "Loudness of the whole programme without gates", "ITU-R BS.1770-1 (no gates), weights of BS.1770-5" };
constexpr MeasureSpec momentaryMax { "loudness.momentary_max", Unit::lufs, ValueKind::number,
    "Highest loudness of 400 ms, looked for every 10 ms", "EBU Tech 3341 v4 2.2" };
constexpr MeasureSpec shortTermMax { "loudness.short_term_max", Unit::lufs, ValueKind::number,
    "Highest loudness of 3 s, looked for every 10 ms", "EBU Tech 3341 v4 2.2" };
constexpr MeasureSpec range { "loudness.range", Unit::lu, ValueKind::number,
    "Loudness range: 95th less 10th percentile of the short-term loudness at 10 Hz, gated at -70 LUFS and 20 LU below "
    "the rest, 1.5 s of silence appended",
    "EBU Tech 3342 v4" };
constexpr MeasureSpec rangeLow { "loudness.range_low", Unit::lufs, ValueKind::number,
    "Lower end of the loudness range (10th percentile)", "EBU Tech 3342 v4" };
constexpr MeasureSpec rangeHigh { "loudness.range_high", Unit::lufs, ValueKind::number,
    "Upper end of the loudness range (95th percentile)", "EBU Tech 3342 v4" };
constexpr MeasureSpec channelLoudness { "loudness.channel", Unit::lufs, ValueKind::number,
    "Gated loudness of each channel alone, without its weight, the LFE too; the value is the loudest channel's",
    "ITU-R BS.1770-5 Annex 1, one channel at a time" };
constexpr MeasureSpec deviation { "loudness.short_term_deviation", Unit::lu, ValueKind::number,
    "Largest distance of the short-term loudness from the integrated, among windows that pass the gates of the "
    "loudness range; its place carries the sign",
    "EBU Tech 3341 v4 and Tech 3342 v4 (gates)" };
constexpr std::array outputs { integrated, ungated, momentaryMax, shortTermMax, range, rangeLow, rangeHigh,
    channelLoudness, deviation };

constexpr const char* shorterThanBlock = "shorter than 0.4 s";
constexpr const char* shorterThanShortTerm = "shorter than 3 s";

constexpr FrameCount trailingCells = 150; // 1.5 s of silence after the end of a file: Tech 3342 v4

class Loudness final : public Analyzer
{
public:
    explicit Loudness(const AnalyzerContext& context);
    void process(const Block& block) override;
    void finish(MeasurementSet& out) override;

private:
    void addCell(bool isWhole);
    void closeStep();
    void appendSilence();
    [[nodiscard]] std::string whyNoLoudness() const;
    void addIntegrated(MeasurementSet& out) const;
    void addMaximum(
        MeasurementSet& out, const MeasureSpec& spec, const WindowMaximum& maximum, const char* tooShort) const;
    void addRange(MeasurementSet& out) const;
    void addChannels(MeasurementSet& out) const;
    void addDeviation(MeasurementSet& out) const;
    void addSeries(MeasurementSet& out) const;

    int m_sampleRate;
    std::vector<ProgrammeChannel> m_channels;
    std::vector<double> m_weights;
    LoudnessWindows m_windows;
    std::vector<KState> m_states; // of the K-weighting of all channels at the end

    std::vector<double> m_energies; // of the cell at hand, by channel
    FrameCount m_cells = 0; // whole cells so far
    std::vector<double> m_step; // energy of the step that is being filled, by channel
    std::vector<std::vector<double>> m_steps; // energies of whole steps, by channel: ten values a second
    std::vector<double> m_weightedSteps;
    double m_energy = 0.0; // of everything, weighted
    double m_plainEnergy = 0.0; // of everything, every weight 1

    FrameCount m_frames = 0;
    std::vector<double> m_blocks; // powers of the gating blocks
    std::vector<double> m_shortTerm; // powers of the short-term windows
    std::optional<double> m_integrated; // power
};

Loudness::Loudness(const AnalyzerContext& context)
    : m_sampleRate(context.sampleRate)
    , m_channels(programmeChannels(context))
    , m_windows(context.sampleRate)
    , m_energies(m_channels.size())
    , m_step(m_channels.size())
    , m_steps(m_channels.size())
{
    for (const ProgrammeChannel& channel : m_channels)
        m_weights.push_back(loudnessWeight(channel.speaker));
}

void Loudness::process(const Block& block)
{
    forEachCell(block, [this](const Cell& cell) {
        for (std::size_t i = 0; i < m_channels.size(); ++i)
            m_energies[i] = cell.facts(m_channels[i].index).weighted;
        addCell(cell.end() == cellStart(m_cells + 1, m_sampleRate));
        m_frames = cell.end();
    });
    m_states = block.shared()->states;
}

// The energies at hand; the cell in which the programme ends may not be whole.
void Loudness::addCell(bool isWhole)
{
    double weighted = 0.0;
    for (std::size_t i = 0; i < m_channels.size(); ++i) {
        weighted += m_weights[i] * m_energies[i];
        m_plainEnergy += m_energies[i];
        m_step[i] += m_energies[i];
    }
    m_energy += weighted;
    if (!isWhole)
        return;
    m_windows.addCell(weighted);
    if (++m_cells % cellsPerStep == 0)
        closeStep();
}

void Loudness::closeStep()
{
    double weighted = 0.0;
    for (std::size_t i = 0; i < m_channels.size(); ++i) {
        weighted += m_weights[i] * m_step[i];
        m_steps[i].push_back(m_step[i]);
        m_step[i] = 0.0;
    }
    m_weightedSteps.push_back(weighted);
}

void Loudness::finish(MeasurementSet& out)
{
    if (!std::isfinite(m_plainEnergy)) {
        for (const MeasureSpec& spec : outputs)
            out.add(notMeasured(spec, "the samples are too large for a level"));
        return;
    }
    m_blocks = windowPowers(m_weightedSteps, momentarySteps, m_sampleRate);
    m_shortTerm = windowPowers(m_weightedSteps, shortTermSteps, m_sampleRate);
    m_integrated = gatedPower(m_blocks);
    addIntegrated(out);
    addMaximum(out, momentaryMax, m_windows.momentary(), shorterThanBlock);
    addMaximum(out, shortTermMax, m_windows.shortTerm(), shorterThanShortTerm);
    addChannels(out);
    addDeviation(out);
    addSeries(out);
    appendSilence(); // after the rest: it is part of the range alone
    addRange(out);
}

// Why there is no number although the programme is long enough.
std::string Loudness::whyNoLoudness() const
{
    if (m_energy > 0.0)
        return "nothing is above the absolute gate of -70 LUFS";
    return m_plainEnergy > 0.0 ? "only the LFE carries sound, and loudness leaves it out" : "digital silence";
}

void Loudness::addIntegrated(MeasurementSet& out) const
{
    if (m_blocks.empty()) {
        out.add(notApplicable(integrated, shorterThanBlock));
        out.add(notApplicable(ungated, shorterThanBlock));
        return;
    }
    out.add(m_integrated ? measured(integrated, loudnessOf(*m_integrated).value())
                         : notApplicable(integrated, whyNoLoudness()));
    out.add(m_energy > 0.0 ? measured(ungated, loudnessOf(m_energy / static_cast<double>(m_frames)).value())
                           : notApplicable(ungated, whyNoLoudness()));
}

void Loudness::addMaximum(
    MeasurementSet& out, const MeasureSpec& spec, const WindowMaximum& maximum, const char* tooShort) const
{
    if (maximum.range.length() == 0)
        return out.add(notApplicable(spec, tooShort));
    if (!(maximum.power > 0.0))
        return out.add(notApplicable(spec, whyNoLoudness()));
    const double loudness = loudnessOf(maximum.power).value();
    Measurement result = measured(spec, loudness);
    result.at = Place { maximum.range.start, maximum.range.end, "", loudness };
    out.add(std::move(result));
}

void Loudness::appendSilence()
{
    const FrameCount end = m_frames + cellStart(trailingCells, m_sampleRate);
    const std::vector<double> silence(static_cast<std::size_t>(m_sampleRate / cellsPerSecond + 1));
    const std::vector<const double*> planes(m_channels.size(), silence.data());
    KFilter filter(m_sampleRate, m_channels.size());
    if (m_frames > 0) {
        std::vector<KState> states;
        for (const ProgrammeChannel& channel : m_channels)
            states.push_back(m_states[channel.index]);
        filter.resume(states);
    }
    for (FrameCount from = m_frames; from < end;) {
        const FrameCount to = std::min(cellStart(m_cells + 1, m_sampleRate), end);
        filter.process(planes, static_cast<std::size_t>(to - from), m_energies);
        addCell(to == cellStart(m_cells + 1, m_sampleRate));
        from = to;
    }
}

void Loudness::addRange(MeasurementSet& out) const
{
    const auto found = loudnessRange(windowPowers(m_weightedSteps, shortTermSteps, m_sampleRate));
    if (m_shortTerm.empty() || !found) {
        const std::string reason = m_shortTerm.empty() ? shorterThanShortTerm : whyNoLoudness();
        for (const MeasureSpec& spec : { range, rangeLow, rangeHigh })
            out.add(notApplicable(spec, reason));
        return;
    }
    out.add(measured(range, (found->high - found->low).value()));
    out.add(measured(rangeLow, found->low.value()));
    out.add(measured(rangeHigh, found->high.value()));
}

void Loudness::addChannels(MeasurementSet& out) const
{
    std::vector<ChannelValue> channels;
    std::optional<double> loudest;
    for (std::size_t i = 0; i < m_channels.size(); ++i) {
        const auto power = gatedPower(windowPowers(m_steps[i], momentarySteps, m_sampleRate));
        channels.push_back({ m_channels[i].name, {} });
        if (power) {
            channels.back().value = loudnessOf(*power).value();
            loudest = std::max(loudest.value_or(*channels.back().value), *channels.back().value);
        }
    }
    Measurement result = loudest ? measured(channelLoudness, *loudest)
        : m_blocks.empty()       ? notApplicable(channelLoudness, shorterThanBlock)
        : m_plainEnergy > 0.0    ? notApplicable(channelLoudness, "no channel is above the absolute gate of -70 LUFS")
                                 : notApplicable(channelLoudness, "digital silence");
    result.channels = std::move(channels);
    out.add(std::move(result));
}

void Loudness::addDeviation(MeasurementSet& out) const
{
    if (m_shortTerm.empty())
        return out.add(notApplicable(deviation, shorterThanShortTerm));
    const auto gate = rangeGateOf(m_shortTerm);
    if (!gate || !m_integrated)
        return out.add(notApplicable(deviation, whyNoLoudness()));
    Place farthest;
    for (std::size_t i = 0; i < m_shortTerm.size(); ++i) {
        const double distance = (loudnessOf(m_shortTerm[i]) - loudnessOf(*m_integrated)).value();
        if (m_shortTerm[i] >= *gate && std::abs(distance) > std::abs(farthest.value.value_or(0.0)) + loudnessTie) {
            const auto step = static_cast<FrameCount>(i);
            farthest = { stepStart(step, m_sampleRate),
                stepStart(step + static_cast<FrameCount>(shortTermSteps), m_sampleRate), "", distance };
        }
    }
    Measurement result = measured(deviation, std::abs(farthest.value.value_or(0.0)));
    if (farthest.value)
        result.at = farthest;
    out.add(std::move(result));
}

// The windows of the series begin at every step, so the first full one ends `steps` entries after the start.
void Loudness::addSeries(MeasurementSet& out) const
{
    const auto entries = static_cast<std::size_t>(stepsTouched(m_frames, m_sampleRate));
    const auto track = [entries](std::span<const double> powers, std::size_t steps) {
        std::vector<double> values(entries, std::numeric_limits<double>::quiet_NaN());
        for (std::size_t i = 0; i < powers.size(); ++i)
            values[i + steps - 1] = rounded(loudnessOf(powers[i]).value(), levelStep);
        return values;
    };
    out.series().tracks["momentary"] = track(m_blocks, momentarySteps);
    out.series().tracks["loudness"] = track(windowPowers(m_weightedSteps, 1, m_sampleRate), 1);
    out.series().tracks["short_term"] = track(m_shortTerm, shortTermSteps);
}

std::unique_ptr<Analyzer> create(const AnalyzerContext& context)
{
    if (context.isScene)
        return noSumOfScene(outputs);
    if (context.sampleRate < lowestLoudnessRate)
        return std::make_unique<NoResult>(outputs, "K-weighting needs a sample rate of at least 4 kHz");
    return std::make_unique<Loudness>(context);
}

} // namespace

extern const AnalyzerSpec loudnessAnalyzer { "loudness", outputs, create };

} // namespace assay
