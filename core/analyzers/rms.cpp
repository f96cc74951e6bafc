// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : unweighted level of each channel and of the programme
// Result   : loudness.rms [dBFS]; series rms, the same of each 100 ms
// Source   : plain RMS: 0 dBFS is a full-scale square wave; AES17, whose 0 dBFS is a full-scale sine, reads 3.01 higher
// Input    : any rate and layout; the LFE counts, data channels and other services do not
// Undefined: no frames, digital silence
// Accuracy : 1e-9 of the definition; tst_levels
#include "core/analyzers/analyzer.h"
#include "core/analyzers/cells.h"
#include "core/analyzers/no_result.h"
#include "core/analyzers/programme_channels.h"
#include "core/analyzers/step_energies.h"
#include "core/base/units.h"
#include "core/dsp/pair_sums.h"

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
        , m_cutter(context.sampleRate, context.layout.size())
        , m_energies(m_channels.size())
        , m_steps(context.sampleRate)
    {
    }
    void process(const Block& block) override
    {
        m_cutter.push(block, [this](const Block& cell) { addCell(cell); });
    }
    void finish(MeasurementSet& out) override;

private:
    void addCell(const Block& cell);

    std::vector<ProgrammeChannel> m_channels;
    CellCutter m_cutter;
    std::vector<double> m_energies; // sums of squares, by channel
    StepEnergies<1> m_steps; // of all channels
};

// Two channels at once: the kernel reads pairs. The last of an odd number stands beside itself.
void Rms::addCell(const Block& cell)
{
    double energy = 0.0;
    for (std::size_t i = 0; i < m_channels.size(); i += 2) {
        const std::size_t next = std::min(i + 1, m_channels.size() - 1);
        const PairSums sums = sumsOf(cell.channel(m_channels[i].index), cell.channel(m_channels[next].index));
        m_energies[i] += sums.xx;
        if (next != i)
            m_energies[next] += sums.yy;
        energy += sums.xx + (next != i ? sums.yy : 0.0);
    }
    m_steps.add({ energy }, cell.firstFrame() + static_cast<FrameCount>(cell.frames()));
}

void Rms::finish(MeasurementSet& out)
{
    m_cutter.flush([this](const Block& cell) { addCell(cell); });
    m_steps.finish();
    std::vector<double>& series = out.series().tracks["rms"];
    for (const auto& [power] : m_steps.powers())
        series.push_back(levelEntry(power / static_cast<double>(m_channels.size())));
    const auto frames = static_cast<double>(m_cutter.frames());
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
        : notApplicable(rms, m_cutter.frames() > 0 ? "digital silence" : "the programme has no frames");
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
