// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : buffers that were played again: a stretch of sound that stands right behind itself
// Result   : signal.repeated_block [events], the count of each channel beside it; the value is the block's length in s
// Source   : own definition: 64 to 8192 equal samples once to three times more, with a break where they begin again
// Input    : any rate from 8 kHz, any layout; data channels and other services are left out
// Undefined: no frames
// Accuracy : exact to the sample; tst_repeated_block
#include "core/analyzers/analyzer.h"
#include "core/analyzers/event_list.h"
#include "core/analyzers/no_result.h"
#include "core/analyzers/programme_channels.h"
#include "core/base/units.h"
#include "core/dsp/repeats.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace assay
{

namespace
{

constexpr MeasureSpec repeatedBlock { "signal.repeated_block", Unit::events, ValueKind::events,
    "Buffers played again: 64 to 8192 samples that repeat the ones before them to the last bit, once to three times "
    "(a tone repeats on and on), at -50 dBFS and 16 steps of the source RMS or more, after 40 ms of sound alike within "
    "12 dB, with a break where they begin again: 6 times what a predictor usually misses, and twice what it misses "
    "where they begin at first. The value of a place is the length of the block in s",
    "Assay: repeated samples" };
constexpr std::array outputs { repeatedBlock };

constexpr int lowestRate = 8000; // Hz: below, 40 ms are too few samples
constexpr double context = 0.04; // s, as of a dropout
constexpr Dbfs soundLevel { -50.0 }; // RMS; design value
constexpr double fewestSteps = 16.0; // RMS in steps of the source: coarse sound repeats by itself; design value
constexpr double likeSound = 12.0; // dB: a drum that follows a pause is no repeat; design value

RepeatRules rulesFor(const AnalyzerContext& programme)
{
    const bool isInteger = programme.sampleFormat == SampleFormat::integer && programme.bitDepth > 0;
    const double step = isInteger ? std::ldexp(1.0, 1 - programme.bitDepth) : 0.0;
    RepeatRules rules;
    rules.context = static_cast<std::size_t>(std::llround(context * programme.sampleRate));
    rules.leastLevel = std::max(dbToAmplitude(soundLevel.value()), fewestSteps * step);
    rules.largestStep = dbToAmplitude(likeSound);
    return rules;
}

class RepeatedBlock final : public Analyzer
{
public:
    explicit RepeatedBlock(const AnalyzerContext& analyzerContext)
        : m_sampleRate(analyzerContext.sampleRate)
    {
        for (ProgrammeChannel& channel : programmeChannels(analyzerContext))
            m_channels.push_back({ std::move(channel), Repeats(rulesFor(analyzerContext)) });
    }
    void process(const Block& block) override
    {
        m_frames += static_cast<FrameCount>(block.frames());
        for (Channel& channel : m_channels)
            add(channel, channel.repeats.process(block.channel(channel.channel.index)));
    }
    void finish(MeasurementSet& out) override
    {
        if (m_frames == 0)
            return out.add(notApplicable(repeatedBlock, "the programme has no frames"));
        std::vector<std::pair<std::string, const EventList*>> lists;
        for (Channel& channel : m_channels) {
            add(channel, channel.repeats.finish());
            lists.emplace_back(channel.channel.name, &channel.events);
        }
        out.add(measuredEvents(repeatedBlock, lists));
    }

private:
    struct Channel {
        ProgrammeChannel channel;
        Repeats repeats;
        EventList events {};
    };
    void add(Channel& channel, const std::vector<Repeat>& found) const
    {
        for (const Repeat& repeat : found) {
            const double seconds = toSeconds(static_cast<FrameCount>(repeat.block), m_sampleRate);
            channel.events.add({ repeat.range.start, repeat.range.end, channel.channel.name, seconds });
        }
    }

    int m_sampleRate;
    std::vector<Channel> m_channels;
    FrameCount m_frames = 0;
};

std::unique_ptr<Analyzer> create(const AnalyzerContext& analyzerContext)
{
    if (analyzerContext.sampleRate < lowestRate)
        return std::make_unique<NoResult>(outputs, "the sample rate is below 8 kHz");
    return std::make_unique<RepeatedBlock>(analyzerContext);
}

} // namespace

extern const AnalyzerSpec repeatedBlockAnalyzer { "repeated_block", outputs, create };

} // namespace assay
