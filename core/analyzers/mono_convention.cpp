// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : what mono sound reads in its other form: one channel as two equal ones, two equal ones as one channel
// Result   : loudness.as_dual_mono, loudness.as_mono [LUFS]
// Source   : ITU-R BS.1770-5 Annex 1: powers of channels are summed, so the same sound twice reads 3.01 LU more
// Input    : loudness.integrated and channel.dual_mono; blocks next to the absolute gate may tell the forms apart
// Undefined: as_dual_mono but for mono, as_mono but for dual mono (exact or near); no integrated loudness
// Accuracy : that of loudness.integrated; tst_loudness
#include "core/analyzers/analyzer.h"
#include "core/base/units.h"

#include <array>
#include <string>
#include <string_view>

namespace assay
{

namespace
{

constexpr MeasureSpec asDualMono { "loudness.as_dual_mono", Unit::lufs, ValueKind::number,
    "What a mono programme reads as dual mono, the same sound in two channels: 3.01 LU above loudness.integrated, for "
    "which mono is one channel of weight 1",
    "ITU-R BS.1770-5 Annex 1" };
constexpr MeasureSpec asMono { "loudness.as_mono", Unit::lufs, ValueKind::number,
    "What a programme whose two channels are the same (channel.dual_mono exact or near) reads as a mono file: 3.01 LU "
    "below loudness.integrated",
    "ITU-R BS.1770-5 Annex 1" };
constexpr std::array outputs { asDualMono, asMono };
constexpr std::array<std::string_view, 2> reads { "loudness.integrated", "channel.dual_mono" };

constexpr double twice = 2.0; // the power of the same sound in two channels

class MonoConvention final : public Analyzer
{
public:
    explicit MonoConvention(const AnalyzerContext& context)
        : m_isMono(context.layout.size() == 1 && loudnessWeight(context.layout.channels.front()) > 0.0)
    {
    }
    void process(const Block&) override { }
    void finish(MeasurementSet& out) override
    {
        out.add(
            m_isMono ? shifted(asDualMono, out, powerToDb(twice)) : notApplicable(asDualMono, "not a mono programme"));
        out.add(isDualMono(out) ? shifted(asMono, out, -powerToDb(twice))
                                : notApplicable(asMono, "not two channels of the same sound"));
    }

private:
    static bool isDualMono(const MeasurementSet& measures)
    {
        const Measurement* const found = measures.find("channel.dual_mono");
        return found != nullptr && found->value && *found->value != Value(std::string("no"));
    }

    static Measurement shifted(const MeasureSpec& spec, const MeasurementSet& measures, double difference)
    {
        if (const auto loudness = measures.number("loudness.integrated"))
            return measured(spec, *loudness + difference);
        const Measurement* const source = measures.find("loudness.integrated");
        if (source == nullptr)
            return notMeasured(spec, "loudness.integrated is not known");
        return source->state == MeasureState::notMeasured
            ? notMeasured(spec, "loudness.integrated: " + source->reason)
            : notApplicable(spec, "loudness.integrated: " + source->reason);
    }

    bool m_isMono;
};

std::unique_ptr<Analyzer> create(const AnalyzerContext& context)
{
    return std::make_unique<MonoConvention>(context);
}

} // namespace

extern const AnalyzerSpec monoConventionAnalyzer { "mono_convention", outputs, create, reads };

} // namespace assay
