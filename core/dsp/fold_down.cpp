// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/fold_down.h"

#include "core/dsp/lanes.h"
#include "core/dsp/vectorise.h"

#include <cstring>
#include <numbers>

namespace assay
{

namespace
{

constexpr double half = std::numbers::sqrt2 / 2.0; // -3 dB, ITU-R BS.775 Annex 4
constexpr double nearShare = 0.81649658092772603; // sqrt(2/3), Pro Logic II: a surround in the total of its side
constexpr double farShare = 0.57735026918962576; // sqrt(1/3), Pro Logic II: in that of the other side

FoldGains operator*(double gain, const FoldGains& gains)
{
    return { gain * gains.left, gain * gains.right, gain * gains.centre, gain * gains.leftSurround,
        gain * gains.rightSurround };
}

constexpr FoldGains toLeft { .left = 1.0 };
constexpr FoldGains toRight { .right = 1.0 };
constexpr FoldGains toCentre { .centre = 1.0 };
constexpr FoldGains toLeftSurround { .leftSurround = 1.0 };
constexpr FoldGains toRightSurround { .rightSurround = 1.0 };
constexpr FoldGains toBothSurrounds { .leftSurround = half, .rightSurround = half };

constexpr std::size_t atOnce = 4; // vectors

// All parts of a few samples, then the next few: the sums stay in registers.
ASSAY_VECTORISE void mixGroups(const MixPart* parts, std::size_t count, double* sums, std::size_t groups)
{
    for (std::size_t group = 0; group < groups; ++group) {
        const std::size_t first = group * atOnce * doublesWide;
        Doubles local[atOnce];
#pragma GCC unroll 4
        for (Doubles& sum : local)
            sum = Doubles {};
        for (std::size_t part = 0; part < count; ++part) {
#pragma GCC unroll 4
            for (std::size_t k = 0; k < atOnce; ++k) {
                Doubles x;
                load(x, parts[part].samples + first + k * doublesWide);
                local[k] += parts[part].gain * x;
            }
        }
#pragma GCC unroll 4
        for (std::size_t k = 0; k < atOnce; ++k)
            std::memcpy(sums + first + k * doublesWide, &local[k], sizeof(Doubles));
    }
}

} // namespace

std::optional<FoldGains> foldGains(Speaker speaker)
{
    using enum Speaker;
    switch (speaker) {
    case left:
    case leftWide:
    case leftCentre:
    case leftTotal:
        return toLeft;
    case right:
    case rightWide:
    case rightCentre:
    case rightTotal:
        return toRight;
    case mono:
    case centre:
        return toCentre;
    case leftSurround:
    case leftSideSurround:
    case leftRearSurround:
        return toLeftSurround;
    case rightSurround:
    case rightSideSurround:
    case rightRearSurround:
        return toRightSurround;
    case centreSurround:
        return toBothSurrounds;
    case leftTopFront:
    case leftBottom:
        return half * toLeft;
    case rightTopFront:
    case rightBottom:
        return half * toRight;
    case centreTopFront:
    case centreBottom:
        return half * toCentre;
    case leftTopSide:
    case leftTopRear:
        return half * toLeftSurround;
    case rightTopSide:
    case rightTopRear:
        return half * toRightSurround;
    case centreTopRear:
    case top: // the ceiling plays with the surrounds
        return half * toBothSurrounds;
    case lfe:
    case lfe2:
    case data:
    case hearingImpaired:
    case visuallyImpaired:
        return FoldGains {};
    case unknown:
        break;
    }
    return std::nullopt;
}

StereoGains loRoGains(const FoldGains& gains)
{
    return { gains.left + half * gains.centre + half * gains.leftSurround,
        gains.right + half * gains.centre + half * gains.rightSurround };
}

StereoGains ltRtFrontGains(const FoldGains& gains)
{
    return { gains.left + half * gains.centre, gains.right + half * gains.centre };
}

StereoGains ltRtSurroundGains(const FoldGains& gains)
{
    return { -nearShare * gains.leftSurround - farShare * gains.rightSurround,
        farShare * gains.leftSurround + nearShare * gains.rightSurround };
}

void mix(std::span<const MixPart> parts, std::span<double> sums)
{
    const std::size_t groups = sums.size() / (atOnce * doublesWide);
    mixGroups(parts.data(), parts.size(), sums.data(), groups);
    for (std::size_t i = groups * atOnce * doublesWide; i < sums.size(); ++i) {
        double sum = 0.0;
        for (const MixPart& part : parts)
            sum += part.gain * part.samples[i];
        sums[i] = sum;
    }
}

} // namespace assay
