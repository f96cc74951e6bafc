// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assay
{

/// A loudspeaker position. The comment is the BS.2051 label; a WAV "back" bit is Ls in a 5.1 but Lrs in a 7.1,
/// so positions are decided where a layout is read, never later.
enum class Speaker {
    unknown, ///< a channel nobody named: measured alone, weight 1, and said aloud
    mono, ///< the only channel of a mono programme (M+000)
    left, ///< M+030
    right, ///< M-030
    centre, ///< M+000
    lfe, ///< LFE1
    lfe2,
    leftSurround, ///< M+110
    rightSurround, ///< M-110
    leftSideSurround, ///< M+090
    rightSideSurround, ///< M-090
    leftRearSurround, ///< M+135
    rightRearSurround, ///< M-135
    centreSurround, ///< M+180
    leftWide, ///< M+060
    rightWide, ///< M-060
    leftCentre, ///< M+022 or M+SC, "Lc"
    rightCentre, ///< M-022 or M-SC, "Rc"
    leftTopFront, ///< U+045 (U+030 in 2+5+0 and 5.1.4)
    rightTopFront,
    centreTopFront, ///< U+000
    leftTopSide, ///< U+090
    rightTopSide,
    leftTopRear, ///< U+135 (U+110 in 5.1.4)
    rightTopRear,
    centreTopRear, ///< U+180
    top, ///< T+000
    leftBottom, ///< B+045
    rightBottom, ///< B-045
    centreBottom, ///< B+000
    leftTotal, ///< Lt of a matrix-encoded pair
    rightTotal, ///< Rt
    data, ///< no audio: motion, sync, sign language (ISDCF Doc 4, channels 13-15)
    hearingImpaired,
    visuallyImpaired,
};

/// Short field name: "L", "LFE", "Lss", "Ltf", "Lt"; "?" for unknown.
[[nodiscard]] std::string_view nameOf(Speaker speaker);

/// The speaker a short name means, upper and lower case alike; empty where none.
[[nodiscard]] std::optional<Speaker> speakerNamed(std::string_view name);

[[nodiscard]] bool isLfe(Speaker speaker);

/// Channels that carry data or another service and are left out of programme measures (ISDCF Doc 4).
[[nodiscard]] bool isProgrammeAudio(Speaker speaker);

/// Loudness weight G of a position: 0 for LFE and non-programme channels; 1.41 for |elevation| < 30 degrees and
/// 60 <= |azimuth| <= 120 degrees; else 1. BS.1770-5 Annex 1 Table 3 and Annex 3 Table 4.
[[nodiscard]] double loudnessWeight(Speaker speaker);

/// Channels in file order with the usual name of the set.
struct Layout {
    std::string name; ///< "mono", "stereo", "5.1", "7.1.4", "Lt/Rt", "4+9+0", or "6 channels" for unnamed ones
    std::vector<Speaker> channels;

    [[nodiscard]] std::size_t size() const { return channels.size(); }
    /// Unique short names in file order; unknown channels are "ch1", "ch2", ... by position.
    [[nodiscard]] std::vector<std::string> channelNames() const;
    friend bool operator==(const Layout&, const Layout&) = default;
};

/// The layout these channels form, whatever their order: the name does not depend on it.
[[nodiscard]] Layout layoutOf(std::vector<Speaker> channels);

/// The layout of a usual name, or BS.2051's ("0+5+0"), in SMPTE/ITU order (L R C LFE Ls Rs); empty where it is unknown.
[[nodiscard]] std::optional<Layout> layoutNamed(std::string_view name);

/// `count` channels nobody named.
[[nodiscard]] Layout unknownLayout(std::size_t count);

/// Two channels that face each other and can be compared for phase: L/R, Ls/Rs, ...
struct ChannelPair {
    std::size_t left = 0;
    std::size_t right = 0;
    std::string name; ///< "L/R"
};

[[nodiscard]] std::vector<ChannelPair> facingPairs(const Layout& layout);

/// Where the knowledge of the layout comes from. An assumed layout is said aloud in every report.
enum class LayoutSource { declared, metadata, name, profile, user, assumed };

[[nodiscard]] std::string_view nameOf(LayoutSource source);
[[nodiscard]] std::optional<LayoutSource> layoutSourceNamed(std::string_view name);

} // namespace assay
