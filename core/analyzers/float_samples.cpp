// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : what only floating point can hold: samples beyond full scale, and samples too small to be normal numbers
// Result   : signal.over_full_scale, signal.denormals [events]; the value of an over is its highest sample in dBFS
// Source   : IEEE 754-2008 3.4 (denormals); own definition of runs
// Input    : any rate and layout; integers hold neither; of coded sound, what its decoder gives
// Undefined: no frames; denormals of coded sound, which are its decoder's
// Accuracy : exact to the sample; tst_float_samples
#include "core/analyzers/analyzer.h"
#include "core/analyzers/event_list.h"
#include "core/analyzers/programme_channels.h"
#include "core/base/units.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace assay
{

namespace
{

constexpr MeasureSpec overs { "signal.over_full_scale", Unit::events, ValueKind::events,
    "Runs of samples beyond full scale (magnitude over 1.0) of float and coded sound: they clip wherever it "
    "becomes integers. The value of a run is its highest sample (dBFS)",
    "Assay: sample level" };
constexpr MeasureSpec denormals { "signal.denormals", Unit::events, ValueKind::events,
    "Runs of samples that are not zero and too small to be normal numbers of the source's float format (under "
    "2^-126 of 32 bits, 2^-1022 of 64): inaudible, but slow to compute with",
    "IEEE 754-2008 3.4" };
constexpr std::array outputs { overs, denormals };

constexpr double fullScale = 1.0;
constexpr int widthOfDouble = 64; // bits

// The smallest normal number of the source.
double smallestNormal(const AnalyzerContext& context)
{
    const bool isDouble = context.bitDepth >= widthOfDouble;
    return isDouble ? std::numeric_limits<double>::min() : static_cast<double>(std::numeric_limits<float>::min());
}

struct Channel {
    ProgrammeChannel channel;
    TimeRange over {}; // at hand; empty where the last sample was within
    double highest = 0.0; // of it
    TimeRange small {};
    EventList overs {};
    EventList denormals {};
};

class FloatSamples final : public Analyzer
{
public:
    explicit FloatSamples(const AnalyzerContext& context)
        : m_format(context.sampleFormat)
        , m_smallest(smallestNormal(context))
    {
        for (ProgrammeChannel& channel : programmeChannels(context))
            m_channels.push_back({ std::move(channel) });
    }
    void process(const Block& block) override;
    void finish(MeasurementSet& out) override;

private:
    [[nodiscard]] bool isAnyOdd(std::span<const double> samples) const;
    void look(Channel& channel, FrameCount frame, double magnitude) const;
    static void endOver(Channel& channel);
    static void endSmall(Channel& channel);

    SampleFormat m_format;
    double m_smallest; // normal number
    std::vector<Channel> m_channels;
    FrameCount m_frames = 0;
};

// Written so that the compiler vectorises it: no early exit.
bool FloatSamples::isAnyOdd(std::span<const double> samples) const
{
    bool odd = false;
    for (const double sample : samples) {
        const double magnitude = std::abs(sample);
        odd |= magnitude > fullScale;
        odd |= static_cast<bool>(static_cast<int>(magnitude < m_smallest) & static_cast<int>(magnitude > 0.0));
    }
    return odd;
}

void FloatSamples::process(const Block& block)
{
    m_frames += static_cast<FrameCount>(block.frames());
    if (m_format == SampleFormat::integer)
        return;
    constexpr std::size_t stretch = 256; // frames looked at together
    for (Channel& channel : m_channels) {
        const std::span<const double> samples = block.channel(channel.channel.index);
        for (std::size_t from = 0; from < samples.size(); from += stretch) {
            const std::span<const double> piece = samples.subspan(from, std::min(stretch, samples.size() - from));
            if (!isAnyOdd(piece))
                continue;
            const FrameCount first = block.firstFrame() + static_cast<FrameCount>(from);
            for (std::size_t i = 0; i < piece.size(); ++i)
                look(channel, first + static_cast<FrameCount>(i), std::abs(piece[i]));
        }
    }
}

void FloatSamples::look(Channel& channel, FrameCount frame, double magnitude) const
{
    if (magnitude > fullScale) {
        if (channel.over.end != frame)
            endOver(channel);
        channel.over = { channel.over.length() == 0 ? frame : channel.over.start, frame + 1 };
        channel.highest = std::max(channel.highest, magnitude);
    } else if (magnitude > 0.0 && magnitude < m_smallest) {
        if (channel.small.end != frame)
            endSmall(channel);
        channel.small = { channel.small.length() == 0 ? frame : channel.small.start, frame + 1 };
    }
}

void FloatSamples::endOver(Channel& channel)
{
    if (channel.over.length() > 0)
        channel.overs.add(
            { channel.over.start, channel.over.end, channel.channel.name, amplitudeToDb(channel.highest) });
    channel.over = {};
    channel.highest = 0.0;
}

void FloatSamples::endSmall(Channel& channel)
{
    if (channel.small.length() > 0)
        channel.denormals.add({ channel.small.start, channel.small.end, channel.channel.name, {} });
    channel.small = {};
}

void FloatSamples::finish(MeasurementSet& out)
{
    if (m_frames == 0) {
        for (const MeasureSpec& spec : outputs)
            out.add(notApplicable(spec, "the programme has no frames"));
        return;
    }
    std::vector<std::pair<std::string, const EventList*>> over;
    std::vector<std::pair<std::string, const EventList*>> small;
    for (Channel& channel : m_channels) {
        endOver(channel);
        endSmall(channel);
        over.emplace_back(channel.channel.name, &channel.overs);
        small.emplace_back(channel.channel.name, &channel.denormals);
    }
    out.add(measuredEvents(overs, over));
    out.add(m_format == SampleFormat::coded ? notApplicable(denormals, "coded sound has no sample format of its own")
                                            : measuredEvents(denormals, small));
}

std::unique_ptr<Analyzer> create(const AnalyzerContext& context)
{
    return std::make_unique<FloatSamples>(context);
}

} // namespace

extern const AnalyzerSpec floatSamplesAnalyzer { "float_samples", outputs, create };

} // namespace assay
