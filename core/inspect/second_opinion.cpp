// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/second_opinion.h"

#include "core/analyzers/no_result.h"
#include "core/base/invariant.h"
#include "core/base/units.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <ebur128.h>

namespace assay
{

namespace
{

constexpr std::array specs {
    MeasureSpec { "crosscheck.integrated", Unit::lufs, ValueKind::number,
        "Integrated loudness by libebur128, a second meter (only with --cross-check)",
        "ITU-R BS.1770; libebur128 1.2.6" },
    MeasureSpec { "crosscheck.true_peak", Unit::dbtp, ValueKind::number,
        "True peak by libebur128: another interpolator, so differences of some tenths of a dB are normal",
        "ITU-R BS.1770 Annex 2; libebur128 1.2.6" },
    MeasureSpec { "crosscheck.difference", Unit::lu, ValueKind::number,
        "Our integrated loudness minus libebur128's; beyond 0.1 LU the loudness counts as not measured",
        "EBU Tech 3341 v4, Table 1 (tolerance)" },
};

struct StateDeleter {
    void operator()(ebur128_state* state) const { ebur128_destroy(&state); }
};

// Its own map knows six channels by place only; ours follows the weights of BS.1770-5, and 1.41, 1 and 0 are all there
// are.
int channelOf(Speaker speaker)
{
    const double weight = loudnessWeight(speaker);
    if (weight == 0.0)
        return EBUR128_UNUSED;
    return weight > 1.0 ? EBUR128_Mp110 : EBUR128_Mp030;
}

class SecondOpinion final : public Analyzer
{
public:
    explicit SecondOpinion(const AnalyzerContext& context)
        : m_state(ebur128_init(static_cast<unsigned>(context.layout.size()),
            static_cast<unsigned long>(context.sampleRate), EBUR128_MODE_I | EBUR128_MODE_TRUE_PEAK))
        , m_channels(context.layout.size())
    {
        if (!m_state)
            return; // more channels or another rate than it takes: finish() says so
        for (std::size_t c = 0; c < m_channels; ++c)
            ebur128_set_channel(m_state.get(), static_cast<unsigned>(c), channelOf(context.layout.channels[c]));
    }

    void process(const Block& block) override
    {
        if (!m_state)
            return;
        m_interleaved.resize(block.frames() * m_channels);
        for (std::size_t c = 0; c < m_channels; ++c) {
            const auto plane = block.channel(c);
            for (std::size_t i = 0; i < plane.size(); ++i)
                m_interleaved[i * m_channels + c] = plane[i];
        }
        require(ebur128_add_frames_double(m_state.get(), m_interleaved.data(), block.frames()) == EBUR128_SUCCESS,
            "libebur128 refused a block");
    }

    void finish(MeasurementSet& out) override
    {
        double integrated = 0.0;
        if (!m_state || ebur128_loudness_global(m_state.get(), &integrated) != EBUR128_SUCCESS)
            out.add(notMeasured(specs[0], "libebur128 does not take this channel count or rate"));
        else if (!std::isfinite(integrated))
            out.add(notApplicable(specs[0], "no block above the gate"));
        else
            out.add(measured(specs[0], integrated));
        out.add(truePeak());
    }

private:
    Measurement truePeak() const
    {
        double highest = 0.0;
        for (std::size_t c = 0; m_state && c < m_channels; ++c) {
            double peak = 0.0;
            if (ebur128_true_peak(m_state.get(), static_cast<unsigned>(c), &peak) != EBUR128_SUCCESS)
                return notMeasured(specs[1], "libebur128 gave no true peak");
            highest = std::max(highest, peak);
        }
        if (highest <= 0.0)
            return notApplicable(specs[1], "digital silence");
        return measured(specs[1], amplitudeToDb(highest));
    }

    std::unique_ptr<ebur128_state, StateDeleter> m_state;
    std::size_t m_channels;
    std::vector<double> m_interleaved;
};

} // namespace

std::unique_ptr<Analyzer> makeSecondOpinion(const AnalyzerContext& context)
{
    if (context.isScene)
        return noSumOfScene(secondOpinionSpecs().first(2));
    return std::make_unique<SecondOpinion>(context);
}

std::span<const MeasureSpec> secondOpinionSpecs()
{
    return specs;
}

void compareOpinions(MeasurementSet& measures)
{
    const MeasureSpec& spec = specs[2];
    const auto ours = measures.number("loudness.integrated");
    const auto theirs = measures.number("crosscheck.integrated");
    if (!ours || !theirs) {
        const Measurement* mine = measures.find("loudness.integrated");
        const bool agreed = mine != nullptr && mine->state == MeasureState::notApplicable && !theirs;
        measures.add(agreed ? notApplicable(spec, "neither meter has a value")
                            : notMeasured(spec, "only one of the two meters has a value"));
        return;
    }
    const double difference = *ours - *theirs;
    measures.add(measured(spec, difference));
    if (std::abs(difference) <= secondOpinionTolerance)
        return;
    std::array<char, 160> reason {};
    std::snprintf(reason.data(), reason.size(),
        "internal error, please report it: our meter reads %.3f LUFS, libebur128 reads %.3f LUFS", *ours, *theirs);
    Measurement doubtful = *measures.find("loudness.integrated");
    doubtful.state = MeasureState::notMeasured;
    doubtful.reason = reason.data();
    doubtful.value.reset();
    measures.add(std::move(doubtful));
}

} // namespace assay
