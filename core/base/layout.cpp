// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/layout.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

namespace assay
{

namespace
{

enum class Service { programme, lfe, other };

struct SpeakerFacts {
    Speaker speaker;
    std::string_view name;
    double azimuth; // degrees, left positive (BS.2051)
    double elevation; // degrees
    Service service = Service::programme;
};

constexpr std::array speakerTable {
    SpeakerFacts { Speaker::unknown, "?", 0, 0 },
    SpeakerFacts { Speaker::mono, "M", 0, 0 },
    SpeakerFacts { Speaker::left, "L", 30, 0 },
    SpeakerFacts { Speaker::right, "R", -30, 0 },
    SpeakerFacts { Speaker::centre, "C", 0, 0 },
    SpeakerFacts { Speaker::lfe, "LFE", 45, -30, Service::lfe },
    SpeakerFacts { Speaker::lfe2, "LFE2", -45, -30, Service::lfe },
    SpeakerFacts { Speaker::leftSurround, "Ls", 110, 0 },
    SpeakerFacts { Speaker::rightSurround, "Rs", -110, 0 },
    SpeakerFacts { Speaker::leftSideSurround, "Lss", 90, 0 },
    SpeakerFacts { Speaker::rightSideSurround, "Rss", -90, 0 },
    SpeakerFacts { Speaker::leftRearSurround, "Lrs", 135, 0 },
    SpeakerFacts { Speaker::rightRearSurround, "Rrs", -135, 0 },
    SpeakerFacts { Speaker::centreSurround, "Cs", 180, 0 },
    SpeakerFacts { Speaker::leftWide, "Lw", 60, 0 },
    SpeakerFacts { Speaker::rightWide, "Rw", -60, 0 },
    SpeakerFacts { Speaker::leftCentre, "Lc", 22.5, 0 },
    SpeakerFacts { Speaker::rightCentre, "Rc", -22.5, 0 },
    SpeakerFacts { Speaker::leftTopFront, "Ltf", 45, 30 },
    SpeakerFacts { Speaker::rightTopFront, "Rtf", -45, 30 },
    SpeakerFacts { Speaker::centreTopFront, "Ctf", 0, 30 },
    SpeakerFacts { Speaker::leftTopSide, "Lts", 90, 30 },
    SpeakerFacts { Speaker::rightTopSide, "Rts", -90, 30 },
    SpeakerFacts { Speaker::leftTopRear, "Ltr", 135, 30 },
    SpeakerFacts { Speaker::rightTopRear, "Rtr", -135, 30 },
    SpeakerFacts { Speaker::centreTopRear, "Ctr", 180, 30 },
    SpeakerFacts { Speaker::top, "Top", 0, 90 },
    SpeakerFacts { Speaker::leftBottom, "Lb", 45, -30 },
    SpeakerFacts { Speaker::rightBottom, "Rb", -45, -30 },
    SpeakerFacts { Speaker::centreBottom, "Cb", 0, -30 },
    SpeakerFacts { Speaker::leftTotal, "Lt", 30, 0 },
    SpeakerFacts { Speaker::rightTotal, "Rt", -30, 0 },
    SpeakerFacts { Speaker::data, "Data", 0, 0, Service::other },
    SpeakerFacts { Speaker::hearingImpaired, "HI", 0, 0, Service::other },
    SpeakerFacts { Speaker::visuallyImpaired, "VIN", 0, 0, Service::other },
};

const SpeakerFacts& factsOf(Speaker speaker)
{
    return *std::ranges::find(speakerTable, speaker, &SpeakerFacts::speaker);
}

struct NamedLayout {
    std::string_view name;
    std::vector<Speaker> channels; // SMPTE/ITU order
};

const std::vector<NamedLayout>& layoutTable()
{
    using enum Speaker;
    static const std::vector<NamedLayout> table {
        { "mono", { mono } },
        { "stereo", { left, right } },
        { "Lt/Rt", { leftTotal, rightTotal } },
        { "2.1", { left, right, lfe } },
        { "3.0", { left, right, centre } },
        { "3.1", { left, right, centre, lfe } },
        { "LCRS", { left, right, centre, centreSurround } },
        { "quad", { left, right, leftSurround, rightSurround } },
        { "5.0", { left, right, centre, leftSurround, rightSurround } },
        { "5.1", { left, right, centre, lfe, leftSurround, rightSurround } },
        { "6.0", { left, right, centre, leftSurround, rightSurround, centreSurround } },
        { "6.1", { left, right, centre, lfe, leftSurround, rightSurround, centreSurround } },
        { "7.0", { left, right, centre, leftSideSurround, rightSideSurround, leftRearSurround, rightRearSurround } },
        { "7.1",
            { left, right, centre, lfe, leftSideSurround, rightSideSurround, leftRearSurround, rightRearSurround } },
        { "7.1 SDDS", { left, right, centre, lfe, leftSurround, rightSurround, leftCentre, rightCentre } },
        { "5.0.2", { left, right, centre, leftSurround, rightSurround, leftTopSide, rightTopSide } },
        { "5.0.4",
            { left, right, centre, leftSurround, rightSurround, leftTopFront, rightTopFront, leftTopRear,
                rightTopRear } },
        { "5.1.2", { left, right, centre, lfe, leftSurround, rightSurround, leftTopSide, rightTopSide } },
        // BS.2051 systems C, E, F and G, which have no usual name; each in its own order.
        { "2+5+0", { left, right, centre, lfe, leftSurround, rightSurround, leftTopFront, rightTopFront } },
        { "4+5+1",
            { left, right, centre, lfe, leftSurround, rightSurround, leftTopFront, rightTopFront, leftTopRear,
                rightTopRear, centreBottom } },
        { "3+7+0",
            { centre, left, right, leftTopFront, rightTopFront, leftSideSurround, rightSideSurround, leftRearSurround,
                rightRearSurround, centreTopRear, lfe, lfe2 } },
        { "4+9+0",
            { left, right, centre, lfe, leftSideSurround, rightSideSurround, leftRearSurround, rightRearSurround,
                leftTopFront, rightTopFront, leftTopRear, rightTopRear, leftCentre, rightCentre } },
        { "5.1.4",
            { left, right, centre, lfe, leftSurround, rightSurround, leftTopFront, rightTopFront, leftTopRear,
                rightTopRear } },
        { "7.0.2",
            { left, right, centre, leftSideSurround, rightSideSurround, leftRearSurround, rightRearSurround,
                leftTopSide, rightTopSide } },
        { "7.1.2",
            { left, right, centre, lfe, leftSideSurround, rightSideSurround, leftRearSurround, rightRearSurround,
                leftTopSide, rightTopSide } },
        { "7.0.4",
            { left, right, centre, leftSideSurround, rightSideSurround, leftRearSurround, rightRearSurround,
                leftTopFront, rightTopFront, leftTopRear, rightTopRear } },
        { "7.1.4",
            { left, right, centre, lfe, leftSideSurround, rightSideSurround, leftRearSurround, rightRearSurround,
                leftTopFront, rightTopFront, leftTopRear, rightTopRear } },
        { "7.1.6",
            { left, right, centre, lfe, leftSideSurround, rightSideSurround, leftRearSurround, rightRearSurround,
                leftTopFront, rightTopFront, leftTopSide, rightTopSide, leftTopRear, rightTopRear } },
        { "9.1.4",
            { left, right, centre, lfe, leftSideSurround, rightSideSurround, leftRearSurround, rightRearSurround,
                leftWide, rightWide, leftTopFront, rightTopFront, leftTopRear, rightTopRear } },
        { "9.1.6",
            { left, right, centre, lfe, leftSideSurround, rightSideSurround, leftRearSurround, rightRearSurround,
                leftWide, rightWide, leftTopFront, rightTopFront, leftTopSide, rightTopSide, leftTopRear,
                rightTopRear } },
        // BS.2051 system H, in its own order.
        { "22.2",
            { leftWide, rightWide, centre, lfe, leftRearSurround, rightRearSurround, left, right, centreSurround, lfe2,
                leftSideSurround, rightSideSurround, leftTopFront, rightTopFront, centreTopFront, top, leftTopRear,
                rightTopRear, leftTopSide, rightTopSide, centreTopRear, centreBottom, leftBottom, rightBottom } },
    };
    return table;
}

// What else the same layouts are called; with pluses as BS.2051 does: upper + middle + bottom.
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> otherNames { {
    { "1.0", "mono" },
    { "2.0", "stereo" },
    { "10.2", "3+7+0" },
    { "0+1+0", "mono" },
    { "0+2+0", "stereo" },
    { "0+5+0", "5.1" },
    { "4+5+0", "5.1.4" },
    { "0+7+0", "7.1" },
    { "4+7+0", "7.1.4" },
    { "9+10+3", "22.2" },
} };

std::vector<Speaker> sorted(std::vector<Speaker> channels)
{
    std::ranges::sort(channels);
    return channels;
}

bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    return std::ranges::equal(a, b, [](char x, char y) {
        return std::tolower(static_cast<unsigned char>(x)) == std::tolower(static_cast<unsigned char>(y));
    });
}

} // namespace

