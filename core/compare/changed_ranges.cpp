// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/changed_ranges.h"

#include "core/base/units.h"
#include "core/dsp/grid.h"

#include <algorithm>

namespace assay
{

namespace
{

using Cell = ChangeMeter::Cell;

constexpr double overFloor = 15.8; // of the energy left throughout, 12 dB (design value)
constexpr double leastOverFloor = 1e-8; // of the sound, -80 dB (design value)
constexpr double plainChange = 1e-6; // of the sound, -60 dB (design value)
constexpr double leastLevel = 1e-9; // of full scale, -90 dBFS: under it 16 bits hold nothing (design value)
constexpr std::size_t joinedWithin = 50; // cells: half a second (design value)

FrameCount startOf(std::size_t cell, int sampleRate)
{
    return cellStart(static_cast<FrameCount>(cell), sampleRate);
}

// What is left throughout a channel: energy of a cell with sound, a quarter of them have less.
double floorOf(const ChangeMeter& meter, const CommonCells& common, std::size_t channel)
{
    std::vector<float> residuals;
    for (std::size_t i = 0; i < meter.cells(); ++i) {
        const Cell& cell = meter.cell(channel, i);
        if (common.covers(i) && cell.louder() > 0.0)
            residuals.push_back(cell.residual);
    }
    if (residuals.empty())
        return 0.0;
    const auto quarter = residuals.begin() + static_cast<std::ptrdiff_t>(residuals.size() / 4);
    std::ranges::nth_element(residuals, quarter);
    return static_cast<double>(*quarter);
}

bool differs(const Cell& cell, double floor, bool exact, double frames)
{
    const auto residual = static_cast<double>(cell.residual);
    if (exact)
        return residual > 0.0;
    return (residual > overFloor * floor && residual > leastOverFloor * cell.louder())
        || (residual > plainChange * cell.louder() && residual > leastLevel * frames);
}

// A run of cells in which something differs, and in which channels.
struct Run {
    std::size_t first = 0;
    std::size_t end = 0;
    std::vector<bool> channels;
    double residual = 0.0;
    double sound = 0.0;
};

ChangedRange rangeOf(const Run& run, const CommonCells& common, const std::vector<std::string>& names)
{
    ChangedRange range { { startOf(run.first, common.sampleRate),
                             std::min(common.end, startOf(run.end, common.sampleRate)) },
        {}, powerToDb(run.residual / run.sound) };
    if (std::ranges::find(run.channels, false) == run.channels.end() && names.size() > 1)
        return range;
    for (std::size_t c = 0; c < names.size(); ++c) {
        if (run.channels[c])
            range.channel += (range.channel.empty() ? "" : "/") + names[c];
    }
    return range;
}

} // namespace

bool CommonCells::covers(std::size_t cell) const
{
    return startOf(cell, sampleRate) >= frames.start && std::min(end, startOf(cell + 1, sampleRate)) <= frames.end;
}

double residualIn(const ChangeMeter& meter, const CommonCells& common)
{
    double residual = 0.0;
    double sound = 0.0;
    for (std::size_t c = 0; c < meter.channels(); ++c) {
        for (std::size_t i = 0; i < meter.cells(); ++i) {
            if (!common.covers(i))
                continue;
            residual += static_cast<double>(meter.cell(c, i).residual);
            sound += static_cast<double>(meter.cell(c, i).after);
        }
    }
    if (sound > 0.0)
        return residual / sound;
    return residual > 0.0 ? 1.0 : 0.0;
}

std::vector<ChangedRange> changedRanges(
    const ChangeMeter& meter, const CommonCells& common, const std::vector<std::string>& channels)
{
    std::vector<double> floors;
    for (std::size_t c = 0; c < meter.channels(); ++c)
        floors.push_back(floorOf(meter, common, c));
    std::vector<Run> runs;
    for (std::size_t i = 0; i < meter.cells(); ++i) {
        if (!common.covers(i))
            continue;
        const auto frames = static_cast<double>(startOf(i + 1, common.sampleRate) - startOf(i, common.sampleRate));
        for (std::size_t c = 0; c < meter.channels(); ++c) {
            const Cell& cell = meter.cell(c, i);
            if (!differs(cell, floors[c], floors[c] == 0.0 && meter.gain(c) == 1.0, frames))
                continue;
            if (runs.empty() || i > runs.back().end + joinedWithin)
                runs.push_back({ i, i, std::vector<bool>(meter.channels()) });
            Run& run = runs.back();
            run.end = i + 1;
            run.channels[c] = true;
            run.residual += static_cast<double>(cell.residual);
            run.sound += cell.louder();
        }
    }
    std::vector<ChangedRange> ranges;
    for (const Run& run : runs)
        ranges.push_back(rangeOf(run, common, channels));
    return ranges;
}

} // namespace assay
