// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/canonical_json.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay
{

/// Appends `text` in quotes (RFC 8785, 3.2.2.2).
void appendCanonicalString(std::string_view text, std::string& out);

/// Does `a` stand before `b` in the order of UTF-16 code units? Both are UTF-8.
[[nodiscard]] bool isBeforeInUtf16(std::string_view a, std::string_view b);

/// Appends a parsed JSON value in canonical form. A template, so that the JSON library stays out of the header.
template <class Json>
void appendCanonical(const Json& json, std::string& out)
{
    if (json.is_object()) {
        std::vector<typename Json::const_iterator> members;
        for (auto member = json.begin(); member != json.end(); ++member)
            members.push_back(member);
        std::ranges::sort(members, [](const auto& a, const auto& b) { return isBeforeInUtf16(a.key(), b.key()); });
        char separator = '{';
        for (const auto& member : members) {
            out += separator;
            appendCanonicalString(member.key(), out);
            out += ':';
            appendCanonical(*member, out);
            separator = ',';
        }
        out += members.empty() ? "{}" : "}";
    } else if (json.is_array()) {
        char separator = '[';
        for (const auto& element : json) {
            out += separator;
            appendCanonical(element, out);
            separator = ',';
        }
        out += json.empty() ? "[]" : "]";
    } else if (json.is_string()) {
        appendCanonicalString(json.template get_ref<const std::string&>(), out);
    } else if (json.is_number()) {
        out += canonicalNumber(json.template get<double>());
    } else if (json.is_boolean()) {
        out += json.template get<bool>() ? "true" : "false";
    } else {
        out += "null";
    }
}

template <class Json>
[[nodiscard]] std::string canonical(const Json& json)
{
    std::string text;
    appendCanonical(json, text);
    return text;
}

} // namespace assay
