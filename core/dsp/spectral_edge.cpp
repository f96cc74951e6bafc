// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/spectral_edge.h"

#include "core/base/units.h"

#include <algorithm>
#include <cmath>

namespace assay
{

namespace
{

constexpr double lowestEdge = 3000.0; // Hz: below, a few harmonics look like an edge (design value)
constexpr double before = 1000.0; // Hz that are averaged before an edge (design value)
constexpr double slope = 200.0; // Hz on each side of an edge that belong to its fall (design value)
constexpr double reached = 10.0; // dB of fall by which a band is behind the edge (design value)
constexpr double bottom = -200.0; // dB under which nothing is told from nothing

std::size_t bandsIn(double hertz, double width)
{
    return static_cast<std::size_t>(std::max(1L, std::lround(hertz / width)));
}

} // namespace

BandLevels bandLevels(std::span<const double> powers, std::size_t binsPerBand, double binWidth)
{
    BandLevels bands { static_cast<double>(binsPerBand) * binWidth };
    for (std::size_t from = 0; from + binsPerBand <= powers.size(); from += binsPerBand) {
        double sum = 0.0;
        for (const double power : powers.subspan(from, binsPerBand))
            sum += power;
        bands.levels.push_back(powerToDb(sum / static_cast<double>(binsPerBand)));
    }
    return bands;
}

std::optional<SpectralEdge> steepestEdge(const BandLevels& bands)
{
    const std::size_t count = bands.levels.size();
    const std::size_t fall = bandsIn(slope, bands.width);
    const std::size_t average = bandsIn(before, bands.width);
    const std::size_t first = bandsIn(lowestEdge, bands.width);
    std::optional<SpectralEdge> steepest;
    double highestBehind = bottom; // of the bands from `band + fall` on
    for (std::size_t band = count; band-- > first + average;) {
        if (band + fall >= count)
            continue;
        highestBehind = std::max(highestBehind, bands.levels[band + fall]);
        double level = 0.0;
        for (std::size_t i = band - fall - average; i < band - fall; ++i)
            level += std::max(bands.levels[i], bottom) / static_cast<double>(average);
        const double drop = level - highestBehind;
        if (drop < edgeDrop || (steepest && drop <= steepest->drop))
            continue;
        std::size_t end = band + fall; // of the highest band that the fall has not reached
        while (end > band - fall && bands.levels[end - 1] < level - reached)
            --end;
        steepest = SpectralEdge { (static_cast<double>(end) - 0.5) * bands.width, drop };
    }
    return steepest;
}

std::optional<double> highestContent(const BandLevels& bands, double floor)
{
    for (std::size_t band = bands.levels.size(); band-- > 0;) {
        if (bands.levels[band] > floor)
            return static_cast<double>(band + 1) * bands.width;
    }
    return std::nullopt;
}

} // namespace assay
