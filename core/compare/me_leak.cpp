// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/units.h"
#include "core/compare/me_specs.h"
#include "core/compare/me_test.h"
#include "core/compare/sounds_together.h"
#include "core/dsp/leak_search.h"
#include "core/dsp/single.h"

#include <algorithm>
#include <cmath>

namespace assay
{

namespace
{

constexpr std::size_t stretchAt48k = 65536; // samples: 1.4 s, hopped by half (design value)
constexpr std::size_t groupLength = 8; // stretches whose evidence is also heard together: 6 s (design value)
constexpr double likelyPeak = 12.0; // over the median lag: what is steady reaches 7 by chance (design value)
constexpr double surePeak
    = 24.0; // with no other stretch to bear it out; a drum on a syllable reaches 15 (design value)
constexpr double sameLag = 0.0005; // s: within it another stretch bears a lag out (design value)
constexpr double widestLag = 0.05; // s: what leaks in a studio or a session is hardly later (design value)
constexpr double quietestLeak = -60.0; // dB re the dialogue (design value)
constexpr double speaking = -60.0; // dBFS RMS of the dialogue stem in a stretch (design value)

// Evidence from some stretches of one channel.
struct Gathered {
    LeakEvidence evidence {};
    TimeRange range {};
    std::size_t stretches = 0;

    void add(const LeakEvidence& more, TimeRange at)
    {
        range = { stretches == 0 ? at.start : range.start, at.end };
        evidence += more;
        ++stretches;
    }
};

// Where something was found.
struct Hit {
    TimeRange range;
    Leak leak;
    double power = 0.0; // that its gain rests on
    bool ofAll = false; // of all speech together
};

// One channel of both sounds as it comes in, cut into stretches.
class ChannelSearch
{
public:
    ChannelSearch(std::size_t size, int sampleRate)
        : m_size(size)
        , m_sampleRate(sampleRate)
    {
    }

    void add(const double* dialogue, const double* other, std::size_t frames, LeakSearch& search)
    {
        append(m_dialogue, dialogue, frames);
        append(m_other, other, frames);
        while (m_other.size() >= m_size)
            searchStretch(search);
    }

    void finish(LeakSearch& search)
    {
        const FrameCount end = m_first + static_cast<FrameCount>(m_other.size());
        m_dialogue.resize(m_size); // silence behind the end; the window lets what is before it end softly
        m_other.resize(m_size);
        if (end - m_first > static_cast<FrameCount>(m_size / 2))
            fadeEnd(static_cast<std::size_t>(end - m_first));
        searchStretch(search);
        hear(m_group, search);
        hear(m_whole, search, true);
        for (Hit& hit : m_hits)
            hit.range.end = std::min(hit.range.end, end);
    }

    // What is borne out, merged where it touches.
    [[nodiscard]] std::vector<Place> places(const std::string& name) const;

    [[nodiscard]] bool spoke() const { return m_whole.stretches > 0; }

private:
    static void append(std::vector<float>& to, const double* from, std::size_t frames)
    {
        to.resize(to.size() + frames);
        narrow({ from, frames }, std::span(to).last(frames));
    }

    // Both sounds stop there: a step in both at once would look like the same sound.
    void fadeEnd(std::size_t end)
    {
        const std::size_t length = std::min(end, m_size / 8);
        for (std::size_t i = 0; i < length; ++i) {
            const float factor = static_cast<float>(i) / static_cast<float>(length);
            m_dialogue[end - 1 - i] *= factor;
            m_other[end - 1 - i] *= factor;
        }
    }

    void searchStretch(LeakSearch& search)
    {
        const std::span<const float> sound = std::span<const float>(m_dialogue).first(m_size);
        const std::span<const float> other = std::span<const float>(m_other).first(m_size);
        const double level = powerToDb(energyOf(sound) / static_cast<double>(m_size));
        if (level > speaking && energyOf(other) > 0.0) {
            const TimeRange range { m_first, m_first + static_cast<FrameCount>(m_size) };
            const LeakEvidence evidence = search.evidence(sound, other);
            Gathered single;
            single.add(evidence, range);
            if (!hear(single, search))
                m_group.add(evidence, range); // what is heard alone needs no company
            m_whole.add(evidence, range);
            if (m_group.stretches == groupLength) {
                hear(m_group, search);
                m_group = {};
            }
        }
        const auto hop = static_cast<std::ptrdiff_t>(m_size / 2);
        m_dialogue.erase(m_dialogue.begin(), m_dialogue.begin() + hop);
        m_other.erase(m_other.begin(), m_other.begin() + hop);
        m_first += hop;
    }

