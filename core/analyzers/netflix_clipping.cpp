// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : the five things Netflix's inspector of clipping looks at, each by itself
// Result   : clipping.netflix_runs, _peak_runs [events], _full_scale [%], _outliers [dB], _pile_up [%], by channel
// Source   : Netflix Partner Help Center, AudioClippingInspector-AudioClippingDetected, criteria 1 to 5
// Input    : any rate and layout; full scale and step are those of the source's depth (float and coded: 1.0, 2^-23)
// Undefined: no frames; distances in the histogram of digital silence
// Accuracy : counts exact, levels to 0.03 dB; lengths and levels nobody published are ours; tst_clipping_traces
#include "core/analyzers/analyzer.h"
#include "core/analyzers/event_list.h"
#include "core/analyzers/programme_channels.h"
#include "core/base/units.h"
#include "core/dsp/loudest_levels.h"
#include "core/dsp/peak.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

namespace assay
{

namespace
{

constexpr MeasureSpec runs { "clipping.netflix_runs", Unit::events, ValueKind::events,
    "Netflix criterion 1: runs of at least 3 equal samples at -0.45 dBFS or above. The value of a run is its "
    "level (dBFS)",
    "Netflix AudioClippingInspector, criterion 1" };
constexpr MeasureSpec peakRuns { "clipping.netflix_peak_runs", Unit::events, ValueKind::events,
    "Netflix criterion 2: runs of at least 3 equal samples at the highest level of their own channel, to a step "
    "of the source, where that is 32 steps or more. The value of a run is its level (dBFS)",
    "Netflix AudioClippingInspector, criterion 2" };
constexpr MeasureSpec share { "clipping.netflix_full_scale", Unit::percent, ValueKind::number,
    "Netflix criterion 3: samples at full scale of the source or beyond, of all samples of a channel; the value "
    "is the highest channel's",
    "Netflix AudioClippingInspector, criterion 3" };
constexpr MeasureSpec outliers { "clipping.netflix_outliers", Unit::db, ValueKind::number,
    "Netflix criterion 4: the widest step without a sample among the loudest 0.5 dB of a channel, or below them "
    "where they hold no other: how far its loudest samples stand over the rest; the value is the highest "
    "channel's",
    "Netflix AudioClippingInspector, criterion 4" };
constexpr MeasureSpec pileUp { "clipping.netflix_pile_up", Unit::percent, ValueKind::number,
    "Netflix criterion 5: how many samples more there are in the loudest 0.1 dB of a channel than in the 0.1 dB "
    "below; 0 where they are not more or fewer than 10; the value is the highest channel's",
    "Netflix AudioClippingInspector, criterion 5" };
constexpr std::array outputs { runs, peakRuns, share, outliers, pileUp };

constexpr FrameCount shortestRun = 3; // samples; Netflix does not say: design value
constexpr Dbfs topLevel { -0.45 }; // criterion 1
constexpr double fewestSteps = 32.0; // of the highest level: what is lower holds by itself; design value
constexpr double percent = 100.0;
constexpr std::uint64_t fewestPiled = 10; // samples: fewer are no pile; design value
constexpr int highestDepth = 52; // bits that a double holds beside its sign
constexpr int depthOfFloat = 24; // bits

double stepOf(const AnalyzerContext& context)
{
    const bool isInteger
        = context.sampleFormat == SampleFormat::integer && context.bitDepth >= 2 && context.bitDepth <= highestDepth;
    return std::ldexp(1.0, 1 - (isInteger ? context.bitDepth : depthOfFloat));
}

// One channel's runs and levels.
class Channel
{
public:
    Channel(ProgrammeChannel channel, const AnalyzerContext& context)
        : m_channel(std::move(channel))
        , m_step(stepOf(context))
        , m_fullScale(context.sampleFormat == SampleFormat::integer ? 1.0 - m_step : 1.0)
    {
    }
    void process(const Block& block);
    void end();
    [[nodiscard]] const std::string& name() const { return m_channel.name; }
    [[nodiscard]] const EventList& runs() const { return m_runs; }
    [[nodiscard]] const EventList& peakRuns() const { return m_peakRuns; }
    [[nodiscard]] double fullScaleShare() const
    {
        return m_frames > 0 ? percent * static_cast<double>(m_fullScaleSamples) / static_cast<double>(m_frames) : 0.0;
    }
    [[nodiscard]] const LoudestLevels& levels() const { return m_levels; }

private:
    [[nodiscard]] double watched() const { return std::min(m_top, m_levels.floor()); }
    void look(FrameCount frame, double sample); // one that is as high

