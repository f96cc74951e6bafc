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
/// Sums in groups of its own, so that its outcome cannot depend on how the samples are cut.
class Decimator
{
public:
    explicit Decimator(std::size_t factor);

    /// Appends what the samples complete.
    void process(std::span<const double> samples, std::vector<float>& decimated);

private:
    std::size_t m_factor;
    std::size_t m_count = 0; // samples of the group at hand
    double m_sum = 0.0; // of the group at hand
    double m_rising = 0.0; // the same, weighted 1, 2, 3 ...
    double m_before = 0.0; // m_rising of the group before
};

} // namespace assay
