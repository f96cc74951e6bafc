// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : a surround programme as it leaves a matrix encoder
// Result   : downmix.ltrt.integrated [LUFS], .true_peak [dBTP] with its place, .loss [LU]
// Source   : Pro Logic II: surrounds turned by 90 degrees, sqrt(2/3) and sqrt(1/3); BS.1770-5 for the levels
// Input    : three or more channels of known position, any rate from 4 kHz; the LFE is dropped
// Undefined: mono, stereo, channels nobody named; loudness and loss: shorter than 400 ms, silence
// Accuracy : 90 degrees at every frequency, 0.1 dB from 60 Hz; tst_downmix
#include "core/analyzers/analyzer.h"
#include "core/analyzers/fold_meter.h"
#include "core/analyzers/no_result.h"
#include "core/dsp/grid.h"
#include "core/dsp/k_weighting.h"
#include "core/dsp/quarter_turn.h"

#include <algorithm>
#include <array>

namespace assay
{

namespace
{

constexpr FoldSpecs specs {
    { "downmix.ltrt.integrated", Unit::lufs, ValueKind::number,
        "Integrated loudness of the Lt/Rt fold-down (Pro Logic II, 90 degree network of 2049 taps at 48 kHz), not "
        "scaled: centre at -3 dB, a surround at -1.8 dB into its own side and -4.8 dB into the other, heights at -3 dB "
        "into the nearest floor channel, LFE dropped",
        "Dolby Pro Logic II matrix; ITU-R BS.1770-5 Annex 1" },
    { "downmix.ltrt.true_peak", Unit::dbtp, ValueKind::number,
        "Highest true peak of the Lt/Rt fold-down, not scaled, so that it shows what a scaling or limiting fold must "
        "take away",
        "Dolby Pro Logic II matrix; ITU-R BS.1770-5 Annex 2" },
    { "downmix.ltrt.loss", Unit::lu, ValueKind::number,
        "Integrated loudness of the programme less that of its Lt/Rt fold-down; a fold-down under -70 LUFS counts as "
        "-70 LUFS",
        "Dolby Pro Logic II matrix; ITU-R BS.1770-5 Annex 1" },
    "ltrt_momentary",
};
constexpr std::array outputs { specs.integrated, specs.truePeak, specs.loss };

class DownmixLtRt final : public Analyzer
{
public:
    explicit DownmixLtRt(const AnalyzerContext& context);
    void process(const Block& block) override;
    void finish(MeasurementSet& out) override;

private:
    // One of the two channels: what goes straight waits for what is turned.
    struct Side {
        explicit Side(int sampleRate)
            : turn(sampleRate)
            , front(turn.delay() + turn.hop())
            , surround(turn.hop())
            , turned(turn.hop())
        {
        }
        QuarterTurn turn;
        std::vector<double> front; // the frames that still wait, then those of the hop at hand
        std::vector<double> surround; // of the hop at hand
        std::vector<double> turned;
    };
    void fold(const Block& block, std::size_t from, const std::vector<double>& gains, std::span<double> into);
    void closeHop(std::size_t frames);
    void measure(std::size_t from, std::size_t frames);

