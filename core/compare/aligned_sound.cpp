// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/aligned_sound.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace assay
{

namespace
{

constexpr int reach
    = 32; // taps to either side of a moved frame: 100 dB down, flat to 0.9 of half the rate (design value)

// Frame t of the moved sound from the frames t - reach ... t + reach: a sinc under a Blackman-Harris window.
std::vector<double> tapsFor(double part)
{
    std::vector<double> taps;
    double sum = 0.0;
    for (int k = -reach; k <= reach; ++k) {
        const double x = k - part;
        const double angle = std::numbers::pi * x;
        const double turn = angle / (reach + 1);
        const double window
            = 0.35875 + 0.48829 * std::cos(turn) + 0.14128 * std::cos(2.0 * turn) + 0.01168 * std::cos(3.0 * turn);
        taps.push_back(window * (x == 0.0 ? 1.0 : std::sin(angle) / angle));
        sum += taps.back();
    }
    for (double& tap : taps)
        tap /= sum;
    return taps;
}

} // namespace

Result<AlignedSound> AlignedSound::open(const SoundSource& source, double offset)
{
    auto reader = source.open();
    if (!reader)
        return tl::unexpected(reader.error());
    AlignedSound sound;
    sound.m_reader = std::move(*reader);
    sound.m_name = source.name;
    sound.m_planes.resize(source.layout.size());
    const double whole = std::round(offset);
    auto first = static_cast<FrameCount>(whole);
    if (offset != whole) {
        sound.m_taps = tapsFor(offset - whole);
        sound.m_moved.resize(source.layout.size());
        first -= reach;
    }
    sound.m_silence = std::max<FrameCount>(0, -first);
    if (auto skipped = sound.skip(first); !skipped)
        return tl::unexpected(skipped.error());
    if (!sound.m_taps.empty()) {
        if (auto ahead = sound.append(2 * reach); !ahead)
            return tl::unexpected(ahead.error());
    }
    return sound;
}

Result<std::size_t> AlignedSound::readSome(std::size_t at, std::size_t frames)
{
    std::vector<double*> planes;
    for (std::vector<double>& plane : m_planes)
        planes.push_back(plane.data() + at);
    auto got = m_reader->read(planes, frames);
    if (!got)
        return got;
    m_ended = *got == 0;
    m_framesRead += static_cast<FrameCount>(*got);
    for (double* const plane : planes)
        std::replace_if(
            plane, plane + *got, [](double sample) { return !std::isfinite(sample); }, 0.0);
    return got;
}

Result<void> AlignedSound::skip(FrameCount frames)
{
    constexpr FrameCount most = 1 << 16; // frames at once
    for (std::vector<double>& plane : m_planes)
        plane.resize(frames > 0 ? static_cast<std::size_t>(most) : 0);
    while (frames > 0 && !m_ended) {
        auto got = readSome(0, static_cast<std::size_t>(std::min(frames, most)));
        if (!got)
            return tl::unexpected(got.error());
        frames -= static_cast<FrameCount>(*got);
    }
    return {};
}

Result<void> AlignedSound::append(std::size_t frames)
{
    const std::size_t end = m_kept + frames;
    for (std::vector<double>& plane : m_planes) {
        if (plane.size() < end)
            plane.resize(end);
    }
    const auto fill = [&](std::size_t count) {
        for (std::vector<double>& plane : m_planes)
            std::fill_n(plane.begin() + static_cast<std::ptrdiff_t>(m_kept), count, 0.0);
        m_kept += count;
    };
    const auto silence = static_cast<std::size_t>(std::min(m_silence, static_cast<FrameCount>(frames)));
    fill(silence);
    m_silence -= static_cast<FrameCount>(silence);
    while (m_kept < end && !m_ended) {
        auto got = readSome(m_kept, end - m_kept);
        if (!got)
            return tl::unexpected(got.error());
        m_kept += *got;
    }
    fill(end - m_kept);
    return {};
}

Result<void> AlignedSound::read(std::size_t frames)
{
    const std::size_t overlap = m_taps.empty() ? 0 : 2 * reach;
    for (std::vector<double>& plane : m_planes) // the end of what was read before is the start of the next
        std::copy(plane.begin() + static_cast<std::ptrdiff_t>(m_kept - overlap),
            plane.begin() + static_cast<std::ptrdiff_t>(m_kept), plane.begin());
    m_kept = overlap;
    m_frames = frames;
    if (auto appended = append(frames); !appended)
        return appended;
    for (std::size_t c = 0; c < m_moved.size(); ++c) {
        m_moved[c].assign(frames, 0.0);
        for (std::size_t k = 0; k < m_taps.size(); ++k) { // tap by tap, so that frames stand side by side
            const double* const from = m_planes[c].data() + k;
            for (std::size_t t = 0; t < frames; ++t)
                m_moved[c][t] += m_taps[k] * from[t];
        }
    }
    return {};
}

std::span<const double> AlignedSound::channel(std::size_t index) const
{
    return { (m_taps.empty() ? m_planes : m_moved)[index].data(), m_frames };
}

} // namespace assay
