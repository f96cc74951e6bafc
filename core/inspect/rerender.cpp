// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : loudness and true peak of the beds and objects of an ADM, rendered to 5.1 and folded down to stereo
// Result   : atmos.rerender.integrated, .stereo_integrated [LUFS], .true_peak, .stereo_true_peak [dBTP], .renderer
// Source   : ITU-R BS.1770-5 Annex 4 (object-based sound is rendered first, and the renderer named); scene_render.h
// Input    : all tracks of a file with an ADM, any rate from 4 kHz
// Undefined: files without an ADM, single beds of a scene; not measured: HOA, matrix, binaural, unknown positions
// Accuracy : that of the meters on what was rendered; an estimate of any other renderer's result. tst_rerender
#include "core/inspect/rerender.h"

#include "core/analyzers/fold_meter.h"
#include "core/analyzers/no_result.h"
#include "core/analyzers/shared_sound.h"
#include "core/dsp/fold_down.h"
#include "core/inspect/scene_render.h"

#include <array>

namespace assay
{

namespace
{

constexpr MeasureSpec integrated { "atmos.rerender.integrated", Unit::lufs, ValueKind::number,
    "Loudness of beds and objects rendered to 5.1: an estimate by the renderer that atmos.rerender.renderer names, "
    "furthest from others' where objects are high or wide; it has been held against no other renderer",
    "ITU-R BS.1770-5 Annexes 1 and 4" };
constexpr MeasureSpec truePeak { "atmos.rerender.true_peak", Unit::dbtp, ValueKind::number,
    "Highest true peak of the same 5.1, LFE included: an estimate", "ITU-R BS.1770-5 Annexes 2 and 4" };
constexpr MeasureSpec stereoIntegrated { "atmos.rerender.stereo_integrated", Unit::lufs, ValueKind::number,
    "Loudness of the same 5.1 folded down to Lo/Ro, not scaled: an estimate", "ITU-R BS.775; ITU-R BS.1770-5" };
constexpr MeasureSpec stereoTruePeak { "atmos.rerender.stereo_true_peak", Unit::dbtp, ValueKind::number,
    "Highest true peak of the same 5.1 folded down to Lo/Ro, not scaled: an estimate",
    "ITU-R BS.775; ITU-R BS.1770-5 Annex 2" };
constexpr MeasureSpec renderer { "atmos.rerender.renderer", Unit::none, ValueKind::text,
    "Who rendered, and in which version: beds by the coefficients of downmix.loro up to 5.1 (heights at -3 dB, sides "
    "and rears into the surrounds at 0 dB, LFE kept), objects by constant power between the nearest of L, C, R, Ls, "
    "Rs, gains interpolated over the blocks; no trims, extent, divergence or zones",
    "ITU-R BS.1770-5 Annex 4; ITU-R BS.2127-1" };
constexpr std::array specs { integrated, truePeak, stereoIntegrated, stereoTruePeak, renderer };

constexpr std::array<double, renderedChannels> weights { 1.0, 1.0, 1.0, 0.0, 1.41, 1.41 }; // BS.1770-5 Annex 1, Table 3

using Planes = std::array<std::vector<double>, renderedChannels>;

class Rerender final : public Analyzer
{
public:
    Rerender(int sampleRate, std::vector<RenderedTrack> tracks)
        : m_render(std::move(tracks))
        , m_filter(sampleRate, renderedChannels + 2)
        , m_surround(sampleRate, { "L", "R", "C", "LFE", "Ls", "Rs" }, "the 5.1 re-render")
        , m_stereo(sampleRate, { "Lo", "Ro" }, "the stereo re-render")
    {
    }

    void process(const Block& block) override
    {
        forEachCell(block, [this](const Cell& cell) { processCell(cell); });
    }

    void finish(MeasurementSet& out) override
    {
        m_surround.finish(integrated, truePeak, out);
        m_stereo.finish(stereoIntegrated, stereoTruePeak, out);
        out.add(measured(renderer, std::string(rendererName)));
    }

private:
    void processCell(const Cell& cell)
    {
        m_render.render(
            cell.firstFrame(), cell.frames(), [&](std::size_t channel) { return cell.channel(channel); }, m_planes);
        foldDown(cell.frames());
        std::array<const double*, renderedChannels + 2> pointers {};
        std::array<std::span<const double>, renderedChannels> surround {};
        for (std::size_t i = 0; i < renderedChannels; ++i) {
            surround[i] = m_planes[i];
            pointers[i] = m_planes[i].data();
        }
        const std::array<std::span<const double>, 2> stereo { m_folded[0], m_folded[1] };
        pointers[renderedChannels] = m_folded[0].data();
        pointers[renderedChannels + 1] = m_folded[1].data();
        std::array<double, renderedChannels + 2> energies {};
        m_filter.process(pointers, cell.frames(), energies);
        double weighted = 0.0;
        for (std::size_t i = 0; i < renderedChannels; ++i)
            weighted += weights[i] * energies[i];
        m_surround.add(surround, cell.firstFrame(), weighted);
        m_stereo.add(stereo, cell.firstFrame(), energies[renderedChannels] + energies[renderedChannels + 1]);
    }

    void foldDown(std::size_t frames)
    {
        static constexpr std::array<FoldGains, renderedChannels> places { FoldGains { .left = 1.0 },
            FoldGains { .right = 1.0 }, FoldGains { .centre = 1.0 }, FoldGains {}, FoldGains { .leftSurround = 1.0 },
            FoldGains { .rightSurround = 1.0 } };
        std::array<std::vector<MixPart>, 2> parts;
        for (std::size_t i = 0; i < renderedChannels; ++i) {
            const StereoGains gains = loRoGains(places[i]);
            if (gains.left != 0.0)
                parts[0].push_back({ m_planes[i].data(), gains.left });
            if (gains.right != 0.0)
                parts[1].push_back({ m_planes[i].data(), gains.right });
        }
        for (std::size_t side = 0; side < parts.size(); ++side) {
            m_folded[side].resize(frames);
            mix(parts[side], m_folded[side]);
        }
    }

    SceneRender m_render;
    KFilter m_filter;
    FoldMeter m_surround;
    FoldMeter m_stereo;
    Planes m_planes {};
    std::array<std::vector<double>, 2> m_folded {};
};

std::unique_ptr<Analyzer> without(std::string reason, MeasureState state = MeasureState::notApplicable)
{
    return std::make_unique<NoResult>(specs, std::move(reason), state);
}

} // namespace

std::span<const MeasureSpec> rerenderSpecs()
{
    return specs;
}

std::unique_ptr<Analyzer> makeRerender(
    const AnalyzerContext& context, const ProgrammePlan& programme, const DeliveryPlan& delivery)
{
    const StreamSource& source = programme.sources.front();
    const Metadata& metadata = delivery.assets[source.asset].metadata;
    if (programme.sources.size() != 1 || metadata.adm == nullptr)
        return without("the file has no ADM");
    if (!source.channels.empty())
        return without("the programme is a part of the file's tracks");
    if (context.sampleRate < lowestLoudnessRate)
        return without("K-weighting needs a sample rate of at least 4 kHz");
    auto tracks = renderedTracks(admScene(*metadata.adm), context.layout.size(), context.sampleRate);
    if (!tracks)
        return without(tracks.error().message, MeasureState::notMeasured);
    return std::make_unique<Rerender>(context.sampleRate, std::move(*tracks));
}

} // namespace assay
