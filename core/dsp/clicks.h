// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/frames.h"
#include "core/dsp/linear_prediction.h"

#include <optional>
#include <span>
#include <vector>

namespace assay
{

/// One click.
struct Click {
    TimeRange range;
    double height = 0.0; ///< dB, of the residual over its median in the louder surroundings
};

/// What makes a jump of the sound a click and not a drum, a voice or a saw wave. Lengths in frames.
struct ClickRules {
    std::size_t alone = 2400; ///< on both sides, without another like it
    std::size_t fit = 480; ///< on both sides, that the predictor is made for
    std::size_t guard = 48; ///< on both sides, that belong to the click and not to its surroundings
    std::size_t longest = 12; ///< of the click
    double leastLevel = 0.00316; ///< RMS of the sound it is part of
    double leastHeight = 30.0; ///< dB
    double othersBelow = 0.35; ///< highest residual elsewhere, over the click's
    double likeSurroundings = 3.98; ///< ratio of the median residuals, and of the RMS, before and behind
};

/// Tells clicks from all else that jumps.
class ClickSearch
{
public:
    explicit ClickSearch(const ClickRules& rules);

    [[nodiscard]] const ClickRules& rules() const { return m_rules; }

    /// Looks at the sound around `at` (an index of `sound`, at least `alone` + `predictionOrder` from both of its ends,
    /// where its second difference is highest) and says whether there is a click. The range counts in the same index.
    [[nodiscard]] std::optional<Click> clickAt(std::span<const double> sound, std::size_t at);

private:
    [[nodiscard]] bool goesOn(std::span<const double> sound, std::size_t at) const;
    [[nodiscard]] Predictor surroundingsOf(std::span<const double> sound, std::size_t at);
    [[nodiscard]] std::optional<std::size_t> lonePeak(std::span<const double> sound, const Predictor& predictor);
    [[nodiscard]] std::optional<TimeRange> extentOf(std::size_t peak) const;

    ClickRules m_rules;
    std::vector<double> m_window; // of the prediction
    std::vector<double> m_fit; // what the predictor is made for
    std::vector<double> m_residual; // of `alone` on both sides
};

} // namespace assay
