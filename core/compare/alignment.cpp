// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/alignment.h"

#include "core/compare/slices.h"
#include "core/dsp/grid.h"
#include "core/dsp/lag_search.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace assay
{

namespace
{

constexpr std::size_t stretchAt48k = 65536; // samples: 1.4 s, lags of 0.68 s to either side (design value)
constexpr std::size_t mostStretches = 16; // of evidence for a stem (design value)
constexpr double surePeak = 12.0; // over the median lag: chance reaches 7 (design value)
constexpr double widestSearch = 30.0; // s, for the levels (design value)
constexpr double wholeWithin = 0.01; // samples: nearer to a whole number it is one (design value)
constexpr double doubtFactor = 4.0; // a part of a sample counts where it is so many times its doubt (design value)

// What is looked at for one stem.
struct Search {
    std::size_t stem = 0;
    FrameCount centre = 0; // the lag it is looked for about
    std::vector<Slice> sound {};
    std::vector<Slice> sum {};
};

// Where the stem is loud and much of the mix, best first.
std::vector<FrameCount> bestStretches(const Envelopes& envelopes, std::size_t stem, FrameCount length)
{
    const std::vector<float>& sound = envelopes.stem(stem);
    const std::vector<float>& mix = envelopes.mix();
    const auto cells = static_cast<std::size_t>(cellFrom(length, envelopes.sampleRate()));
    std::vector<std::pair<double, std::size_t>> ranked;
    for (std::size_t first = 0; first < sound.size(); first += cells) {
        const std::size_t end = std::min(first + cells, sound.size());
        const auto sum = [&](const std::vector<float>& of) {
            return std::accumulate(
                of.begin() + static_cast<std::ptrdiff_t>(first), of.begin() + static_cast<std::ptrdiff_t>(end), 0.0);
        };
        const double energy = sum(sound);
        if (energy > 0.0)
            ranked.emplace_back(-energy * energy / (energy + sum(mix)), first);
    }
    std::ranges::sort(ranked);
    ranked.resize(std::min(ranked.size(), mostStretches));
    std::vector<FrameCount> starts;
    for (const auto& [rank, cell] : ranked)
        starts.push_back(cellStart(static_cast<FrameCount>(cell), envelopes.sampleRate()));
    return starts;
}

Result<void> fill(const SoundSet& set, std::vector<Search>& searches, const CompareOptions& options)
{
    std::vector<Slice*> ofMix;
    for (Search& search : searches) {
        std::vector<Slice*> slices;
        for (Slice& slice : search.sound)
            slices.push_back(&slice);
        if (auto read = readSlices(set.stems[search.stem], slices, options); !read)
            return read;
        for (Slice& slice : search.sum)
            ofMix.push_back(&slice);
    }
    return readSlices(set.mix, ofMix, options);
}

Search searchFor(
    const SoundSet& set, const Envelopes& envelopes, const StemProducts& products, std::size_t stem, FrameCount centre)
{
    const std::size_t size = transformSize(stretchAt48k, set.mix.sampleRate);
    const auto half = static_cast<FrameCount>(size / 2);
    const std::size_t channel = loudestChannel(products, stem);
    Search search { stem, centre };
    for (const FrameCount start : bestStretches(envelopes, stem, static_cast<FrameCount>(size))) {
        search.sound.push_back({ *set.maps[stem].from[channel], start, std::vector<float>(size) });
        search.sum.push_back({ channel, start - centre - half, std::vector<float>(2 * size) });
    }
    return search;
}

std::optional<StemOffset> outcomeOf(const Search& search, std::size_t size)
{
    LagSearch lags(size);
    for (std::size_t i = 0; i < search.sound.size(); ++i)
        lags.add(search.sound[i].samples, search.sum[i].samples);
    const auto lag = lags.lag();
    if (!lag || lag->confidence < surePeak)
        return std::nullopt;
    const double whole = std::round(lag->samples);
    const double part = lag->samples - whole;
    const bool isWhole = std::abs(part) < std::max(wholeWithin, doubtFactor * lag->doubt);
    return StemOffset { static_cast<double>(search.centre) + whole, isWhole ? 0.0 : part };
}

// Frames by which the stem's levels are late against the mix's where both are most alike.
FrameCount lagOfLevels(const Envelopes& envelopes, std::size_t stem)
{
    const std::vector<float>& mix = envelopes.mix();
    const auto widest = static_cast<std::size_t>(widestSearch * cellsPerSecond);
    std::size_t size = 2;
    while (size < mix.size() + widest)
        size *= 2;
    RealFft fft(size);
    const auto load = [&](const std::vector<float>& cells) {
        std::ranges::fill(fft.samples(), 0.0F);
        std::ranges::transform(cells, fft.samples().begin(), [](float energy) { return std::sqrt(energy); });
        const auto used = fft.samples().first(cells.size());
        const float mean = std::accumulate(used.begin(), used.end(), 0.0F) / static_cast<float>(used.size());
        for (float& value : used)
            value -= mean;
        fft.forward();
    };
    load(envelopes.stem(stem));
    const std::vector<std::complex<float>> sound(fft.bins().begin(), fft.bins().end());
    load(mix);
    for (std::size_t k = 0; k < sound.size(); ++k)
        fft.bins()[k] = sound[k] * std::conj(fft.bins()[k]);
    fft.inverse();
    const std::span<const float> likeness = fft.samples();
    std::ptrdiff_t best = 0;
    const auto reach = static_cast<std::ptrdiff_t>(std::min(widest, size / 2 - 1));
    const auto at = [&](std::ptrdiff_t lag) {
        return likeness[static_cast<std::size_t>(lag < 0 ? lag + static_cast<std::ptrdiff_t>(size) : lag)];
    };
    for (std::ptrdiff_t lag = -reach; lag <= reach; ++lag) {
        if (at(lag) > at(best))
            best = lag;
    }
    return static_cast<FrameCount>(best) * envelopes.sampleRate() / cellsPerSecond;
}

} // namespace

std::size_t loudestChannel(const StemProducts& products, std::size_t stem)
{
    std::size_t loudest = 0;
    for (std::size_t c = 1; c < products.channels(); ++c) {
        if (products.ofChannel(c).between(stem, stem) > products.ofChannel(loudest).between(stem, stem))
            loudest = c;
    }
    return loudest;
}

Result<std::vector<std::optional<StemOffset>>> findOffsets(
    const SoundSet& set, const Envelopes& envelopes, const StemProducts& products, const CompareOptions& options)
{
    const std::size_t size = transformSize(stretchAt48k, set.mix.sampleRate);
    std::vector<std::optional<StemOffset>> offsets(set.stems.size());
    for (const bool byLevels : { false, true }) {
        std::vector<Search> searches;
        for (std::size_t i = 0; i < set.stems.size(); ++i) {
            const FrameCount centre = byLevels ? lagOfLevels(envelopes, i) : 0;
            if (offsets[i] || products.whole().between(i, i) <= 0.0 || (byLevels && centre == 0))
                continue;
            searches.push_back(searchFor(set, envelopes, products, i, centre));
        }
        if (auto read = fill(set, searches, options); !read)
            return tl::unexpected(read.error());
        for (const Search& search : searches)
            offsets[search.stem] = outcomeOf(search, size);
    }
    return offsets;
}

} // namespace assay
