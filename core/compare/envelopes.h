// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compare/sounds_together.h"

#include <cstddef>
#include <vector>

namespace assay
{

/// Energy of a mix and of each stem in cells of 10 ms, all channels together.
class Envelopes
{
public:
    Envelopes(int sampleRate, std::size_t channels, std::size_t stems);

    void add(const Stretch& stretch);

    [[nodiscard]] const std::vector<float>& mix() const { return m_cells.front(); }
    [[nodiscard]] const std::vector<float>& stem(std::size_t index) const { return m_cells[index + 1]; }
    [[nodiscard]] int sampleRate() const { return m_sampleRate; }

private:
    int m_sampleRate;
    std::size_t m_channels;
    std::vector<std::vector<float>> m_cells; // the mix first
};

} // namespace assay