std::string_view nameOf(Speaker speaker)
{
    return factsOf(speaker).name;
}

std::optional<Speaker> speakerNamed(std::string_view name)
{
    const auto found = std::ranges::find_if(
        speakerTable, [&](const SpeakerFacts& facts) { return equalsIgnoringCase(facts.name, name); });
    if (found == speakerTable.end() || found->speaker == Speaker::unknown)
        return std::nullopt;
    return found->speaker;
}

bool isLfe(Speaker speaker)
{
    return factsOf(speaker).service == Service::lfe;
}

bool isProgrammeAudio(Speaker speaker)
{
    return factsOf(speaker).service != Service::other;
}

double loudnessWeight(Speaker speaker)
{
    const SpeakerFacts& facts = factsOf(speaker);
    if (facts.service != Service::programme)
        return 0.0; // LFE excluded: BS.1770-5 Annex 1
    const bool surround
        = std::abs(facts.elevation) < 30.0 && std::abs(facts.azimuth) >= 60.0 && std::abs(facts.azimuth) <= 120.0;
    return surround ? 1.41 : 1.0; // BS.1770-5 Annex 3, Table 4: 1.41, neither the square root of 2 nor 1.5 dB exactly
}

std::vector<std::string> Layout::channelNames() const
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < channels.size(); ++i) {
        std::string label
            = channels[i] == Speaker::unknown ? "ch" + std::to_string(i + 1) : std::string(nameOf(channels[i]));
        if (std::ranges::find(names, label) != names.end())
            label += "@" + std::to_string(i + 1); // twice the same position: keep the name unique by its place
        names.push_back(std::move(label));
    }
    return names;
}

