// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : stretches in which running sound stops dead and goes on: digital mutes, gaps and frozen samples
// Result   : signal.dropout [events], the count of each channel beside it; the value of a place is its length in s
// Source   : own definition: one value held for 1 ms to 3.5 s, cut hard on both sides, amid 40 ms of sound each
// Input    : any rate from 8 kHz, any layout; data channels and other services are left out
// Undefined: no frames
// Accuracy : exact to the sample; tst_dropout, tst_defect_reference
#include "core/analyzers/analyzer.h"
#include "core/analyzers/event_list.h"
#include "core/analyzers/no_result.h"
#include "core/analyzers/programme_channels.h"
#include "core/base/units.h"
#include "core/dsp/held_runs.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace assay
{

namespace
{

constexpr MeasureSpec dropout { "signal.dropout", Unit::events, ValueKind::events,
    "Sound that stops dead and goes on: one value (zero, or frozen) held for 1 ms (32 samples) to 3.5 s, cut hard at "
    "both ends, with 40 ms of sound on both sides alike within 12 dB, at -50 dBFS and 16 steps of the source RMS or "
    "more, in which nothing else is held; fades, pauses and square waves are none. In all channels at once it is one. "
    "The value of a place is its length in s",
    "Assay: held samples" };
constexpr std::array outputs { dropout };

constexpr int lowestRate = 8000; // Hz: below, 40 ms are too few samples
constexpr double shortest = 0.001; // s; shorter holds are clicks
constexpr std::size_t fewestSamples = 32; // held by chance in coarse sound; design value
constexpr double longest = 3.5; // s; longer ones are silence: Essentia GapsDetector's default
constexpr double context = 0.04; // s: Essentia GapsDetector's default
constexpr Dbfs soundLevel { -50.0 }; // RMS of a context; design value
constexpr double fewestSteps
    = 16.0; // RMS of a context in steps of the source: coarse sound holds by itself; design value
constexpr double likeSound = 12.0; // dB between the contexts: a note that follows a decay is no dropout; design value
constexpr double edge = 1.0 / 6000; // s next to the cut; design value
constexpr double hardCut = 0.2; // highest sample at an edge over its context's RMS: a fade is lower; design value
constexpr FrameCount together = 4; // frames that the ends of one gap may differ by between channels; design value

HeldRunRules rulesFor(const AnalyzerContext& programme)
{
    const int sampleRate = programme.sampleRate;
    const bool isInteger = programme.sampleFormat == SampleFormat::integer && programme.bitDepth > 0;
    const double step = isInteger ? std::ldexp(1.0, 1 - programme.bitDepth) : 0.0;
    const auto frames = [sampleRate](double seconds) { return std::llround(seconds * sampleRate); };
    HeldRunRules rules;
    rules.shortest = std::max(static_cast<std::size_t>(frames(shortest)), fewestSamples);
    rules.longest = frames(longest);
    rules.context = static_cast<std::size_t>(frames(context));
    rules.edge = static_cast<std::size_t>(std::max<FrameCount>(frames(edge), 2));
    rules.leastLevel = std::max(dbToAmplitude(soundLevel.value()), fewestSteps * step);
    rules.largestStep = dbToAmplitude(likeSound);
    rules.leastEdge = hardCut;
    return rules;
}

class Dropout final : public Analyzer
{
public:
    explicit Dropout(const AnalyzerContext& analyzerContext)
        : m_sampleRate(analyzerContext.sampleRate)
    {
        for (ProgrammeChannel& channel : programmeChannels(analyzerContext))
            m_channels.push_back({ std::move(channel), HeldRuns(rulesFor(analyzerContext)) });
    }
    void process(const Block& block) override
    {
        m_frames += static_cast<FrameCount>(block.frames());
        for (Channel& channel : m_channels)
            addRuns(channel, channel.runs.process(block.channel(channel.channel.index)));
    }
    void finish(MeasurementSet& out) override;

private:
    struct Channel {
        ProgrammeChannel channel;
        HeldRuns runs;
        EventList events {};
    };
    void addRuns(Channel& channel, const std::vector<HeldRun>& runs);

    int m_sampleRate;
    FrameCount m_frames = 0;
    std::vector<Channel> m_channels;
};

void Dropout::addRuns(Channel& channel, const std::vector<HeldRun>& runs)
{
    for (const HeldRun& run : runs) {
        const double seconds = toSeconds(run.range.length(), m_sampleRate);
        channel.events.add({ run.range.start, run.range.end, channel.channel.name, seconds });
    }
}

bool isOneGap(const Place& a, const Place& b)
{
    return std::abs(a.start - b.start) <= together && std::abs(a.end - b.end) <= together;
}

// Gaps that every channel has become one of the whole programme, with an empty channel name.
std::vector<Place> joined(std::vector<Place> places, std::size_t channels)
{
    std::ranges::stable_sort(places, {}, &Place::start);
    std::vector<Place> result;
    for (std::size_t i = 0; i < places.size();) {
        std::size_t end = i + 1;
        while (end < places.size() && isOneGap(places[i], places[end]))
            ++end;
        if (channels > 1 && end - i == channels) {
            places[i].channel.clear();
            end = i + channels;
            result.push_back(places[i]);
        } else {
            result.insert(result.end(), places.begin() + static_cast<std::ptrdiff_t>(i),
                places.begin() + static_cast<std::ptrdiff_t>(end));
        }
        i = end;
    }
    return result;
}

void Dropout::finish(MeasurementSet& out)
{
    if (m_frames == 0)
        return out.add(notApplicable(dropout, "the programme has no frames"));
    std::vector<Place> places;
    std::vector<ChannelValue> counts;
    std::int64_t count = 0;
    for (const Channel& channel : m_channels) {
        places.insert(places.end(), channel.events.kept().begin(), channel.events.kept().end());
        counts.push_back({ channel.channel.name, static_cast<double>(channel.events.count()) });
        count += channel.events.count();
    }
    const std::size_t apart = places.size();
    places = joined(std::move(places), m_channels.size());
    count -= static_cast<std::int64_t>(apart - places.size());
    Measurement result = measuredEvents(dropout, std::move(places));
    result.value = count;
    result.channels = std::move(counts);
    out.add(std::move(result));
}

std::unique_ptr<Analyzer> create(const AnalyzerContext& analyzerContext)
{
    if (analyzerContext.sampleRate < lowestRate)
        return std::make_unique<NoResult>(outputs, "the sample rate is below 8 kHz");
    return std::make_unique<Dropout>(analyzerContext);
}

} // namespace

extern const AnalyzerSpec dropoutAnalyzer { "dropout", outputs, create };

} // namespace assay