    bool hear(const Gathered& gathered, LeakSearch& search, bool ofAll = false)
    {
        const auto leak = search.leak(gathered.evidence);
        if (!leak || leak->confidence < likelyPeak || std::abs(leak->lag) > widestLag * m_sampleRate)
            return false;
        m_hits.push_back({ gathered.range, *leak, gathered.evidence.power, ofAll });
        return true;
    }

    [[nodiscard]] bool isBorneOut(const Hit& hit) const
    {
        if (amplitudeToDb(std::abs(hit.leak.gain)) < quietestLeak)
            return false;
        return hit.leak.confidence >= surePeak || std::ranges::any_of(m_hits, [&](const Hit& other) {
            const bool apart = other.range.start >= hit.range.end || other.range.end <= hit.range.start;
            return apart && std::abs(other.leak.lag - hit.leak.lag) <= sameLag * m_sampleRate;
        });
    }

    std::size_t m_size;
    int m_sampleRate;
    std::vector<float> m_dialogue {};
    std::vector<float> m_other {};
    FrameCount m_first = 0; // frame at the front of both
    Gathered m_group {};
    Gathered m_whole {};
    std::vector<Hit> m_hits {}; // the whole last
};

std::vector<Place> ChannelSearch::places(const std::string& name) const
{
    std::vector<Hit> hits;
    for (const Hit& hit : m_hits) {
        if (isBorneOut(hit) && (!hit.ofAll || hits.empty())) // all together tell where nothing smaller does
            hits.push_back(hit);
    }
    std::ranges::stable_sort(hits, {}, [](const Hit& hit) { return hit.range.start; });
    std::vector<Place> places;
    double product = 0.0; // gain and power of the place at hand
    double power = 0.0;
    for (const Hit& hit : hits) {
        if (places.empty() || places.back().end < hit.range.start) {
            places.push_back({ hit.range.start, hit.range.end, name });
            product = power = 0.0;
        }
        places.back().end = std::max(places.back().end, hit.range.end);
        product += hit.leak.gain * hit.power;
        power += hit.power;
        places.back().value = amplitudeToDb(std::abs(product / power));
    }
    return places;
}

} // namespace

Result<void> addLeak(
    const SoundSource& musicAndEffects, const SoundSource& dialogue, MeasurementSet& out, const CompareOptions& options)
{
    const std::vector<SoundSource> stems { dialogue };
    const auto set = soundSet(musicAndEffects, stems);
    if (!set)
        return tl::unexpected(set.error());
    const std::size_t size = transformSize(stretchAt48k, musicAndEffects.sampleRate);
    LeakSearch search(size, musicAndEffects.sampleRate);
    std::vector<ChannelSearch> channels;
    for (std::size_t c = 0; c < musicAndEffects.layout.size(); ++c)
        channels.emplace_back(size, musicAndEffects.sampleRate);
    auto read = readTogether(*set, { 0.0 }, options, [&](const Stretch& stretch) {
        for (std::size_t c = 0; c < channels.size(); ++c) {
            if (const double* const speech = stretch.stem(0, c))
                channels[c].add(speech, stretch.mix(c), stretch.frames(), search);
        }
    });
    if (!read)
        return tl::unexpected(read.error());
    std::vector<Place> places;
    for (std::size_t c = 0; c < channels.size(); ++c) {
        if (!set->maps.front().from[c])
            continue;
        channels[c].finish(search);
        const std::vector<Place> found = channels[c].places(musicAndEffects.layout.channelNames()[c]);
        places.insert(places.end(), found.begin(), found.end());
    }
    if (std::ranges::none_of(channels, &ChannelSearch::spoke))
        out.add(notApplicable(leakSpec, "nobody speaks in the dialogue stem, or the M&E is silent where they do"));
    else
        out.add(measuredEvents(leakSpec, std::move(places)));
    return {};
}

} // namespace assay
