// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : steady sines: line-up tones, idents, test tones left in
// Result   : signal.tone [events], the count of each channel beside it; the value of a tone is its level in dBFS
// Source   : own definition after EBU R 68 and SMPTE practice: one frequency and level, little else, for 2 s
// Input    : any layout, any rate from 4 kHz; tones from 30 Hz
// Undefined: no frames
// Accuracy : a sample at hard edges, 0.01 dB; tones that follow each other are places of their own; tst_tone
#include "core/analyzers/analyzer.h"
#include "core/analyzers/event_list.h"
#include "core/analyzers/no_result.h"
#include "core/analyzers/programme_channels.h"
#include "core/analyzers/shared_sound.h"
#include "core/base/units.h"
#include "core/dsp/grid.h"
#include "core/dsp/moments.h"
#include "core/dsp/recent.h"
#include "core/dsp/sine_fit.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace assay
{

namespace
{

constexpr MeasureSpec tones { "signal.tone", Unit::events, ValueKind::events,
    "Steady sines of at least 2 s: frequency within 0.5 %, level within 1 dB and -60 dBFS or more, distortion and "
    "noise under 1 %. The value of a place is its level (dBFS, of the peak)",
    "Assay: line-up tone as in EBU R 68" };
constexpr std::array outputs { tones };

constexpr double shortestTone = 2.0; // s, design value: a held note is rarely that steady for so long
constexpr double mostDrift = 0.005; // of the frequency, between its extremes: design value
constexpr double mostResidual = 0.01 * 0.01; // power of harmonics and noise to that of the sine: THD+N 1 %
constexpr double mostSwing = 1.0; // dB between the level's extremes: design value
constexpr Dbfs quietest { -60.0 }; // below it nobody lines up: design value
constexpr double lowestFrequency = 30.0; // Hz, three periods a step
constexpr double mostCrest = 2.2; // peak^2 over power; a sine has 2, most sound far more: saves the fit
constexpr double edgeDeviation = 0.05; // of the amplitude: where the sound leaves the sine, the tone ends
constexpr int lowestRate = 4000; // Hz

// A step of 100 ms that is a sine.
struct Step {
    FrameCount start = 0;
    SineFit fit;
};

// The tones of one channel. Steps decide; where a tone begins and ends is then sought sample by sample beside them.
class ChannelTones
{
public:
    ChannelTones(ProgrammeChannel channel, int sampleRate)
        : m_channel(std::move(channel))
        , m_sampleRate(sampleRate)
    {
    }
    void process(const Block& block);
    void finish();
    [[nodiscard]] const std::string& name() const { return m_channel.name; }
    [[nodiscard]] const EventList& events() const { return m_events; }

private:
    void endStep();
    [[nodiscard]] FrameCount lastStep() const { return stepStart(std::max<FrameCount>(m_steps - 1, 0), m_sampleRate); }
    [[nodiscard]] std::optional<Step> sineOfStep();
    [[nodiscard]] bool continues(const SineFit& fit) const;
    void begin(const Step& step);
    void end();

    ProgrammeChannel m_channel;
    int m_sampleRate;
    FrameCount m_steps = 0; // whole ones
    Moments m_moments; // of the step at hand
    double m_peak = 0.0; // magnitude in it
    FrameCount m_end = 0; // of the cells so far
    Recent m_sound; // from the step before the one at hand on
    std::optional<Step> m_last; // of the tone at hand
    FrameCount m_toneStart = 0;
    FrameCount m_free = 0; // no tone begins before: an earlier one ends here
    double m_lowest = 0.0; // frequency and level so far
    double m_highest = 0.0;
    double m_softest = 0.0;
    double m_loudest = 0.0;
    EventList m_events;
};

void ChannelTones::process(const Block& block)
{
    m_sound.take(block.channel(m_channel.index));
    forEachCell(block, [this](const Cell& cell) {
        const CellFacts& facts = cell.facts(m_channel.index);
        m_moments += { static_cast<double>(cell.frames()), facts.sum, facts.squares };
        m_peak = std::max(m_peak, facts.highest);
        m_end = cell.end();
        if (m_end == stepStart(m_steps + 1, m_sampleRate))
            endStep();
    });
    m_sound.keep(lastStep());
}

void ChannelTones::endStep()
{
    const std::optional<Step> step = sineOfStep();
    if (m_last && !(step && continues(step->fit)))
        end();
    if (step) {
        if (!m_last)
            begin(*step);
        const double level = amplitudeToDb(step->fit.amplitude());
        m_lowest = std::min(m_lowest, step->fit.frequency);
        m_highest = std::max(m_highest, step->fit.frequency);
        m_softest = std::min(m_softest, level);
        m_loudest = std::max(m_loudest, level);
        m_last = step;
    }
    ++m_steps;
    m_moments = {};
    m_peak = 0.0;
}

std::optional<Step> ChannelTones::sineOfStep()
{
    const double peak = m_peak - std::abs(m_moments.mean());
    if (peak < dbToAmplitude(quietest.value()) || peak * peak > mostCrest * m_moments.variance())
        return {};
    const FrameCount start = stepStart(m_steps, m_sampleRate);
    const auto fit = fitSine(m_sound.between(start, m_end));
    const bool steady = fit && fit->residual < mostResidual && fit->frequency * m_sampleRate >= lowestFrequency
        && fit->amplitude() >= dbToAmplitude(quietest.value());
    return steady ? std::optional(Step { start, *fit }) : std::nullopt;
}

bool ChannelTones::continues(const SineFit& fit) const
{
    const double level = amplitudeToDb(fit.amplitude());
    return std::max(m_highest, fit.frequency) - std::min(m_lowest, fit.frequency) <= mostDrift * fit.frequency
        && std::max(m_loudest, level) - std::min(m_softest, level) <= mostSwing;
}

// Looks back from the first whole step into the one before.
void ChannelTones::begin(const Step& step)
{
    const double most = edgeDeviation * step.fit.amplitude();
    FrameCount back = 0;
    const auto before = m_sound.between(lastStep(), step.start);
    for (auto sample = before.rbegin(); sample != before.rend(); ++sample, ++back) {
        const bool within = std::abs(*sample - step.fit.at(static_cast<double>(-back - 1))) <= most;
        if (!within || step.start - back <= m_free)
            break;
    }
    m_toneStart = step.start - back;
    m_lowest = m_highest = step.fit.frequency;
    m_softest = m_loudest = amplitudeToDb(step.fit.amplitude());
}

// Looks ahead from the last whole step into the one at hand.
void ChannelTones::end()
{
    const double most = edgeDeviation * m_last->fit.amplitude();
    const FrameCount start = stepStart(m_steps, m_sampleRate);
    FrameCount ahead = 0;
    for (const double sample : m_sound.between(start, m_end)) {
        if (std::abs(sample - m_last->fit.at(static_cast<double>(start - m_last->start + ahead))) > most)
            break;
        ++ahead;
    }
    m_free = start + ahead;
    if (toSeconds(m_free - m_toneStart, m_sampleRate) >= shortestTone)
        m_events.add({ m_toneStart, m_free, m_channel.name, (m_softest + m_loudest) / 2.0 });
    m_last.reset();
}

void ChannelTones::finish()
{
    if (m_last) // of which all that is left is kept
        end();
}

class Tone final : public Analyzer
{
public:
    explicit Tone(const AnalyzerContext& context)
    {
        for (ProgrammeChannel& channel : programmeChannels(context))
            m_channels.emplace_back(std::move(channel), context.sampleRate);
    }
    void process(const Block& block) override
    {
        m_frames += static_cast<FrameCount>(block.frames());
        for (ChannelTones& channel : m_channels)
            channel.process(block);
    }
    void finish(MeasurementSet& out) override
    {
        if (m_frames == 0)
            return out.add(notApplicable(tones, "the programme has no frames"));
        std::vector<std::pair<std::string, const EventList*>> lists;
        for (ChannelTones& channel : m_channels) {
            channel.finish();
            lists.emplace_back(channel.name(), &channel.events());
        }
        out.add(measuredEvents(tones, lists));
    }

private:
    std::vector<ChannelTones> m_channels;
    FrameCount m_frames = 0;
};

std::unique_ptr<Analyzer> create(const AnalyzerContext& context)
{
    if (context.sampleRate < lowestRate)
        return std::make_unique<NoResult>(outputs, "the sample rate is below 4 kHz");
    return std::make_unique<Tone>(context);
}

} // namespace

extern const AnalyzerSpec toneAnalyzer { "tone", outputs, create };

} // namespace assay
