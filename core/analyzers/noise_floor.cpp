// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : how quiet each channel gets
// Result   : signal.noise_floor [dBFS], the highest channel's as value
// Source   : own definition: 5th percentile of the RMS of 400 ms every 100 ms, unweighted, DC removed
// Input    : any rate from 100 Hz, any layout; RMS 1.0 is 0 dBFS (a full-scale sine has -3.01); the LFE counts
// Undefined: shorter than 400 ms; nothing but digital black
// Accuracy : 0.05 dB of the definition; tst_defects, tst_defect_reference
#include "core/analyzers/analyzer.h"
#include "core/analyzers/no_result.h"
#include "core/analyzers/programme_channels.h"
#include "core/analyzers/shared_sound.h"
#include "core/base/units.h"
#include "core/dsp/grid.h"
#include "core/dsp/moments.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace assay
{

namespace
{

constexpr MeasureSpec noiseFloor { "signal.noise_floor", Unit::dbfs, ValueKind::number,
    "Level that 5 % of all 400 ms stay under: unweighted RMS (1.0 is 0 dBFS) without DC, to 0.1 dB; what holds 10 ms "
    "of digital black is left out; the value is the highest channel's",
    "Assay: 5th percentile of 400 ms RMS" };
constexpr std::array outputs { noiseFloor };

constexpr std::size_t windowSteps = 4; // 400 ms
constexpr double share = 0.05; // 5th percentile; design value
constexpr double lowest = -150.0; // dBFS: what is below is digital black but for DC; under the dither of 24 bits
constexpr double highest = 30.0; // dBFS: of float sound
constexpr double width = 0.1; // dB, of a class
constexpr std::size_t classes = 1800; // from lowest to highest

// How often each level occurs; costs the same for any length.
class Levels
{
public:
    void add(double level)
    {
        if (!(level >= lowest))
            return;
        const double index = std::min((level - lowest) / width, static_cast<double>(classes - 1));
        ++m_counts[static_cast<std::size_t>(index)];
        ++m_total;
    }
    [[nodiscard]] std::optional<double> percentile() const
    {
        if (m_total == 0)
            return std::nullopt;
        const double wanted = share * static_cast<double>(m_total);
        std::size_t index = 0;
        for (double below = m_counts[0]; below < wanted; below += m_counts[index])
            ++index;
        return lowest + (static_cast<double>(index) + 0.5) * width;
    }

private:
    std::vector<std::uint32_t> m_counts = std::vector<std::uint32_t>(classes);
    std::uint64_t m_total = 0;
};

class Channel
{
public:
    explicit Channel(ProgrammeChannel channel)
        : m_channel(std::move(channel))
    {
    }
    void addCell(const Cell& cell);
    void closeStep(FrameCount steps);
    [[nodiscard]] ChannelValue value() const { return { m_channel.name, m_levels.percentile() }; }

private:
    struct Step {
        Moments moments;
        bool isBlack = false; // some 10 ms of it
    };
    ProgrammeChannel m_channel;
    Step m_step; // that is being filled
    std::array<Step, windowSteps> m_ring {}; // the last steps
    Levels m_levels;
};

void Channel::addCell(const Cell& cell)
{
    const CellFacts& facts = cell.facts(m_channel.index);
    m_step.isBlack = m_step.isBlack || facts.squares <= 0.0;
    m_step.moments += { static_cast<double>(cell.frames()), facts.sum, facts.squares };
}

void Channel::closeStep(FrameCount steps)
{
    m_ring[static_cast<std::size_t>(steps) % windowSteps] = m_step;
    m_step = {};
    if (steps < static_cast<FrameCount>(windowSteps) || std::ranges::any_of(m_ring, &Step::isBlack))
        return;
    Moments window;
    for (const Step& step : m_ring)
        window += step.moments;
    m_levels.add(powerToDb(window.variance()));
}

class NoiseFloor final : public Analyzer
{
public:
    explicit NoiseFloor(const AnalyzerContext& context)
        : m_sampleRate(context.sampleRate)
    {
        for (ProgrammeChannel& channel : programmeChannels(context))
            m_channels.emplace_back(std::move(channel));
    }
    void process(const Block& block) override
    {
        forEachCell(block, [this](const Cell& cell) { processCell(cell); });
    }
    void finish(MeasurementSet& out) override;

private:
    void processCell(const Cell& cell);

    int m_sampleRate;
    std::vector<Channel> m_channels;
    FrameCount m_steps = 0; // whole steps so far
};

void NoiseFloor::processCell(const Cell& cell)
{
    for (Channel& channel : m_channels)
        channel.addCell(cell);
    if (cell.end() != stepStart(m_steps + 1, m_sampleRate))
        return;
    ++m_steps;
    for (Channel& channel : m_channels)
        channel.closeStep(m_steps);
}

void NoiseFloor::finish(MeasurementSet& out)
{
    std::vector<ChannelValue> values;
    std::optional<double> worst;
    for (const Channel& channel : m_channels) {
        values.push_back(channel.value());
        if (values.back().value)
            worst = std::max(worst.value_or(*values.back().value), *values.back().value);
    }
    const bool isShort = m_steps < static_cast<FrameCount>(windowSteps);
    Measurement result = worst
        ? measured(noiseFloor, *worst)
        : notApplicable(noiseFloor, isShort ? "shorter than 0.4 s" : "no 0.4 s without digital black");
    result.channels = std::move(values);
    out.add(std::move(result));
}

std::unique_ptr<Analyzer> create(const AnalyzerContext& context)
{
    if (context.sampleRate < cellsPerSecond)
        return std::make_unique<NoResult>(outputs, "the sample rate is below 100 Hz");
    return std::make_unique<NoiseFloor>(context);
}

} // namespace

extern const AnalyzerSpec noiseFloorAnalyzer { "noise_floor", outputs, create };

} // namespace assay
