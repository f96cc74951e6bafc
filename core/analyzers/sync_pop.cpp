// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : sync pops: one picture frame of 1 kHz alone in silence, 2 s before picture (2-pop) or after it (tail pop)
// Result   : sync.pop [events], the count of each channel beside it; the value of a pop is its level in dBFS
// Source   : own definition after film practice; the length is one frame at 24 to 30 pictures a second
// Input    : any layout, any rate from 8 kHz; its first and last 15 s
// Undefined: no frames
// Accuracy : its first sample to the sample, 0.1 dB; tst_tone
#include "core/analyzers/analyzer.h"
#include "core/analyzers/no_result.h"
#include "core/analyzers/programme_channels.h"
#include "core/analyzers/shared_sound.h"
#include "core/base/units.h"
#include "core/dsp/peak.h"
#include "core/dsp/sine_fit.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace assay
{

namespace
{

constexpr MeasureSpec pops { "sync.pop", Unit::events, ValueKind::events,
    "Bursts of 1 kHz within 5 Hz and of 32.5 to 42.5 ms, -40 dBFS or more, within the first or last 15 s, alone "
    "between stretches of at least 1 s (or the programme's end) in which every channel stays under -60 dBFS. The "
    "value of a place is its level (dBFS, of the peak)",
    "Assay: 2-pop and tail pop of film practice" };
constexpr std::array outputs { pops };

constexpr double popFrequency = 1000.0; // Hz, film practice
constexpr double mostOff = 5.0; // Hz, design value
constexpr double shortest = 0.0325; // s: a frame at 30 pictures a second is 33.3 ms
constexpr double longest = 0.0425; // s: a frame at 23.976 is 41.7 ms
constexpr double longestSound = 0.1; // s: with what filters and coders smear around it; design value
constexpr double silenceAround = 1.0; // s, design value
constexpr Dbfs silenceLevel { -60.0 }; // sample magnitude, as in signal.silence
constexpr Dbfs softest { -40.0 }; // usual is -20; design value
constexpr double bodyLevel = 0.1; // of its peak: where smear ends and the pop begins
constexpr double bodyShare = 0.8; // of its length, the middle: what the sine is fitted to
constexpr double mostResidual = 0.05 * 0.05; // power left over beside that of the sine: THD+N 5 %, design value
constexpr double edgeDeviation = 0.02; // of the amplitude: a first sample near zero is still the sine's
constexpr double ends = 15.0; // s from either end of the programme in which a pop is one
constexpr int lowestRate = 8000; // Hz

// One sound between silences, with its samples. `first` is the frame of the first sample kept.
struct Burst {
    TimeRange loud;
    FrameCount first = 0;
    std::vector<std::vector<double>> samples; // by channel
};

class SyncPop final : public Analyzer
{
public:
    explicit SyncPop(const AnalyzerContext& context)
        : m_sampleRate(context.sampleRate)
        , m_channels(programmeChannels(context))
        , m_before(m_channels.size())
    {
    }
    void process(const Block& block) override
    {
        forEachCell(block, [this](const Cell& cell) { processCell(cell); });
    }
    void finish(MeasurementSet& out) override;

private:
    void processCell(const Cell& cell);
    [[nodiscard]] TimeRange loudIn(const Cell& cell) const;
    void keepQuiet(const Cell& cell);
    void begin(const Cell& cell, const TimeRange& loud);
    void append(const Cell& cell);
    void judge();
    [[nodiscard]] std::optional<Place> popIn(const std::vector<double>& samples) const;
    void forget();
    [[nodiscard]] FrameCount framesIn(double seconds) const
    {
        return static_cast<FrameCount>(std::llround(seconds * m_sampleRate));
    }

    int m_sampleRate;
    FrameCount m_frames = 0;
    std::vector<ProgrammeChannel> m_channels;
    std::vector<std::vector<double>> m_before; // the cell before, where it was silent
    std::optional<FrameCount> m_lastLoud; // one past the last loud frame
    std::optional<Burst> m_burst; // that silence may yet make a pop
    std::vector<Place> m_pops; // of the first 15 s and of the latest
    double m_level = dbToAmplitude(silenceLevel.value());
};

// From the first to past the last loud frame of any channel; empty where none is.
TimeRange SyncPop::loudIn(const Cell& cell) const
{
    TimeRange loud { cell.end(), cell.firstFrame() };
    for (const ProgrammeChannel& channel : m_channels) {
        if (cell.facts(channel.index).highest < m_level)
            continue;
        const std::span<const double> samples = cell.channel(channel.index);
        loud.start = std::min(loud.start, cell.firstFrame() + static_cast<FrameCount>(firstReaching(samples, m_level)));
        loud.end = std::max(loud.end, cell.firstFrame() + static_cast<FrameCount>(afterLastReaching(samples, m_level)));
    }
    return loud;
}

void SyncPop::processCell(const Cell& cell)
{
    m_frames = cell.end();
    const TimeRange loud = loudIn(cell);
    const bool sounds = loud.length() > 0;
    if (m_burst && (sounds ? loud.start : cell.end()) - m_burst->loud.end >= framesIn(silenceAround))
        judge();
    if (m_burst && sounds) {
        m_burst->loud.end = loud.end;
        if (m_burst->loud.length() > framesIn(longestSound))
            m_burst.reset(); // not alone, or no pop
    } else if (sounds && (!m_lastLoud || loud.start - *m_lastLoud >= framesIn(silenceAround))) {
        begin(cell, loud);
    }
    if (m_burst && cell.firstFrame() < m_burst->loud.start + framesIn(longestSound))
        append(cell);
    if (sounds)
        m_lastLoud = loud.end;
    else
        keepQuiet(cell);
}

void SyncPop::keepQuiet(const Cell& cell)
{
    for (std::size_t i = 0; i < m_channels.size(); ++i) {
        const std::span<const double> samples = cell.channel(m_channels[i].index);
        m_before[i].assign(samples.begin(), samples.end());
    }
}

// The cell before belongs to it: a sine that begins at zero begins before it is loud.
void SyncPop::begin(const Cell& cell, const TimeRange& loud)
{
    const std::size_t kept = m_before.empty() ? 0 : m_before.front().size();
    m_burst = Burst { loud, cell.firstFrame() - static_cast<FrameCount>(kept), m_before };
}

void SyncPop::append(const Cell& cell)
{
    for (std::size_t i = 0; i < m_channels.size(); ++i) {
        const std::span<const double> samples = cell.channel(m_channels[i].index);
        m_burst->samples[i].insert(m_burst->samples[i].end(), samples.begin(), samples.end());
    }
}

void SyncPop::judge()
{
    forget();
    for (std::size_t i = 0; i < m_channels.size(); ++i) {
        auto pop = popIn(m_burst->samples[i]);
        if (!pop)
            continue;
        pop->start += m_burst->first;
        pop->end += m_burst->first;
        pop->channel = m_channels[i].name;
        m_pops.push_back(std::move(*pop));
    }
    m_burst.reset();
}

// The pop of one channel; frames count from the first sample.
std::optional<Place> SyncPop::popIn(const std::vector<double>& samples) const
{
    const double threshold = std::max(m_level, bodyLevel * maxMagnitude(samples));
    const std::size_t from = firstReaching(samples, threshold);
    const std::size_t to = afterLastReaching(samples, threshold);
    if (to <= from)
        return {};
    const double length = toSeconds(static_cast<FrameCount>(to - from), m_sampleRate);
    if (length < shortest || length > longest)
        return {};
    const auto margin = static_cast<std::size_t>((1.0 - bodyShare) / 2.0 * static_cast<double>(to - from));
    const auto fit = fitSine(std::span(samples).subspan(from + margin, to - from - 2 * margin));
    if (!fit || !(std::abs(fit->frequency * m_sampleRate - popFrequency) <= mostOff) || !(fit->residual < mostResidual)
        || fit->amplitude() < dbToAmplitude(softest.value()))
        return {};
    const auto onSine = [&](std::size_t index) {
        const double model = fit->at(static_cast<double>(index) - static_cast<double>(from + margin));
        return std::abs(samples[index] - model) <= edgeDeviation * fit->amplitude();
    };
    std::size_t start = from;
    while (start > 0 && onSine(start - 1))
        --start;
    std::size_t end = to;
    while (end < samples.size() && onSine(end))
        ++end;
    return Place { static_cast<FrameCount>(start), static_cast<FrameCount>(end), {}, amplitudeToDb(fit->amplitude()) };
}

// Lets go of pops that are neither near the start nor, any more, near the end.
void SyncPop::forget()
{
    const FrameCount head = framesIn(ends);
    const FrameCount tail = m_frames - framesIn(ends);
    std::erase_if(m_pops, [&](const Place& pop) { return pop.start >= head && pop.end <= tail; });
}

void SyncPop::finish(MeasurementSet& out)
{
    if (m_frames == 0)
        return out.add(notApplicable(pops, "the programme has no frames"));
    if (m_burst)
        judge(); // the programme's end is silence enough
    forget();
    Measurement found = measuredEvents(pops, m_pops);
    for (const ProgrammeChannel& channel : m_channels)
        found.channels.push_back(
            { channel.name, static_cast<double>(std::ranges::count(m_pops, channel.name, &Place::channel)) });
    out.add(std::move(found));
}

std::unique_ptr<Analyzer> create(const AnalyzerContext& context)
{
    if (context.sampleRate < lowestRate)
        return std::make_unique<NoResult>(outputs, "the sample rate is below 8 kHz");
    return std::make_unique<SyncPop>(context);
}

} // namespace

extern const AnalyzerSpec syncPopAnalyzer { "sync_pop", outputs, create };

} // namespace assay
