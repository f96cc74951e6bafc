// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : a surround programme as heard in plain stereo
// Result   : downmix.loro.integrated [LUFS], .true_peak [dBTP] with its place, .loss [LU]; series loro_momentary
// Source   : ITU-R BS.775 Lo/Ro: L + 0.7071 C + 0.7071 Ls, no scaling (EBU Tech 3343); BS.1770-5 for the levels
// Input    : three or more channels of known position, any rate from 4 kHz; the LFE is dropped
// Undefined: mono, stereo, channels nobody named; loudness and loss: shorter than 400 ms, silence
// Accuracy : that of loudness.integrated and peak.true; tst_downmix
#include "core/analyzers/analyzer.h"
#include "core/analyzers/fold_meter.h"
#include "core/analyzers/lo_ro.h"
#include "core/analyzers/no_result.h"
#include "core/dsp/moments.h"

#include <array>

namespace assay
{

namespace
{

constexpr FoldSpecs specs {
    { "downmix.loro.integrated", Unit::lufs, ValueKind::number,
        "Integrated loudness of the Lo/Ro fold-down, not scaled: centre and surrounds (side and rear alike) at -3 dB, "
        "heights at -3 dB into the nearest floor channel, LFE dropped",
        "ITU-R BS.775; ITU-R BS.1770-5 Annex 1" },
    { "downmix.loro.true_peak", Unit::dbtp, ValueKind::number,
        "Highest true peak of the Lo/Ro fold-down, not scaled, so that it shows what a scaling or limiting fold must "
        "take away",
        "ITU-R BS.775; ITU-R BS.1770-5 Annex 2" },
    { "downmix.loro.loss", Unit::lu, ValueKind::number,
        "Integrated loudness of the programme less that of its Lo/Ro fold-down; a fold-down under -70 LUFS counts as "
        "-70 LUFS",
        "ITU-R BS.775; ITU-R BS.1770-5 Annex 1" },
    "loro_momentary",
};
constexpr std::array outputs { specs.integrated, specs.truePeak, specs.loss };

class DownmixLoRo final : public Analyzer
{
public:
    explicit DownmixLoRo(const AnalyzerContext& context)
        : m_fold(context.layout)
        , m_meter(context.sampleRate, { "Lo", "Ro" })
    {
    }
    void process(const Block& block) override
    {
        forEachCell(block, [this](const Cell& cell) { processCell(cell); });
    }
    void finish(MeasurementSet& out) override { m_meter.finish(specs, out); }

private:
    void processCell(const Cell& cell)
    {
        std::array<double, 2> energies {};
        for (std::size_t side = 0; side < m_folded.size(); ++side) {
            m_fold.fold(cell, side, m_folded[side]);
            m_fold.foldWeighted(cell, side, m_weighted);
            energies[side] = momentsOf(m_weighted).squares;
        }
        const std::array<std::span<const double>, 2> sounds { m_folded[0], m_folded[1] };
        m_meter.add(sounds, cell.firstFrame(), energies[0] + energies[1]);
    }

    LoRo m_fold;
    FoldMeter m_meter;
    std::array<std::vector<double>, 2> m_folded; // of the cell at hand
    std::vector<double> m_weighted;
};

std::unique_ptr<Analyzer> create(const AnalyzerContext& context)
{
    if (context.isScene)
        return noSumOfScene(outputs);
    if (std::string reason = whyNoFold(context); !reason.empty())
        return std::make_unique<NoResult>(outputs, std::move(reason));
    return std::make_unique<DownmixLoRo>(context);
}

} // namespace

extern const AnalyzerSpec downmixLoRoAnalyzer { "downmix_loro", outputs, create, foldReads };

} // namespace assay