    std::array<std::vector<double>, 2> m_frontGains; // of each side by channel
    std::array<std::vector<double>, 2> m_surroundGains;
    std::vector<MixPart> m_parts; // at hand
    int m_sampleRate;
    FoldMeter m_meter;
    KFilter m_filter;
    std::array<Side, 2> m_sides;
    std::size_t m_filled = 0; // frames of the hop at hand
    FrameCount m_taken = 0; // frames taken
    FrameCount m_given = 0; // frames handed on
};

DownmixLtRt::DownmixLtRt(const AnalyzerContext& context)
    : m_sampleRate(context.sampleRate)
    , m_meter(context.sampleRate, { "Lt", "Rt" })
    , m_filter(context.sampleRate, 2)
    , m_sides { Side(context.sampleRate), Side(context.sampleRate) }
{
    for (const Speaker speaker : context.layout.channels) {
        const StereoGains front = ltRtFrontGains(foldGains(speaker).value());
        const StereoGains surround = ltRtSurroundGains(foldGains(speaker).value());
        m_frontGains[0].push_back(front.left);
        m_frontGains[1].push_back(front.right);
        m_surroundGains[0].push_back(surround.left);
        m_surroundGains[1].push_back(surround.right);
    }
}

void DownmixLtRt::process(const Block& block)
{
    const std::size_t hop = m_sides[0].turn.hop();
    const std::size_t delay = m_sides[0].turn.delay();
    for (std::size_t from = 0; from < block.frames();) {
        const std::size_t count = std::min(hop - m_filled, block.frames() - from);
        for (std::size_t side = 0; side < m_sides.size(); ++side) {
            fold(block, from, m_frontGains[side], std::span(m_sides[side].front).subspan(delay + m_filled, count));
            fold(block, from, m_surroundGains[side], std::span(m_sides[side].surround).subspan(m_filled, count));
        }
        from += count;
        m_filled += count;
        m_taken += static_cast<FrameCount>(count);
        if (m_filled == hop)
            closeHop(hop);
    }
}

void DownmixLtRt::fold(const Block& block, std::size_t from, const std::vector<double>& gains, std::span<double> into)
{
    m_parts.clear();
    for (std::size_t i = 0; i < gains.size(); ++i) {
        if (gains[i] != 0.0)
            m_parts.push_back({ block.channel(i).data() + from, gains[i] });
    }
    mix(m_parts, into);
}

// Turns a hop and hands on what is whole by now: the frames from `delay` before it on.
void DownmixLtRt::closeHop(std::size_t frames)
{
    const std::size_t delay = m_sides[0].turn.delay();
    for (Side& side : m_sides) {
        side.turn.process(side.surround, side.turned);
        mix(std::array { MixPart { side.turned.data(), 1.0 }, MixPart { side.front.data(), 1.0 } }, side.turned);
        std::copy(side.front.end() - static_cast<std::ptrdiff_t>(delay), side.front.end(), side.front.begin());
    }
    const std::size_t early = m_given == 0 ? delay : 0; // what rings before the first frame
    measure(early, frames - early);
    m_filled = 0;
}

// Hands on frames of the turned hop, those of each cell by themselves.
void DownmixLtRt::measure(std::size_t from, std::size_t frames)
{
    for (const std::size_t end = from + frames; from < end;) {
        const FrameCount next = cellStart(cellFrom(m_given + 1, m_sampleRate), m_sampleRate);
        const std::size_t count = std::min(static_cast<std::size_t>(next - m_given), end - from);
        const std::array<const double*, 2> planes { m_sides[0].turned.data() + from, m_sides[1].turned.data() + from };
        std::array<double, 2> energies {};
        m_filter.process(planes, count, energies);
        const std::array<std::span<const double>, 2> sounds { std::span(planes[0], count),
            std::span(planes[1], count) };
        m_meter.add(sounds, m_given, energies[0] + energies[1]);
        m_given += static_cast<FrameCount>(count);
        from += count;
    }
}

void DownmixLtRt::finish(MeasurementSet& out)
{
    const std::size_t hop = m_sides[0].turn.hop();
    const auto delay = static_cast<FrameCount>(m_sides[0].turn.delay());
    while (m_given < m_taken) { // with silence after the end
        for (Side& side : m_sides) {
            std::ranges::fill(std::span(side.front).subspan(m_sides[0].turn.delay() + m_filled), 0.0);
            std::ranges::fill(std::span(side.surround).subspan(m_filled), 0.0);
        }
        const FrameCount late = m_given == 0 ? delay : 0;
        closeHop(static_cast<std::size_t>(std::min(m_taken - m_given + late, static_cast<FrameCount>(hop))));
    }
    m_meter.finish(specs, out);
}

std::unique_ptr<Analyzer> create(const AnalyzerContext& context)
{
    if (context.isScene)
        return noSumOfScene(outputs);
    if (std::string reason = whyNoFold(context); !reason.empty())
        return std::make_unique<NoResult>(outputs, std::move(reason));
    return std::make_unique<DownmixLtRt>(context);
}

} // namespace

extern const AnalyzerSpec downmixLtRtAnalyzer { "downmix_ltrt", outputs, create, foldReads };

} // namespace assay
