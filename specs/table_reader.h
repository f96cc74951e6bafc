// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "specs/toml_tree.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay
{

/// Everything found wrong with one profile file.
struct Problems {
    std::filesystem::path file;
    std::vector<Error> errors {};

    void add(TextPosition position, std::string message);
};

/// Reads one TOML table, key by key. Unknown keys are reported at once with the nearest right spelling, values of a
/// wrong type when they are asked for; reading goes on, so that one look finds everything.
class TableReader
{
public:
    /// `what` names the table in messages: "a rule". A node that is no table is reported and then read as empty.
    TableReader(const TomlNode& node, std::string what, std::vector<std::string> keys, Problems& problems);

    [[nodiscard]] const TomlNode* find(std::string_view key) const;
    [[nodiscard]] bool has(std::string_view key) const { return find(key) != nullptr; }
    /// Where the table stands, for what is missing.
    [[nodiscard]] TextPosition position() const { return m_node.position; }
    [[nodiscard]] TextPosition positionOf(std::string_view key) const;
    [[nodiscard]] Problems& problems() const { return m_problems; }

    [[nodiscard]] std::optional<std::string> text(std::string_view key) const;
    /// A missing or empty text is reported and comes out empty.
    [[nodiscard]] std::string requiredText(std::string_view key) const;
    [[nodiscard]] std::optional<double> number(std::string_view key) const; ///< finite
    [[nodiscard]] std::optional<std::int64_t> integer(std::string_view key) const;
    [[nodiscard]] std::optional<bool> boolean(std::string_view key) const;
    /// A list of texts; with `orOne`, a single text too.
    [[nodiscard]] std::vector<std::string> texts(std::string_view key, bool orOne = false) const;

private:
    void reportUnknownKeys(const std::vector<std::string>& keys) const;
    void reportKind(const TomlNode& node, std::string_view wanted) const;

    const TomlNode& m_node;
    std::string m_what;
    Problems& m_problems;
};

} // namespace assay
