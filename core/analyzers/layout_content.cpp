// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : how high the LFE reaches, and the channel order that the sound of six channels speaks for
// Result   : lfe.bandwidth [Hz]; layout.by_content, an order as text, its confidence (0 to 1) beside it
// Source   : own definition, from the long-term spectrum: the LFE is the one channel without sound over 500 Hz
// Input    : LFE channels of any layout; all of six; any rate from 4 kHz; every fourth stretch of 85 ms is looked at
// Undefined: no LFE, or nothing in it; not six channels; content that speaks for no order, or for several
// Accuracy : 36 Hz; evidence, not a verdict: an order is told only where one fits clearly best; tst_layout_content
#include "core/analyzers/analyzer.h"
#include "core/analyzers/no_result.h"
#include "core/base/units.h"
#include "core/dsp/fft.h"
#include "core/dsp/single.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>

namespace assay
{

namespace
{

constexpr MeasureSpec bandwidth { "lfe.bandwidth", Unit::hertz, ValueKind::number,
    "Highest frequency at which the long-term spectrum of the LFE is within 40 dB of its maximum; stretches under "
    "-70 dBFS RMS do not count",
    "Assay: long-term spectrum" };
constexpr MeasureSpec byContent { "layout.by_content", Unit::none, ValueKind::text,
    "The order of six channels that their sound speaks for: the LFE is the one channel that ends below 500 Hz, and the "
    "centre the one whose level goes its own way. Beside it the confidence in the LFE's and the centre's slot, 0 to 1. "
    "Evidence, not proof",
    "Assay: spectra and levels of the channels" };
constexpr std::array outputs { bandwidth, byContent };

constexpr std::size_t sizeAt48k = 4096; // 85 ms, 12 Hz a bin
constexpr FrameCount sparseness = 4; // of as many stretches one is looked at: a long-term spectrum needs no more
constexpr Dbfs quietest { -70.0 }; // RMS of a stretch that counts: design value
constexpr double bandDepth = -40.0; // dB from the maximum: where a band ends; design value
constexpr double lfeEnd = 500.0; // Hz: no sound of an LFE stands above; design value
constexpr double sureOctaves = 4.0; // between LFE and the next channel, for full confidence: design value
constexpr double clearlyBetter = 0.6; // mean level distance of the best order to that of the next: design value
constexpr double leastDistance = 3.0; // dB, mean: the next best order must be at least so wrong; design value
constexpr std::size_t leastStretches = 30; // that count in a channel, some 10 s: design value
constexpr int lowestRate = 4000; // Hz
constexpr std::size_t sixChannels = 6;

// The orders in use that end with the LFE; pairs are slots that sound alike. Film, DTS and AAC.
struct Order {
    const char* text;
    std::size_t centre;
    std::array<std::size_t, 4> pairs; // front left and right, surround left and right
};
constexpr std::array ordersWithLfeLast {
    Order { "L C R Ls Rs LFE", 1, { 0, 2, 3, 4 } },
    Order { "L R Ls Rs C LFE", 4, { 0, 1, 2, 3 } },
    Order { "C L R Ls Rs LFE", 0, { 1, 2, 3, 4 } },
};
constexpr const char* orderWithLfeFourth = "L R C LFE Ls Rs"; // SMPTE and ITU: the only one in use
constexpr std::size_t fourth = 3;
constexpr std::size_t last = 5;

// What is known of one channel.
struct ChannelSound {
    std::size_t index = 0; // in the block
    std::vector<float> samples; // of the stretch at hand
    std::vector<double> power; // by bin, of all stretches that count
    std::size_t stretches = 0;
};

class LayoutContent final : public Analyzer
{
public:
    explicit LayoutContent(const AnalyzerContext& context);
    void process(const Block& block) override;
    void finish(MeasurementSet& out) override;

private:
    void endStretch();
    [[nodiscard]] double levelOf(ChannelSound& channel);
    [[nodiscard]] std::optional<double> bandEnd(const ChannelSound& channel) const;
    [[nodiscard]] Measurement lfeBandwidth() const;
    [[nodiscard]] Measurement orderByContent() const;
    [[nodiscard]] Measurement orderWithLfeLast(double lfeConfidence) const;
    [[nodiscard]] double distance(const Order& order) const;

