// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/stem_products.h"

#include "core/dsp/grid.h"
#include "core/dsp/pair_sums.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace assay
{

namespace
{

constexpr double keptShare = 0.5; // of the windows in which each stem sounds, that the best fitting hold (design value)
constexpr int mostRounds = 12; // of trimming; it settles after two or three
constexpr double pull = 1e-11; // of a stem's energy, towards gain 1: decides where equal stems leave it open

} // namespace

Products::Products(std::size_t stems)
    : m_stems(stems)
    , m_sums((stems + 1) * (stems + 2) / 2)
{
}

std::size_t Products::index(std::size_t a, std::size_t b) const
{
    const std::size_t row = std::min(a, b);
    const std::size_t column = std::max(a, b);
    return row * (m_stems + 1) - row * (row + 1) / 2 + column;
}

double& Products::at(std::size_t a, std::size_t b)
{
    return m_sums[index(a, b)];
}

double Products::at(std::size_t a, std::size_t b) const
{
    return m_sums[index(a, b)];
}

Products& Products::operator+=(const Products& other)
{
    for (std::size_t i = 0; i < m_sums.size(); ++i)
        m_sums[i] += other.m_sums[i];
    return *this;
}

double Products::residual(const std::vector<double>& gains) const
{
    double sum = mix();
    for (std::size_t i = 0; i < m_stems; ++i) {
        sum -= 2.0 * gains[i] * withMix(i);
        for (std::size_t k = 0; k < m_stems; ++k)
            sum += gains[i] * gains[k] * between(i, k);
    }
    return std::max(0.0, sum);
}

namespace
{

// Of every two planes; those of a null plane are 0.
Products productsOf(const std::vector<const double*>& planes, std::size_t frames)
{
    Products sums(planes.size() - 1);
    constexpr std::size_t atOnce = 1024; // frames: they stay in the nearest cache while every pair is formed
    for (std::size_t first = 0; first < frames; first += atOnce) {
        const std::size_t count = std::min(atOnce, frames - first);
        for (std::size_t a = 0; a < planes.size(); ++a) {
            for (std::size_t b = a; b < planes.size(); ++b) {
                if (planes[a] != nullptr && planes[b] != nullptr)
                    sums.at(a, b) += productOf({ planes[a] + first, count }, { planes[b] + first, count });
            }
        }
    }
    return sums;
}

} // namespace

StemProducts::StemProducts(std::size_t channels, std::size_t stems)
    : m_channels(channels, Products(stems))
{
}

void StemProducts::add(const Stretch& stretch)
{
    const std::size_t stems = stretch.stems();
    if (m_steps++ % stepsPerSecond == 0)
        m_windows.emplace_back(stems);
    std::vector<const double*> planes(stems + 1);
    for (std::size_t c = 0; c < m_channels.size(); ++c) {
        planes[0] = stretch.mix(c);
        for (std::size_t i = 0; i < stems; ++i)
            planes[i + 1] = stretch.stem(i, c);
        const Products sums = productsOf(planes, stretch.frames());
        m_windows.back() += sums;
        m_channels[c] += sums;
    }
}

Products StemProducts::whole() const
{
    Products sum = m_channels.front();
    for (std::size_t c = 1; c < m_channels.size(); ++c)
        sum += m_channels[c];
    return sum;
}

namespace
{

// Gauss with pivots on a small symmetric system; rows of stems without energy must have been left out.
std::vector<double> solved(std::vector<std::vector<double>> rows)
{
    const std::size_t size = rows.size();
    for (std::size_t column = 0; column < size; ++column) {
        const auto pivot = std::max_element(rows.begin() + static_cast<std::ptrdiff_t>(column), rows.end(),
            [&](const auto& a, const auto& b) { return std::abs(a[column]) < std::abs(b[column]); });
        std::swap(rows[column], *pivot);
        for (std::size_t r = 0; r < size; ++r) {
            if (r == column)
                continue;
            const double factor = rows[r][column] / rows[column][column];
            for (std::size_t k = column; k <= size; ++k)
                rows[r][k] -= factor * rows[column][k];
        }
    }
    std::vector<double> result(size);
    for (std::size_t i = 0; i < size; ++i)
        result[i] = rows[i][size] / rows[i][i];
    return result;
}

// Factors of the sounds, those that nothing tells about near `expected`.
std::vector<double> leastSquares(const Products& sums, const std::vector<std::size_t>& sounding, double expected = 1.0)
{
    std::vector<double> scale; // stems differ in level by more than numbers like
    std::vector<std::size_t> heard;
    for (const std::size_t i : sounding) {
        if (sums.between(i, i) > 0.0) {
            heard.push_back(i);
            scale.push_back(1.0 / std::sqrt(sums.between(i, i)));
        }
    }
    std::vector<std::vector<double>> rows;
    for (std::size_t r = 0; r < heard.size(); ++r) {
        std::vector<double> row;
        for (std::size_t k = 0; k < heard.size(); ++k)
            row.push_back(sums.between(heard[r], heard[k]) * scale[r] * scale[k]);
        row.push_back(sums.withMix(heard[r]) * scale[r]);
        row[r] += pull;
        row.back() += pull * expected / scale[r]; // in scaled terms
        rows.push_back(std::move(row));
    }
    const std::vector<double> scaled = solved(std::move(rows));
    std::vector<double> gains(sums.stems(), expected);
    for (std::size_t k = 0; k < heard.size(); ++k)
        gains[heard[k]] = scaled[k] * scale[k];
    return gains;
}

// In which windows the mix (0) and each stem sound: not more than 20 dB under their median window. A bang counts as one
// window, not by its energy.
class SoundingWindows
{
public:
    explicit SoundingWindows(const std::vector<Products>& windows)
    {
        constexpr double softest = 0.01; // of the median window's energy (design value)
        for (std::size_t sound = 0; sound <= windows.front().stems(); ++sound) {
            std::vector<double> energies;
            for (const Products& window : windows) {
                if (window.at(sound, sound) > 0.0)
                    energies.push_back(window.at(sound, sound));
            }
            const auto middle = energies.begin() + static_cast<std::ptrdiff_t>(energies.size() / 2);
            std::ranges::nth_element(energies, middle);
            const double least = energies.empty() ? 0.0 : softest * *middle;
            m_least.push_back(least);
            m_counts.push_back(static_cast<std::size_t>(
                std::ranges::count_if(energies, [least](double energy) { return energy >= least; })));
        }
    }

    [[nodiscard]] bool sounds(std::size_t sound, const Products& window) const
    {
        return window.at(sound, sound) > 0.0 && window.at(sound, sound) >= m_least[sound];
    }
    [[nodiscard]] const std::vector<std::size_t>& counts() const { return m_counts; }

private:
    std::vector<double> m_least;
    std::vector<std::size_t> m_counts;
};

// The windows that fit best, as many as hold a share of those in which each stem sounds.
Products bestFitting(
    const std::vector<Products>& windows, const SoundingWindows& sounding, const std::vector<double>& gains)
{
    const std::size_t stems = gains.size();
    std::vector<double> misfit(windows.size());
    for (std::size_t w = 0; w < windows.size(); ++w) {
        double energy = windows[w].mix();
        for (std::size_t i = 0; i < stems; ++i)
            energy += windows[w].between(i, i);
        misfit[w] = energy > 0.0 ? windows[w].residual(gains) / energy : 0.0;
    }
    std::vector<std::size_t> order(windows.size());
    std::iota(order.begin(), order.end(), std::size_t { 0 });
    std::ranges::stable_sort(order, {}, [&](std::size_t w) { return misfit[w]; });
    Products kept(stems);
    std::vector<std::size_t> counts(stems + 1);
    for (const std::size_t w : order) {
        kept += windows[w];
        bool enough = true;
        for (std::size_t sound = 0; sound <= stems; ++sound) {
            counts[sound] += sounding.sounds(sound, windows[w]) ? 1U : 0U;
            enough = enough
                && static_cast<double>(counts[sound]) >= keptShare * static_cast<double>(sounding.counts()[sound]);
        }
        if (enough)
            break;
    }
    return kept;
}

} // namespace

SlopeProducts::SlopeProducts(std::size_t channels, std::size_t stems)
    : m_channels(channels)
    , m_stems(stems)
    , m_sums(2 * stems)
{
}

void SlopeProducts::add(const Stretch& stretch)
{
    std::vector<std::vector<double>> slopes(m_stems, std::vector<double>(stretch.frames()));
    for (std::size_t c = 0; c < m_channels; ++c) {
        std::vector<const double*> planes { stretch.mix(c) };
        for (std::size_t i = 0; i < m_stems; ++i)
            planes.push_back(stretch.stem(i, c));
        for (std::size_t i = 0; i < m_stems; ++i) {
            const double* const stem = stretch.stem(i, c);
            planes.push_back(stem != nullptr ? slopes[i].data() : nullptr);
            for (std::size_t t = 1; stem != nullptr && t + 1 < stretch.frames(); ++t)
                slopes[i][t] = 0.5 * (stem[t + 1] - stem[t - 1]);
        }
        m_sums += productsOf(planes, stretch.frames());
    }
}

std::vector<double> SlopeProducts::parts() const
{
    std::vector<std::size_t> all(2 * m_stems);
    std::iota(all.begin(), all.end(), std::size_t { 0 });
    const std::vector<double> factors = leastSquares(m_sums, all, 0.0);
    std::vector<double> parts(m_stems);
    for (std::size_t i = 0; i < m_stems; ++i) { // s(t + part) is about s(t) + part * slope
        if (m_sums.between(i, i) > 0.0 && factors[i] != 0.0)
            parts[i] = factors[m_stems + i] / factors[i];
    }
    return parts;
}

std::vector<std::optional<double>> plainGains(const Products& sums)
{
    std::vector<std::size_t> all(sums.stems());
    std::iota(all.begin(), all.end(), std::size_t { 0 });
    const std::vector<double> gains = leastSquares(sums, all);
    std::vector<std::optional<double>> result(sums.stems());
    for (const std::size_t i : all) {
        if (sums.between(i, i) > 0.0)
            result[i] = gains[i];
    }
    return result;
}

StemGains solveGains(const std::vector<Products>& windows)
{
    StemGains result;
    if (windows.empty())
        return result;
    Products whole(windows.front().stems());
    for (const Products& window : windows)
        whole += window;
    std::vector<std::size_t> sounding;
    for (std::size_t i = 0; i < whole.stems(); ++i) {
        if (whole.between(i, i) > 0.0)
            sounding.push_back(i);
    }
    const SoundingWindows soundingWindows(windows);
    // From the plain sum and from all of the time at once; what fits better in the end stays.
    std::vector<double> best(whole.stems(), 1.0);
    Products kept = whole;
    result.fit = std::numeric_limits<double>::infinity();
    for (std::vector<double> gains : { leastSquares(whole, sounding), std::vector<double>(whole.stems(), 1.0) }) {
        Products part = whole;
        for (int round = 0; round < mostRounds; ++round) {
            part = bestFitting(windows, soundingWindows, gains);
            const std::vector<double> next = leastSquares(part, sounding);
            const bool settled = next == gains;
            gains = next;
            if (settled)
                break;
        }
        const double fit = part.mix() > 0.0 ? part.residual(gains) / part.mix() : 1.0;
        if (fit < result.fit) {
            result.fit = fit;
            best = gains;
            kept = part;
        }
    }
    result.stems.resize(whole.stems());
    for (const std::size_t i : sounding)
        result.stems[i] = best[i];
    double sum = 0.0;
    double product = 0.0;
    for (const std::size_t i : sounding) {
        product += kept.withMix(i);
        for (const std::size_t k : sounding)
            sum += kept.between(i, k);
    }
    result.common = sum > 0.0 ? product / sum : 1.0;
    return result;
}

std::vector<double> StemGains::factors() const
{
    std::vector<double> result;
    for (const auto& gain : stems)
        result.push_back(gain.value_or(1.0));
    return result;
}

} // namespace assay
