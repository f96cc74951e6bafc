// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/sound_change.h"

#include "core/base/units.h"
#include "core/compare/alignment.h"
#include "core/compare/change_meter.h"
#include "core/compare/changed_ranges.h"
#include "core/compare/lag_track.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace assay
{

namespace
{

constexpr double fitsAlready = 1e-6; // of the energy left, -60 dB: the versions lie where they ought to (design value)
constexpr double betterBy = 0.9; // of the energy left: an offset must gain half a dB to be one (design value)
constexpr double unlike = 0.5; // of the energy left: the new sound is not the old one (design value)
constexpr double movedFor = 2.0; // s: a stretch of the lag and some more (design value)

struct Reading {
    ChangeMeter meter;
    VersionLengths lengths;
    double offset = 0.0;
};

class Comparison
{
public:
    Comparison(const SoundSource& before, const SoundSource& after, ChannelMap map, const CompareOptions& options)
        : m_before(before)
        , m_after(after)
        , m_map(std::move(map))
        , m_options(options)
    {
    }

    Result<SoundChange> run();

private:
    Result<Reading> read(double offset, std::vector<double> gains);
    Result<double> findOffset();
    Result<void> align(Reading& reading);
    Result<void> follow(const Reading& reading, SoundChange& change);
    SoundChange resultOf(const Reading& reading) const;
    CompareOptions stage();

    const SoundSource& m_before;
    const SoundSource& m_after;
    ChannelMap m_map;
    const CompareOptions& m_options;
    double m_done = 0.0; // of the progress
};

// The next part of the whole: how many readings there will be is not known before.
CompareOptions Comparison::stage()
{
    CompareOptions options { {}, m_options.stop };
    const double from = m_done;
    m_done += (1.0 - m_done) * 0.5;
    if (m_options.onProgress)
        options.onProgress
            = [this, from, to = m_done](double part) { m_options.onProgress(from + part * (to - from)); };
    return options;
}

Result<Reading> Comparison::read(double offset, std::vector<double> gains)
{
    Reading reading { ChangeMeter(std::move(gains)), {}, offset };
    auto lengths = readVersions(m_before, m_after, m_map, offset, stage(), reading.meter);
    if (!lengths)
        return tl::unexpected(lengths.error());
    reading.lengths = *lengths;
    return reading;
}

// Samples by which the new version is late, as the null test finds it; 0 where it is not found.
Result<double> Comparison::findOffset()
{
    const std::vector<SoundSource> stems { m_before };
    const SoundSet set { m_after, stems, { m_map } };
    StemProducts products(m_after.layout.size(), 1);
    Envelopes envelopes(m_after.sampleRate, m_after.layout.size(), 1);
    const auto read = readTogether(set, { 0.0 }, stage(), [&](const Stretch& stretch) {
        products.add(stretch);
        envelopes.add(stretch);
    });
    if (!read)
        return tl::unexpected(read.error());
    const auto found = findOffsets(set, envelopes, products, stage());
    if (!found)
        return tl::unexpected(found.error());
    const auto& late = found->front(); // the old version in the new one
    return late ? 0.0 - (late->whole + late->part) : 0.0;
}

// Moves the versions onto each other where that leaves less.
Result<void> Comparison::align(Reading& reading)
{
    const auto offset = findOffset();
    if (!offset)
        return tl::unexpected(offset.error());
    if (*offset == 0.0)
        return {};
    auto moved = read(*offset, std::vector<double>(reading.meter.channels(), 1.0));
    if (!moved)
        return tl::unexpected(moved.error());
    if (moved->meter.typicalResidual().value_or(1.0) < betterBy * reading.meter.typicalResidual().value_or(1.0))
        reading = std::move(*moved);
    return {};
}

// What the lag does through the whole: drift, or jumps.
Result<void> Comparison::follow(const Reading& reading, SoundChange& change)
{
    const auto points = trackLag(m_before, m_after, m_map, reading.offset, stage());
    if (!points)
        return tl::unexpected(points.error());
    if (const auto line = driftIn(*points)) {
        constexpr double million = 1e6;
        change.drift = line->slope * million;
        change.offset = std::round(line->lag); // a line is not exact to parts of one
        for (std::size_t c = 0; c < change.gains.size(); ++c)
            change.gains[c] = reading.meter.levelGainOf(c); // no sample lies on its own
        change.ranges.clear();
        change.related = true;
        return {};
    }
    const std::vector<LagRun> runs = steadyLags(*points);
    for (std::size_t i = 1; i < runs.size(); ++i) {
        const LagPoint& was = runs[i - 1].last;
        const LagPoint& now = runs[i].first;
        const double moved = now.lag - was.lag;
        change.related = true;
        change.notes.push_back(
            fmt::format("between {:.1f} s and {:.1f} s {:.0f} samples were {}: all behind it lies {}",
                (was.at + was.lag) / change.sampleRate, (now.at + now.lag) / change.sampleRate, std::abs(moved),
                moved > 0.0 ? "put in" : "cut out", moved > 0.0 ? "later" : "earlier"));
    }
    return {};
}

SoundChange Comparison::resultOf(const Reading& reading) const
{
    const ChangeMeter& meter = reading.meter;
    SoundChange change { m_after.sampleRate, reading.lengths.before, reading.lengths.after,
        m_after.layout.channelNames() };
    change.offset = reading.offset;
    for (std::size_t c = 0; c < meter.channels(); ++c)
        change.gains.push_back(meter.gainOf(c));
    const auto first = static_cast<FrameCount>(std::ceil(std::max(0.0, reading.offset)));
    const auto end = std::min(reading.lengths.after,
        static_cast<FrameCount>(std::floor(static_cast<double>(reading.lengths.before) + reading.offset)));
    const CommonCells common { change.sampleRate, { first, std::max(first, end) }, reading.lengths.after };
    change.residual = residualIn(meter, common);
    change.ranges = changedRanges(meter, common, change.channels);
    change.related = change.ranges.empty() || meter.typicalResidual().value_or(1.0) <= unlike;
    if (!m_map.note.empty())
        change.notes.push_back(m_map.note);
    for (std::size_t c = 0; c < meter.channels(); ++c) {
        if (!m_map.from[c])
            change.notes.push_back(fmt::format("{} is a new channel", change.channels[c]));
    }
    return change;
}

// Does a range last so long that it may be the sound as it was, moved?
bool changesForLong(const SoundChange& change)
{
    return std::ranges::any_of(change.ranges,
        [&](const ChangedRange& changed) { return toSeconds(changed.range.length(), change.sampleRate) >= movedFor; });
}

Result<SoundChange> Comparison::run()
{
    const std::vector<double> plain(m_after.layout.size(), 1.0);
    auto reading = read(0.0, plain);
    if (!reading)
        return tl::unexpected(reading.error());
    if (reading->meter.typicalResidual().value_or(0.0) > fitsAlready) {
        if (auto aligned = align(*reading); !aligned)
            return tl::unexpected(aligned.error());
    }
    const double left = reading->meter.typicalResidual().value_or(0.0);
    std::vector<double> gains;
    for (std::size_t c = 0; c < plain.size(); ++c)
        gains.push_back(reading->meter.gainOf(c).value_or(1.0));
    if (gains != plain) {
        reading = read(reading->offset, gains);
        if (!reading)
            return tl::unexpected(reading.error());
    }
    SoundChange change = resultOf(*reading);
    if (left > fitsAlready || changesForLong(change)) {
        if (auto followed = follow(*reading, change); !followed)
            return tl::unexpected(followed.error());
    }
    if (m_options.onProgress)
        m_options.onProgress(1.0);
    return change;
}

} // namespace

Result<SoundChange> compareSound(const SoundSource& before, const SoundSource& after, const CompareOptions& options)
{
    auto map = mapChannels(before, after);
    if (!map)
        return tl::unexpected(map.error());
    return Comparison(before, after, std::move(*map), options).run();
}

SoundChange unchangedSound(const Layout& layout, int sampleRate, FrameCount frames)
{
    SoundChange change { sampleRate, frames, frames, layout.channelNames(), true };
    change.gains.assign(layout.size(), 1.0);
    return change;
}

} // namespace assay
