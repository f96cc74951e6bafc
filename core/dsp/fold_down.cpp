// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/fold_down.h"

#include "core/base/invariant.h"
#include "core/dsp/vectorise.h"

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

ASSAY_VECTORISE void addTo(const double* samples, double gain, double* sums, std::size_t frames)
{
    for (std::size_t i = 0; i < frames; ++i)
        sums[i] += gain * samples[i];
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

void addScaled(std::span<const double> samples, double gain, std::span<double> sums)
{
    require(samples.size() == sums.size(), "sums of another number of samples");
    if (gain != 0.0)
        addTo(samples.data(), gain, sums.data(), samples.size());
}

} // namespace assay
