// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : loudness of cinema trailers and advertisements: M-weighted equivalent level in the calibrated room
// Result   : loudness.leq_m [dB], each channel alone beside it
// Source   : ISO 21727; M-weighting is ITU-R BS.468 less 5.6 dB (CCIR-2k)
// Input    : any rate from 4 kHz, any layout; no gates; the whole programme, leaders included
// Undefined: no frames, digital silence
// Accuracy : 0.05 dB of the formula up to 16 kHz, 0.2 dB above; tst_leq_m
#include "core/analyzers/analyzer.h"
#include "core/analyzers/no_result.h"
#include "core/analyzers/programme_channels.h"
#include "core/base/units.h"
#include "core/dsp/m_weighting.h"

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
        : m_channels(programmeChannels(context))
        , m_meters(m_channels.size(), MEnergyMeter(context.sampleRate))
    {
    }
    void process(const Block& block) override
    {
        m_frames += static_cast<FrameCount>(block.frames());
        for (std::size_t i = 0; i < m_channels.size(); ++i)
            m_meters[i].process(block.channel(m_channels[i].index));
    }
    void finish(MeasurementSet& out) override;

private:
    std::vector<ProgrammeChannel> m_channels;
    std::vector<MEnergyMeter> m_meters; // by channel
    FrameCount m_frames = 0;
};

void LeqM::finish(MeasurementSet& out)
{
    const auto frames = static_cast<double>(m_frames);
    std::vector<ChannelValue> channels;
    double sum = 0.0;
    for (std::size_t i = 0; i < m_channels.size(); ++i) {
        const double gain = isScreenOrLfe(m_channels[i].speaker) ? 1.0 : dbToPower(surroundLevel);
        const double energy = gain * m_meters[i].finish();
        sum += energy;
        channels.push_back({ m_channels[i].name, {} });
        if (energy > 0.0 && std::isfinite(energy))
            channels.back().value = powerToDb(energy / frames) + calibration;
    }
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
    if (context.sampleRate < lowestMWeightingRate)
        return std::make_unique<NoResult>(outputs, "M-weighting needs a sample rate of at least 4 kHz");
    return std::make_unique<LeqM>(context);
}

} // namespace

extern const AnalyzerSpec leqMAnalyzer { "leq_m", outputs, create };

} // namespace assay
