// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyzers/analyzer.h"

#include <span>
#include <string>
#include <utility>

namespace assay
{

/// Stands in where a programme is outside what an analyzer can measure at all: every output is not applicable.
class NoResult final : public Analyzer
{
public:
    NoResult(std::span<const MeasureSpec> outputs, std::string reason)
        : m_outputs(outputs)
        , m_reason(std::move(reason))
    {
    }
    void process(const Block&) override { }
    void finish(MeasurementSet& out) override
    {
        for (const MeasureSpec& spec : m_outputs)
            out.add(notApplicable(spec, m_reason));
    }

private:
    std::span<const MeasureSpec> m_outputs;
    std::string m_reason;
};

} // namespace assay
