// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : loudness that a stereo programme, or a surround programme's Lo/Ro, loses when it is summed to mono
// Result   : mono.loss [LU], with the worst 3 s as its place; series mono_momentary, 400 ms of the mono sum
// Source   : own definition: BS.1770-5 power of L and R over that of 0.7071 (L + R) as one channel of weight 1
// Input    : two channels that face each other, or surround of known positions (BS.775 Lo/Ro); any rate from 4 kHz
// Undefined: mono and channels nobody named; shorter than 400 ms; nothing above the gates of BS.1770-5 in stereo
// Accuracy : 1e-9 of the definition; 0 LU for equal channels, 3.01 for unrelated ones; tst_loudness
#include "core/analyzers/analyzer.h"
#include "core/analyzers/fold_meter.h"
#include "core/analyzers/lo_ro.h"
#include "core/analyzers/no_result.h"
#include "core/analyzers/shared_sound.h"
#include "core/dsp/grid.h"
#include "core/dsp/loudness_gate.h"
#include "core/dsp/moments.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace assay
{

namespace
{

constexpr MeasureSpec loss { "mono.loss", Unit::lu, ValueKind::number,
    "Loudness of stereo less that of its mono sum 0.7071 (L + R), over the gated blocks of the stereo programme; a "
    "mono sum under -70 LUFS counts as -70 LUFS. Of a surround programme that of its Lo/Ro fold-down, whose mono sum "
    "is 0.7071 (L + R) + C + 0.5 (Ls + Rs). The place is the worst 3 s",
    "Assay: BS.1770-5 power of stereo over mono; ITU-R BS.775" };
constexpr std::array outputs { loss };

constexpr double sumPower = 0.5; // of L + R, gain 0.7071: equal channels keep their loudness

class MonoLoss final : public Analyzer
{
public:
    explicit MonoLoss(const AnalyzerContext& context);
    void process(const Block& block) override;
    void finish(MeasurementSet& out) override;

private:
    struct Powers {
        std::vector<double> stereo;
        std::vector<double> mono;
    };
    void processCell(const Cell& cell);
    [[nodiscard]] Powers powers(std::size_t steps) const;
    [[nodiscard]] std::optional<Place> worstPlace() const;

    ChannelPair m_channels;
    std::optional<LoRo> m_fold; // of a surround programme
    std::array<std::vector<double>, 2> m_folded; // weighted, of the cell at hand
    int m_sampleRate;
    FrameCount m_frames = 0;
    double m_stepMono = 0.0; // energies of the step at hand
    double m_stepStereo = 0.0;
    std::vector<double> m_monoSteps;
    std::vector<double> m_stereoSteps;
};

double lossOf(double stereo, double mono)
{
    return (loudnessOf(stereo) - loudnessOf(std::max(mono, powerOf(absoluteGate)))).value();
}

bool isStereo(const Layout& layout)
{
    return layout.size() == 2 && facingPairs(layout).size() == 1;
}

MonoLoss::MonoLoss(const AnalyzerContext& context)
    : m_channels(isStereo(context.layout) ? facingPairs(context.layout).front() : ChannelPair { 0, 0, "Lo/Ro" })
    , m_sampleRate(context.sampleRate)
{
    if (!isStereo(context.layout))
        m_fold.emplace(context.layout);
}

void MonoLoss::process(const Block& block)
{
    forEachCell(block, [this](const Cell& cell) { processCell(cell); });
}

// K-weighting is linear: the sum of the weighted channels is the weighted sum.
void MonoLoss::processCell(const Cell& cell)
{
    if (m_fold) {
        for (std::size_t side = 0; side < m_folded.size(); ++side) {
            m_fold->foldWeighted(cell, side, m_folded[side]);
            m_stepStereo += momentsOf(m_folded[side]).squares;
        }
        m_stepMono += sumPower * squaredSum(m_folded[0], m_folded[1]);
    } else {
        m_stepMono += sumPower * squaredSum(cell.weighted(m_channels.left), cell.weighted(m_channels.right));
        m_stepStereo += cell.facts(m_channels.left).weighted + cell.facts(m_channels.right).weighted;
    }
    m_frames = cell.end();
    const auto step = static_cast<FrameCount>(m_monoSteps.size());
    if (m_frames != stepStart(step + 1, m_sampleRate))
        return;
    m_monoSteps.push_back(std::exchange(m_stepMono, 0.0));
    m_stereoSteps.push_back(std::exchange(m_stepStereo, 0.0));
}

MonoLoss::Powers MonoLoss::powers(std::size_t steps) const
{
    return { windowPowers(m_stereoSteps, steps, m_sampleRate), windowPowers(m_monoSteps, steps, m_sampleRate) };
}

// Quiet windows, which the gates of the loudness range leave out, do not decide.
std::optional<Place> MonoLoss::worstPlace() const
{
    const Powers windows = powers(shortTermSteps);
    const auto gate = rangeGateOf(windows.stereo);
    std::optional<Place> worst;
    for (std::size_t i = 0; gate && i < windows.stereo.size(); ++i) {
        if (windows.stereo[i] < *gate)
            continue;
        const double value = lossOf(windows.stereo[i], windows.mono[i]);
        const auto step = static_cast<FrameCount>(i);
        if (!worst || value > *worst->value + loudnessTie)
            worst = Place { stepStart(step, m_sampleRate),
                stepStart(step + static_cast<FrameCount>(shortTermSteps), m_sampleRate), m_channels.name, value };
    }
    return worst;
}

void MonoLoss::finish(MeasurementSet& out)
{
    const Powers blocks = powers(momentarySteps);
    addMomentary(out, "mono_momentary", blocks.mono, stepsTouched(m_frames, m_sampleRate));
    if (blocks.stereo.empty())
        return out.add(notApplicable(loss, "shorter than 0.4 s"));
    if (!std::ranges::all_of(blocks.stereo, [](double power) { return std::isfinite(power); }))
        return out.add(notMeasured(loss, "the samples are too large for a level"));
    const auto gate = gateOf(blocks.stereo);
    if (!gate)
        return out.add(notApplicable(loss, "nothing is above the absolute gate of -70 LUFS"));
    double stereo = 0.0;
    double mono = 0.0;
    double count = 0.0;
    for (std::size_t i = 0; i < blocks.stereo.size(); ++i) {
        if (blocks.stereo[i] > *gate) {
            stereo += blocks.stereo[i];
            mono += blocks.mono[i];
            count += 1.0;
        }
    }
    Measurement result = measured(loss, lossOf(stereo / count, mono / count));
    result.at = worstPlace();
    out.add(std::move(result));
}

std::unique_ptr<Analyzer> create(const AnalyzerContext& context)
{
    if (context.layout.size() < 2)
        return std::make_unique<NoResult>(outputs, "not a stereo or surround programme");
    if (context.isScene)
        return noSumOfScene(outputs);
    if (const std::string reason = whyNoFold(context); !isStereo(context.layout) && !reason.empty())
        return std::make_unique<NoResult>(outputs, reason);
    if (context.sampleRate < lowestLoudnessRate)
        return std::make_unique<NoResult>(outputs, "K-weighting needs a sample rate of at least 4 kHz");
    return std::make_unique<MonoLoss>(context);
}

} // namespace

extern const AnalyzerSpec monoLossAnalyzer { "mono_loss", outputs, create };

} // namespace assay
