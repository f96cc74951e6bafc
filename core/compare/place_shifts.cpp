// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/place_shifts.h"

#include "core/compare/alignment.h"
#include "core/compare/slices.h"
#include "core/dsp/grid.h"
#include "core/dsp/lag_search.h"

#include <algorithm>
#include <cmath>

namespace assay
{

namespace
{

constexpr std::size_t longestAt48k = 65536; // samples of a stretch: 1.4 s, lags of 0.68 s to either side (design value)
constexpr std::size_t shortestAt48k = 8192; // 0.17 s (design value)
constexpr std::size_t mostPlaces = 8; // design value
constexpr std::size_t mostStretches = 4; // of evidence in one place (design value)
constexpr double surePeak = 12.0; // over the median lag: chance reaches 7 (design value)
constexpr double leastShift = 0.5; // samples (design value)

// One stem in one place.
struct Search {
    NullPlace* place = nullptr;
    std::size_t stem = 0;
    std::size_t size = 0;
    std::vector<Slice> sound {};
    std::vector<Slice> sum {};
};

std::size_t sizeFor(FrameCount length, int sampleRate)
{
    std::size_t size = transformSize(longestAt48k, sampleRate);
    while (static_cast<FrameCount>(size) > length)
        size /= 2;
    return size;
}

Search searchIn(NullPlace& place, std::size_t stem, const SoundSet& set, const StemProducts& products, double offset)
{
    const std::size_t size = sizeFor(place.range.length(), set.mix.sampleRate);
    Search search { &place, stem, size };
    const std::size_t channel = loudestChannel(products, stem);
    const auto length = static_cast<FrameCount>(size);
    const auto count = std::min(mostStretches, static_cast<std::size_t>(place.range.length() / length));
    for (std::size_t i = 0; i < count; ++i) {
        const FrameCount room = place.range.length() - length;
        const FrameCount at = place.range.start
            + (count > 1 ? room * static_cast<FrameCount>(i) / static_cast<FrameCount>(count - 1) : room / 2);
        search.sound.push_back({ *set.maps[stem].from[channel], at + std::llround(offset), std::vector<float>(size) });
        search.sum.push_back({ channel, at - length / 2, std::vector<float>(2 * size) });
    }
    return search;
}

Result<void> fill(std::vector<Search>& searches, const SoundSet& set, const CompareOptions& options)
{
    std::vector<Slice*> ofMix;
    for (std::size_t stem = 0; stem < set.stems.size(); ++stem) {
        std::vector<Slice*> ofStem;
        for (Search& search : searches) {
            for (std::size_t i = 0; search.stem == stem && i < search.sound.size(); ++i) {
                ofStem.push_back(&search.sound[i]);
                ofMix.push_back(&search.sum[i]);
            }
        }
        if (auto read = readSlices(set.stems[stem], ofStem, options); !read && !ofStem.empty())
            return read;
    }
    return readSlices(set.mix, ofMix, options);
}

} // namespace

Result<void> findShifts(std::vector<NullPlace>& places, const SoundSet& set, const StemProducts& products,
    const std::vector<double>& offsets, const CompareOptions& options)
{
    std::vector<NullPlace*> longest;
    for (NullPlace& place : places) {
        if (place.range.length() >= static_cast<FrameCount>(transformSize(shortestAt48k, set.mix.sampleRate)))
            longest.push_back(&place);
    }
    std::ranges::stable_sort(longest, std::greater {}, [](const NullPlace* place) { return place->range.length(); });
    longest.resize(std::min(longest.size(), mostPlaces));
    std::vector<Search> searches;
    for (NullPlace* place : longest) {
        for (std::size_t stem = 0; stem < set.stems.size(); ++stem) {
            if (products.whole().between(stem, stem) > 0.0)
                searches.push_back(searchIn(*place, stem, set, products, offsets[stem]));
        }
    }
    if (searches.empty())
        return {};
    if (auto read = fill(searches, set, options); !read)
        return read;
    std::map<const NullPlace*, double> surest;
    for (const Search& search : searches) {
        LagSearch lags(search.size);
        for (std::size_t i = 0; i < search.sound.size(); ++i)
            lags.add(search.sound[i].samples, search.sum[i].samples);
        const auto lag = lags.lag();
        if (!lag || lag->confidence < std::max(surePeak, surest[search.place]) || std::abs(lag->samples) < leastShift)
            continue;
        surest[search.place] = lag->confidence;
        search.place->stem = set.stems[search.stem].name;
        search.place->fault = StemFault::shifted;
        search.place->offset = std::round(offsets[search.stem]) + std::round(lag->samples);
    }
    return {};
}

} // namespace assay
