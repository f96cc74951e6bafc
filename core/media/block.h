// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/frames.h"

#include <cstddef>
#include <span>

namespace assay
{

struct SharedSound; // core/analyzers/shared_sound.h

/// A view of consecutive frames of a programme, one plane per channel. Double, because 32-bit integers and 64-bit
/// floats must pass exactly. Full scale is 1.0: an integer sample of b bits is value / 2^(b-1). NaN and infinity never
/// arrive here: the pipeline counts them and hands on zeros.
class Block
{
public:
    /// `shared`: what was worked out of these frames for every analyzer; outlives the block.
    Block(std::span<const double* const> planes, std::size_t frames, FrameCount firstFrame,
        const SharedSound* shared = nullptr)
        : m_planes(planes)
        , m_frames(frames)
        , m_firstFrame(firstFrame)
        , m_shared(shared)
    {
    }

    [[nodiscard]] std::size_t channels() const { return m_planes.size(); }
    [[nodiscard]] std::size_t frames() const { return m_frames; }
    [[nodiscard]] FrameCount firstFrame() const { return m_firstFrame; }
    [[nodiscard]] std::span<const double> channel(std::size_t index) const { return { m_planes[index], m_frames }; }
    [[nodiscard]] std::span<const double* const> planes() const { return m_planes; }
    [[nodiscard]] const SharedSound* shared() const { return m_shared; }

private:
    std::span<const double* const> m_planes;
    std::size_t m_frames;
    FrameCount m_firstFrame;
    const SharedSound* m_shared;
};

} // namespace assay
