// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace assay
{

/// Lowers the rate of one channel by a whole factor, for a look at its low frequencies: the mean under a triangle of
/// twice the factor. What folds over onto frequencies under a tenth of the new rate is 38 dB down or more.
///
/// Sums whole groups of its own, so that its outcome cannot depend on how the samples are cut.
class Decimator
{
public:
    explicit Decimator(std::size_t factor);

    /// Appends what the samples complete.
    void process(std::span<const double> samples, std::vector<float>& decimated);

private:
    void add(std::span<const double> groups, std::vector<float>& decimated);

    std::size_t m_factor;
    std::vector<double> m_weights; // 1, 2, 3 ...
    std::vector<double> m_group; // that spans calls
    double m_before = 0.0; // rising part of the group before
};

} // namespace assay
