// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/object_panner.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace assay
{

namespace
{

constexpr double quarter = std::numbers::pi / 2.0;
constexpr double eighth = std::numbers::pi / 4.0; // where cosine and sine are 3 dB down
constexpr double surroundDepth = -0.36397; // y of Ls and Rs: -tan(20 degrees), Dolby Atmos Master ADM Profile, Table 16
constexpr double frontAngle = 30.0; // degrees, ITU-R BS.775
constexpr double surroundAngle = 110.0; // degrees, ITU-R BS.775
constexpr double highest = 30.0; // degrees of elevation of a height loudspeaker, ITU-R BS.2051

// Constant power: all in the first at 0, all in the second at 1.
struct Share {
    double first;
    double second;
};

Share shareAt(double part)
{
    const double angle = std::clamp(part, 0.0, 1.0) * quarter;
    return { std::cos(angle), std::sin(angle) };
}

// A coordinate that is no number stands in the middle.
double placed(double value, double limit)
{
    return std::isfinite(value) ? std::clamp(value, -limit, limit) : 0.0;
}

FoldGains scaled(const FoldGains& gains, double factor)
{
    return { factor * gains.left, factor * gains.right, factor * gains.centre, factor * gains.leftSurround,
        factor * gains.rightSurround };
}

} // namespace

FoldGains roomGains(double x, double y, double z)
{
    x = placed(x, 1.0);
    const Share depth = shareAt((1.0 - placed(y, 1.0)) / (1.0 - surroundDepth));
    const Share front = shareAt(std::abs(x)); // centre, side
    const Share back = shareAt((x + 1.0) / 2.0); // left, right
    FoldGains gains;
    gains.centre = depth.first * front.first;
    (x < 0.0 ? gains.left : gains.right) = depth.first * front.second;
    gains.leftSurround = depth.second * back.first;
    gains.rightSurround = depth.second * back.second;
    return scaled(gains, std::cos(placed(z, 1.0) * eighth));
}

FoldGains directionGains(double azimuth, double elevation)
{
    azimuth = std::remainder(std::isfinite(azimuth) ? azimuth : 0.0, 360.0);
    const double side = std::abs(azimuth);
    FoldGains gains;
    double& front = azimuth < 0.0 ? gains.right : gains.left;
    double& surround = azimuth < 0.0 ? gains.rightSurround : gains.leftSurround;
    double& opposite = azimuth < 0.0 ? gains.leftSurround : gains.rightSurround;
    if (side <= frontAngle) {
        const Share share = shareAt(side / frontAngle);
        gains.centre = share.first;
        front = share.second;
    } else if (side <= surroundAngle) {
        const Share share = shareAt((side - frontAngle) / (surroundAngle - frontAngle));
        front = share.first;
        surround = share.second;
    } else {
        const Share share = shareAt((side - surroundAngle) / (360.0 - 2.0 * surroundAngle));
        surround = share.first;
        opposite = share.second;
    }
    const double height = std::abs(placed(elevation, 90.0));
    gains = scaled(gains, std::cos(std::min(height / highest, 1.0) * eighth));
    const Share overhead = shareAt((height - highest) / (90.0 - highest));
    gains = scaled(gains, overhead.first);
    const double both = overhead.second * std::cos(eighth) * std::cos(eighth);
    gains.leftSurround = std::hypot(gains.leftSurround, both);
    gains.rightSurround = std::hypot(gains.rightSurround, both);
    return gains;
}

void addWithGain(std::span<const double> samples, double gain, double slope, double* sums)
{
    if (slope == 0.0) {
        for (std::size_t i = 0; i < samples.size(); ++i)
            sums[i] += gain * samples[i];
        return;
    }
    for (std::size_t i = 0; i < samples.size(); ++i)
        sums[i] += (gain + slope * static_cast<double>(i)) * samples[i];
}

} // namespace assay