    ProgrammeChannel m_channel;
    double m_step; // of the source
    double m_fullScale;
    double m_top = dbToAmplitude(topLevel.value());
    LoudestLevels m_levels;
    TimeRange m_run; // of equal samples, at hand
    double m_value = 0.0; // of each of them
    double m_peak = 0.0; // magnitude that the runs at the highest level stand at
    EventList m_runs;
    EventList m_peakRuns;
    FrameCount m_fullScaleSamples = 0;
    FrameCount m_frames = 0;
};

void Channel::process(const Block& block)
{
    constexpr std::size_t stretch = 256; // frames looked at together
    const std::span<const double> samples = block.channel(m_channel.index);
    for (std::size_t from = 0; from < samples.size(); from += stretch) {
        const std::span<const double> piece = samples.subspan(from, std::min(stretch, samples.size() - from));
        const double highest = maxMagnitude(piece);
        if (highest < watched()) {
            m_levels.skip(highest);
            continue;
        }
        const FrameCount first = block.firstFrame() + static_cast<FrameCount>(from);
        for (std::size_t i = 0; i < piece.size(); ++i) {
            if (std::abs(piece[i]) >= watched())
                look(first + static_cast<FrameCount>(i), piece[i]);
            else
                m_levels.skip(std::abs(piece[i]));
        }
    }
    m_frames += static_cast<FrameCount>(samples.size());
}

void Channel::look(FrameCount frame, double sample)
{
    const double magnitude = std::abs(sample);
    if (magnitude >= m_levels.floor())
        m_levels.add(magnitude);
    else
        m_levels.skip(magnitude);
    m_fullScaleSamples += magnitude >= m_fullScale ? 1 : 0;
    if (m_run.end != frame || std::not_equal_to<>()(sample, m_value)) {
        end();
        m_run.start = frame;
        m_value = sample;
    }
    m_run.end = frame + 1;
}

void Channel::end()
{
    const double magnitude = std::abs(m_value);
    if (magnitude > m_peak + m_step) { // what stood at a lower peak counts no longer
        m_peak = magnitude;
        m_peakRuns = {};
    }
    if (m_run.length() < shortestRun || magnitude <= 0.0)
        return;
    const Place place { m_run.start, m_run.end, m_channel.name, amplitudeToDb(magnitude) };
    if (magnitude >= m_top)
        m_runs.add(place);
    if (magnitude >= m_peak - m_step && m_peak >= fewestSteps * m_step)
        m_peakRuns.add(place);
}

class NetflixClipping final : public Analyzer
{
public:
    explicit NetflixClipping(const AnalyzerContext& context)
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
    void finish(MeasurementSet& out) override;

private:
    [[nodiscard]] Measurement highest(
        const MeasureSpec& spec, const std::function<std::optional<double>(const Channel&)>& valueOf) const;

    std::vector<Channel> m_channels;
    FrameCount m_frames = 0;
};

Measurement NetflixClipping::highest(
    const MeasureSpec& spec, const std::function<std::optional<double>(const Channel&)>& valueOf) const
{
    std::vector<ChannelValue> values;
    std::optional<double> top;
    for (const Channel& channel : m_channels) {
        values.push_back({ channel.name(), valueOf(channel) });
        if (values.back().value)
            top = std::max(top.value_or(0.0), *values.back().value);
    }
    Measurement result = top ? measured(spec, *top) : notApplicable(spec, "digital silence");
    result.channels = std::move(values);
    return result;
}

std::optional<double> pileOf(const Channel& channel)
{
    const LoudestLevels::Counts counts = channel.levels().counts();
    if (counts.top == 0)
        return std::nullopt;
    const auto next = static_cast<double>(std::max<std::uint64_t>(counts.next, 1));
    return counts.top < fewestPiled ? 0.0 : std::max(0.0, percent * (static_cast<double>(counts.top) / next - 1.0));
}

void NetflixClipping::finish(MeasurementSet& out)
{
    if (m_frames == 0) {
        for (const MeasureSpec& spec : outputs)
            out.add(notApplicable(spec, "the programme has no frames"));
        return;
    }
    std::vector<std::pair<std::string, const EventList*>> top;
    std::vector<std::pair<std::string, const EventList*>> peak;
    for (Channel& channel : m_channels) {
        channel.end();
        top.emplace_back(channel.name(), &channel.runs());
        peak.emplace_back(channel.name(), &channel.peakRuns());
    }
    out.add(measuredEvents(runs, top));
    out.add(measuredEvents(peakRuns, peak));
    out.add(highest(share, [](const Channel& channel) { return channel.fullScaleShare(); }));
    out.add(highest(outliers, [](const Channel& channel) { return channel.levels().widestStep(); }));
    out.add(highest(pileUp, pileOf));
}

std::unique_ptr<Analyzer> create(const AnalyzerContext& context)
{
    return std::make_unique<NetflixClipping>(context);
}

} // namespace

extern const AnalyzerSpec netflixClippingAnalyzer { "netflix_clipping", outputs, create };

} // namespace assay
