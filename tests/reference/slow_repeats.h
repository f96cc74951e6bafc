// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/frames.h"
#include "core/dsp/linear_prediction.h"
#include "tests/reference/slow_bands.h"

/// What is told about blocks that were played again, word for word: every distance at every sample.
namespace assay::test::slow
{

inline double rmsOf(const Samples& x, std::size_t from, std::size_t to)
{
    return std::sqrt(powerOf(x, from, to));
}

/// What a predictor of the 1024 samples before misses in this sample and the next, over what it usually misses.
inline double surprise(const Samples& x, std::size_t at)
{
    const std::size_t from = at - 1024;
    Samples windowed = predictionWindow(1024);
    for (std::size_t n = 0; n < windowed.size(); ++n)
        windowed[n] *= x[from + n];
    const Predictor weights = predictorFor(windowed);
    Samples missed;
    for (std::size_t n = from; n < at + 2; ++n) {
        missed.push_back(x[n]);
        for (std::size_t k = 0; k < predictionOrder; ++k)
            missed.back() -= weights[k] * x[n - 1 - k];
    }
    return std::max(std::abs(missed[1024]), std::abs(missed[1025])) / rmsOf(missed, 0, 1024);
}

/// Is there sound of one kind before the block and in it, moving, and a break only where it begins again?
inline bool isBlock(const Samples& x, std::size_t start, std::size_t lag, int rate)
{
    const std::size_t block = start - lag;
    const auto context = static_cast<std::size_t>(std::lround(0.04 * rate));
    if (block < std::max<std::size_t>(context, 1024 + predictionOrder))
        return false;
    const double inside = rmsOf(x, block, start);
    const double before = rmsOf(x, block - context, block);
    const double apart = 20.0 * std::log10(inside / before);
    std::size_t still = 0;
    for (std::size_t n = block + 1; n < start; ++n)
        still += x[n] == x[n - 1] ? 1U : 0U;
    return 2 * still <= lag && std::min(inside, before) >= std::pow(10.0, -2.5) && std::abs(apart) <= 12.0
        && surprise(x, start) >= 6.0 && surprise(x, block) <= 0.5 * surprise(x, start);
}

/// Every distance and every run of samples that are what they were that distance ago.
inline std::vector<TimeRange> repeatedBlocks(const Samples& x, int rate)
{
    std::vector<TimeRange> found;
    for (std::size_t lag = 64; lag <= 8192; ++lag) {
        std::size_t run = 0;
        for (std::size_t n = lag; n <= x.size(); ++n) {
            if (n < x.size() && x[n] == x[n - lag]) {
                ++run;
                continue;
            }
            if (run >= lag && run <= 3 * lag + 4 && isBlock(x, n - run, lag, rate))
                found.push_back({ static_cast<FrameCount>(n - run), static_cast<FrameCount>(n) });
            run = 0;
        }
    }
    std::ranges::sort(found, {}, &TimeRange::start);
    return found;
}

} // namespace assay::test::slow
