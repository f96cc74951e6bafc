// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : sudden shifts of the level that last, as between scenes or takes that were not matched
// Result   : signal.level_jump [events], one point each, with the shift in LU: above 0 it becomes louder
// Source   : own definition: percentiles of the momentary loudness in the 6 s before and after every 100 ms
// Input    : the series of the momentary loudness (EBU Tech 3341, 10 Hz), so that the samples are not read again
// Undefined: shorter than 12 s, no loudness
// Accuracy : the shift within 0.5 LU, the point within 0.2 s of a clean step; tst_level_jump
#include "core/analyzers/analyzer.h"
#include "core/analyzers/event_list.h"
#include "core/dsp/grid.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace assay
{

namespace
{

constexpr MeasureSpec levelJump { "signal.level_jump", Unit::events, ValueKind::events,
    "Sudden level shifts that last: between the 6 s before and the 6 s after, the median of the momentary loudness "
    "changes by at least 10 LU, hardly anything of the quieter side (95 %) reaches the median of the louder one, and "
    "the loudest of the seconds on both sides differs by at least 6 LU; pauses under -60 LUFS are left out and may "
    "take a quarter of a side. The value of a place is the shift in LU, above 0 to louder",
    "Assay: momentary loudness (EBU Tech 3341 v4) before and after" };
constexpr std::array outputs { levelJump };
constexpr std::array<std::string_view, 1> reads { "loudness.momentary_max" };

constexpr std::size_t windowSteps = 4; // 400 ms: of the momentary loudness
constexpr std::size_t side = 57; // windows within 6 s; design value
constexpr std::size_t second = 7; // windows within 1 s
constexpr double leastShift = 10.0; // LU; music goes from verse to chorus by less; design value
constexpr double leastSudden = 6.0; // LU; design value
constexpr double pause = -60.0; // LUFS; design value
constexpr double leastSounding = 0.75; // of a side; design value
constexpr double typical = 0.5; // percentile of a side's level
constexpr double nearlyAll = 0.95; // percentile that the quieter side may reach up to

/// Loudness that the given shares of a stretch stay below; pauses left out.
struct Levels {
    double typical = 0.0; // LUFS
    double nearlyAll = 0.0;
};

std::optional<Levels> levelsOf(std::span<const double> stretch)
{
    std::array<double, side> sounding {};
    std::size_t count = 0;
    for (const double loudness : stretch) {
        if (loudness > pause) // NaN is silence
            sounding[count++] = loudness;
    }
    if (static_cast<double>(count) < leastSounding * static_cast<double>(stretch.size()))
        return std::nullopt;
    std::sort(sounding.begin(), sounding.begin() + static_cast<std::ptrdiff_t>(count));
    const auto at = [&](double share) {
        return sounding[static_cast<std::size_t>(std::lround(share * static_cast<double>(count - 1)))];
    };
    return Levels { at(typical), at(nearlyAll) };
}

double loudestOf(std::span<const double> stretch)
{
    double loudest = pause;
    for (const double loudness : stretch)
        loudest = loudness > loudest ? loudness : loudest;
    return loudest;
}

/// The shift at one boundary, where it is one.
struct Shift {
    double value = 0.0; // LU
    double contrast = 0.0; // LU, between the 400 ms on both sides, in the sense of the shift
};

// `boundary` in steps. The windows before it end there or earlier, those after it begin there or later.
std::optional<Shift> shiftAt(std::span<const double> momentary, std::size_t boundary)
{
    const auto before = momentary.subspan(boundary - side, side);
    const auto after = momentary.subspan(boundary + windowSteps - 1, side);
    const double sudden = loudestOf(after.first(second)) - loudestOf(before.last(second));
    if (!(std::abs(sudden) >= leastSudden))
        return std::nullopt;
    const auto first = levelsOf(before);
    const auto then = levelsOf(after);
    if (!first || !then)
        return std::nullopt;
    const double value = then->typical - first->typical;
    const Levels& quieter = value > 0.0 ? *first : *then;
    const Levels& louder = value > 0.0 ? *then : *first;
    if (!(std::abs(value) >= leastShift) || (value > 0.0) != (sudden > 0.0) || quieter.nearlyAll >= louder.typical)
        return std::nullopt;
    const double contrast = loudestOf(after.first(1)) - loudestOf(before.last(1));
    return Shift { value, value > 0.0 ? contrast : -contrast };
}

/// Boundaries near each other speak of one shift: its place is where what lies next to it differs most.
class Search
{
public:
    explicit Search(int sampleRate)
        : m_sampleRate(sampleRate)
    {
    }

    void follow(std::size_t boundary, const std::optional<Shift>& shift)
    {
        if (!shift)
            return;
        if (m_best && (boundary - m_last > side || (shift->value > 0.0) != (m_best->value > 0.0)))
            end();
        m_last = boundary;
        if (m_best && shift->contrast <= m_best->contrast)
            return;
        m_best = shift;
        m_at = boundary;
    }
    void end()
    {
        if (!m_best)
            return;
        const FrameCount frame = stepStart(static_cast<FrameCount>(m_at), m_sampleRate);
        m_jumps.add({ frame, frame + 1, "", m_best->value });
        m_best.reset();
    }
    [[nodiscard]] const EventList& jumps() const { return m_jumps; }

private:
    int m_sampleRate;
    std::optional<Shift> m_best; // of the boundaries at hand
    std::size_t m_at = 0; // its boundary
    std::size_t m_last = 0; // of them
    EventList m_jumps;
};

class LevelJump final : public Analyzer
{
public:
    explicit LevelJump(const AnalyzerContext& context)
        : m_sampleRate(context.sampleRate)
    {
    }
    void process(const Block&) override { }
    void finish(MeasurementSet& out) override;

private:
    int m_sampleRate;
};

void LevelJump::finish(MeasurementSet& out)
{
    const Measurement* const loudness = out.find("loudness.momentary_max");
    const std::vector<double>* const track = out.series().find("momentary");
    if (loudness == nullptr || track == nullptr)
        return out.add(notMeasured(levelJump, "the momentary loudness is not known"));
    if (loudness->state == MeasureState::notMeasured)
        return out.add(notMeasured(levelJump, "loudness.momentary_max: " + loudness->reason));
    if (!loudness->value)
        return out.add(notApplicable(levelJump, "loudness.momentary_max: " + loudness->reason));
    constexpr std::size_t first = side + windowSteps - 1; // the first boundary with a whole side before it
    if (track->size() < first + windowSteps - 1 + side)
        return out.add(notApplicable(levelJump, "shorter than 12 s"));
    Search search(m_sampleRate);
    for (std::size_t boundary = first; boundary + windowSteps - 1 + side <= track->size(); ++boundary)
        search.follow(boundary, shiftAt(*track, boundary));
    search.end();
    Measurement result = measuredEvents(levelJump, search.jumps().kept());
    result.value = search.jumps().count();
    out.add(std::move(result));
}

std::unique_ptr<Analyzer> create(const AnalyzerContext& context)
{
    return std::make_unique<LevelJump>(context);
}

} // namespace

extern const AnalyzerSpec levelJumpAnalyzer { "level_jump", outputs, create, reads };

} // namespace assay
