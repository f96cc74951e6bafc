// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>

namespace assay
{

// Templates, so that the JSON library stays out of the header.

constexpr std::size_t inlineJsonWidth = 160; // characters: small objects stay on one line

/// On one line. Text that is no UTF-8 never makes a report that is none: bad bytes become U+FFFD.
template <class Json>
[[nodiscard]] std::string compactJson(const Json& json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

template <class Json>
[[nodiscard]] bool isFlatJson(const Json& json)
{
    for (const Json& element : json) {
        if (element.is_structured() && !element.empty())
            return false;
    }
    return true;
}

/// Appends `json` so that people can read it, too: indented, but with lists of numbers and small objects on one line.
template <class Json>
void layOut(const Json& json, std::string& out, std::size_t indent)
{
    const bool flat = !json.is_structured() || isFlatJson(json);
    if (flat) {
        std::string line = compactJson(json);
        if (!json.is_object() || line.size() <= inlineJsonWidth) {
            out += line;
            return;
        }
    }
    out += json.is_object() ? "{\n" : "[\n";
    bool first = true;
    for (const auto& item : json.items()) {
        if (!first)
            out += ",\n";
        first = false;
        out.append(indent + 1, ' ');
        if (json.is_object())
            out += compactJson(Json(item.key())) + ": ";
        layOut(item.value(), out, indent + 1);
    }
    out += '\n';
    out.append(indent, ' ');
    out += json.is_object() ? '}' : ']';
}

/// A whole document so, with a newline at its end.
template <class Json>
[[nodiscard]] std::string laidOut(const Json& json)
{
    std::string text;
    layOut(json, text, 0);
    text += '\n';
    return text;
}

} // namespace assay
