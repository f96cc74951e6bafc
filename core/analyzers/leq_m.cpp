// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : loudness of cinema trailers and advertisements: M-weighted equivalent level in the calibrated room
// Result   : loudness.leq_m [dB], each channel alone beside it; series leq_m, the same of each 100 ms
// Source   : ISO 21727; M-weighting is ITU-R BS.468 less 5.6 dB (CCIR-2k)
// Input    : any rate from 4 kHz, any layout; no gates; the whole programme, leaders included
// Undefined: no frames, digital silence
// Accuracy : 0.05 dB of the formula up to 16 kHz, 0.2 dB above; tst_leq_m
#include "core/analyzers/analyzer.h"
#include "core/analyzers/no_result.h"
#include "core/analyzers/programme_channels.h"
#include "core/analyzers/step_energies.h"
#include "core/base/units.h"
#include "core/dsp/m_weighting.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace assay
{

namespace
{

constexpr MeasureSpec leqM { "loudness.leq_m", Unit::db, ValueKind::number,
    "Leq(m): M-weighted power of all channels over the whole programme, + 108.0103 dB (a 2 kHz sine of -20 dBFS in one "
    "screen channel is 85 dB); surrounds, wides and heights count -3 dB, the LFE 0 dB",
    "ISO 21727; ITU-R BS.468" };
constexpr std::array outputs { leqM };

constexpr double calibration = 85.0 + 20.0 + 3.0103; // dB: a sine of -20 dBFS plays at 85 dB (ISO 21727, in practice)
constexpr double surroundLevel = -3.0; // dB: a surround channel is calibrated to 82 dB, not 85

bool isScreenOrLfe(Speaker speaker)
{
    switch (speaker) {
    case Speaker::unknown:
    case Speaker::mono:
    case Speaker::left:
    case Speaker::right:
    case Speaker::centre:
    case Speaker::leftCentre:
    case Speaker::rightCentre:
    case Speaker::lfe:
    case Speaker::lfe2:
    case Speaker::leftTotal:
    case Speaker::rightTotal:
        return true;
    default:
        return false;
    }
}

class LeqM final : public Analyzer
{
public:
    explicit LeqM(const AnalyzerContext& context)
        : m_sampleRate(context.sampleRate)
        , m_channels(programmeChannels(context))
        , m_meters(m_channels.size(), MEnergyMeter(context.sampleRate))
        , m_steps(context.sampleRate)
    {
    }
    void process(const Block& block) override;
    void finish(MeasurementSet& out) override;

private:
    void closePart(double energy);
    void addSeries(MeasurementSet& out, double energy);

    int m_sampleRate;
    std::vector<ProgrammeChannel> m_channels;
    std::vector<MEnergyMeter> m_meters; // by channel
    FrameCount m_frames = 0;
    StepEnergies<1> m_steps; // of all channels, as loud as each plays
    double m_energy = 0.0; // that the steps have
};

double playedGain(const ProgrammeChannel& channel)
{
    return isScreenOrLfe(channel.speaker) ? 1.0 : dbToPower(surroundLevel);
}

// Cut at the steps of the series.
void LeqM::process(const Block& block)
{
    for (std::size_t from = 0; from < block.frames();) {
        const FrameCount step = stepsTouched(m_frames + 1, m_sampleRate); // of the next frame, from 1
        const auto rest = static_cast<std::size_t>(stepStart(step, m_sampleRate) - m_frames);
        const std::size_t count = std::min(rest, block.frames() - from);
        double energy = 0.0;
        for (std::size_t i = 0; i < m_channels.size(); ++i) {
            m_meters[i].process(block.channel(m_channels[i].index).subspan(from, count));
            energy += playedGain(m_channels[i]) * m_meters[i].energy();
        }
        m_frames += static_cast<FrameCount>(count);
        from += count;
        if (count == rest)
            closePart(energy);
    }
}

void LeqM::closePart(double energy)
{
    m_steps.add({ energy - m_energy }, m_frames);
    m_energy = energy;
}

void LeqM::addSeries(MeasurementSet& out, double energy)
{
    if (m_frames > stepStart(static_cast<FrameCount>(m_steps.powers().size()), m_sampleRate))
        closePart(energy);
    m_steps.finish();
    std::vector<double>& series = out.series().tracks["leq_m"];
    for (const auto& [power] : m_steps.powers())
        series.push_back(rounded(powerToDb(power) + calibration, levelStep));
}

void LeqM::finish(MeasurementSet& out)
{
    const auto frames = static_cast<double>(m_frames);
    std::vector<ChannelValue> channels;
    double sum = 0.0;
    for (std::size_t i = 0; i < m_channels.size(); ++i) {
        const double energy = playedGain(m_channels[i]) * m_meters[i].finish();
        sum += energy;
        channels.push_back({ m_channels[i].name, {} });
        if (energy > 0.0 && std::isfinite(energy))
            channels.back().value = powerToDb(energy / frames) + calibration;
    }
    addSeries(out, sum);
    if (!std::isfinite(sum))
        return out.add(notMeasured(leqM, "the samples are too large for a level"));
    Measurement result = sum > 0.0
        ? measured(leqM, powerToDb(sum / frames) + calibration)
        : notApplicable(leqM, m_frames > 0 ? "digital silence" : "the programme has no frames");
    result.channels = std::move(channels);
    out.add(std::move(result));
}

std::unique_ptr<Analyzer> create(const AnalyzerContext& context)
{
    if (context.isScene)
        return noSumOfScene(outputs);
    if (context.sampleRate < lowestMWeightingRate)
        return std::make_unique<NoResult>(outputs, "M-weighting needs a sample rate of at least 4 kHz");
    return std::make_unique<LeqM>(context);
}

} // namespace

extern const AnalyzerSpec leqMAnalyzer { "leq_m", outputs, create };

} // namespace assay
