// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/table_reader.h"

#include "specs/spelling.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace assay
{

namespace
{

/// Measures of several programmes that people write as keys.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> deliveryMeasures {
    { { "same_length", "delivery.same_length" }, { "same_start", "delivery.same_start" },
        { "same_format", "delivery.same_format" }, { "null", "null.residual" },
        { "loudness_match", "delivery.loudness_match" } }
};

} // namespace

void Problems::add(TextPosition position, std::string message)
{
    errors.push_back(Error { ErrorCode::profile, std::move(message), file, {}, position.line, position.column });
}

TableReader::TableReader(const TomlNode& node, std::string what, std::vector<std::string> keys, Problems& problems)
    : m_node(node)
    , m_what(std::move(what))
    , m_problems(problems)
{
    if (node.kind != TomlNode::Kind::table) {
        m_problems.add(node.position, fmt::format("{} must be a table, but this is {}", m_what, nameOf(node.kind)));
        return;
    }
    reportUnknownKeys(keys);
}

void TableReader::reportUnknownKeys(const std::vector<std::string>& keys) const
{
    for (const TomlNode& entry : m_node.items) {
        if (std::ranges::find(keys, entry.key) != keys.end())
            continue;
        const auto measure
            = std::ranges::find(deliveryMeasures, entry.key, &std::pair<std::string_view, std::string_view>::first);
        if (measure != deliveryMeasures.end()) {
            m_problems.add(entry.keyPosition,
                fmt::format("\"{}\" is no key: over several programmes a rule asks for measure = \"{}\"", entry.key,
                    measure->second));
            continue;
        }
        m_problems.add(entry.keyPosition,
            fmt::format("unknown key \"{}\" in {}{}", entry.key, m_what, spellingHint(entry.key, keys)));
    }
}

const TomlNode* TableReader::find(std::string_view key) const
{
    return m_node.find(key);
}

TextPosition TableReader::positionOf(std::string_view key) const
{
    const TomlNode* node = find(key);
    return node != nullptr ? node->keyPosition : m_node.position;
}

void TableReader::reportKind(const TomlNode& node, std::string_view wanted) const
{
    m_problems.add(
        node.position, fmt::format("\"{}\" must be {}, but this is {}", node.key, wanted, nameOf(node.kind)));
}

std::optional<std::string> TableReader::text(std::string_view key) const
{
    const TomlNode* node = find(key);
    if (node == nullptr)
        return std::nullopt;
    if (node->kind == TomlNode::Kind::text)
        return node->text;
    reportKind(*node, "a text in quotes");
    return std::nullopt;
}

std::string TableReader::requiredText(std::string_view key) const
{
    const TomlNode* node = find(key);
    if (node == nullptr) {
        m_problems.add(m_node.position, fmt::format("{} needs the key \"{}\"", m_what, key));
        return {};
    }
    std::string found = text(key).value_or("");
    if (found.empty() && node->kind == TomlNode::Kind::text)
        m_problems.add(node->position, fmt::format("\"{}\" must not be empty", key));
    return found;
}

std::optional<double> TableReader::number(std::string_view key) const
{
    const TomlNode* node = find(key);
    if (node == nullptr)
        return std::nullopt;
    const bool isNumber = node->kind == TomlNode::Kind::number || node->kind == TomlNode::Kind::integer;
    if (isNumber && std::isfinite(node->number))
        return node->number;
    if (isNumber)
        m_problems.add(node->position, fmt::format("\"{}\" must be a finite number", key));
    else
        reportKind(*node, "a number without quotes or unit");
    return std::nullopt;
}

std::optional<std::int64_t> TableReader::integer(std::string_view key) const
{
    const TomlNode* node = find(key);
    if (node == nullptr)
        return std::nullopt;
    if (node->kind == TomlNode::Kind::integer)
        return node->integer;
    reportKind(*node, "a whole number");
    return std::nullopt;
}

std::optional<bool> TableReader::boolean(std::string_view key) const
{
    const TomlNode* node = find(key);
    if (node == nullptr)
        return std::nullopt;
    if (node->kind == TomlNode::Kind::boolean)
        return node->boolean;
    reportKind(*node, "true or false");
    return std::nullopt;
}

std::vector<std::string> TableReader::texts(std::string_view key, bool orOne) const
{
    const TomlNode* node = find(key);
    if (node == nullptr)
        return {};
    if (orOne && node->kind == TomlNode::Kind::text)
        return { node->text };
    if (node->kind != TomlNode::Kind::array) {
        reportKind(*node, orOne ? "a text or a list of texts" : "a list of texts");
        return {};
    }
    std::vector<std::string> found;
    for (const TomlNode& item : node->items) {
        if (item.kind == TomlNode::Kind::text)
            found.push_back(item.text);
        else
            m_problems.add(item.position, fmt::format("\"{}\" lists texts, but this is {}", key, nameOf(item.kind)));
    }
    return found;
}

} // namespace assay
