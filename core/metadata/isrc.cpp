// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/isrc.h"

#include "core/metadata/metadata_specs.h"
#include "core/metadata/text.h"

#include <algorithm>
#include <array>

namespace assay
{

namespace
{

constexpr std::string_view isrcSource = "ISO 3901:2019; EBU Tech 3352 (axml)";

constexpr std::array specs {
    MeasureSpec { "isrc.value", Unit::none, ValueKind::list,
        "Every different ISRC found in the file, without hyphens, in capitals.", isrcSource },
    MeasureSpec { "isrc.valid", Unit::none, ValueKind::boolean,
        "Is every ISRC in the file well formed: 2 letters, 3 letters or digits, 7 digits?", isrcSource },
    MeasureSpec { "isrc.sources", Unit::none, ValueKind::list,
        "Where in the file an ISRC stands: axml, info, id3, vorbis, cuesheet, ape, mp4.", isrcSource },
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
    if (std::ranges::find(list, text) == list.end() && list.size() < mostCodes)
        list.emplace_back(text);
}

} // namespace

std::span<const MeasureSpec> isrcSpecs()
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

void IsrcFindings::add(std::string_view source, std::string_view text)
{
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(";,/"), text.size());
        const std::string code = normalizedIsrc(fieldText(text.substr(0, end)));
        if (!code.empty()) {
            addDistinct(m_codes, code);
            addDistinct(m_sources, source);
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

void IsrcFindings::report(Metadata& metadata) const
{
    if (m_codes.empty())
        return;
    for (const std::string& code : m_codes) {
        if (isValidIsrc(code))
            metadata.isrcs.push_back(code);
    }
    metadata.isrcSources = m_sources;
    metadata.measures.add(measured(metadataSpec("isrc.value"), m_codes));
    metadata.measures.add(measured(metadataSpec("isrc.valid"), metadata.isrcs.size() == m_codes.size()));
    metadata.measures.add(measured(metadataSpec("isrc.sources"), m_sources));
}

} // namespace assay
