// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/release_codes.h"

#include "core/metadata/metadata_specs.h"
#include "core/metadata/text.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>

namespace assay
{

namespace
{

constexpr std::string_view isrcSource = "ISO 3901:2019; EBU Tech 3352 (axml)";

constexpr std::string_view upcSource = "GS1 General Specifications, 7.9 (check digit)";

constexpr std::array specs {
    MeasureSpec { "isrc.value", Unit::none, ValueKind::list,
        "Every different ISRC found in the file, without hyphens, in capitals.", isrcSource },
    MeasureSpec { "isrc.valid", Unit::none, ValueKind::boolean,
        "Is every ISRC in the file well formed: 2 letters, 3 letters or digits, 7 digits?", isrcSource },
    MeasureSpec { "isrc.sources", Unit::none, ValueKind::list,
        "Where in the file an ISRC stands: axml, info, id3, vorbis, cuesheet, ape, mp4.", isrcSource },
    MeasureSpec { "isrc.places", Unit::none, ValueKind::list,
        "Every place with an ISRC and the code that stands there, as place and code.", isrcSource },
    MeasureSpec { "isrc.agree", Unit::none, ValueKind::boolean,
        "Do all places of the file that hold ISRCs hold the same ones?", isrcSource },
    MeasureSpec { "upc.value", Unit::none, ValueKind::list,
        "Every different UPC, EAN or catalogue number found in the file, digits only.", upcSource },
    MeasureSpec { "upc.valid", Unit::none, ValueKind::boolean,
        "Has every UPC or EAN in the file 8, 12, 13 or 14 digits, the last of which checks the others?", upcSource },
    MeasureSpec { "upc.sources", Unit::none, ValueKind::list,
        "Where in the file a UPC or EAN stands: axml, id3, vorbis, cuesheet, ape, mp4.", upcSource },
};

constexpr std::size_t mostCodes = 1000; // kept of one file: a double album has 40

bool isLetter(char c)
{
    return c >= 'A' && c <= 'Z';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

void addDistinct(std::vector<std::string>& list, std::string_view text)
{
    if (std::ranges::find(list, text) == list.end())
        list.emplace_back(text);
}

// What each place holds, in order of the codes.
bool allPlacesAgree(const std::map<std::string, std::set<std::string>>& byPlace)
{
    return std::ranges::all_of(byPlace, [&](const auto& place) { return place.second == byPlace.begin()->second; });
}

} // namespace

std::span<const MeasureSpec> releaseCodeSpecs()
{
    return specs;
}

std::string normalizedIsrc(std::string_view text)
{
    std::string code;
    for (char c : trimmed(text)) {
        if (c >= 'a' && c <= 'z')
            c = static_cast<char>(c - 'a' + 'A');
        if (c != ' ' && c != '-')
            code += c;
    }
    // No prefix code can be taken for the word: "ISRC" plus 12 characters is longer than a code.
    constexpr std::size_t codeLength = 12;
    if (code.starts_with("ISRC") && code.size() > codeLength)
        code.erase(0, code.size() > 4 && code[4] == ':' ? 5 : 4);
    return code;
}

bool isValidIsrc(std::string_view code)
{
    return code.size() == 12 && std::ranges::all_of(code.substr(0, 2), isLetter)
        && std::ranges::all_of(code.substr(2, 3), [](char c) { return isLetter(c) || isDigit(c); })
        && std::ranges::all_of(code.substr(5), isDigit);
}

std::string normalizedUpc(std::string_view text)
{
    std::string code;
    for (const char c : trimmed(text)) {
        if (c != ' ' && c != '-')
            code += c;
    }
    const std::size_t colon = code.rfind(':'); // "UPC:" and the like
    if (colon != std::string::npos)
        code.erase(0, colon + 1);
    return code;
}

bool isValidUpc(std::string_view code)
{
    const bool isLong = code.size() == 8 || (code.size() >= 12 && code.size() <= 14);
    if (!isLong || !std::ranges::all_of(code, isDigit))
        return false;
    int sum = 0;
    int weight = 1; // of the check digit itself
    for (std::size_t i = code.size(); i-- > 0; weight = 4 - weight)
        sum += weight * (code[i] - '0');
    return sum % 10 == 0 && code.find_first_not_of('0') != std::string_view::npos;
}

void ReleaseCodes::keep(std::vector<Found>& list, std::string_view source, const std::string& code)
{
    const auto isSame = [&](const Found& found) { return found.source == source && found.code == code; };
    if (!code.empty() && list.size() < mostCodes && std::ranges::none_of(list, isSame))
        list.push_back({ std::string(source), code });
}

void ReleaseCodes::addIsrc(std::string_view source, std::string_view text)
{
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(";,/"), text.size());
        keep(m_isrcs, source, normalizedIsrc(fieldText(text.substr(0, end))));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

void ReleaseCodes::addUpc(std::string_view source, std::string_view text)
{
    keep(m_upcs, source, normalizedUpc(fieldText(text)));
}

void ReleaseCodes::report(Metadata& metadata) const
{
    const auto add = [&](std::string_view id, Value value) {
        metadata.measures.add(measured(metadataSpec(id), std::move(value)));
    };
    std::vector<std::string> codes;
    std::vector<std::string> places;
    std::map<std::string, std::set<std::string>> byPlace;
    for (const Found& found : m_isrcs) {
        addDistinct(codes, found.code);
        addDistinct(metadata.isrcSources, found.source);
        places.push_back(found.source + " " + found.code);
        byPlace[found.source].insert(found.code);
    }
    std::ranges::copy_if(codes, std::back_inserter(metadata.isrcs), isValidIsrc);
    if (!codes.empty()) {
        add("isrc.valid", metadata.isrcs.size() == codes.size());
        add("isrc.agree", allPlacesAgree(byPlace));
        add("isrc.places", std::move(places));
        add("isrc.sources", metadata.isrcSources);
        add("isrc.value", std::move(codes));
    }
    std::vector<std::string> upcs;
    std::vector<std::string> upcSources;
    for (const Found& found : m_upcs) {
        addDistinct(upcs, found.code);
        addDistinct(upcSources, found.source);
    }
    if (!upcs.empty()) {
        add("upc.valid", std::ranges::all_of(upcs, isValidUpc));
        add("upc.sources", std::move(upcSources));
        add("upc.value", std::move(upcs));
    }
}

} // namespace assay
