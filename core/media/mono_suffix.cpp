// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/probe.h"

#include "core/base/path.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace assay
{

namespace
{

struct SuffixName {
    std::string_view name; // upper case
    Speaker speaker;
};

// How workstations name the channels of a multi-mono set, beside the names of core/base/layout.
constexpr std::array otherNames {
    SuffixName { "LEFT", Speaker::left },
    SuffixName { "RIGHT", Speaker::right },
    SuffixName { "CENTER", Speaker::centre },
    SuffixName { "CENTRE", Speaker::centre },
    SuffixName { "LF", Speaker::lfe },
    SuffixName { "SUB", Speaker::lfe },
    SuffixName { "LSR", Speaker::leftRearSurround }, // Pro Tools
    SuffixName { "RSR", Speaker::rightRearSurround },
    SuffixName { "LBS", Speaker::leftRearSurround },
    SuffixName { "RBS", Speaker::rightRearSurround },
    SuffixName { "LTM", Speaker::leftTopSide }, // "top middle"
    SuffixName { "RTM", Speaker::rightTopSide },
    SuffixName { "LTB", Speaker::leftTopRear }, // "top back"
    SuffixName { "RTB", Speaker::rightTopRear },
    SuffixName { "S", Speaker::centreSurround },
};

// Names that end titles far too often to mean a channel ("laptop - top", "big_data", "stem_M").
constexpr std::array notInNames { Speaker::mono, Speaker::top, Speaker::data, Speaker::unknown };

std::optional<Speaker> speakerOfSuffix(const std::string& text)
{
    std::string upper = text;
    std::ranges::transform(upper, upper.begin(), [](unsigned char c) { return std::toupper(c); });
    // One letter and HI, VIN are words too: only capitals mean the channel.
    if ((text.size() == 1 || upper == "HI" || upper == "VIN") && text != upper)
        return std::nullopt;
    const auto found = std::ranges::find(otherNames, std::string_view(upper), &SuffixName::name);
    if (found != otherNames.end())
        return found->speaker;
    const std::optional<Speaker> speaker = speakerNamed(text);
    return speaker && std::ranges::find(notInNames, *speaker) == notInNames.end() ? speaker : std::nullopt;
}

} // namespace

std::optional<MonoSuffix> monoSuffixOf(const std::filesystem::path& file)
{
    const std::string stem = toUtf8(file.stem());
    const std::size_t separator = stem.find_last_of("._- ");
    if (separator == std::string::npos || separator == 0 || separator + 1 == stem.size())
        return std::nullopt;
    const std::optional<Speaker> speaker = speakerOfSuffix(stem.substr(separator + 1));
    if (!speaker)
        return std::nullopt;
    const std::size_t end = stem.find_last_not_of("._- ", separator);
    if (end == std::string::npos)
        return std::nullopt;
    return MonoSuffix { stem.substr(0, end + 1), *speaker };
}

} // namespace assay
