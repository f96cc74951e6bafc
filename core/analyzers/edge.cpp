// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : whether a programme begins or ends in the middle of sound (hard cut)
// Result   : signal.edge, signal.edge_head, signal.edge_tail [dBFS], the loudest channel's as value
// Source   : own definition: highest sample of the first and of the last 1 ms
// Input    : any rate and layout; the LFE counts, data channels and other services do not
// Undefined: digital silence at the edge, no frames
// Accuracy : exact to the sample; tst_defects
#include "core/analyzers/analyzer.h"
#include "core/analyzers/programme_channels.h"
#include "core/base/units.h"
#include "core/dsp/peak.h"

#include <algorithm>
#include <array>

namespace assay
{

namespace
{

constexpr MeasureSpec either { "signal.edge", Unit::dbfs, ValueKind::number,
    "Highest sample of the first and the last 1 ms, whichever is higher: a hard cut where it is high",
    "Assay: sample level" };
constexpr MeasureSpec head { "signal.edge_head", Unit::dbfs, ValueKind::number, "Highest sample of the first 1 ms",
    "Assay: sample level" };
constexpr MeasureSpec tail { "signal.edge_tail", Unit::dbfs, ValueKind::number, "Highest sample of the last 1 ms",
    "Assay: sample level" };
constexpr std::array outputs { either, head, tail };

constexpr int edgesPerSecond = 1000; // 1 ms

class Edge final : public Analyzer
{
public:
    explicit Edge(const AnalyzerContext& context)
        : m_length(std::max<FrameCount>((context.sampleRate + edgesPerSecond / 2) / edgesPerSecond, 1))
    {
        for (ProgrammeChannel& channel : programmeChannels(context))
            m_channels.push_back({ std::move(channel) });
    }
    void process(const Block& block) override;
    void finish(MeasurementSet& out) override;

private:
    struct Channel {
        ProgrammeChannel channel;
        double head = 0.0; // highest magnitude of the first frames
        std::vector<double> last {}; // frames: at most those of an edge
    };
    void add(Channel& channel, const Block& block) const;
    [[nodiscard]] Measurement edge(const MeasureSpec& spec, bool atHead, bool atTail) const;

    FrameCount m_length; // frames of an edge
    std::vector<Channel> m_channels;
    FrameCount m_frames = 0;
};

void Edge::process(const Block& block)
{
    for (Channel& channel : m_channels)
        add(channel, block);
    m_frames += static_cast<FrameCount>(block.frames());
}

void Edge::add(Channel& channel, const Block& block) const
{
    const std::span<const double> samples = block.channel(channel.channel.index);
    if (m_frames < m_length) {
        const std::size_t count = std::min(samples.size(), static_cast<std::size_t>(m_length - m_frames));
        channel.head = std::max(channel.head, maxMagnitude(samples.first(count)));
    }
    const auto length = static_cast<std::size_t>(m_length);
    const std::span<const double> fresh = samples.last(std::min(samples.size(), length));
    const std::size_t surplus
        = channel.last.size() + fresh.size() - std::min(channel.last.size() + fresh.size(), length);
    channel.last.erase(channel.last.begin(), channel.last.begin() + static_cast<std::ptrdiff_t>(surplus));
    channel.last.insert(channel.last.end(), fresh.begin(), fresh.end());
}

Measurement Edge::edge(const MeasureSpec& spec, bool atHead, bool atTail) const
{
    const TimeRange first { 0, std::min(m_length, m_frames) };
    const TimeRange last { std::max<FrameCount>(m_frames - m_length, 0), m_frames };
    std::vector<ChannelValue> values;
    std::optional<Place> loudest;
    for (const Channel& channel : m_channels) {
        const double begin = atHead ? channel.head : 0.0;
        const double end = atTail ? maxMagnitude(channel.last) : 0.0;
        const double level = amplitudeToDb(std::max(begin, end));
        values.push_back({ channel.channel.name, {} });
        if (begin <= 0.0 && end <= 0.0)
            continue;
        values.back().value = level;
        const TimeRange& where = begin >= end ? first : last;
        if (!loudest || level > *loudest->value)
            loudest = Place { where.start, where.end, channel.channel.name, level };
    }
    Measurement result = loudest ? measured(spec, *loudest->value) : notApplicable(spec, "digital silence");
    result.channels = std::move(values);
    result.at = std::move(loudest);
    return result;
}

void Edge::finish(MeasurementSet& out)
{
    out.add(edge(either, true, true));
    out.add(edge(head, true, false));
    out.add(edge(tail, false, true));
}

std::unique_ptr<Analyzer> create(const AnalyzerContext& context)
{
    return std::make_unique<Edge>(context);
}

} // namespace

extern const AnalyzerSpec edgeAnalyzer { "edge", outputs, create };

} // namespace assay
