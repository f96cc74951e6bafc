// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/layouts.h"

#include <array>
#include <fmt/format.h>

namespace assay
{

namespace
{

struct MaskBit {
    std::uint64_t bit;
    Speaker speaker; // where the mask holds no second surround pair
};

// Microsoft's WAVEFORMATEXTENSIBLE up to 0x20000, libav's channels above. In the order of the bits.
constexpr std::array maskBits {
    MaskBit { 0x1, Speaker::left },
    MaskBit { 0x2, Speaker::right },
    MaskBit { 0x4, Speaker::centre },
    MaskBit { 0x8, Speaker::lfe },
    MaskBit { 0x10, Speaker::leftSurround }, // back
    MaskBit { 0x20, Speaker::rightSurround },
    MaskBit { 0x40, Speaker::leftCentre },
    MaskBit { 0x80, Speaker::rightCentre },
    MaskBit { 0x100, Speaker::centreSurround },
    MaskBit { 0x200, Speaker::leftSurround }, // side
    MaskBit { 0x400, Speaker::rightSurround },
    MaskBit { 0x800, Speaker::top },
    MaskBit { 0x1000, Speaker::leftTopFront },
    MaskBit { 0x2000, Speaker::centreTopFront },
    MaskBit { 0x4000, Speaker::rightTopFront },
    MaskBit { 0x8000, Speaker::leftTopRear },
    MaskBit { 0x10000, Speaker::centreTopRear },
    MaskBit { 0x20000, Speaker::rightTopRear },
    MaskBit { 1ULL << 29U, Speaker::leftTotal }, // libav's stereo downmix pair, which stands for Lt Rt
    MaskBit { 1ULL << 30U, Speaker::rightTotal },
    MaskBit { 1ULL << 31U, Speaker::leftWide },
    MaskBit { 1ULL << 32U, Speaker::rightWide },
    MaskBit { 1ULL << 33U, Speaker::leftSurround }, // "surround direct"
    MaskBit { 1ULL << 34U, Speaker::rightSurround },
    MaskBit { 1ULL << 35U, Speaker::lfe2 },
    MaskBit { 1ULL << 36U, Speaker::leftTopSide },
    MaskBit { 1ULL << 37U, Speaker::rightTopSide },
    MaskBit { 1ULL << 38U, Speaker::centreBottom },
    MaskBit { 1ULL << 39U, Speaker::leftBottom },
    MaskBit { 1ULL << 40U, Speaker::rightBottom },
};

constexpr std::size_t longestNamed = 24; // channels (22.2); a name that lists more of them helps nobody

constexpr std::uint64_t frontPair = 0x3;
constexpr std::uint64_t backPair = 0x30;
constexpr std::uint64_t sidePair = 0x600;
constexpr std::uint64_t directPair = 3ULL << 33U;
constexpr std::uint64_t topFrontPair = 0x5000;
constexpr std::uint64_t otherTops = 0x3A800 | (3ULL << 36U);
constexpr std::uint64_t surroundBed = 0xF; // L R C LFE
constexpr std::uint64_t frontCentrePair = 0xC0;
constexpr std::uint64_t secondLfeAndBottoms = 0x1C8ULL << 32U; // only 22.2 has them all

// A back pair is Ls Rs in a 5.1 but Lrs Rrs beside a side pair: BS.2051 systems B and I, weights of BS.1770-5 Annex 3.
Speaker speakerOf(const MaskBit& entry, std::uint64_t mask)
{
    const bool bothPairs = (mask & backPair) != 0 && (mask & (sidePair | directPair)) != 0;
    if (bothPairs && (entry.bit & backPair) != 0)
        return entry.bit == 0x10 ? Speaker::leftRearSurround : Speaker::rightRearSurround;
    if (bothPairs && (entry.bit & (sidePair | directPair)) != 0)
        return entry.speaker == Speaker::leftSurround ? Speaker::leftSideSurround : Speaker::rightSideSurround;
    // x.1.2 has one pair of tops, above the listener; the mask has no bit for it and writers take the front tops.
    const bool onlyTopPair = (mask & topFrontPair) == topFrontPair && (mask & otherTops) == 0
        && (mask & surroundBed) == surroundBed && (mask & (backPair | sidePair)) != 0;
    if (onlyTopPair && entry.bit == 0x1000)
        return Speaker::leftTopSide;
    if (onlyTopPair && entry.bit == 0x4000)
        return Speaker::rightTopSide;
    // In 22.2 the front pair stands at 60 degrees and the one within it at 30: BS.2051 system H, SMPTE ST 2036-2.
    const bool isTwentyTwo = (mask & secondLfeAndBottoms) == secondLfeAndBottoms && (mask & frontCentrePair) != 0;
    if (isTwentyTwo && (entry.bit & (frontPair | frontCentrePair)) != 0)
        return (entry.bit & 0x1) != 0 ? Speaker::leftWide
            : (entry.bit & 0x2) != 0  ? Speaker::rightWide
            : (entry.bit & 0x40) != 0 ? Speaker::left
                                      : Speaker::right;
    return entry.speaker;
}

} // namespace

std::optional<Layout> layoutOfMask(std::uint64_t mask, std::size_t channels)
{
    std::vector<Speaker> speakers;
    for (const MaskBit& entry : maskBits) {
        if ((mask & entry.bit) != 0 && speakers.size() < channels)
            speakers.push_back(speakerOf(entry, mask));
    }
    if (speakers.empty())
        return std::nullopt;
    speakers.resize(channels, Speaker::unknown);
    if (speakers == std::vector { Speaker::centre })
        speakers.front() = Speaker::mono;
    Layout layout = layoutOf(std::move(speakers));
    if (channels > longestNamed)
        layout.name = unknownLayout(channels).name;
    return layout;
}

std::string describeMask(std::uint64_t mask)
{
    return fmt::format("mask 0x{:x}", mask);
}

std::uint64_t flacMask(std::size_t channels)
{
    static constexpr std::array<std::uint64_t, 9> masks { 0, 0x4, 0x3, 0x7, 0x33, 0x37, 0x3F, 0x70F, 0x63F };
    return channels < masks.size() ? masks[channels] : 0;
}

Layout assumedLayout(std::size_t channels)
{
    if (channels == 1)
        return *layoutNamed("mono");
    if (channels == 2)
        return *layoutNamed("stereo");
    if (channels == 6)
        return *layoutNamed("5.1"); // SMPTE ST 2035 / ITU order
    if (channels == 8)
        return *layoutNamed("7.1");
    return unknownLayout(channels);
}

void setLayout(AudioFormat& format, const std::optional<Layout>& declared, std::string words, std::size_t channels)
{
    format.declaredLayout = std::move(words);
    format.layoutSource = declared ? LayoutSource::declared : LayoutSource::assumed;
    format.layout = declared ? *declared : assumedLayout(channels);
}

} // namespace assay
