// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace assay
{

/// The candidate that `word` was probably meant to be: the same words in another order, else fewest edits (insert,
/// delete, replace, swap of neighbours; case does not count), at most a third of the word. Empty where nothing is near.
/// The first of equals wins.
[[nodiscard]] std::optional<std::string> nearestSpelling(
    std::string_view word, std::span<const std::string> candidates);

/// What to tell a person who wrote `word`: `; did you mean "severity"?`, else the candidates that `word` is a part of,
/// else `; it is one of ...` where the list is short, else nothing.
[[nodiscard]] std::string spellingHint(std::string_view word, std::span<const std::string> candidates);

} // namespace assay
