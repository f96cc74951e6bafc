// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay
{

/// Values of a closed set and the words that stand for them in files.
template <class T, std::size_t count>
using NameTable = std::array<std::pair<T, std::string_view>, count>;

template <class T, std::size_t count>
[[nodiscard]] std::string_view nameIn(const NameTable<T, count>& table, T value)
{
    for (const auto& [candidate, name] : table) {
        if (candidate == value)
            return name;
    }
    return table.back().second;
}

template <class T, std::size_t count>
[[nodiscard]] std::optional<T> valueIn(const NameTable<T, count>& table, std::string_view name)
{
    for (const auto& [value, candidate] : table) {
        if (candidate == name)
            return value;
    }
    return std::nullopt;
}

template <class T, std::size_t count>
[[nodiscard]] std::vector<std::string> namesIn(const NameTable<T, count>& table)
{
    std::vector<std::string> names;
    for (const auto& entry : table)
        names.emplace_back(entry.second);
    return names;
}

} // namespace assay
