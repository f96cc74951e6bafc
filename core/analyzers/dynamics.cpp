// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : how far peaks stand above loudness, over the whole programme and at the densest 3 s
// Result   : dynamics.plr, dynamics.psr_min [dB], the latter with its place
// Source   : EBU Tech 3341 v4 (loudness) and ITU-R BS.1770-5 Annex 2 (peak); PSR in practice: 3 s, every 100 ms
// Input    : what loudness and peaks left, which stand before it in the registry: no sound of its own
// Undefined: where either is; no 3 s that passes the gates of the loudness range
// Accuracy : that of its sources; psr_min is computed from the series, hence +-0.01 dB; tst_loudness
#include "core/analyzers/analyzer.h"
#include "core/dsp/grid.h"
#include "core/dsp/loudness_gate.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace assay
{

namespace
{

constexpr MeasureSpec plr { "dynamics.plr", Unit::db, ValueKind::number,
    "Peak to loudness ratio: true peak less integrated loudness", "ITU-R BS.1770-5; usual definition of PLR" };
constexpr MeasureSpec psrMin { "dynamics.psr_min", Unit::db, ValueKind::number,
    "Smallest peak to short-term loudness ratio: true peak in 3 s less the loudness of those 3 s, every 100 ms, above "
    "-70 LUFS and no more than 20 LU under the programme",
    "Usual definition of PSR" };
constexpr std::array outputs { plr, psrMin };
constexpr std::array<std::string_view, 2> reads { "peak.true", "loudness.integrated" };

class Dynamics final : public Analyzer
{
public:
    explicit Dynamics(int sampleRate)
        : m_sampleRate(sampleRate)
    {
    }
    void process(const Block&) override { }
    void finish(MeasurementSet& out) override;

private:
    [[nodiscard]] std::optional<Place> densest(const Series& series, double integrated) const;

    int m_sampleRate;
};

// Why a measure that another builds on has no number; its state is passed on with it.
Measurement without(const MeasureSpec& spec, const Measurement* source, std::string_view name)
{
    if (source == nullptr)
        return notMeasured(spec, std::string(name) + " is not known");
    const std::string reason = std::string(name) + ": " + source->reason;
    return source->state == MeasureState::notApplicable ? notApplicable(spec, reason) : notMeasured(spec, reason);
}

std::string whyNone(const Series& series)
{
    const std::vector<double>* const loudness = series.find("short_term");
    const bool tooShort = loudness == nullptr || loudness->size() < shortTermSteps;
    return tooShort ? "shorter than 3 s" : "no 3 s are loud enough";
}

std::optional<Place> Dynamics::densest(const Series& series, double integrated) const
{
    const std::vector<double>* const loudness = series.find("short_term");
    const std::vector<double>* const peaks = series.find("true_peak");
    std::optional<Place> smallest;
    if (loudness == nullptr || peaks == nullptr)
        return smallest;
    const double gate = std::max(absoluteGate.value(), integrated - rangeGate.value());
    for (std::size_t i = shortTermSteps - 1; i < std::min(loudness->size(), peaks->size()); ++i) {
        const double level = (*loudness)[i];
        if (!(level >= gate))
            continue; // too quiet, or no value
        double peak = absoluteGate.value();
        for (std::size_t k = i + 1 - shortTermSteps; k <= i; ++k)
            peak = (*peaks)[k] > peak ? (*peaks)[k] : peak;
        if (!smallest || peak - level < *smallest->value - loudnessTie) {
            const auto end = static_cast<FrameCount>(i + 1);
            smallest = Place { stepStart(end - static_cast<FrameCount>(shortTermSteps), m_sampleRate),
                stepStart(end, m_sampleRate), "", peak - level };
        }
    }
    return smallest;
}

void Dynamics::finish(MeasurementSet& out)
{
    for (const std::string_view source : reads) {
        if (!out.number(source)) {
            for (const MeasureSpec& spec : outputs)
                out.add(without(spec, out.find(source), source));
            return;
        }
    }
    const double integrated = *out.number("loudness.integrated");
    out.add(measured(plr, *out.number("peak.true") - integrated));
    const auto smallest = densest(out.series(), integrated);
    Measurement result = smallest ? measured(psrMin, *smallest->value) : notApplicable(psrMin, whyNone(out.series()));
    result.at = smallest;
    out.add(std::move(result));
}

std::unique_ptr<Analyzer> create(const AnalyzerContext& context)
{
    return std::make_unique<Dynamics>(context.sampleRate);
}

} // namespace

extern const AnalyzerSpec dynamicsAnalyzer { "dynamics", outputs, create, reads };

} // namespace assay
