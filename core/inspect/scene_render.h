// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/frames.h"
#include "core/base/result.h"
#include "core/metadata/adm_scene.h"

#include <array>
#include <cstddef>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace assay
{

/// L, R, C, LFE, Ls, Rs
constexpr std::size_t renderedChannels = 6;
using RenderGains = std::array<double, renderedChannels>;

/// From `start` on a track goes from one set of gains to another, which it keeps from `reached` on.
struct GainStep {
    FrameCount start = 0;
    FrameCount reached = 0; ///< not before `start`
    RenderGains from {};
    RenderGains to {};

    [[nodiscard]] RenderGains at(FrameCount frame) const;
};

/// One track of the file and how it sounds in 5.1 over time. Before the first step it is silent.
struct RenderedTrack {
    std::size_t channel = 0; ///< from 0
    std::vector<GainStep> steps {}; ///< by start
};

/// Who renders, for reports: "Assay 5.1 estimate 1".
constexpr std::string_view rendererName = "Assay 5.1 estimate 1";

/// How a scene sounds in 5.1: beds folded down as `foldGains` does, their LFE kept; objects where their blocks place
/// them (`roomGains`, `directionGains`), gains interpolated as ITU-R BS.2127-1 does for positions; nothing outside the
/// time of an object. Extent, divergence, diffuseness, zones, screen and the trims of dbmd are not rendered.
/// Errors: `unsupported`, with what cannot be rendered.
[[nodiscard]] Result<std::vector<RenderedTrack>> renderedTracks(
    const AdmScene& scene, std::size_t channels, int sampleRate);

/// Sums the tracks up. Consecutive frames only; results do not depend on how they are cut.
class SceneRender
{
public:
    explicit SceneRender(std::vector<RenderedTrack> tracks);

    /// Fills six planes of `frames` frames; `channel` gives those frames of a track of the file.
    void render(FrameCount first, std::size_t frames,
        const std::function<std::span<const double>(std::size_t)>& channel,
        std::array<std::vector<double>, renderedChannels>& out);

private:
    void add(const GainStep& step, FrameCount first, std::span<const double> samples, std::size_t offset,
        std::array<std::vector<double>, renderedChannels>& out) const;

    std::vector<RenderedTrack> m_tracks;
    std::vector<std::size_t> m_next; ///< of each track: the first step that is not yet reached
};

} // namespace assay
