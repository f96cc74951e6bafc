// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/adm_common.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace assay
{

namespace
{

using enum Speaker;

struct CommonChannel {
    unsigned number; // xxxx of AC_0001xxxx
    std::string_view label; // BS.2051
    Speaker speaker;
};

// BS.2094-2, table 1. M+045 and M-045 (26, 27) have no name of their own here.
constexpr std::array commonChannels {
    CommonChannel { 0x01, "M+030", left },
    CommonChannel { 0x02, "M-030", right },
    CommonChannel { 0x03, "M+000", centre },
    CommonChannel { 0x04, "LFE1", lfe },
    CommonChannel { 0x05, "M+110", leftSurround },
    CommonChannel { 0x06, "M-110", rightSurround },
    CommonChannel { 0x07, "M+022", leftCentre },
    CommonChannel { 0x08, "M-022", rightCentre },
    CommonChannel { 0x09, "M+180", centreSurround },
    CommonChannel { 0x0A, "M+090", leftSideSurround },
    CommonChannel { 0x0B, "M-090", rightSideSurround },
    CommonChannel { 0x0C, "T+000", top },
    CommonChannel { 0x0D, "U+030", leftTopFront },
    CommonChannel { 0x0E, "U+000", centreTopFront },
    CommonChannel { 0x0F, "U-030", rightTopFront },
    CommonChannel { 0x10, "U+110", leftTopRear },
    CommonChannel { 0x11, "U+180", centreTopRear },
    CommonChannel { 0x12, "U-110", rightTopRear },
    CommonChannel { 0x13, "U+090", leftTopSide },
    CommonChannel { 0x14, "U-090", rightTopSide },
    CommonChannel { 0x15, "B+000", centreBottom },
    CommonChannel { 0x16, "B+045", leftBottom },
    CommonChannel { 0x17, "B-045", rightBottom },
    CommonChannel { 0x18, "M+060", leftWide },
    CommonChannel { 0x19, "M-060", rightWide },
    CommonChannel { 0x1C, "M+135", leftRearSurround },
    CommonChannel { 0x1D, "M-135", rightRearSurround },
    CommonChannel { 0x1E, "U+135", leftTopRear },
    CommonChannel { 0x1F, "U-135", rightTopRear },
    CommonChannel { 0x20, "LFEL", lfe },
    CommonChannel { 0x21, "LFE2", lfe2 },
    CommonChannel { 0x22, "U+045", leftTopFront },
    CommonChannel { 0x23, "U-045", rightTopFront },
    CommonChannel { 0x24, "M+SC", leftCentre },
    CommonChannel { 0x25, "M-SC", rightCentre },
    CommonChannel { 0x28, "UH+180", centreTopRear },
};

// Dolby Atmos Master ADM Profile v1.0, table of speaker labels.
constexpr std::array<std::pair<std::string_view, Speaker>, 12> bedLabels { { { "RC_L", left }, { "RC_R", right },
    { "RC_C", centre }, { "RC_LFE", lfe }, { "RC_Ls", leftSurround }, { "RC_Rs", rightSurround },
    { "RC_Lss", leftSideSurround }, { "RC_Rss", rightSideSurround }, { "RC_Lrs", leftRearSurround },
    { "RC_Rrs", rightRearSurround }, { "RC_Lts", leftTopSide }, { "RC_Rts", rightTopSide } } };

// BS.2094-2, table 2.
constexpr std::array<std::pair<unsigned, std::string_view>, 19> commonPacks { { { 0x01, "mono" }, { 0x02, "stereo" },
    { 0x03, "5.1" }, { 0x04, "5.1.2" }, { 0x05, "5.1.4" }, { 0x07, "10.2" }, { 0x08, "4+9+0" }, { 0x09, "22.2" },
    { 0x0A, "3.0" }, { 0x0C, "5.0" }, { 0x0D, "6.1" }, { 0x0E, "7.1 front" }, { 0x0F, "7.1" }, { 0x10, "10.1" },
    { 0x11, "13.1" }, { 0x12, "5.1 with screen" }, { 0x13, "5.1.2" }, { 0x16, "7.1.2" }, { 0x17, "7.1.4" } } };

constexpr unsigned lastCommon = 0x0FFF; // BS.2076-2, 6: what a file defines itself starts at 1000

// Eight hexadecimal digits after "AC_", "AT_", ...: yyyyxxxx.
std::optional<unsigned> numberIn(std::string_view id)
{
    constexpr std::size_t kind = 3; // characters
    constexpr std::size_t digits = 8;
    if (id.size() < kind + digits)
        return std::nullopt;
    unsigned number = 0;
    const char* const first = id.data() + kind;
    if (const auto read = std::from_chars(first, first + digits, number, 16); read.ptr != first + digits)
        return std::nullopt;
    return number;
}

std::optional<unsigned> directSpeakersNumber(std::string_view id)
{
    const auto number = numberIn(id);
    return number && *number >> 16U == 1 ? std::optional(*number & 0xFFFFU) : std::nullopt;
}

} // namespace

bool isCommonDefinition(std::string_view id)
{
    if (id.starts_with("ATU_"))
        return id == "ATU_00000000";
    const auto number = numberIn(id);
    if (!number)
        return false;
    for (const std::string_view kind : { "AP_", "AC_", "AS_", "AT_" }) {
        if (id.starts_with(kind))
            return (*number & 0xFFFFU) <= lastCommon;
    }
    return false;
}

std::optional<Speaker> commonSpeaker(std::string_view id)
{
    const auto number = id.starts_with("AC_") || id.starts_with("AT_") ? directSpeakersNumber(id) : std::nullopt;
    const auto* const found = std::ranges::find(commonChannels, number.value_or(0), &CommonChannel::number);
    return found == commonChannels.end() ? std::nullopt : std::optional(found->speaker);
}

std::string_view commonPackName(std::string_view id)
{
    const auto number = id.starts_with("AP_") ? directSpeakersNumber(id) : std::nullopt;
    const auto* const found
        = std::ranges::find(commonPacks, number.value_or(0), &std::pair<unsigned, std::string_view>::first);
    return found == commonPacks.end() ? std::string_view() : found->second;
}

std::optional<Speaker> speakerOfLabel(std::string_view label)
{
    if (label.starts_with("urn:itu:bs:2051:"))
        label.remove_prefix(label.rfind(':') + 1);
    if (label == "LFE" || label == "LFER")
        return label == "LFE" ? lfe : lfe2;
    if (const auto* const found = std::ranges::find(bedLabels, label, &std::pair<std::string_view, Speaker>::first);
        found != bedLabels.end())
        return found->second;
    const auto* const found = std::ranges::find(commonChannels, label, &CommonChannel::label);
    return found == commonChannels.end() ? std::nullopt : std::optional(found->speaker);
}

} // namespace assay
