// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/layout.h"

#include <optional>
#include <span>

namespace assay
{

/// How much of a channel goes into each channel of a 5.0 programme.
struct FoldGains {
    double left = 0.0;
    double right = 0.0;
    double centre = 0.0;
    double leftSurround = 0.0;
    double rightSurround = 0.0;
};

/// Where a position goes when a programme is folded down: itself where 5.0 has it; side and rear surrounds at 0 dB into
/// the surround of their side; wides and Lc, Rc at 0 dB into their front; a position in the middle of two at -3 dB into
/// both; heights and bottoms at -3 dB into what lies nearest on the floor. The LFE is dropped (ITU-R BS.775). Empty for
/// a channel nobody named.
[[nodiscard]] std::optional<FoldGains> foldGains(Speaker speaker);

/// Gains of a channel in two.
struct StereoGains {
    double left = 0.0;
    double right = 0.0;
};

/// Lo/Ro by ITU-R BS.775 without scaling: centre and surrounds at -3 dB.
[[nodiscard]] StereoGains loRoGains(const FoldGains& gains);

/// Lt/Rt by Pro Logic II, what goes straight: fronts, and the centre at -3 dB.
[[nodiscard]] StereoGains ltRtFrontGains(const FoldGains& gains);

/// Lt/Rt by Pro Logic II, what is turned by 90 degrees before it is added: the surrounds, in opposite senses.
[[nodiscard]] StereoGains ltRtSurroundGains(const FoldGains& gains);

/// A channel's share in a sum.
struct MixPart {
    const double* samples = nullptr;
    double gain = 0.0;
};

/// The sum of the parts, each `sums.size()` samples long, in place of what was there.
void mix(std::span<const MixPart> parts, std::span<double> sums);

} // namespace assay
