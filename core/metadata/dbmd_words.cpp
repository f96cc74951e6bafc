// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/dbmd_words.h"

#include <array>

namespace assay
{

namespace
{

template <std::size_t count>
std::string_view wordOf(const std::array<std::string_view, count>& words, int code)
{
    return code >= 0 && code < static_cast<int>(count) ? words.at(static_cast<std::size_t>(code)) : "unknown";
}

} // namespace

std::string_view channelModeName(int acmod)
{
    constexpr std::array<std::string_view, 8> words { "1+1", "1/0", "2/0", "3/0", "2/1", "3/1", "2/2", "3/2" };
    return wordOf(words, acmod);
}

std::string_view bitstreamModeName(int bsmod)
{
    constexpr std::array<std::string_view, 8> words { "complete main", "music and effects", "visually impaired",
        "hearing impaired", "dialogue", "commentary", "emergency", "voice over or karaoke" };
    return wordOf(words, bsmod);
}

std::string_view digitalDownmixName(int dmixmod)
{
    constexpr std::array<std::string_view, 4> words { "not indicated", "Lt/Rt", "Lo/Ro", "Pro Logic II" };
    return wordOf(words, dmixmod);
}

std::string_view compressionName(int profile)
{
    constexpr std::array<std::string_view, 6> words { "none", "film standard", "film light", "music standard",
        "music light", "speech" };
    return wordOf(words, profile);
}

std::string_view stereoDownmixName(int code)
{
    constexpr std::array<std::string_view, 5> words { "not indicated", "Lo/Ro", "Pro Logic", "Pro Logic II",
        "direct render" };
    return wordOf(words, code);
}

std::string_view warpName(int code)
{
    constexpr std::array<std::string_view, 5> words { "direct render", "direct render with room balance",
        "Pro Logic IIx", "Lo/Ro", "not indicated" };
    return wordOf(words, code);
}

std::string_view binauralName(int code)
{
    constexpr std::array<std::string_view, 5> words { "off", "near", "far", "mid", "not indicated" };
    return wordOf(words, code);
}

std::string_view trimLayoutName(std::size_t place)
{
    constexpr std::array<std::string_view, 9> words { "2.0", "5.1", "7.1", "2.1.2", "5.1.2", "7.1.2", "2.1.4", "5.1.4",
        "7.1.4" };
    return wordOf(words, static_cast<int>(place));
}

} // namespace assay