    int m_sampleRate;
    Layout m_layout;
    std::vector<std::string> m_names;
    bool m_six; // all channels are looked at, in file order; else only LFEs
    RealFft m_fft;
    std::vector<float> m_window;
    std::vector<ChannelSound> m_channels;
    std::array<std::array<double, sixChannels>, sixChannels> m_distances {}; // dB, sums over stretches
    std::size_t m_stretches = 0; // in which any of six channels sounds
    FrameCount m_position = 0;
};

LayoutContent::LayoutContent(const AnalyzerContext& context)
    : m_sampleRate(context.sampleRate)
    , m_layout(context.layout)
    , m_names(context.channelNames)
    , m_six(context.layout.size() == sixChannels && std::ranges::all_of(context.layout.channels, isProgrammeAudio))
    , m_fft(transformSize(sizeAt48k, context.sampleRate))
    , m_window(m_fft.size())
{
    const double turn = 2.0 * std::numbers::pi / static_cast<double>(m_fft.size());
    for (std::size_t i = 0; i < m_window.size(); ++i) // Hann
        m_window[i] = static_cast<float>(0.5 - 0.5 * std::cos(turn * static_cast<double>(i)));
    for (std::size_t i = 0; i < m_layout.size(); ++i) {
        if (m_six || isLfe(m_layout.channels[i]))
            m_channels.push_back({ i, {}, std::vector<double>(m_fft.size() / 2 + 1), 0 });
    }
}

void LayoutContent::process(const Block& block)
{
    const auto size = static_cast<FrameCount>(m_fft.size());
    const auto frames = static_cast<FrameCount>(block.frames());
    for (FrameCount from = 0; from < frames && !m_channels.empty();) {
        const FrameCount within = (m_position + from) % (size * sparseness); // of this stretch and the gap behind
        const bool wanted = within < size;
        const FrameCount count = std::min(frames - from, (wanted ? size : size * sparseness) - within);
        for (ChannelSound& channel : m_channels) {
            if (!wanted)
                break;
            const auto part
                = block.channel(channel.index).subspan(static_cast<std::size_t>(from), static_cast<std::size_t>(count));
            channel.samples.resize(channel.samples.size() + part.size());
            narrow(part, std::span(channel.samples).last(part.size()));
        }
        if (wanted && within + count == size)
            endStretch();
        from += count;
    }
    m_position += frames;
}

void LayoutContent::endStretch()
{
    std::array<double, sixChannels> levels {};
    levels.fill(quietest.value());
    for (std::size_t i = 0; i < m_channels.size(); ++i) {
        const double level = levelOf(m_channels[i]);
        if (i < sixChannels)
            levels[i] = level;
    }
    if (std::ranges::any_of(levels, [](double level) { return level > quietest.value(); }))
        ++m_stretches;
    for (std::size_t a = 0; m_six && a < sixChannels; ++a) {
        for (std::size_t b = 0; b < a; ++b)
            m_distances[a][b] += std::abs(levels[a] - levels[b]);
    }
}

// The level of its stretch, which joins its spectrum where it counts.
double LayoutContent::levelOf(ChannelSound& channel)
{
    const double power = energyOf(channel.samples) / static_cast<double>(channel.samples.size());
    const double level = std::max(quietest.value(), powerToDb(power));
    if (level > quietest.value() && std::isfinite(level)) {
        lay(m_window, channel.samples, m_fft.samples());
        m_fft.forward();
        addPowers(m_fft.bins(), channel.power);
        ++channel.stretches;
    }
    channel.samples.clear();
    return std::isfinite(level) ? level : 0.0;
}

// Where the channel's band ends, in Hz; empty where it carries too little.
std::optional<double> LayoutContent::bandEnd(const ChannelSound& channel) const
{
    if (channel.stretches == 0)
        return {};
    const double floor = *std::ranges::max_element(channel.power) * dbToPower(bandDepth);
    std::size_t bin = channel.power.size() - 1;
    while (bin > 0 && !(channel.power[bin] >= floor))
        --bin;
    return static_cast<double>(bin) * m_sampleRate / static_cast<double>(m_fft.size());
}

Measurement LayoutContent::lfeBandwidth() const
{
    std::vector<ChannelValue> values;
    std::optional<double> highest;
    for (const ChannelSound& channel : m_channels) {
        if (!isLfe(m_layout.channels[channel.index]))
            continue;
        const auto end = bandEnd(channel);
        values.push_back({ m_names.at(channel.index), end });
        if (end)
            highest = std::max(highest.value_or(0.0), *end);
    }
    if (values.empty())
        return notApplicable(bandwidth, "the layout has no LFE");
    if (!highest)
        return notApplicable(bandwidth, "nothing in the LFE reaches -70 dBFS RMS");
    Measurement result = measured(bandwidth, *highest);
    result.channels = std::move(values);
    return result;
}

Measurement LayoutContent::orderByContent() const
{
    if (!m_six)
        return notApplicable(byContent, "only the order of six channels is sought");
    std::optional<std::size_t> lfeSlot;
    double lfeBand = 0.0;
    double nextBand = static_cast<double>(m_sampleRate); // of the others, the lowest
    std::size_t others = 0;
    for (std::size_t slot = 0; slot < sixChannels; ++slot) {
        if (m_channels[slot].stretches < leastStretches)
            continue;
        const double end = bandEnd(m_channels[slot]).value_or(0.0);
        if (end > lfeEnd) {
            nextBand = std::min(nextBand, end);
            ++others;
        } else if (lfeSlot) {
            return notApplicable(byContent, "several channels end below 500 Hz");
        } else {
            lfeSlot = slot;
            lfeBand = std::max(end, 1.0);
        }
    }
    if (!lfeSlot || others < 2)
        return notApplicable(byContent, "no channel stands out as an LFE beside others that sound");
    const double confidence = std::min(1.0, std::log2(nextBand / lfeBand) / sureOctaves);
    if (*lfeSlot == last)
        return orderWithLfeLast(confidence);
    if (*lfeSlot != fourth)
        return notApplicable(byContent, "the LFE seems to be " + m_names.at(*lfeSlot) + ", which fits no order in use");
    Measurement result = measured(byContent, std::string(orderWithLfeFourth));
    result.channels = { { m_names.at(fourth), confidence } };
    return result;
}

double LayoutContent::distance(const Order& order) const
{
    const auto between = [this](std::size_t a, std::size_t b) { return m_distances[std::max(a, b)][std::min(a, b)]; };
    return between(order.pairs[0], order.pairs[1]) + between(order.pairs[2], order.pairs[3]);
}

// Left and right rise and fall together, the centre by itself.
Measurement LayoutContent::orderWithLfeLast(double lfeConfidence) const
{
    for (std::size_t slot = 0; slot < last; ++slot) {
        if (m_channels[slot].stretches < leastStretches)
            return notApplicable(
                byContent, "the LFE is last, but not all of the others sound: the centre is not found");
    }
    std::array<Order, 3> orders = ordersWithLfeLast;
    std::ranges::sort(orders, {}, [this](const Order& order) { return distance(order); });
    const double best = distance(orders[0]);
    const double next = distance(orders[1]);
    if (!(best <= clearlyBetter * next && next >= leastDistance * static_cast<double>(m_stretches)))
        return notApplicable(byContent, "the LFE is last, but no channel stands out as the centre");
    Measurement result = measured(byContent, std::string(orders[0].text));
    result.channels = { { m_names.at(orders[0].centre), 1.0 - best / next }, { m_names.at(last), lfeConfidence } };
    return result;
}

void LayoutContent::finish(MeasurementSet& out)
{
    out.add(lfeBandwidth());
    out.add(orderByContent());
}

std::unique_ptr<Analyzer> create(const AnalyzerContext& context)
{
    if (context.sampleRate < lowestRate)
        return std::make_unique<NoResult>(outputs, "the sample rate is below 4 kHz");
    return std::make_unique<LayoutContent>(context);
}

} // namespace

extern const AnalyzerSpec layoutContentAnalyzer { "layout_content", outputs, create };

} // namespace assay
