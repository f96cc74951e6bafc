// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : which frequencies cancel when facing channels are summed to mono
// Result   : mono.band_loss [dB] of each third of an octave, with the worst place; mono.cancelled [events]
// Source   : own definition: power of X and Y over that of 0.7071 (X + Y); bands of IEC 61260-1 from 100 Hz to 16 kHz
// Input    : any rate from 8 kHz; stretches of 8192 samples at 48 kHz, one in eight, windows of four (4.3 s)
// Undefined: no facing pair, shorter than a stretch (0.2 s), never at -60 dBFS RMS
// Accuracy : 0.1 dB of steady sound; tst_mono_bands
#include "core/analyzers/analyzer.h"
#include "core/analyzers/event_list.h"
#include "core/analyzers/no_result.h"
#include "core/base/units.h"
#include "core/dsp/power_spectrum.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace assay
{

namespace
{

constexpr MeasureSpec bandLoss { "mono.band_loss", Unit::db, ValueKind::number,
    "Level of a third of an octave in two facing channels less that in their mono sum 0.7071 (L + R): 0 dB of equal "
    "channels, 3 dB of unrelated ones, more of what cancels. Bands from 100 Hz to 16 kHz that are at most 40 dB under "
    "the strongest; each band of the worst pair, the value is the worst band's, the place its worst 4 s",
    "Assay: third-octave bands of IEC 61260-1, mono sum" };
constexpr MeasureSpec cancelled { "mono.cancelled", Unit::events, ValueKind::events,
    "Ranges in which three or more adjacent thirds of an octave cancel in mono: within 4 s their sum L + R is more "
    "than 6 dB under the sum of their powers; the channel names the pair and the bands, the value is the loss of the "
    "worst",
    "Assay: third-octave bands of IEC 61260-1, mono sum" };
constexpr std::array outputs { bandLoss, cancelled };

constexpr std::size_t stretchAt48k = 8192; // samples
constexpr FrameCount oneIn = 8; // stretches; the others are skipped
constexpr std::size_t windowStretches = 4;
constexpr int lowestRate = 8000; // Hz
constexpr Dbfs audible { -60.0 }; // RMS of both channels in a stretch or window
constexpr double audibleBand = 40.0; // dB under the strongest band; design value
constexpr double cancelling = -6.0; // dB, |X + Y|^2 over |X|^2 + |Y|^2; design value, usual in practice
constexpr std::size_t adjacent = 3; // bands: the notch of a single delay is narrower
constexpr double mostLoss = 100.0; // dB; more is rounding

constexpr std::array<std::string_view, 23> bandNames { "100 Hz", "125 Hz", "160 Hz", "200 Hz", "250 Hz", "315 Hz",
    "400 Hz", "500 Hz", "630 Hz", "800 Hz", "1 kHz", "1.25 kHz", "1.6 kHz", "2 kHz", "2.5 kHz", "3.15 kHz", "4 kHz",
    "5 kHz", "6.3 kHz", "8 kHz", "10 kHz", "12.5 kHz", "16 kHz" };
constexpr int firstBand = -10; // 10^(n/10) kHz, IEC 61260-1

/// Powers of one band in both channels, and in their mono sum of 0.7071.
struct BandPower {
    double both = 0.0;
    double mono = 0.0;

    BandPower& operator+=(const BandPower& other)
    {
        both += other.both;
        mono += other.mono;
        return *this;
    }
};
using Bands = std::array<BandPower, bandNames.size()>;

double lossOf(const BandPower& band)
{
    return std::min(powerToDb(band.both) - powerToDb(band.mono), mostLoss);
}

/// Which bands are loud enough to be judged; none where all together are not.
std::array<bool, bandNames.size()> loudBands(const Bands& bands, double stretches)
{
    double all = 0.0;
    double strongest = 0.0;
    for (const BandPower& band : bands) {
        all += band.both;
        strongest = std::max(strongest, band.both);
    }
    std::array<bool, bandNames.size()> loud {};
    if (!(all >= dbToPower(audible.value()) * stretches))
        return loud;
    for (std::size_t i = 0; i < bands.size(); ++i)
        loud[i] = bands[i].both > 0.0 && bands[i].both >= dbToPower(-audibleBand) * strongest;
    return loud;
}

class Pair
{
public:
    Pair(ChannelPair channels, FrameCount size)
        : m_channels(std::move(channels))
        , m_size(size)
    {
    }

    [[nodiscard]] const ChannelPair& channels() const { return m_channels; }
    void add(FrameCount start, const Bands& bands);
    void finish();

    [[nodiscard]] const EventList& ranges() const { return m_ranges; }
    [[nodiscard]] bool isFinite() const
    {
        return std::ranges::all_of(m_whole, [](const BandPower& band) { return std::isfinite(band.both); });
    }
    /// Loss of each band over the whole; empty where a band is not loud.
    [[nodiscard]] std::array<std::optional<double>, bandNames.size()> losses() const;
    [[nodiscard]] const std::optional<Place>& worstOf(std::size_t band) const { return m_worst[band]; }

    std::array<std::vector<float>, 2> stretch {}; // mid and side of the one that is being filled

private:
    void judgeWindow();
    void followRange(std::size_t from, std::size_t to, double loss);
    void endRange();

    struct Range {
        FrameCount start = 0;
        FrameCount end = 0;
        std::size_t from = 0; // bands
        std::size_t to = 0;
        double loss = 0.0;
    };
    ChannelPair m_channels;
    FrameCount m_size; // of a stretch
    std::vector<std::pair<FrameCount, Bands>> m_window; // the last stretches
    Bands m_whole {}; // of the stretches that are loud
    double m_loud = 0.0; // of them
    bool m_judged = false; // a window
    std::array<std::optional<Place>, bandNames.size()> m_worst {};
    std::optional<Range> m_range;
    EventList m_ranges;
};

void Pair::add(FrameCount start, const Bands& bands)
{
    if (m_window.size() == windowStretches)
        m_window.erase(m_window.begin());
    m_window.emplace_back(start, bands);
    double all = 0.0;
    for (const BandPower& band : bands)
        all += band.both;
    if (!(all < dbToPower(audible.value()))) {
        for (std::size_t i = 0; i < bands.size(); ++i)
            m_whole[i] += bands[i];
        m_loud += 1.0;
    }
    if (m_window.size() == windowStretches)
        judgeWindow();
}

void Pair::judgeWindow()
{
    m_judged = true;
    Bands sums {};
    for (const auto& [start, bands] : m_window) {
        for (std::size_t i = 0; i < sums.size(); ++i)
            sums[i] += bands[i];
    }
    const auto loud = loudBands(sums, static_cast<double>(m_window.size()));
    const FrameCount start = m_window.front().first;
    const FrameCount end = m_window.back().first + m_size;
    std::size_t run = 0; // bands that cancel, up to here
    double runLoss = 0.0;
    std::optional<std::array<std::size_t, 2>> found;
    double loss = 0.0;
    for (std::size_t i = 0; i < sums.size(); ++i) {
        const double here = loud[i] ? lossOf(sums[i]) : 0.0;
        if (loud[i] && (!m_worst[i] || here > *m_worst[i]->value))
            m_worst[i] = Place { start, end, m_channels.name, here };
        const bool cancels = loud[i] && 2.0 * sums[i].mono < dbToPower(cancelling) * sums[i].both;
        run = cancels ? run + 1 : 0;
        runLoss = cancels ? std::max(run == 1 ? 0.0 : runLoss, here) : 0.0;
        if (run < adjacent)
            continue;
        found = { found ? std::min((*found)[0], i + 1 - run) : i + 1 - run, i };
        loss = std::max(loss, runLoss);
    }
    if (found)
        followRange((*found)[0], (*found)[1], loss);
    else
        endRange();
}

void Pair::followRange(std::size_t from, std::size_t to, double loss)
{
    const FrameCount start = m_window.front().first;
    if (!m_range)
        m_range = Range { start, 0, from, to, loss };
    m_range->end = m_window.back().first + m_size;
    m_range->from = std::min(m_range->from, from);
    m_range->to = std::max(m_range->to, to);
    m_range->loss = std::max(m_range->loss, loss);
}

void Pair::endRange()
{
    if (!m_range)
        return;
    std::string name = m_channels.name + " ";
    name += bandNames[m_range->from];
    name += " to ";
    name += bandNames[m_range->to];
    // Windows overlap by three stretches, so that two ranges may; the later one begins where the one before ends.
    const FrameCount before = m_ranges.kept().empty() ? 0 : m_ranges.kept().back().end;
    m_ranges.add({ std::max(m_range->start, before), m_range->end, std::move(name), m_range->loss });
    m_range.reset();
}

void Pair::finish()
{
    if (!m_judged && !m_window.empty())
        judgeWindow(); // a programme shorter than a window is one
    endRange();
}

std::array<std::optional<double>, bandNames.size()> Pair::losses() const
{
    std::array<std::optional<double>, bandNames.size()> losses {};
    const auto loud = loudBands(m_whole, m_loud);
    for (std::size_t i = 0; i < losses.size(); ++i) {
        if (m_loud > 0.0 && loud[i])
            losses[i] = lossOf(m_whole[i]);
    }
    return losses;
}

class MonoBands final : public Analyzer
{
public:
    explicit MonoBands(const AnalyzerContext& context);
    void process(const Block& block) override;
    void finish(MeasurementSet& out) override;

private:
    void fill(Pair& pair, const Block& block, std::size_t from, std::size_t count) const;
    [[nodiscard]] Bands bandsOf(const Pair& pair);
    [[nodiscard]] Measurement worstBand() const;
    [[nodiscard]] const char* whyNone() const { return m_any ? "no pair reaches -60 dBFS RMS" : "shorter than 0.2 s"; }

    PowerSpectrum m_spectrum;
    FrameCount m_size; // of a stretch
    std::array<std::size_t, bandNames.size() + 1> m_edges {}; // bins
    std::vector<Pair> m_pairs;
    bool m_any = false; // a whole stretch
};

MonoBands::MonoBands(const AnalyzerContext& context)
    : m_spectrum(transformSize(stretchAt48k, context.sampleRate))
    , m_size(static_cast<FrameCount>(m_spectrum.size()))
{
    for (std::size_t i = 0; i < m_edges.size(); ++i) {
        const double edge = 1000.0 * std::pow(10.0, (static_cast<double>(i) + firstBand - 0.5) / 10.0); // Hz
        const double bin = std::ceil(edge * static_cast<double>(m_size) / context.sampleRate);
        m_edges[i] = std::min(static_cast<std::size_t>(bin), m_spectrum.size() / 2 + 1);
    }
    for (ChannelPair& channels : facingPairs(context.layout))
        m_pairs.emplace_back(std::move(channels), m_size);
}

void MonoBands::process(const Block& block)
{
    const FrameCount stride = m_size * oneIn;
    const FrameCount end = block.firstFrame() + static_cast<FrameCount>(block.frames());
    for (FrameCount frame = block.firstFrame(); frame < end;) {
        const FrameCount start = frame / stride * stride;
        const FrameCount until = std::min(end, start + m_size);
        if (until <= frame) { // in what is skipped
            frame = start + stride;
            continue;
        }
        const auto from = static_cast<std::size_t>(frame - block.firstFrame());
        for (Pair& pair : m_pairs) {
            fill(pair, block, from, static_cast<std::size_t>(until - frame));
            if (until < start + m_size)
                continue;
            pair.add(start, bandsOf(pair));
            pair.stretch = {};
            m_any = true;
        }
        frame = until;
    }
}

void MonoBands::fill(Pair& pair, const Block& block, std::size_t from, std::size_t count) const
{
    const std::span<const double> left = block.channel(pair.channels().left).subspan(from, count);
    const std::span<const double> right = block.channel(pair.channels().right).subspan(from, count);
    for (std::vector<float>& part : pair.stretch)
        part.reserve(static_cast<std::size_t>(m_size));
    for (std::size_t i = 0; i < count; ++i) {
        pair.stretch[0].push_back(static_cast<float>(left[i] + right[i]));
        pair.stretch[1].push_back(static_cast<float>(left[i] - right[i]));
    }
}

// Mid and side stand at right angles: half of both powers is that of left and right.
Bands MonoBands::bandsOf(const Pair& pair)
{
    Bands bands {};
    for (std::size_t part = 0; part < pair.stretch.size(); ++part) {
        const std::span<const double> powers = m_spectrum.of(pair.stretch[part]);
        for (std::size_t band = 0; band < bands.size(); ++band) {
            double sum = 0.0;
            for (std::size_t k = m_edges[band]; k < m_edges[band + 1]; ++k)
                sum += powers[k];
            bands[band].both += 0.5 * sum;
            bands[band].mono += part == 0 ? 0.5 * sum : 0.0;
        }
    }
    return bands;
}

Measurement MonoBands::worstBand() const
{
    std::optional<double> worst;
    std::size_t worstBand = 0;
    const Pair* worstPair = nullptr;
    for (const Pair& pair : m_pairs) {
        const auto losses = pair.losses();
        for (std::size_t i = 0; i < losses.size(); ++i) {
            if (!losses[i] || (worst && *losses[i] <= *worst))
                continue;
            worst = losses[i];
            worstBand = i;
            worstPair = &pair;
        }
    }
    if (!worst)
        return notApplicable(bandLoss, whyNone());
    Measurement result = measured(bandLoss, *worst);
    const auto losses = worstPair->losses();
    for (std::size_t i = 0; i < losses.size(); ++i)
        result.channels.push_back({ std::string(bandNames[i]), losses[i] });
    result.at = worstPair->worstOf(worstBand);
    return result;
}

void MonoBands::finish(MeasurementSet& out)
{
    std::vector<std::pair<std::string, const EventList*>> lists;
    bool finite = true;
    for (Pair& pair : m_pairs) {
        pair.finish();
        finite &= pair.isFinite();
        lists.emplace_back(pair.channels().name, &pair.ranges());
    }
    if (!finite) {
        for (const MeasureSpec& spec : outputs)
            out.add(notMeasured(spec, "the samples are too large for a level"));
        return;
    }
    Measurement worst = worstBand();
    out.add(worst.value ? measuredEvents(cancelled, lists) : notApplicable(cancelled, whyNone()));
    out.add(std::move(worst));
}

std::unique_ptr<Analyzer> create(const AnalyzerContext& context)
{
    if (context.sampleRate < lowestRate)
        return std::make_unique<NoResult>(outputs, "the sample rate is below 8 kHz");
    if (facingPairs(context.layout).empty())
        return std::make_unique<NoResult>(outputs, "the layout has no two channels that face each other");
    return std::make_unique<MonoBands>(context);
}

} // namespace

extern const AnalyzerSpec monoBandsAnalyzer { "mono_bands", outputs, create };

} // namespace assay
