// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : tips of waves that are cut off below full scale: clipped, and made quieter since
// Result   : signal.flat_top [events], the count of each channel beside it; the value of a top is its level in dBFS
// Source   : own definition: four or more samples that stand still at the top, with corners; two or more at one level
// Input    : any rate from 100 Hz, any layout; a step is that of the source's depth (float and coded: 2^-23)
// Undefined: no frames
// Accuracy : exact to the sample; tst_clipping_traces
#include "core/analyzers/analyzer.h"
#include "core/analyzers/event_list.h"
#include "core/analyzers/no_result.h"
#include "core/analyzers/programme_channels.h"
#include "core/analyzers/shared_sound.h"
#include "core/base/units.h"
#include "core/dsp/flat_tops.h"
#include "core/dsp/grid.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <deque>

namespace assay
{

namespace
{

constexpr MeasureSpec flatTop { "signal.flat_top", Unit::events, ValueKind::events,
    "Tips of waves cut off below full scale, as clipping leaves them that was made quieter later: at least 4 samples "
    "within a step of the source, at -40 dBFS or above and within 10 % of the highest sample of 10 ms to both sides, "
    "falling off on both sides by 8 of the smallest differences there; counted where another at the same level (2 "
    "steps) stands within 1 s. Square waves have them, too. The value of a top is its level (dBFS)",
    "Assay: flat tops" };
constexpr std::array outputs { flatTop };

constexpr Dbfs quietest { -40.0 }; // of a top; design value
constexpr double together = 1.0; // s: between tops of one level; design value
constexpr double sameLevel = 2.0; // steps; design value
constexpr std::size_t mostWaiting = 64; // tops that wait for another of their level
constexpr int highestDepth = 52; // bits that a double holds beside its sign
constexpr int depthOfFloat = 24; // bits

FlatTopRules rulesFor(const AnalyzerContext& context)
{
    const bool isInteger
        = context.sampleFormat == SampleFormat::integer && context.bitDepth >= 2 && context.bitDepth <= highestDepth;
    FlatTopRules rules;
    rules.step = std::ldexp(1.0, 1 - (isInteger ? context.bitDepth : depthOfFloat));
    rules.fullScale = isInteger ? 1.0 - rules.step : 1.0;
    rules.leastLevel = dbToAmplitude(quietest.value());
    return rules;
}

// The flat tops of one channel, those apart that no other of their level stands beside.
class Channel
{
public:
    Channel(ProgrammeChannel channel, const AnalyzerContext& context)
        : m_channel(std::move(channel))
        , m_rules(rulesFor(context))
        , m_tops(m_rules)
        , m_together(std::llround(together * context.sampleRate))
    {
    }
    void process(const Block& block)
    {
        m_tops.take(block.channel(m_channel.index));
        forEachCell(block, [this](const Cell& cell) { next(cell.frames(), cell.facts(m_channel.index).highest); });
        m_tops.keep();
    }
    void finish() { next(0, 0.0); } // what begins in the last cell
    [[nodiscard]] const std::string& name() const { return m_channel.name; }
    [[nodiscard]] const EventList& events() const { return m_events; }

private:
    struct Waiting {
        FlatTop top;
        bool counted = false;
    };
    void next(std::size_t frames, double highest);
    void add(const FlatTop& top);
    void count(Waiting& waiting);

    ProgrammeChannel m_channel;
    FlatTopRules m_rules;
    FlatTops m_tops;
    FrameCount m_together;
    std::vector<FlatTop> m_found; // in the cell at hand
    std::deque<Waiting> m_waiting; // the last ones
    EventList m_events;
};

void Channel::next(std::size_t frames, double highest)
{
    m_found.clear();
    m_tops.next(frames, highest, m_found);
    for (const FlatTop& top : m_found)
        add(top);
}

void Channel::add(const FlatTop& top)
{
    while (!m_waiting.empty()
        && (m_waiting.size() >= mostWaiting || top.range.start - m_waiting.front().top.range.end > m_together))
        m_waiting.pop_front();
    Waiting fresh { top };
    for (Waiting& other : m_waiting) {
        if (std::abs(other.top.level - top.level) > sameLevel * m_rules.step)
            continue;
        count(other);
        count(fresh);
    }
    m_waiting.push_back(fresh);
}

void Channel::count(Waiting& waiting)
{
    if (!waiting.counted)
        m_events.add(
            { waiting.top.range.start, waiting.top.range.end, m_channel.name, amplitudeToDb(waiting.top.level) });
    waiting.counted = true;
}

class FlatTopAnalyzer final : public Analyzer
{
public:
    explicit FlatTopAnalyzer(const AnalyzerContext& context)
    {
        for (ProgrammeChannel& channel : programmeChannels(context))
            m_channels.emplace_back(std::move(channel), context);
    }
    void process(const Block& block) override
    {
        m_frames += static_cast<FrameCount>(block.frames());
        for (Channel& channel : m_channels)
            channel.process(block);
    }
    void finish(MeasurementSet& out) override
    {
        if (m_frames == 0)
            return out.add(notApplicable(flatTop, "the programme has no frames"));
        std::vector<std::pair<std::string, const EventList*>> lists;
        for (Channel& channel : m_channels) {
            channel.finish();
            lists.emplace_back(channel.name(), &channel.events());
        }
        out.add(measuredEvents(flatTop, lists));
    }

private:
    std::vector<Channel> m_channels;
    FrameCount m_frames = 0;
};

std::unique_ptr<Analyzer> create(const AnalyzerContext& context)
{
    if (context.sampleRate < cellsPerSecond)
        return std::make_unique<NoResult>(outputs, "the sample rate is below 100 Hz");
    return std::make_unique<FlatTopAnalyzer>(context);
}

} // namespace

extern const AnalyzerSpec flatTopAnalyzer { "flat_top", outputs, create };

} // namespace assay
