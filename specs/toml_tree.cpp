// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/toml_tree.h"

#include "core/base/path.h"

#include <algorithm>
#include <cctype>
#include <exception>
#include <toml++/toml.h>
#include <tuple>

namespace assay
{

namespace
{

TextPosition positionOf(const toml::source_position& position)
{
    // The library says 0 where it does not know.
    return { std::max(1, static_cast<int>(position.line)), std::max(1, static_cast<int>(position.column)) };
}

TomlNode converted(const toml::node& source);

TomlNode convertedTable(const toml::table& source)
{
    TomlNode node { .kind = TomlNode::Kind::table };
    for (const auto& [key, value] : source) {
        TomlNode entry = converted(value);
        entry.key = std::string(key.str());
        entry.keyPosition = positionOf(key.source().begin);
        node.items.push_back(std::move(entry));
    }
    std::ranges::sort(node.items, [](const TomlNode& a, const TomlNode& b) {
        return std::tie(a.keyPosition.line, a.keyPosition.column) < std::tie(b.keyPosition.line, b.keyPosition.column);
    });
    return node;
}

TomlNode convertedArray(const toml::array& source)
{
    TomlNode node { .kind = TomlNode::Kind::array };
    for (const toml::node& value : source)
        node.items.push_back(converted(value));
    return node;
}

TomlNode convertedScalar(const toml::node& source)
{
    if (const auto* text = source.as_string())
        return { .kind = TomlNode::Kind::text, .text = text->get() };
    if (const auto* integer = source.as_integer())
        return {
            .kind = TomlNode::Kind::integer, .integer = integer->get(), .number = static_cast<double>(integer->get())
        };
    if (const auto* number = source.as_floating_point())
        return { .kind = TomlNode::Kind::number, .number = number->get() };
    if (const auto* boolean = source.as_boolean())
        return { .kind = TomlNode::Kind::boolean, .boolean = boolean->get() };
    return { .kind = TomlNode::Kind::date };
}

TomlNode converted(const toml::node& source)
{
    TomlNode node;
    if (const auto* table = source.as_table())
        node = convertedTable(*table);
    else if (const auto* array = source.as_array())
        node = convertedArray(*array);
    else
        node = convertedScalar(source);
    node.position = positionOf(source.source().begin);
    return node;
}

tl::unexpected<Error> syntaxError(std::string_view what, TextPosition position, const std::filesystem::path& file)
{
    const bool comma = what.find("expected a comment or whitespace, saw ','") != std::string_view::npos;
    return tl::unexpected<Error>(Error { ErrorCode::profile,
        "not valid TOML: " + std::string(what) + (comma ? "; numbers are written with a point: -1.0" : ""), file, {},
        position.line, position.column });
}

} // namespace

const TomlNode* TomlNode::find(std::string_view name) const
{
    const auto found = std::ranges::find(items, name, &TomlNode::key);
    return kind == Kind::table && found != items.end() ? &*found : nullptr;
}

std::string_view nameOf(TomlNode::Kind kind)
{
    switch (kind) {
    case TomlNode::Kind::text:
        return "a text";
    case TomlNode::Kind::integer:
        return "a whole number";
    case TomlNode::Kind::number:
        return "a number";
    case TomlNode::Kind::boolean:
        return "true or false";
    case TomlNode::Kind::date:
        return "a date or time";
    case TomlNode::Kind::array:
        return "a list";
    case TomlNode::Kind::table:
        return "a table";
    }
    return "something else";
}

namespace
{

/// What a person most likely did where the text stops being TOML: a number with its unit, as in `max = -2 dBTP`.
std::string hintAt(std::string_view text, TextPosition position)
{
    for (int line = 1; line < position.line && !text.empty(); ++line)
        text = text.substr(std::min(text.find('\n'), text.size() - 1) + 1);
    std::string_view before = text.substr(0, std::min(text.find('\n'), static_cast<std::size_t>(position.column - 1)));
    const bool letter
        = before.size() < text.size() && std::isalpha(static_cast<unsigned char>(text[before.size()])) != 0;
    while (!before.empty() && before.back() == ' ')
        before.remove_suffix(1);
    const bool number = !before.empty() && std::isdigit(static_cast<unsigned char>(before.back())) != 0;
    return letter && number ? "; a number stands alone, its unit is the measure's own" : "";
}

} // namespace

Result<TomlNode> parseToml(std::string_view text, const std::filesystem::path& file)
{
    try {
        const toml::table root = toml::parse(text, toUtf8(file));
        return converted(root);
    } catch (const toml::parse_error& error) {
        const TextPosition position = positionOf(error.source().begin);
        return syntaxError(std::string(error.description()) + hintAt(text, position), position, file);
    } catch (const std::exception& error) {
        return syntaxError(error.what(), {}, file);
    }
}

} // namespace assay
