// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : how the level of a stereo programme is spread: left against right, side against mid
// Result   : stereo.balance, stereo.width [dB]; series balance and width, the same of each 100 ms, within 200 dB
// Source   : own definition: RMS of L over that of R; RMS of L - R over that of L + R
// Input    : two channels that face each other (stereo, Lt/Rt), any rate
// Undefined: other layouts, no frames; silence in a channel (balance), in L - R or L + R (width: mono, inverted)
// Accuracy : 1e-9 of the definition; tst_levels
#include "core/analyzers/analyzer.h"
#include "core/analyzers/no_result.h"
#include "core/analyzers/shared_sound.h"
#include "core/analyzers/step_energies.h"
#include "core/base/units.h"
#include "core/dsp/grid.h"
#include "core/dsp/pair_sums.h"

#include <array>
#include <cmath>

namespace assay
{

namespace
{

constexpr MeasureSpec balance { "stereo.balance", Unit::db, ValueKind::number,
    "RMS of the left channel less that of the right over the whole programme: above 0 the left is louder",
    "Assay: RMS of L over R" };
constexpr MeasureSpec width { "stereo.width", Unit::db, ValueKind::number,
    "RMS of the side (L - R) less that of the mid (L + R) over the whole programme: 0 dB of unrelated channels, lower "
    "of narrower sound",
    "Assay: RMS of side over mid" };
constexpr std::array outputs { balance, width };

class Stereo final : public Analyzer
{
public:
    explicit Stereo(const AnalyzerContext& context)
        : m_channels(facingPairs(context.layout).front())
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
    void addSeries(MeasurementSet& out);
    [[nodiscard]] Measurement balanceMeasured() const;
    [[nodiscard]] Measurement widthMeasured() const;

    ChannelPair m_channels;
    PairSums m_sums; // of the whole programme
    StepEnergies<3> m_steps; // xx, yy, xy
};

void Stereo::addCell(const Cell& cell)
{
    const PairSums sums = sumsOf(cell, m_channels.left, m_channels.right);
    m_sums += sums;
    m_steps.add({ sums.xx, sums.yy, sums.xy }, cell.end());
}

void Stereo::addSeries(MeasurementSet& out)
{
    m_steps.finish();
    std::vector<double>& balances = out.series().tracks["balance"];
    std::vector<double>& widths = out.series().tracks["width"];
    for (const auto& [xx, yy, xy] : m_steps.powers()) {
        balances.push_back(ratioEntry(xx, yy));
        widths.push_back(ratioEntry(xx + yy - 2.0 * xy, xx + yy + 2.0 * xy));
    }
}

void Stereo::finish(MeasurementSet& out)
{
    addSeries(out);
    if (!std::isfinite(m_sums.xx) || !std::isfinite(m_sums.yy)) {
        for (const MeasureSpec& spec : outputs)
            out.add(notMeasured(spec, "the samples are too large for a level"));
        return;
    }
    out.add(balanceMeasured());
    out.add(widthMeasured());
}

Measurement Stereo::balanceMeasured() const
{
    if (m_sums.xx > 0.0 && m_sums.yy > 0.0)
        return measured(balance, powerToDb(m_sums.xx) - powerToDb(m_sums.yy));
    if (!(m_sums.xx > 0.0) && !(m_sums.yy > 0.0))
        return notApplicable(balance, "digital silence");
    return notApplicable(balance, m_sums.xx > 0.0 ? "the right channel is silent" : "the left channel is silent");
}

Measurement Stereo::widthMeasured() const
{
    const double mid = m_sums.xx + m_sums.yy + 2.0 * m_sums.xy;
    const double side = m_sums.xx + m_sums.yy - 2.0 * m_sums.xy;
    if (mid > 0.0 && side > 0.0)
        return measured(width, powerToDb(side) - powerToDb(mid));
    if (!(mid > 0.0) && !(side > 0.0))
        return notApplicable(width, "digital silence");
    return notApplicable(width,
        mid > 0.0 ? "both channels are the same: there is no side" : "one channel is the other inverted: no mid");
}

std::unique_ptr<Analyzer> create(const AnalyzerContext& context)
{
    if (context.layout.size() != 2 || facingPairs(context.layout).size() != 1)
        return std::make_unique<NoResult>(outputs, "not a stereo programme");
    if (context.sampleRate < cellsPerSecond)
        return std::make_unique<NoResult>(outputs, "the sample rate is below 100 Hz");
    return std::make_unique<Stereo>(context);
}

} // namespace

extern const AnalyzerSpec stereoAnalyzer { "stereo", outputs, create };

} // namespace assay
