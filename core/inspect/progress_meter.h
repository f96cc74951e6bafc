// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/inspect/inspect.h"

#include <chrono>
#include <mutex>
#include <vector>

namespace assay
{

/// Gathers the progress of programmes measured side by side: one report at a time, never backwards, at most 20 a
/// second.
class ProgressMeter
{
public:
    /// `weights` say what share each programme has in the whole (bytes to read).
    ProgressMeter(std::vector<double> weights, std::function<void(const InspectProgress&)> report);

    void advance(std::size_t programme, const std::string& name, double fraction);

private:
    std::mutex m_mutex;
    std::vector<double> m_weights;
    std::vector<double> m_fractions;
    double m_sum = 0.0;
    std::function<void(const InspectProgress&)> m_report;
    std::chrono::steady_clock::time_point m_last {};
};

} // namespace assay
