// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/inspect/waveform.h"
#include "core/media/block.h"

#include <vector>

namespace assay
{

/// Collects a programme's waveform while it is read.
class WaveformBuilder
{
public:
    WaveformBuilder(int sampleRate, std::vector<std::string> channels);

    void process(const Block& block);
    [[nodiscard]] Waveform finish();

private:
    struct Running {
        double low = 0.0;
        double high = 0.0;
        double squares = 0.0;
    };

    void closeBin(std::size_t frames);

    Waveform m_waveform;
    std::vector<Running> m_running;
    std::size_t m_filled = 0; // frames in the open bin
};

} // namespace assay
