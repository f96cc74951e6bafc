// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/measure/measurement.h"
#include "specs/text_pattern.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay
{

/// A word that a part of a name may be, and what it means: "6ch" means 6.
struct NameWord {
    std::string word;
    Value meaning;
};

/// One part of a name: either one of a list of words, or a text of some shape.
struct NameField {
    std::string name; ///< "sample_rate"; its measure is name.sample_rate
    std::vector<NameWord> words {};
    std::optional<TextPattern> shape {};
    std::string says {}; ///< what the shape looks like, for people: "v and two digits"
    bool anyCase = false; ///< of words
    std::string claims {}; ///< the measure that must agree with it, or "role"; empty: nothing is claimed
    double times = 1.0; ///< what a number in a shape is multiplied by: 1000 for "48k"
    std::string unless {}; ///< a field in whose presence nothing is claimed
};

/// The grammar of file names that a profile asks for, as data.
struct NamePattern {
    /// A text that stands there, or a field.
    struct Element {
        std::string literal {};
        std::string field {}; ///< empty for a literal
        int group = 0; ///< elements of one number > 0 are there together or not at all
    };

    std::string id;
    std::string title;
    std::string form; ///< as written: '{title}_{version}[.{channel}].wav'
    std::vector<Element> elements {};
    std::vector<NameField> fields {};

    [[nodiscard]] const NameField* find(std::string_view field) const;
};

/// How a name was understood.
struct NameReading {
    std::map<std::string, std::string, std::less<>> fields {}; ///< what each field holds, as far as it was understood
    std::string fault {}; ///< where the name leaves the pattern, a sentence; empty where it fits
    std::string faultField {}; ///< the field that is not there, if it is a field
};

/// Reads `name` (of a file, without folders) by `pattern`. Of several readings the one with the longest first fields.
[[nodiscard]] NameReading readName(const NamePattern& pattern, const std::string& name);

/// What a field's text means: the word's meaning, the number in a shape, or the text itself.
[[nodiscard]] Value meaningOf(const NameField& field, const std::string& text);

/// The most groups in brackets that one pattern may have: each doubles the ways to read a name.
constexpr int mostNameGroups = 6;

/// Cuts a form into its elements. Errors: `profile`, with what is wrong in it.
[[nodiscard]] Result<std::vector<NamePattern::Element>> elementsOfForm(const std::string& form);

} // namespace assay
