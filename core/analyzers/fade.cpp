// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : whether the sound fades in and out, how long and in what shape, or is cut
// Result   : signal.fade_in, signal.fade_out [s]; signal.fade_in_shape, signal.fade_out_shape (words)
// Source   : own definition: the nearest of four shapes to the RMS of steps of 100 ms, all channels together
// Input    : any rate from 100 Hz, any layout; the LFE is left out; the first and the last 30 s
// Undefined: less than 1 s of sound there; digital silence
// Accuracy : length within 0.2 s or 15 % of a fade over steady sound; tst_fade
#include "core/analyzers/analyzer.h"
#include "core/analyzers/cells.h"
#include "core/analyzers/no_result.h"
#include "core/analyzers/programme_channels.h"
#include "core/base/units.h"
#include "core/dsp/fade_fit.h"
#include "core/dsp/moments.h"

#include <algorithm>
#include <array>
#include <deque>

namespace assay
{

namespace
{

constexpr MeasureSpec fadeIn { "signal.fade_in", Unit::seconds, ValueKind::number,
    "Length of the fade that the sound begins with: from 0.5 s on, over 20 dB or more, the RMS of its steps of "
    "100 ms within 3 dB RMS of a shape, after which it goes on alike for half as long; 0 where there is none",
    "Assay: envelope" };
constexpr MeasureSpec fadeOut { "signal.fade_out", Unit::seconds, ValueKind::number,
    "Length of the fade that the sound ends with, as signal.fade_in; 0 where there is none", "Assay: envelope" };
constexpr MeasureSpec shapeIn { "signal.fade_in_shape", Unit::none, ValueKind::text,
    "Shape of the fade that the sound begins with: linear, exponential (also what swells by itself), cosine, "
    "s-curve; hard cut where there is none and the first 10 ms stand at -60 dBFS RMS or more, within 12 dB of "
    "the first 100 ms; else none",
    "Assay: envelope" };
constexpr MeasureSpec shapeOut { "signal.fade_out_shape", Unit::none, ValueKind::text,
    "Shape of the fade that the sound ends with: linear, exponential (also what rings out by itself), cosine, "
    "s-curve; hard cut where there is none and the last 10 ms stand at -60 dBFS RMS or more, within 12 dB of the "
    "last 100 ms; else none",
    "Assay: envelope" };
constexpr std::array outputs { fadeIn, shapeIn, fadeOut, shapeOut };

constexpr std::size_t reach = 30 * cellsPerSecond; // cells looked at: 30 s from either end
constexpr std::size_t fewest = 10 * cellsPerStep; // cells: 1 s
constexpr Dbfs sound { -80.0 }; // RMS of a cell: what is quieter stands before the sound begins; design value
constexpr Dbfs cut { -60.0 }; // RMS of a cell; Essentia StartStopCut takes that for a cut
constexpr double likeSound = 12.0; // dB: what begins softer than that under its first step is not cut; design value

const char* wordFor(FadeShape shape)
{
    switch (shape) {
    case FadeShape::linear:
        return "linear";
    case FadeShape::exponential:
        return "exponential";
    case FadeShape::cosine:
        return "cosine";
    case FadeShape::sCurve:
        return "s-curve";
    }
    return "none";
}

class Fade final : public Analyzer
{
public:
    explicit Fade(const AnalyzerContext& context)
        : m_sampleRate(context.sampleRate)
        , m_cutter(context.sampleRate, context.layout.size())
    {
        for (const ProgrammeChannel& channel : programmeChannels(context)) {
            if (!isLfe(channel.speaker))
                m_channels.push_back(channel.index);
        }
    }
    void process(const Block& block) override
    {
        m_cutter.push(block, [this](const Block& cell) { processCell(cell); });
    }
    void finish(MeasurementSet& out) override;

private:
    void processCell(const Block& cell);
    void addEnd(MeasurementSet& out, const MeasureSpec& length, const MeasureSpec& shape, std::vector<double> powers,
        bool atHead) const;

    int m_sampleRate;
    CellCutter m_cutter;
    std::vector<std::size_t> m_channels; // in the block
    std::vector<double> m_head; // powers of the first cells
    std::deque<double> m_tail; // and of the last
    FrameCount m_cells = 0;
};

void Fade::processCell(const Block& cell)
{
    double power = 0.0;
    for (const std::size_t channel : m_channels) {
        const Moments moments = momentsOf(cell.channel(channel));
        power += moments.squares / static_cast<double>(cell.frames() * m_channels.size());
    }
    ++m_cells;
    if (m_head.size() < reach)
        m_head.push_back(power);
    m_tail.push_back(power);
    if (m_tail.size() > reach)
        m_tail.pop_front();
}

// `powers`: of cells, the outermost first.
void Fade::addEnd(MeasurementSet& out, const MeasureSpec& length, const MeasureSpec& shape, std::vector<double> powers,
    bool atHead) const
{
    const auto begin = std::ranges::find_if(powers, [](double power) { return power >= dbToPower(sound.value()); });
    const FrameCount before = begin - powers.begin(); // cells
    powers.erase(powers.begin(), begin);
    if (powers.size() < fewest) {
        const std::string reason
            = powers.empty() ? "no sound within 30 s of this end" : "less than 1 s of sound at this end";
        out.add(notApplicable(length, reason));
        return out.add(notApplicable(shape, reason));
    }
    std::vector<double> steps;
    for (std::size_t i = 0; i + cellsPerStep <= powers.size(); i += cellsPerStep) {
        double sum = 0.0;
        for (std::size_t k = 0; k < cellsPerStep; ++k)
            sum += powers[i + k] / cellsPerStep;
        steps.push_back(sum);
    }
    const std::optional<FadeFit> fade = fitFade(steps);
    const bool isCut = powers.front() >= std::max(dbToPower(cut.value()), dbToPower(-likeSound) * steps.front());
    const FrameCount cells = fade ? static_cast<FrameCount>(fade->length) * cellsPerStep : 0;
    Measurement result = measured(length, static_cast<double>(cells) / cellsPerSecond);
    const FrameCount from = atHead ? before : m_cells - before - cells;
    if (fade) {
        result.at
            = Place { cellStart(from, m_sampleRate), std::min(cellStart(from + cells, m_sampleRate), m_cutter.frames()),
                  "", result.value ? numberIn(*result.value) : std::nullopt };
    }
    out.add(std::move(result));
    out.add(measured(shape, std::string(fade ? wordFor(fade->shape) : isCut ? "hard cut" : "none")));
}

void Fade::finish(MeasurementSet& out)
{
    m_cutter.flush([this](const Block& cell) { processCell(cell); });
    addEnd(out, fadeIn, shapeIn, m_head, true);
    addEnd(out, fadeOut, shapeOut, { m_tail.rbegin(), m_tail.rend() }, false);
}

std::unique_ptr<Analyzer> create(const AnalyzerContext& context)
{
    if (context.sampleRate < cellsPerSecond)
        return std::make_unique<NoResult>(outputs, "the sample rate is below 100 Hz");
    return std::make_unique<Fade>(context);
}

} // namespace

extern const AnalyzerSpec fadeAnalyzer { "fade", outputs, create };

} // namespace assay
