// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

struct AVFrame;

namespace assay
{

/// Decoded frames on their way from libav's packets to blocks of the caller's size.
class SampleQueue
{
public:
    explicit SampleQueue(std::size_t channels)
        : m_planes(channels)
    {
    }

    /// Appends a decoded frame, whatever its sample format: integers of b bits become value / 2^(b-1), floats pass
    /// untouched. False for a format that no libav decoder of today makes.
    [[nodiscard]] bool append(const AVFrame& frame);

    [[nodiscard]] std::size_t size() const { return m_planes.empty() ? 0 : m_planes.front().size() - m_start; }

    /// Moves up to `frames` frames into `planes` from index `at` on. Returns how many.
    std::size_t take(std::span<double* const> planes, std::size_t at, std::size_t frames);

private:
    std::vector<std::vector<double>> m_planes;
    std::size_t m_start = 0; ///< frames already taken
};

} // namespace assay
