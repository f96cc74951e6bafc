// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : what is heard in the pauses: the tone of the room, how alike it is, and where it is missing
// Result   : room_tone.level [dBFS], room_tone.spread [dB], room_tone.holes [events], by channel
// Source   : own definition: steady stretches of 0.5 s at -90 to -50 dBFS RMS; holes are digital silence among them
// Input    : any rate from 100 Hz; RMS without DC (1.0 is 0 dBFS); the LFE is left out
// Undefined: no pause; pauses of nothing but digital silence; spread of fewer than two pauses
// Accuracy : pauses on a grid of 100 ms, holes of 10 ms, levels 0.1 dB; tst_room_tone
#include "core/analyzers/analyzer.h"
#include "core/analyzers/cells.h"
#include "core/analyzers/event_list.h"
#include "core/analyzers/no_result.h"
#include "core/analyzers/programme_channels.h"
#include "core/base/units.h"
#include "core/dsp/moments.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace assay
{

namespace
{

constexpr MeasureSpec level { "room_tone.level", Unit::dbfs, ValueKind::number,
    "Level of the pauses: median RMS (1.0 is 0 dBFS) of all steps of 100 ms in stretches of at least 0.5 s at -90 to "
    "-50 dBFS, alike within 6 dB, without digital silence; the value is the highest channel's",
    "Assay: RMS of pauses" };
constexpr MeasureSpec spread { "room_tone.spread", Unit::db, ValueKind::number,
    "How far the loudest pause stands over the quietest (see room_tone.level): rooms that were cut together; the value "
    "is the widest channel's",
    "Assay: RMS of pauses" };
constexpr MeasureSpec holes { "room_tone.holes", Unit::events, ValueKind::events,
    "Digital silence of at least 100 ms between sound, in a channel whose other pauses hold a room's tone for 1 s or "
    "more in all. The value of a hole is its length in s",
    "Assay: digital silence among pauses" };
constexpr std::array outputs { level, spread, holes };

constexpr Dbfs quiet { -50.0 }; // RMS of a step: louder is programme; design value
constexpr Dbfs dither { -90.0 }; // RMS of a step: below is what 16 bits add themselves; design value
constexpr double alike = 6.0; // dB in a pause: what swells or dies away is no room; design value
constexpr std::size_t shortestPause = 5; // steps, 0.5 s: ACX asks for as much at the head
constexpr std::size_t expected = 10; // steps of pauses, 1 s: after that a hole is one; design value
constexpr FrameCount shortestHole = 10; // cells, 100 ms; design value

// The pauses and holes of one channel.
class Channel
{
public:
    Channel(ProgrammeChannel channel, int sampleRate)
        : m_channel(std::move(channel))
        , m_sampleRate(sampleRate)
    {
    }
    void addCell(const Block& cell);
    void closeStep();
    void finish() { endPause(); }
    [[nodiscard]] const std::string& name() const { return m_channel.name; }
    [[nodiscard]] bool isBlack() const { return m_isBlack; }
    [[nodiscard]] std::optional<double> level() const;
    [[nodiscard]] std::optional<double> spread() const
    {
        return m_pauses > 1 ? std::optional(m_loudest - m_quietest) : std::nullopt;
    }
    [[nodiscard]] bool isToneExpected() const { return m_levels.size() >= expected; }
    [[nodiscard]] const EventList& holes() const { return m_holes; }

private:
    void endPause();

    ProgrammeChannel m_channel;
    int m_sampleRate;
    Moments m_step; // that is being filled
    bool m_stepHasBlack = false;
    std::vector<float> m_pause; // dBFS of its steps; the pause at hand
    float m_lowest = 0.0F; // of those
    float m_highest = 0.0F;
    std::vector<float> m_levels; // dBFS of the steps of all pauses: ten a second at most
    std::size_t m_pauses = 0;
    double m_loudest = 0.0; // dBFS of a pause
    double m_quietest = 0.0;
    TimeRange m_black; // digital silence at hand
    FrameCount m_blackCells = 0; // in it
    bool m_isBlack = true; // nothing else so far
    EventList m_holes;
};

void Channel::addCell(const Block& cell)
{
    const Moments moments = momentsOf(cell.channel(m_channel.index));
    const FrameCount end = cell.firstFrame() + static_cast<FrameCount>(cell.frames());
    m_step += moments;
    if (moments.squares > 0.0) {
        if (m_blackCells >= shortestHole && !m_isBlack)
            m_holes.add({ m_black.start, m_black.end, m_channel.name, toSeconds(m_black.length(), m_sampleRate) });
        m_blackCells = 0;
        m_isBlack = false;
        return;
    }
    m_stepHasBlack = true;
    m_black = { m_blackCells == 0 ? cell.firstFrame() : m_black.start, end };
    ++m_blackCells;
}

void Channel::closeStep()
{
    const auto found = static_cast<float>(powerToDb(m_step.variance()));
    const auto decibels = static_cast<double>(found);
    const bool fits = !m_stepHasBlack && decibels >= dither.value() && decibels <= quiet.value();
    const float lowest = m_pause.empty() ? found : std::min(m_lowest, found);
    const float highest = m_pause.empty() ? found : std::max(m_highest, found);
    m_step = {};
    m_stepHasBlack = false;
    if (!fits)
        return endPause();
    if (static_cast<double>(highest - lowest) > alike) {
        endPause();
        m_lowest = m_highest = found;
    } else {
        m_lowest = lowest;
        m_highest = highest;
    }
    m_pause.push_back(found);
}

void Channel::endPause()
{
    if (m_pause.size() >= shortestPause) {
        double power = 0.0;
        for (const float step : m_pause)
            power += dbToPower(static_cast<double>(step));
        const double whole = powerToDb(power / static_cast<double>(m_pause.size()));
        m_loudest = m_pauses == 0 ? whole : std::max(m_loudest, whole);
        m_quietest = m_pauses == 0 ? whole : std::min(m_quietest, whole);
        ++m_pauses;
        m_levels.insert(m_levels.end(), m_pause.begin(), m_pause.end());
    }
    m_pause.clear();
}

std::optional<double> Channel::level() const
{
    if (m_levels.empty())
        return std::nullopt;
    std::vector<float> levels = m_levels;
    const auto middle = levels.begin() + static_cast<std::ptrdiff_t>(levels.size() / 2);
    std::ranges::nth_element(levels, middle);
    return static_cast<double>(*middle);
}

class RoomTone final : public Analyzer
{
public:
    explicit RoomTone(const AnalyzerContext& context)
        : m_sampleRate(context.sampleRate)
        , m_cutter(context.sampleRate, context.layout.size())
    {
        for (ProgrammeChannel& channel : programmeChannels(context)) {
            if (!isLfe(channel.speaker))
                m_channels.emplace_back(std::move(channel), context.sampleRate);
        }
    }
    void process(const Block& block) override
    {
        m_cutter.push(block, [this](const Block& cell) { processCell(cell); });
    }
    void finish(MeasurementSet& out) override;

private:
    void processCell(const Block& cell);
    [[nodiscard]] Measurement highest(
        const MeasureSpec& spec, std::optional<double> (Channel::*value)() const, const std::string& otherwise) const;

    int m_sampleRate;
    CellCutter m_cutter;
    std::vector<Channel> m_channels;
    FrameCount m_steps = 0; // whole steps so far
};

void RoomTone::processCell(const Block& cell)
{
    for (Channel& channel : m_channels)
        channel.addCell(cell);
    if (cell.firstFrame() + static_cast<FrameCount>(cell.frames()) != stepStart(m_steps + 1, m_sampleRate))
        return;
    ++m_steps;
    for (Channel& channel : m_channels)
        channel.closeStep();
}

Measurement RoomTone::highest(
    const MeasureSpec& spec, std::optional<double> (Channel::*value)() const, const std::string& otherwise) const
{
    std::vector<ChannelValue> values;
    std::optional<double> top;
    for (const Channel& channel : m_channels) {
        values.push_back({ channel.name(), (channel.*value)() });
        if (values.back().value)
            top = std::max(top.value_or(*values.back().value), *values.back().value);
    }
    Measurement result = top ? measured(spec, *top) : notApplicable(spec, otherwise);
    result.channels = std::move(values);
    return result;
}

void RoomTone::finish(MeasurementSet& out)
{
    m_cutter.flush([this](const Block& cell) { processCell(cell); });
    std::vector<std::pair<std::string, const EventList*>> lists;
    const EventList none;
    for (Channel& channel : m_channels) {
        channel.finish();
        lists.emplace_back(channel.name(), channel.isToneExpected() ? &channel.holes() : &none);
    }
    const bool isBlack = std::ranges::all_of(m_channels, &Channel::isBlack);
    const bool isExpected = std::ranges::any_of(m_channels, &Channel::isToneExpected);
    const std::string noPause = isBlack ? "digital silence" : "no steady pause of 0.5 s at -90 to -50 dBFS";
    out.add(highest(level, &Channel::level, noPause));
    out.add(highest(spread, &Channel::spread, isBlack ? noPause : "fewer than two pauses"));
    out.add(isExpected
            ? measuredEvents(holes, lists)
            : notApplicable(holes, isBlack ? noPause : "less than 1 s of room tone: none is expected elsewhere"));
}

std::unique_ptr<Analyzer> create(const AnalyzerContext& context)
{
    if (context.sampleRate < cellsPerSecond)
        return std::make_unique<NoResult>(outputs, "the sample rate is below 100 Hz");
    return std::make_unique<RoomTone>(context);
}

} // namespace

extern const AnalyzerSpec roomToneAnalyzer { "room_tone", outputs, create };

} // namespace assay
