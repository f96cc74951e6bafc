// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/layout.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

struct AVChannelLayout;

namespace assay
{

/// How the programme channels of a layout lie in libav's order, which goes by position.
class CodecChannels
{
public:
    CodecChannels() = default;

    /// Side and rear are one and the same place where a layout has only one of them: the first of `allowed` that fits
    /// is taken (null: an encoder that takes anything). Empty where a position is unknown, doubled, or not allowed.
    [[nodiscard]] static std::optional<CodecChannels> of(const Layout& layout, const AVChannelLayout* allowed);

    [[nodiscard]] std::size_t size() const { return m_sources.size(); }
    [[nodiscard]] std::uint64_t mask() const { return m_mask; }
    /// For each channel in libav's order: its index in the layout.
    [[nodiscard]] const std::vector<std::size_t>& sources() const { return m_sources; }

    /// For each channel of a decoded layout: its place among the programme channels; empty where that is no
    /// permutation of what was sent.
    [[nodiscard]] std::optional<std::vector<std::size_t>> places(const AVChannelLayout& decoded) const;

private:
    std::vector<std::size_t> m_sources;
    std::vector<std::size_t> m_places; // for each channel in libav's order: its place among the programme channels
    std::uint64_t m_mask = 0;
};

} // namespace assay
