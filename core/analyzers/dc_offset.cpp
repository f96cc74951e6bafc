// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : the constant part of each channel, which should be none
// Result   : signal.dc_offset, signal.dc_offset_max [% FS]: magnitudes, the worst channel's as value
// Source   : own definition: magnitude of the mean, of all frames and of 1 s every 100 ms
// Input    : any rate from 100 Hz, any layout; the LFE counts, data channels and other services do not
// Undefined: no frames; the worst second of less than one
// Accuracy : 1e-9 % FS; tst_defects, tst_defect_reference
#include "core/analyzers/analyzer.h"
#include "core/analyzers/no_result.h"
#include "core/analyzers/programme_channels.h"
#include "core/analyzers/shared_sound.h"
#include "core/dsp/grid.h"
#include "core/dsp/moments.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace assay
{

namespace
{

constexpr MeasureSpec whole { "signal.dc_offset", Unit::percentFullScale, ValueKind::number,
    "Magnitude of the mean of all samples of a channel; the value is the worst channel's", "Assay: mean of samples" };
constexpr MeasureSpec highest { "signal.dc_offset_max", Unit::percentFullScale, ValueKind::number,
    "Largest magnitude of the mean of 1 s, every 100 ms; the value is the worst channel's", "Assay: mean of samples" };
constexpr std::array outputs { whole, highest };

constexpr std::size_t windowSteps = 10; // 1 s
constexpr double percent = 100.0;

class Channel
{
public:
    explicit Channel(ProgrammeChannel channel)
        : m_channel(std::move(channel))
    {
    }
    void addCell(const Cell& cell) { m_step += momentsOf(cell, m_channel.index); }
    void closeStep(FrameCount steps, int sampleRate);
    void finish() { m_whole += m_step; }
    [[nodiscard]] const std::string& name() const { return m_channel.name; }
    [[nodiscard]] double offset() const { return percent * std::abs(m_whole.mean()); } // % FS
    [[nodiscard]] const std::optional<Place>& worst() const { return m_worst; }

private:
    ProgrammeChannel m_channel;
    Moments m_step; // that is being filled
    Moments m_whole;
    std::array<Moments, windowSteps> m_ring {}; // the last steps
    std::optional<Place> m_worst;
};

void Channel::closeStep(FrameCount steps, int sampleRate)
{
    m_ring[static_cast<std::size_t>(steps - 1) % windowSteps] = m_step;
    m_whole += m_step;
    m_step = {};
    if (steps < static_cast<FrameCount>(windowSteps))
        return;
    Moments window;
    for (const Moments& step : m_ring)
        window += step;
    const double offset = percent * std::abs(window.mean());
    if (!m_worst || offset > *m_worst->value) {
        m_worst = Place { stepStart(steps - static_cast<FrameCount>(windowSteps), sampleRate),
            stepStart(steps, sampleRate), m_channel.name, offset };
    }
}

class DcOffset final : public Analyzer
{
public:
    explicit DcOffset(const AnalyzerContext& context)
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
    void addWhole(MeasurementSet& out) const;
    void addHighest(MeasurementSet& out) const;

    int m_sampleRate;
    std::vector<Channel> m_channels;
    FrameCount m_steps = 0; // whole steps so far
    bool m_hasFrames = false;
};

void DcOffset::processCell(const Cell& cell)
{
    m_hasFrames = true;
    for (Channel& channel : m_channels)
        channel.addCell(cell);
    if (cell.end() != stepStart(m_steps + 1, m_sampleRate))
        return;
    ++m_steps;
    for (Channel& channel : m_channels)
        channel.closeStep(m_steps, m_sampleRate);
}

void DcOffset::finish(MeasurementSet& out)
{
    for (Channel& channel : m_channels)
        channel.finish();
    if (!m_hasFrames || m_channels.empty()) {
        for (const MeasureSpec& spec : outputs)
            out.add(notApplicable(spec, "the programme has no samples"));
        return;
    }
    addWhole(out);
    addHighest(out);
}

void DcOffset::addWhole(MeasurementSet& out) const
{
    std::vector<ChannelValue> values;
    double worst = 0.0;
    for (const Channel& channel : m_channels) {
        values.push_back({ channel.name(), channel.offset() });
        worst = std::max(worst, channel.offset());
    }
    Measurement result = measured(whole, worst);
    result.channels = std::move(values);
    out.add(std::move(result));
}

void DcOffset::addHighest(MeasurementSet& out) const
{
    std::vector<ChannelValue> values;
    std::optional<Place> worst;
    for (const Channel& channel : m_channels) {
        const std::optional<Place>& found = channel.worst();
        values.push_back({ channel.name(), found ? found->value : std::nullopt });
        if (found && (!worst || *found->value > *worst->value))
            worst = found;
    }
    Measurement result = worst ? measured(highest, *worst->value) : notApplicable(highest, "shorter than 1 s");
    result.channels = std::move(values);
    result.at = std::move(worst);
    out.add(std::move(result));
}

std::unique_ptr<Analyzer> create(const AnalyzerContext& context)
{
    if (context.sampleRate < cellsPerSecond)
        return std::make_unique<NoResult>(outputs, "the sample rate is below 100 Hz");
    return std::make_unique<DcOffset>(context);
}

} // namespace

extern const AnalyzerSpec dcOffsetAnalyzer { "dc_offset", outputs, create };

} // namespace assay