Layout layoutOf(std::vector<Speaker> channels)
{
    const std::vector<Speaker> wanted = sorted(channels);
    for (const NamedLayout& named : layoutTable()) {
        if (sorted(named.channels) == wanted)
            return Layout { std::string(named.name), std::move(channels) };
    }
    if (channels == std::vector { Speaker::centre })
        return Layout { "mono", std::move(channels) };
    const bool unnamed = std::ranges::all_of(channels, [](Speaker speaker) { return speaker == Speaker::unknown; });
    if (unnamed)
        return unknownLayout(channels.size());
    std::string name;
    Layout layout { {}, std::move(channels) };
    for (const std::string& channel : layout.channelNames())
        name += (name.empty() ? "" : "+") + channel;
    layout.name = std::move(name);
    return layout;
}

std::optional<Layout> layoutNamed(std::string_view name)
{
    for (const auto& [other, usual] : otherNames) {
        if (equalsIgnoringCase(name, other))
            name = usual;
    }
    for (const NamedLayout& named : layoutTable()) {
        if (equalsIgnoringCase(named.name, name))
            return Layout { std::string(named.name), named.channels };
    }
    return std::nullopt;
}

Layout unknownLayout(std::size_t count)
{
    return Layout { std::to_string(count) + (count == 1 ? " channel" : " channels"),
        std::vector<Speaker>(count, Speaker::unknown) };
}

std::vector<ChannelPair> facingPairs(const Layout& layout)
{
    using enum Speaker;
    static constexpr std::array<std::pair<Speaker, Speaker>, 11> facing { {
        { left, right },
        { leftTotal, rightTotal },
        { leftSurround, rightSurround },
        { leftSideSurround, rightSideSurround },
        { leftRearSurround, rightRearSurround },
        { leftWide, rightWide },
        { leftCentre, rightCentre },
        { leftTopFront, rightTopFront },
        { leftTopSide, rightTopSide },
        { leftTopRear, rightTopRear },
        { leftBottom, rightBottom },
    } };
    std::vector<ChannelPair> pairs;
    for (const auto& [leftSpeaker, rightSpeaker] : facing) {
        const auto l = std::ranges::find(layout.channels, leftSpeaker);
        const auto r = std::ranges::find(layout.channels, rightSpeaker);
        if (l == layout.channels.end() || r == layout.channels.end())
            continue;
        pairs.push_back({ static_cast<std::size_t>(l - layout.channels.begin()),
            static_cast<std::size_t>(r - layout.channels.begin()),
            std::string(nameOf(leftSpeaker)) + "/" + std::string(nameOf(rightSpeaker)) });
    }
    return pairs;
}

namespace
{

constexpr std::array<std::pair<LayoutSource, std::string_view>, 6> sourceNames { {
    { LayoutSource::declared, "declared" },
    { LayoutSource::metadata, "metadata" },
    { LayoutSource::name, "name" },
    { LayoutSource::profile, "profile" },
    { LayoutSource::user, "user" },
    { LayoutSource::assumed, "assumed" },
} };

} // namespace

std::string_view nameOf(LayoutSource source)
{
    for (const auto& [candidate, name] : sourceNames) {
        if (candidate == source)
            return name;
    }
    return "assumed";
}

std::optional<LayoutSource> layoutSourceNamed(std::string_view name)
{
    for (const auto& [source, candidate] : sourceNames) {
        if (candidate == name)
            return source;
    }
    return std::nullopt;
}

} // namespace assay
