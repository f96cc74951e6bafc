// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/null_text.h"

#include "core/base/timecode.h"
#include "core/base/units.h"
#include "core/inspect/null_inspection.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace assay
{

namespace
{

constexpr std::size_t placesShown = 10;

std::string db(double value)
{
    return std::isfinite(value) ? fmt::format("{:.1f} dB", value) : "nothing left";
}

// To a thousandth, and without a minus before 0.
double shown(double value)
{
    return std::round(value * 1000.0) / 1000.0 + 0.0;
}

std::string residualLines(const NullTest& test)
{
    NullLevels whole;
    std::string channels;
    const std::vector<std::string> names = test.layout.channelNames();
    for (std::size_t c = 0; c < test.channels.size(); ++c) {
        const NullLevels& channel = test.channels[c];
        whole.mixEnergy += channel.mixEnergy;
        whole.residualEnergy += channel.residualEnergy;
        whole.residualPeak = std::max(whole.residualPeak, channel.residualPeak);
        channels += fmt::format("   {} {}", names[c],
            channel.mixEnergy > 0.0 ? db(powerToDb(channel.residualEnergy / channel.mixEnergy)) : "silent");
    }
    if (whole.mixEnergy <= 0.0)
        return "        the mix is silent\n";
    std::string text
        = fmt::format("        residual re mix: {}", db(powerToDb(whole.residualEnergy / whole.mixEnergy)));
    if (whole.residualPeak > 0.0)
        text += fmt::format(", peak {:.1f} dBFS", amplitudeToDb(whole.residualPeak));
    text += fmt::format("; added up as delivered: {}\n", db(test.asDelivered));
    return test.channels.size() > 1 ? text + "       " + channels + "\n" : text;
}

std::string stemLines(const NullTest& test)
{
    std::size_t widest = 4;
    for (const StemFit& stem : test.stems)
        widest = std::max(widest, stem.name.size());
    std::string text = fmt::format("        {:<{}}  {:>15}  {:>12}\n", "stem", widest, "offset", "gain in mix");
    for (const StemFit& stem : test.stems) {
        const std::string offset = stem.offset ? fmt::format("{:+.6g} samples", *stem.offset + 0.0) : "-";
        const std::string gain
            = stem.gain ? fmt::format("{:+.3f} dB", shown(amplitudeToDb(std::abs(*stem.gain)))) : "-";
        std::string fault
            = stem.fault == StemFault::none ? "" : std::string(nameOf(stem.fault, stem.offset.value_or(0.0)));
        if (!stem.channel.empty())
            fault += " in " + stem.channel;
        text += fmt::format("        {:<{}}  {:>15}  {:>12}  {}\n", stem.name, widest, offset, gain, fault);
    }
    return test.stems.size() > 1 ? text
            + fmt::format("        all of them together {:+.3f} dB\n", shown(amplitudeToDb(std::abs(test.commonGain))))
                                 : text;
}

std::string faultText(const NullPlace& place)
{
    return fmt::format("{} {}", place.stem, nameOf(place.fault, place.offset))
        + (place.offset != 0.0 ? fmt::format(" {:.6g} samples here", std::abs(place.offset)) : "");
}

std::string placeLines(const NullTest& test)
{
    if (test.places.empty())
        return "";
    std::vector<const NullPlace*> places;
    for (const NullPlace& place : test.places)
        places.push_back(&place);
    std::ranges::stable_sort(places, std::greater {}, &NullPlace::level);
    std::string text = fmt::format("        it fails in {} place{}:\n", places.size(),
        places.size() == 1                ? ""
            : places.size() > placesShown ? "s, the worst of them"
                                          : "s, the worst first");
    places.resize(std::min(places.size(), placesShown));
    for (const NullPlace* place : places) {
        text += fmt::format("          {} - {}  {:<4} {:>7.1f} dB re mix  {}\n",
            formatClock(toSeconds(place->range.start, test.sampleRate)),
            formatClock(toSeconds(place->range.end, test.sampleRate)), place->channel.empty() ? "all" : place->channel,
            place->level, place->stem.empty() ? "no single stem explains it" : faultText(*place));
    }
    return text;
}

} // namespace

std::string nullText(const NullTest& test)
{
    std::string text = "Null test: the mix less its stems\n" + residualLines(test) + stemLines(test) + placeLines(test);
    FrameCount limited = 0;
    for (const TimeRange& range : test.limited)
        limited += range.length();
    if (limited > 0)
        text += fmt::format(
            "        left out: {} range{}, {:.1f} s, in which a limiter on the mix bus turns the sum down\n",
            test.limited.size(), test.limited.size() == 1 ? "" : "s", toSeconds(limited, test.sampleRate));
    for (const std::string& note : test.notes)
        text += fmt::format("        {}\n", note);
    return text + "\n";
}

Result<NullAnswer> nullTestOf(const NullTask& task, const CompareOptions& options)
{
    auto found = inspectNull(task.mix, task.stems, options);
    if (!found)
        return tl::unexpected(found.error());
    return NullAnswer { std::move(found->inspection), nullText(found->test) };
}

} // namespace assay
