// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/libav_samples.h"

#include <algorithm>
#include <cstdint>

extern "C" {
#include <libavutil/frame.h>
#include <libavutil/samplefmt.h>
}

namespace assay
{

namespace
{

struct Placement {
    std::size_t channels;
    std::size_t frames;
    bool planar;
};

// libav aligns integers to the top of their container (24 bits stand in s32 shifted by 8), so the container's width is
// the scale.
template <class T>
void convert(
    const AVFrame& frame, const Placement& placement, double offset, double scale, std::vector<std::vector<double>>& to)
{
    for (std::size_t channel = 0; channel < placement.channels; ++channel) {
        const std::uint8_t* bytes = frame.extended_data[placement.planar ? channel : 0];
        const T* sample = reinterpret_cast<const T*>(bytes) + (placement.planar ? 0 : channel);
        const std::size_t stride = placement.planar ? 1 : placement.channels;
        std::vector<double>& plane = to[channel];
        const std::size_t old = plane.size();
        plane.resize(old + placement.frames);
        double* out = plane.data() + old;
        for (std::size_t i = 0; i < placement.frames; ++i, sample += stride)
            out[i] = (static_cast<double>(*sample) - offset) * scale;
    }
}

} // namespace

bool SampleQueue::append(const AVFrame& frame)
{
    if (m_start > 0) {
        for (std::vector<double>& plane : m_planes)
            plane.erase(plane.begin(), plane.begin() + static_cast<std::ptrdiff_t>(m_start));
        m_start = 0;
    }
    const auto format = static_cast<AVSampleFormat>(frame.format);
    const Placement placement { m_planes.size(), static_cast<std::size_t>(std::max(frame.nb_samples, 0)),
        av_sample_fmt_is_planar(format) != 0 };
    switch (av_get_packed_sample_fmt(format)) {
    case AV_SAMPLE_FMT_U8:
        convert<std::uint8_t>(frame, placement, 128.0, 0x1p-7, m_planes);
        return true;
    case AV_SAMPLE_FMT_S16:
        convert<std::int16_t>(frame, placement, 0.0, 0x1p-15, m_planes);
        return true;
    case AV_SAMPLE_FMT_S32:
        convert<std::int32_t>(frame, placement, 0.0, 0x1p-31, m_planes);
        return true;
    case AV_SAMPLE_FMT_S64:
        convert<std::int64_t>(frame, placement, 0.0, 0x1p-63, m_planes);
        return true;
    case AV_SAMPLE_FMT_FLT:
        convert<float>(frame, placement, 0.0, 1.0, m_planes);
        return true;
    case AV_SAMPLE_FMT_DBL:
        convert<double>(frame, placement, 0.0, 1.0, m_planes);
        return true;
    default:
        return false;
    }
}

std::size_t SampleQueue::take(std::span<double* const> planes, std::size_t at, std::size_t frames)
{
    const std::size_t count = std::min(frames, size());
    for (std::size_t channel = 0; channel < m_planes.size(); ++channel)
        std::copy_n(m_planes[channel].data() + m_start, count, planes[channel] + at);
    m_start += count;
    return count;
}

} // namespace assay
