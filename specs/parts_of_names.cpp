// SPDX-License-Identifier: GPL-3.0-or-later
// What a name says of its episode, version, side and language: by the profile's pattern, else by words that look so.
#include "core/measure/delivery_specs.h"
#include "specs/packages.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <regex>

namespace assay
{

namespace
{

struct Usual {
    std::string_view part;
    const char* shape; ///< of a word of the name
    int group = 0; ///< what of it is the part
};

// How houses write these parts where no pattern is asked for.
constexpr std::array usualParts {
    Usual { "part", R"(s\d{1,2}e\d{1,3}|ep?\d{1,3}|r\d{1,2}|reel\d{1,2})" },
    Usual { "version", R"(v\d{1,6})" },
    Usual { "side", R"(([a-h])\d{1,2}|side([a-h]))", 1 },
};

// ISO 639-1 and -2 of languages that sound is delivered in, and those codes of -2/B that differ.
struct Language {
    std::string_view code;
    std::string_view longCode;
    std::string_view otherCode = {};
};
constexpr std::array languages { Language { "ar", "ara" }, Language { "cs", "ces", "cze" }, Language { "da", "dan" },
    Language { "de", "deu", "ger" }, Language { "el", "ell", "gre" }, Language { "en", "eng" },
    Language { "es", "spa" }, Language { "fi", "fin" }, Language { "fr", "fra", "fre" }, Language { "he", "heb" },
    Language { "hu", "hun" }, Language { "it", "ita" }, Language { "ja", "jpn" }, Language { "ko", "kor" },
    Language { "nl", "nld", "dut" }, Language { "no", "nor" }, Language { "pl", "pol" }, Language { "pt", "por" },
    Language { "ro", "ron", "rum" }, Language { "ru", "rus" }, Language { "sv", "swe" }, Language { "th", "tha" },
    Language { "tr", "tur" }, Language { "uk", "ukr" }, Language { "zh", "zho", "chi" } };

std::string lower(std::string text)
{
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

std::vector<std::string> wordsInOrder(const std::string& file)
{
    std::vector<std::string> words;
    std::string word;
    for (const char c : file.substr(file.find_last_of('/') + 1) + '.') {
        if (std::string_view("_-. ()[]").find(c) == std::string_view::npos)
            word += c;
        else if (!word.empty())
            words.push_back(std::exchange(word, {}));
    }
    return words;
}

/// Two letters are a language only in capitals, because "no" and "it" are words too.
std::optional<std::string> languageIn(const std::string& word)
{
    const std::string small = lower(word);
    const auto found = std::ranges::find_if(languages, [&](const Language& language) {
        return (small == language.code && small != word) || small == language.longCode || small == language.otherCode;
    });
    return found == languages.end() || word.size() < 2 ? std::nullopt : std::optional(std::string(found->code));
}

std::optional<std::string> usualIn(const std::vector<std::string>& words, std::string_view part)
{
    const auto known = std::ranges::find(usualParts, part, &Usual::part);
    if (known == usualParts.end())
        return std::nullopt;
    const std::regex shape(known->shape);
    std::smatch match;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string word = lower(words[i]);
        const std::string both = word == "side" && i + 1 < words.size() ? word + lower(words[i + 1]) : word;
        if (!std::regex_match(both, match, shape))
            continue;
        return known->group == 0 ? match.str() : match[1].matched ? match.str(1) : match.str(2);
    }
    return std::nullopt;
}

std::optional<std::string> languageOf(const std::vector<std::string>& words, const MeasurementSet& measures)
{
    for (const std::string& word : words) {
        if (auto language = languageIn(word))
            return language;
    }
    const Measurement* held = measures.find("format.language");
    const auto* text = held != nullptr && held->value ? std::get_if<std::string>(&*held->value) : nullptr;
    return text != nullptr ? std::optional(languageIn(*text).value_or(lower(*text))) : std::nullopt;
}

/// The texts that the profile's pattern finds in the name, by the ids of their measures.
std::map<std::string, std::string> byPattern(const DeliveryProfile& profile, const DeliveredProgramme& programme)
{
    std::map<std::string, std::string> texts;
    for (const Measurement& measurement : nameMeasures(profile, nullptr, programme)) {
        const auto* text = measurement.value ? std::get_if<std::string>(&*measurement.value) : nullptr;
        if (text != nullptr)
            texts[measurement.id] = *text;
    }
    return texts;
}

} // namespace

std::optional<std::string> partsOfName(
    const DeliveryProfile& profile, const DeliveredProgramme& programme, const std::vector<std::string>& parts)
{
    if (parts.empty())
        return std::nullopt;
    const std::map<std::string, std::string> texts = byPattern(profile, programme);
    const std::vector<std::string> words
        = wordsInOrder(programme.files.empty() ? programme.name : programme.files.front());
    std::string all;
    for (const std::string& part : parts) {
        const auto known = texts.find("name." + part);
        const auto said = known != texts.end() ? std::optional(known->second)
            : part == "language"               ? languageOf(words, *programme.measures)
                                               : usualIn(words, part);
        if (!said)
            return std::nullopt;
        all += (all.empty() ? "" : " ") + *said;
    }
    return all;
}

} // namespace assay
