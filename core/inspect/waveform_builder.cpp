// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/waveform_builder.h"

#include <algorithm>
#include <cmath>

namespace assay
{

namespace
{

std::int16_t toInt16(double sample)
{
    return static_cast<std::int16_t>(std::lround(std::clamp(sample, -1.0, 1.0) * 32767.0));
}

} // namespace

WaveformBuilder::WaveformBuilder(int sampleRate, std::vector<std::string> channels)
    : m_running(channels.size())
{
    m_waveform.sampleRate = sampleRate;
    m_waveform.bins.resize(channels.size());
    m_waveform.channels = std::move(channels);
}

void WaveformBuilder::process(const Block& block)
{
    const auto perBin = static_cast<std::size_t>(m_waveform.framesPerBin);
    for (std::size_t done = 0; done < block.frames();) {
        const std::size_t count = std::min(perBin - m_filled, block.frames() - done);
        for (std::size_t c = 0; c < block.channels(); ++c) {
            Running& running = m_running[c];
            for (const double sample : block.channel(c).subspan(done, count)) {
                running.low = std::min(running.low, sample);
                running.high = std::max(running.high, sample);
                running.squares += sample * sample;
            }
        }
        done += count;
        m_filled += count;
        if (m_filled == perBin)
            closeBin(perBin);
    }
}

void WaveformBuilder::closeBin(std::size_t frames)
{
    for (std::size_t c = 0; c < m_running.size(); ++c) {
        const Running& running = m_running[c];
        const double rms = std::sqrt(running.squares / static_cast<double>(frames));
        m_waveform.bins[c].push_back({ toInt16(running.low), toInt16(running.high), toInt16(rms) });
        m_running[c] = Running {};
    }
    m_filled = 0;
}

Waveform WaveformBuilder::finish()
{
    if (m_filled > 0)
        closeBin(m_filled);
    return std::move(m_waveform);
}

} // namespace assay
