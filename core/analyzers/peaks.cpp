// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : highest true peak and highest sample of each channel and of the programme
// Result   : peak.true [dBTP], peak.sample [dBFS]; series true_peak and sample_peak, the highest of all channels
// Source   : ITU-R BS.1770-5 (11/2023) Annex 2, its 48-tap filter at four times the rate, at every rate
// Input    : any rate, any layout; the LFE counts, data channels and other services do not
// Undefined: digital silence, no frames
// Accuracy : +0.2/-0.4 dB (Tech 3341 v4); exact to the filter: tst_tech3341, tst_peaks, tst_reference
#include "core/analyzers/analyzer.h"
#include "core/analyzers/no_result.h"
#include "core/analyzers/programme_channels.h"
#include "core/analyzers/shared_sound.h"
#include "core/base/units.h"
#include "core/dsp/grid.h"
#include "core/dsp/peak.h"
#include "core/dsp/true_peak.h"

#include <algorithm>
#include <array>

namespace assay
{

namespace
{

constexpr MeasureSpec truePeak { "peak.true", Unit::dbtp, ValueKind::number,
    "Highest true peak: the larger of the samples and of what four-times interpolation finds between them",
    "ITU-R BS.1770-5 Annex 2" };
constexpr MeasureSpec samplePeak { "peak.sample", Unit::dbfs, ValueKind::number,
    "Highest sample. Not the true peak, which may be higher", "AES17 (0 dBFS is the peak of a full-scale sine)" };
constexpr std::array outputs { truePeak, samplePeak };

constexpr const char* silent = "digital silence";

class Peaks final : public Analyzer
{
public:
    explicit Peaks(const AnalyzerContext& context);
    void process(const Block& block) override;
    void finish(MeasurementSet& out) override;

private:
    struct Channel {
        ProgrammeChannel channel;
        TruePeakFilter filter {};
        Peak highest {}; // true peak
        Peak highestSample {};
    };
    void processCell(const Cell& cell);
    void beginStep(const Cell& cell);
    void raiseStep(const Block& block, std::size_t first);
    void interpolate(Channel& channel, std::span<const double> samples, const SampleFacts& facts);
    void raise(Channel& channel, const Peak& found);
    void flush();
    void closeStep();
    static void add(
        MeasurementSet& out, const MeasureSpec& spec, std::span<const Channel> channels, Peak Channel::*peak);

    int m_sampleRate;
    std::vector<Channel> m_channels;
    FrameCount m_steps = 0; // steps begun
    std::size_t m_late = 0; // frames of the cell at hand that the filter has already
    double m_step = 0.0; // highest magnitude of the step at hand
    double m_stepSample = 0.0; // of its samples alone
    std::vector<double> m_series; // dBTP
    std::vector<double> m_sampleSeries; // dBFS
};

Peaks::Peaks(const AnalyzerContext& context)
    : m_sampleRate(context.sampleRate)
{
    for (ProgrammeChannel& channel : programmeChannels(context))
        m_channels.push_back({ std::move(channel) });
}

void Peaks::process(const Block& block)
{
    for (std::size_t i = 0; i < block.shared()->cells(); ++i) {
        const Cell cell(block, i);
        beginStep(cell);
        if (i == 0 || cell.firstFrame() == stepStart(m_steps - 1, m_sampleRate))
            raiseStep(block, i);
        processCell(cell);
    }
}

// The filter runs a few frames late, so the first values it gives in a step still belong to the step before.
void Peaks::beginStep(const Cell& cell)
{
    m_late = 0;
    if (cell.firstFrame() != stepStart(m_steps, m_sampleRate))
        return;
    m_late = std::min(TruePeakFilter::latency, cell.frames());
    for (Channel& channel : m_channels) {
        const std::size_t index = channel.channel.index;
        interpolate(channel, cell.channel(index).first(m_late), cell.facts(index));
    }
    closeStep();
    ++m_steps;
}

// What the samples of a step reach is known before its filter runs, which then has less to look at.
void Peaks::raiseStep(const Block& block, std::size_t first)
{
    const FrameCount end = stepStart(m_steps, m_sampleRate);
    for (std::size_t i = first; i < block.shared()->cells() && Cell(block, i).firstFrame() < end; ++i) {
        for (const Channel& channel : m_channels)
            m_step = std::max(m_step, Cell(block, i).facts(channel.channel.index).highest);
    }
}

void Peaks::processCell(const Cell& cell)
{
    for (Channel& channel : m_channels) {
        const std::span<const double> samples = cell.channel(channel.channel.index);
        const CellFacts& facts = cell.facts(channel.channel.index);
        if (facts.highest > channel.highestSample.value) {
            const auto index = static_cast<FrameCount>(firstReaching(samples, facts.highest));
            channel.highestSample = { facts.highest, cell.firstFrame() + index };
        }
        if (facts.highest > channel.highest.value)
            channel.highest = channel.highestSample;
        m_stepSample = std::max(m_stepSample, facts.highest);
        interpolate(channel, samples.subspan(m_late), facts);
    }
}

// What is above neither the channel's peak nor the step's changes nothing and need not be looked for.
void Peaks::interpolate(Channel& channel, std::span<const double> samples, const SampleFacts& facts)
{
    raise(channel, channel.filter.process(samples, facts, std::min(channel.highest.value, m_step)));
}

void Peaks::raise(Channel& channel, const Peak& found)
{
    m_step = std::max(m_step, found.value);
    if (found.value > channel.highest.value)
        channel.highest = found;
}

void Peaks::closeStep()
{
    if (m_steps > 0) {
        m_series.push_back(rounded(amplitudeToDb(m_step), levelStep));
        m_sampleSeries.push_back(rounded(amplitudeToDb(m_stepSample), levelStep));
    }
    m_step = 0.0;
    m_stepSample = 0.0;
}

void Peaks::finish(MeasurementSet& out)
{
    for (Channel& channel : m_channels)
        raise(channel, channel.filter.flush(std::min(channel.highest.value, m_step)));
    closeStep();
    out.series().tracks["true_peak"] = std::move(m_series);
    out.series().tracks["sample_peak"] = std::move(m_sampleSeries);
    add(out, truePeak, m_channels, &Channel::highest);
    add(out, samplePeak, m_channels, &Channel::highestSample);
}

void Peaks::add(MeasurementSet& out, const MeasureSpec& spec, std::span<const Channel> channels, Peak Channel::*peak)
{
    std::vector<ChannelValue> values;
    const Channel* highest = nullptr;
    for (const Channel& channel : channels) {
        const double value = (channel.*peak).value;
        values.push_back({ channel.channel.name, {} });
        if (value > 0.0)
            values.back().value = amplitudeToDb(value);
        if (value > 0.0 && (highest == nullptr || value > (highest->*peak).value))
            highest = &channel;
    }
    Measurement result = notApplicable(spec, silent);
    if (highest != nullptr) {
        const Peak& found = highest->*peak;
        result = measured(spec, amplitudeToDb(found.value));
        result.at = Place { found.frame, found.frame + 1, highest->channel.name, amplitudeToDb(found.value) };
    }
    result.channels = std::move(values);
    out.add(std::move(result));
}

std::unique_ptr<Analyzer> create(const AnalyzerContext& context)
{
    if (context.sampleRate < cellsPerSecond)
        return std::make_unique<NoResult>(outputs, "the sample rate is below 100 Hz");
    return std::make_unique<Peaks>(context);
}

} // namespace

extern const AnalyzerSpec peaksAnalyzer { "peaks", outputs, create };

} // namespace assay
