// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>

namespace assay
{

constexpr int finestBits = 32; ///< the finest integer step that is looked for: 2^-31 of full scale

/// Gathers which steps of an integer scale some samples stand on. A sample of b bits is a multiple of 2^(1 - b).
class UsedBits
{
public:
    void add(std::span<const double> samples);

    /// Bits of the coarsest scale that holds every sample so far (16 for 16-bit sound in any container); 0 of silence;
    /// empty where a sample stands on no step of `finestBits`.
    [[nodiscard]] std::optional<int> bits() const;

private:
    unsigned long long m_steps = 0; // every sample's multiple of the finest step, one upon the other
    unsigned long long m_between = 0; // not 0 where a sample stands between two of them
};

} // namespace assay
