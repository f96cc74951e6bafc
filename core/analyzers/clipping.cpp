// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : runs of samples at full scale, the trace of clipping
// Result   : signal.clipping [events], the count of each channel beside it; the value of a run is its level in dBFS
// Source   : own definition: three or more samples in a row, of one sign, at the full scale of the source's depth
// Input    : any rate and layout; integers: the largest code and beyond; float and coded: 1.0 and beyond
// Undefined: no frames
// Accuracy : exact to the sample; tst_silence_clipping
#include "core/analyzers/analyzer.h"
#include "core/analyzers/event_list.h"
#include "core/analyzers/programme_channels.h"
#include "core/analyzers/shared_sound.h"
#include "core/base/units.h"
#include "core/dsp/peak.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace assay
{

namespace
{

constexpr MeasureSpec clipping { "signal.clipping", Unit::events, ValueKind::events,
    "Runs of at least 3 samples of one sign at the full scale of the source: its largest integer code or beyond, 1.0 "
    "or beyond of float and coded sound",
    "Assay: runs at full scale" };
constexpr std::array outputs { clipping };

constexpr FrameCount shortestRun = 3; // samples
constexpr int highestDepth = 52; // bits that a double holds beside its sign

// A symmetric clipper stops one code above the most negative one, so the largest code counts in both signs.
double fullScale(const AnalyzerContext& context)
{
    if (context.sampleFormat != SampleFormat::integer || context.bitDepth < 2 || context.bitDepth > highestDepth)
        return 1.0;
    return 1.0 - std::ldexp(1.0, 1 - context.bitDepth);
}

// The runs of one channel.
class Runs
{
public:
    explicit Runs(ProgrammeChannel channel)
        : m_channel(std::move(channel))
    {
    }
    void process(const Block& block, double level);
    void end();
    [[nodiscard]] bool isOpen() const { return m_run.length() > 0; }
    [[nodiscard]] std::size_t index() const { return m_channel.index; }
    [[nodiscard]] const std::string& name() const { return m_channel.name; }
    [[nodiscard]] const EventList& events() const { return m_events; }

private:
    ProgrammeChannel m_channel;
    TimeRange m_run; // at hand; empty where the last sample was below full scale
    bool m_positive = false;
    double m_peak = 0.0;
    EventList m_events;
};

void Runs::process(const Block& block, double level)
{
    const std::span<const double> samples = block.channel(m_channel.index);
    std::size_t i = 0;
    while (i < samples.size()) {
        if (m_run.length() == 0) { // look for the next sample at full scale, fast
            constexpr std::size_t stretch = 512;
            const std::span<const double> ahead = samples.subspan(i, std::min(stretch, samples.size() - i));
            if (maxMagnitude(ahead) < level) {
                i += ahead.size();
                continue;
            }
            i += firstReaching(ahead, level);
        }
        const FrameCount frame = block.firstFrame() + static_cast<FrameCount>(i);
        const bool full = std::abs(samples[i]) >= level;
        const bool positive = samples[i] > 0.0;
        if (!full || positive != m_positive || m_run.length() == 0)
            end();
        if (full) {
            if (m_run.length() == 0)
                m_run = { frame, frame };
            m_positive = positive;
            m_peak = std::max(m_peak, std::abs(samples[i]));
            m_run.end = frame + 1;
        }
        ++i;
    }
}

void Runs::end()
{
    if (m_run.length() >= shortestRun)
        m_events.add({ m_run.start, m_run.end, m_channel.name, amplitudeToDb(m_peak) });
    m_run = {};
    m_peak = 0.0;
}

class Clipping final : public Analyzer
{
public:
    explicit Clipping(const AnalyzerContext& context)
        : m_level(fullScale(context))
    {
        for (ProgrammeChannel& channel : programmeChannels(context))
            m_channels.emplace_back(std::move(channel));
    }
    void process(const Block& block) override
    {
        m_frames += static_cast<FrameCount>(block.frames());
        for (Runs& channel : m_channels) {
            if (channel.isOpen() || highestOf(block, channel.index()) >= m_level)
                channel.process(block, m_level);
        }
    }
    void finish(MeasurementSet& out) override
    {
        if (m_frames == 0)
            return out.add(notApplicable(clipping, "the programme has no frames"));
        std::vector<std::pair<std::string, const EventList*>> lists;
        for (Runs& channel : m_channels) {
            channel.end();
            lists.emplace_back(channel.name(), &channel.events());
        }
        out.add(measuredEvents(clipping, lists));
    }

private:
    double m_level; // full scale of the source
    std::vector<Runs> m_channels;
    FrameCount m_frames = 0;
};

std::unique_ptr<Analyzer> create(const AnalyzerContext& context)
{
    return std::make_unique<Clipping>(context);
}

} // namespace

extern const AnalyzerSpec clippingAnalyzer { "clipping", outputs, create };

} // namespace assay
