// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : how late one of two facing channels is (L/R, Ls/Rs, ...), and whether it is turned over, late or not
// Result   : phase.delay [samples]: above 0 the right channel is late; phase.polarity (same, inverted)
// Source   : GCC-PHAT (Knapp and Carter 1976) from 100 Hz to 8 kHz, stretches of 8192 samples at 48 kHz, one in four
// Input    : any rate from 8 kHz; stretches in which both channels reach -60 dBFS RMS
// Undefined: no facing pair, shorter than a stretch, too quiet, no clear delay (confidence under 8: unlike channels)
// Accuracy : 0.1 samples up to 20 ms; a pure tone is only known but for whole periods; tst_delay
#include "core/analyzers/analyzer.h"
#include "core/analyzers/no_result.h"
#include "core/base/units.h"
#include "core/dsp/cross_phase.h"
#include "core/dsp/single.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace assay
{

namespace
{

constexpr MeasureSpec delay { "phase.delay", Unit::samples, ValueKind::number,
    "Delay between facing channels by GCC-PHAT, 100 Hz to 8 kHz: above 0 the right one is late, whatever its polarity. "
    "None where the peak is less than 8 times the median (confidence). The value is the pair's that is farthest from 0",
    "Assay: GCC-PHAT" };
constexpr MeasureSpec polarity { "phase.polarity", Unit::none, ValueKind::text,
    "Whether facing channels have the same sign once the delay between them is taken out, by the sign of the same "
    "peak: same, or inverted where a pair's is below 0, one leg turned over, late or not; its place names the pair. "
    "None where no delay is clear; ranges that are inverted and not late are phase.inverted",
    "Assay: GCC-PHAT" };
constexpr std::array outputs { delay, polarity };

constexpr std::size_t stretchAt48k = 8192; // samples
constexpr FrameCount oneIn = 4; // stretches; the others are skipped
constexpr int lowestRate = 8000; // Hz
constexpr double lowest = 100.0; // Hz
constexpr double highest = 8000.0; // Hz
constexpr Dbfs audible { -60.0 }; // RMS of each channel
constexpr double clear = 8.0; // times the median of all delays

struct Pair {
    ChannelPair channels;
    CrossPhase phase;
    std::array<std::vector<float>, 2> stretch {}; // that is being filled
    bool added = false;
};

bool isAudible(const std::vector<float>& samples)
{
    const double squares = energyOf(samples);
    return std::isfinite(squares) && squares >= dbToPower(audible.value()) * static_cast<double>(samples.size());
}

class Delay final : public Analyzer
{
public:
    explicit Delay(const AnalyzerContext& context);
    void process(const Block& block) override;
    void finish(MeasurementSet& out) override;

private:
    FrameCount m_size; // of a stretch
    FrameCount m_end = 0; // of what came
    std::vector<Pair> m_pairs;
    bool m_any = false; // a whole stretch
};

Delay::Delay(const AnalyzerContext& context)
    : m_size(static_cast<FrameCount>(transformSize(stretchAt48k, context.sampleRate)))
{
    const auto size = static_cast<std::size_t>(m_size);
    const double bins = static_cast<double>(size) / context.sampleRate; // in 1 Hz
    for (ChannelPair& channels : facingPairs(context.layout))
        m_pairs.push_back({ std::move(channels), CrossPhase(size, lowest * bins, highest * bins) });
}

void Delay::process(const Block& block)
{
    const FrameCount stride = m_size * oneIn;
    const FrameCount end = block.firstFrame() + static_cast<FrameCount>(block.frames());
    m_end = end;
    for (FrameCount frame = block.firstFrame(); frame < end;) {
        const FrameCount start = frame / stride * stride;
        const FrameCount until = std::min(end, start + m_size);
        if (until <= frame) { // in what is skipped
            frame = start + stride;
            continue;
        }
        const auto from = static_cast<std::size_t>(frame - block.firstFrame());
        const auto count = static_cast<std::size_t>(until - frame);
        for (Pair& pair : m_pairs) {
            const std::array sides { pair.channels.left, pair.channels.right };
            for (std::size_t side = 0; side < sides.size(); ++side) {
                std::vector<float>& stretch = pair.stretch[side];
                stretch.resize(stretch.size() + count);
                narrow(block.channel(sides[side]).subspan(from, count), std::span(stretch).last(count));
            }
            if (until < start + m_size)
                continue;
            if (isAudible(pair.stretch[0]) && isAudible(pair.stretch[1])) {
                pair.phase.add(pair.stretch[0], pair.stretch[1]);
                pair.added = true;
            }
            pair.stretch[0].clear();
            pair.stretch[1].clear();
        }
        m_any |= until == start + m_size;
        frame = until;
    }
}

void Delay::finish(MeasurementSet& out)
{
    std::vector<ChannelValue> channels;
    std::optional<double> farthest;
    const Pair* inverted = nullptr;
    bool added = false;
    for (Pair& pair : m_pairs) {
        channels.push_back({ pair.channels.name, {} });
        const auto found = pair.added ? pair.phase.delay() : std::nullopt;
        added |= pair.added;
        if (!found || found->confidence < clear)
            continue;
        channels.back().value = found->samples;
        if (!farthest || std::abs(found->samples) > std::abs(*farthest))
            farthest = found->samples;
        if (found->inverted && inverted == nullptr)
            inverted = &pair;
    }
    const char* const reason = added ? "no clear delay: the channels are not alike"
        : m_any                      ? "the channels of a pair are never both above -60 dBFS"
                                     : "shorter than 0.2 s";
    Measurement result = farthest ? measured(delay, *farthest) : notApplicable(delay, reason);
    result.channels = std::move(channels);
    out.add(std::move(result));
    Measurement sign = farthest ? measured(polarity, std::string(inverted != nullptr ? "inverted" : "same"))
                                : notApplicable(polarity, reason);
    if (inverted != nullptr)
        sign.at = Place { 0, m_end, inverted->channels.name, {} };
    out.add(std::move(sign));
}

std::unique_ptr<Analyzer> create(const AnalyzerContext& context)
{
    if (context.sampleRate < lowestRate)
        return std::make_unique<NoResult>(outputs, "the sample rate is below 8 kHz");
    if (facingPairs(context.layout).empty())
        return std::make_unique<NoResult>(outputs, "the layout has no two channels that face each other");
    return std::make_unique<Delay>(context);
}

} // namespace

extern const AnalyzerSpec delayAnalyzer { "delay", outputs, create };

} // namespace assay
