// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : unweighted level of each channel and of the programme
// Result   : loudness.rms [dBFS]; series rms, the same of each 100 ms
// Source   : plain RMS: 0 dBFS is a full-scale square wave; AES17, whose 0 dBFS is a full-scale sine, reads 3.01 higher
// Input    : any rate and layout; the LFE counts, data channels and other services do not
// Undefined: no frames, digital silence
// Accuracy : 1e-9 of the definition; tst_levels
#include "core/analyzers/analyzer.h"
#include "core/analyzers/no_result.h"
#include "core/analyzers/programme_channels.h"
#include "core/analyzers/shared_sound.h"
#include "core/analyzers/step_energies.h"
#include "core/base/units.h"
#include "core/dsp/grid.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace assay
{

namespace
{

// Audiobook publishers limit the plain number (a full-scale sine is -3.01 dBFS), so this is the value; AES17 is named.
constexpr MeasureSpec rms { "loudness.rms", Unit::dbfs, ValueKind::number,
    "Unweighted RMS of the whole programme, no gates; the value is the mean power of its channels. 0 dBFS is a "
    "full-scale square wave, a full-scale sine is -3.01 dBFS; by AES17, re a full-scale sine, it is 3.01 dB higher",
    "Plain RMS; AES17 for the other reference" };
constexpr std::array outputs { rms };

class Rms final : public Analyzer
{
public:
    explicit Rms(const AnalyzerContext& context)
        : m_channels(programmeChannels(context))
        , m_energies(m_channels.size())
        , m_steps(context.sampleRate)
    {
    }
    void process(const Block& block) override
    {
        forEachCell(block, [this](const Cell& cell) { addCell(cell); });
    }
    void finish(MeasurementSet& out) override;

private:
    void addCell(const Cell& cell);

    std::vector<ProgrammeChannel> m_channels;
    FrameCount m_frames = 0;
    std::vector<double> m_energies; // sums of squares, by channel
    StepEnergies<1> m_steps; // of all channels
};

void Rms::addCell(const Cell& cell)
{
    m_frames = cell.end();
    double energy = 0.0;
    for (std::size_t i = 0; i < m_channels.size(); ++i) {
        const double squares = cell.facts(m_channels[i].index).squares;
        m_energies[i] += squares;
        energy += squares;
    }
    m_steps.add({ energy }, cell.end());
}

void Rms::finish(MeasurementSet& out)
{
    m_steps.finish();
    std::vector<double>& series = out.series().tracks["rms"];
    for (const auto& [power] : m_steps.powers())
        series.push_back(levelEntry(power / static_cast<double>(m_channels.size())));
    const auto frames = static_cast<double>(m_frames);
    std::vector<ChannelValue> channels;
    double sum = 0.0;
    for (std::size_t i = 0; i < m_channels.size(); ++i) {
        sum += m_energies[i];
        channels.push_back({ m_channels[i].name, {} });
        if (m_energies[i] > 0.0 && std::isfinite(m_energies[i]))
            channels.back().value = powerToDb(m_energies[i] / frames);
    }
    if (!std::isfinite(sum))
        return out.add(notMeasured(rms, "the samples are too large for a level"));
    Measurement result = sum > 0.0
        ? measured(rms, powerToDb(sum / (frames * static_cast<double>(m_channels.size()))))
        : notApplicable(rms, m_frames > 0 ? "digital silence" : "the programme has no frames");
    result.channels = std::move(channels);
    out.add(std::move(result));
}

std::unique_ptr<Analyzer> create(const AnalyzerContext& context)
{
    if (context.sampleRate < cellsPerSecond)
        return std::make_unique<NoResult>(outputs, "the sample rate is below 100 Hz");
    return std::make_unique<Rms>(context);
}

} // namespace

extern const AnalyzerSpec rmsAnalyzer { "rms", outputs, create };

} // namespace assay
