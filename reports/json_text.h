// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <string_view>

namespace assay
{

/// A position in a text, 1-based; columns count bytes.
struct TextPosition {
    int line = 1;
    int column = 1;
};

/// The position of the byte at `offset` (at the end where it lies beyond).
[[nodiscard]] TextPosition positionOf(std::string_view text, std::size_t offset);

/// The byte at which a JSON text nests deeper than any report does, or `npos`. What nests too deep would exhaust the
/// stack of whoever walks it.
[[nodiscard]] std::size_t tooDeepAt(std::string_view text);

/// The `report` error for a text that stops being JSON at byte `offset`, with line and column.
[[nodiscard]] Error brokenJson(std::string_view text, std::size_t offset, const std::filesystem::path& file = {});

} // namespace assay
