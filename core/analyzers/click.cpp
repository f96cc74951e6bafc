// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : single clicks and pops: jumps that the sound around them does not explain
// Result   : signal.click [events], the count of each channel beside it; the value of a click is its height in dB
// Source   : residual of linear prediction, order 12, over its median; thresholds as Essentia ClickDetector documents
// Input    : any rate from 8 kHz, any layout; data channels and other services are left out
// Undefined: no frames; clicks within 60 ms of either end, and others less than 50 ms apart, are not looked for
// Accuracy : place within 1 sample of a one-sample click, tst_click; the predictor: tst_defect_reference
#include "core/analyzers/analyzer.h"
#include "core/analyzers/event_list.h"
#include "core/analyzers/no_result.h"
#include "core/analyzers/programme_channels.h"
#include "core/analyzers/shared_sound.h"
#include "core/base/units.h"
#include "core/dsp/clicks.h"
#include "core/dsp/recent.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace assay
{

namespace
{

constexpr MeasureSpec click { "signal.click", Unit::events, ValueKind::events,
    "Clicks of up to 0.25 ms: the residual of linear prediction (order 12) stands 30 dB or more over its median of 10 "
    "ms on both sides and 9 dB over everything within 50 ms, the second difference 14 dB over its RMS near by, in "
    "sound of -50 dBFS RMS or more that goes on as it was within 12 dB; drums, voices and saw waves are none. The "
    "value of a click is its height over the median in dB",
    "Assay: linear prediction residual" };
constexpr std::array outputs { click };

constexpr int lowestRate = 8000; // Hz: below, 10 ms are too few samples
constexpr double alone = 0.05; // s: the period of the lowest tone, 20 Hz
constexpr double fit = 0.01; // s: 960 samples at 48 kHz; Essentia's frame is 512 at 44.1 kHz
constexpr double guard = 0.001; // s; design value
constexpr double longest = 0.00025; // s; plosives and drums are longer; design value
constexpr Dbfs soundLevel { -50.0 }; // RMS: Essentia ClickDetector's silence threshold
constexpr double leastHeight = 30.0; // dB: Essentia ClickDetector's detection threshold
constexpr double othersBelow = 9.0; // dB; design value
constexpr double likeSurroundings
    = 12.0; // dB, of RMS (what is under -50 dBFS counts as that) and of median residual; design value
constexpr double outlier
    = 5.0; // of the second difference over its RMS in the cells next to it: worth a look; design value
constexpr std::size_t reach = 6; // cells on both sides that a look needs: 60 ms

ClickRules rulesAt(int sampleRate)
{
    const auto frames
        = [sampleRate](double seconds) { return static_cast<std::size_t>(std::llround(seconds * sampleRate)); };
    ClickRules rules;
    rules.alone = frames(alone);
    rules.fit = frames(fit);
    rules.longest = frames(longest);
    rules.guard = std::max(frames(guard), 2 * predictionOrder);
    rules.leastLevel = dbToAmplitude(soundLevel.value());
    rules.leastHeight = leastHeight;
    rules.othersBelow = dbToAmplitude(-othersBelow);
    rules.likeSurroundings = dbToAmplitude(likeSurroundings);
    return rules;
}

class Channel
{
public:
    explicit Channel(ProgrammeChannel channel)
        : m_channel(std::move(channel))
    {
    }
    void process(const Block& block, ClickSearch& search);
    [[nodiscard]] const std::string& name() const { return m_channel.name; }
    [[nodiscard]] const EventList& clicks() const { return m_clicks; }

private:
    struct Stretch { // a cell
        TimeRange range;
        double sharpest = 0.0; // second difference
        double sharpness = 0.0; // sum of its squares
    };
    void look(std::size_t cell, ClickSearch& search);
    [[nodiscard]] std::size_t firstNeeded(const ClickRules& rules) const;
    [[nodiscard]] double sharpness(std::size_t cell) const; // RMS of the second difference

    ProgrammeChannel m_channel;
    Recent m_sound; // of the last cells
    std::vector<Stretch> m_cells;
    FrameCount m_lastEnd = 0; // of the last click
    EventList m_clicks;
};

void Channel::process(const Block& block, ClickSearch& search)
{
    m_sound.take(block.channel(m_channel.index));
    forEachCell(block, [&](const Cell& cell) {
        const CellFacts& facts = cell.facts(m_channel.index);
        m_cells.push_back({ { cell.firstFrame(), cell.end() }, facts.sharpest, facts.sharpness });
        if (m_cells.size() > 2 * reach)
            look(m_cells.size() - 1 - reach, search);
    });
    if (m_cells.size() > 2 * reach)
        m_cells.erase(m_cells.begin(), m_cells.end() - static_cast<std::ptrdiff_t>(2 * reach));
    m_sound.keep(m_cells.empty() ? 0 : m_cells[firstNeeded(search.rules())].range.start);
}

// The first cell whose sound the looks to come may ask for: they are at the last cells, where these can be clicks by
// what is known of them, and at those to come.
std::size_t Channel::firstNeeded(const ClickRules& rules) const
{
    std::size_t next = m_cells.size() - std::min(m_cells.size(), reach);
    while (next < m_cells.size() && next > 0
        && (m_cells[next].sharpest < rules.leastLevel || m_cells[next].sharpest < outlier * sharpness(next - 1)))
        ++next;
    return next - std::min(next, reach);
}

double Channel::sharpness(std::size_t cell) const
{
    return std::sqrt(m_cells[cell].sharpness / static_cast<double>(m_cells[cell].range.length()));
}

void Channel::look(std::size_t cell, ClickSearch& search)
{
    const double sharpest = m_cells[cell].sharpest;
    if (sharpest < search.rules().leastLevel || sharpest < outlier * std::max(sharpness(cell - 1), sharpness(cell + 1)))
        return;
    const FrameCount first = m_cells[cell - reach].range.start;
    const std::span<const double> sound = m_sound.between(first, m_cells[cell + reach].range.end);
    const auto begin = static_cast<std::size_t>(m_cells[cell].range.start - first);
    const auto end = static_cast<std::size_t>(m_cells[cell].range.end - first);
    std::size_t at = begin;
    double found = 0.0;
    for (std::size_t i = begin - 1; i + 1 < end; ++i) {
        const double change = std::abs(sound[i - 1] - 2.0 * sound[i] + sound[i + 1]);
        if (change > found) {
            found = change;
            at = i;
        }
    }
    const std::optional<Click> result = search.clickAt(sound, at);
    if (!result || first + result->range.start < m_lastEnd)
        return;
    m_lastEnd = first + result->range.end;
    m_clicks.add({ first + result->range.start, m_lastEnd, m_channel.name, result->height });
}

class Clicks final : public Analyzer
{
public:
    explicit Clicks(const AnalyzerContext& context)
        : m_search(rulesAt(context.sampleRate))
    {
        for (ProgrammeChannel& channel : programmeChannels(context))
            m_channels.emplace_back(std::move(channel));
    }
    void process(const Block& block) override
    {
        m_frames += static_cast<FrameCount>(block.frames());
        for (Channel& channel : m_channels)
            channel.process(block, m_search);
    }
    void finish(MeasurementSet& out) override
    {
        if (m_frames == 0)
            return out.add(notApplicable(click, "the programme has no frames"));
        std::vector<std::pair<std::string, const EventList*>> lists;
        for (const Channel& channel : m_channels)
            lists.emplace_back(channel.name(), &channel.clicks());
        out.add(measuredEvents(click, lists));
    }

private:
    ClickSearch m_search;
    std::vector<Channel> m_channels;
    FrameCount m_frames = 0;
};

std::unique_ptr<Analyzer> create(const AnalyzerContext& context)
{
    if (context.sampleRate < lowestRate)
        return std::make_unique<NoResult>(outputs, "the sample rate is below 8 kHz");
    return std::make_unique<Clicks>(context);
}

} // namespace

extern const AnalyzerSpec clickAnalyzer { "click", outputs, create };

} // namespace assay
