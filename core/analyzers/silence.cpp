// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : where sound begins and ends, and where there is none between
// Result   : silence.head, silence.tail, signal.first_sound, signal.last_sound [s], signal.silence [events]
// Source   : own definition: a sample under -60 dBFS in every programme channel, for 2 s or more where it is an event
// Input    : any rate from 100 Hz, any layout; sample values, not levels; the LFE counts, other services do not
// Undefined: first and last sound of a silent programme; everything of none
// Accuracy : exact to the frame; tst_silence_clipping
#include "core/analyzers/analyzer.h"
#include "core/analyzers/event_list.h"
#include "core/analyzers/no_result.h"
#include "core/analyzers/programme_channels.h"
#include "core/analyzers/shared_sound.h"
#include "core/base/units.h"
#include "core/dsp/grid.h"
#include "core/dsp/peak.h"

#include <algorithm>
#include <array>

namespace assay
{

namespace
{

constexpr MeasureSpec head { "silence.head", Unit::seconds, ValueKind::number,
    "Time before the first sample of -60 dBFS or more in any channel; the whole length of a silent programme",
    "Assay: sample level" };
constexpr MeasureSpec tail { "silence.tail", Unit::seconds, ValueKind::number,
    "Time after the last sample of -60 dBFS or more in any channel; the whole length of a silent programme",
    "Assay: sample level" };
constexpr MeasureSpec firstSound { "signal.first_sound", Unit::seconds, ValueKind::number,
    "Where the first sample of -60 dBFS or more stands", "Assay: sample level" };
constexpr MeasureSpec lastSound { "signal.last_sound", Unit::seconds, ValueKind::number,
    "Where the last sample of -60 dBFS or more ends", "Assay: sample level" };
constexpr MeasureSpec silences { "signal.silence", Unit::events, ValueKind::events,
    "Ranges of at least 2 s in which every sample of every channel is under -60 dBFS, head and tail among them; beside "
    "it how many such ranges each channel has by itself. The value of a range is its length in s",
    "Assay: sample level" };
constexpr std::array outputs { head, tail, firstSound, lastSound, silences };

constexpr Dbfs threshold { -60.0 }; // sample magnitude: the usual meaning of silence in editors
constexpr double shortestSilence = 2.0; // s
static_assert(shortestSilence * cellsPerSecond > 2.0); // a cell cannot hold a silence of its own: see Silences::add

// Follows the silences of one channel, or of all together.
class Silences
{
public:
    // The first and one past the last frame of a cell that are loud; equal where none is.
    void add(const TimeRange& loud)
    {
        if (loud.length() <= 0)
            return;
        if (!m_first)
            m_first = loud.start;
        end(loud.start);
        m_quietFrom = loud.end;
    }
    void end(FrameCount frame)
    {
        const double seconds = toSeconds(frame - m_quietFrom, m_sampleRate);
        if (seconds >= shortestSilence)
            m_events.add({ m_quietFrom, frame, "", seconds });
    }
    explicit Silences(int sampleRate)
        : m_sampleRate(sampleRate)
    {
    }
    [[nodiscard]] const std::optional<FrameCount>& first() const { return m_first; }
    [[nodiscard]] FrameCount lastEnd() const { return m_quietFrom; }
    [[nodiscard]] const EventList& events() const { return m_events; }

private:
    int m_sampleRate;
    std::optional<FrameCount> m_first; // loud frame
    FrameCount m_quietFrom = 0;
    EventList m_events;
};

class Silence final : public Analyzer
{
public:
    explicit Silence(const AnalyzerContext& context)
        : m_sampleRate(context.sampleRate)
        , m_channels(programmeChannels(context))
        , m_programme(context.sampleRate)
        , m_alone(m_channels.size(), Silences(context.sampleRate))
    {
    }
    void process(const Block& block) override
    {
        m_frames += static_cast<FrameCount>(block.frames());
        forEachCell(block, [this](const Cell& cell) { processCell(cell); });
    }
    void finish(MeasurementSet& out) override;

private:
    void processCell(const Cell& cell);

    int m_sampleRate;
    FrameCount m_frames = 0;
    std::vector<ProgrammeChannel> m_channels;
    Silences m_programme;
    std::vector<Silences> m_alone; // by channel
    double m_level = dbToAmplitude(threshold.value());
};

void Silence::processCell(const Cell& cell)
{
    TimeRange programme { cell.end(), cell.firstFrame() };
    for (std::size_t i = 0; i < m_channels.size(); ++i) {
        if (cell.facts(m_channels[i].index).highest < m_level)
            continue;
        const std::span<const double> samples = cell.channel(m_channels[i].index);
        const TimeRange loud { cell.firstFrame() + static_cast<FrameCount>(firstReaching(samples, m_level)),
            cell.firstFrame() + static_cast<FrameCount>(afterLastReaching(samples, m_level)) };
        m_alone[i].add(loud);
        programme = { std::min(programme.start, loud.start), std::max(programme.end, loud.end) };
    }
    m_programme.add(programme);
}

void Silence::finish(MeasurementSet& out)
{
    if (m_frames == 0) {
        for (const MeasureSpec& spec : outputs)
            out.add(notApplicable(spec, "no sound at all: the programme has no frames"));
        return;
    }
    m_programme.end(m_frames);
    std::vector<ChannelValue> alone;
    for (std::size_t i = 0; i < m_channels.size(); ++i) {
        m_alone[i].end(m_frames);
        alone.push_back({ m_channels[i].name, static_cast<double>(m_alone[i].events().count()) });
    }
    Measurement ranges = measuredEvents(silences, { { "", &m_programme.events() } });
    ranges.channels = std::move(alone);
    out.add(std::move(ranges));
    const std::optional<FrameCount> first = m_programme.first();
    const FrameCount last = m_programme.lastEnd();
    out.add(measured(head, toSeconds(first.value_or(m_frames), m_sampleRate)));
    out.add(measured(tail, toSeconds(first ? m_frames - last : m_frames, m_sampleRate)));
    out.add(first ? measured(firstSound, toSeconds(*first, m_sampleRate))
                  : notApplicable(firstSound, "nothing reaches -60 dBFS"));
    out.add(first ? measured(lastSound, toSeconds(last, m_sampleRate))
                  : notApplicable(lastSound, "nothing reaches -60 dBFS"));
}

std::unique_ptr<Analyzer> create(const AnalyzerContext& context)
{
    if (context.sampleRate < cellsPerSecond)
        return std::make_unique<NoResult>(outputs, "the sample rate is below 100 Hz");
    return std::make_unique<Silence>(context);
}

} // namespace

extern const AnalyzerSpec silenceAnalyzer { "silence", outputs, create };

} // namespace assay
