// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace assay
{

/// A place in a text file, 1-based.
struct TextPosition {
    int line = 1;
    int column = 1;
};

/// A TOML value with its place in the file, so that whatever is wrong with it can be pointed at. The rest of the
/// loader knows only this, not the TOML library.
struct TomlNode {
    enum class Kind { text, integer, number, boolean, date, array, table };

    Kind kind = Kind::table;
    std::string key {}; ///< its name where it stands in a table
    TextPosition keyPosition {};
    TextPosition position {};
    std::string text {};
    std::int64_t integer = 0;
    double number = 0.0; ///< of integers too
    bool boolean = false;
    std::vector<TomlNode> items {}; ///< of an array, or the entries of a table in the order of the file

    /// The entry of a table; nullptr where there is none.
    [[nodiscard]] const TomlNode* find(std::string_view name) const;
};

/// What a kind is called in a message: "a text", "a whole number", ...
[[nodiscard]] std::string_view nameOf(TomlNode::Kind kind);

/// The root table. Errors: `profile`, with the line and column at which the text stops being TOML.
[[nodiscard]] Result<TomlNode> parseToml(std::string_view text, const std::filesystem::path& file);

} // namespace assay
