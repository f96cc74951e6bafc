// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyzers/analyzer.h"

#include <memory>
#include <span>
#include <string>
#include <utility>

namespace assay
{

/// Why nothing is known of the sum of all channels of a scene (AnalyzerContext::isScene).
inline constexpr const char* sceneHasNoSum = "beds and objects sound together only when they are rendered: see "
                                             "atmos.rerender.integrated, and the programme of each bed";

/// Stands in where a programme is outside what an analyzer can measure at all: every output is not applicable, or not
/// measured where there is a value that nobody here knows.
class NoResult final : public Analyzer
{
public:
    NoResult(std::span<const MeasureSpec> outputs, std::string reason, MeasureState state = MeasureState::notApplicable)
        : m_outputs(outputs)
        , m_reason(std::move(reason))
        , m_state(state)
    {
    }
    void process(const Block&) override { }
    void finish(MeasurementSet& out) override
    {
        for (const MeasureSpec& spec : m_outputs)
            out.add(
                m_state == MeasureState::notApplicable ? notApplicable(spec, m_reason) : notMeasured(spec, m_reason));
    }

private:
    std::span<const MeasureSpec> m_outputs;
    std::string m_reason;
    MeasureState m_state;
};

/// For what only the sum of all channels has.
[[nodiscard]] inline std::unique_ptr<Analyzer> noSumOfScene(std::span<const MeasureSpec> outputs)
{
    return std::make_unique<NoResult>(outputs, sceneHasNoSum, MeasureState::notMeasured);
}

} // namespace assay
