// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace assay
{

/// A number as ECMAScript's Number.prototype.toString writes it (ECMA-262, 7.1.12.1; RFC 8785, 3.2.2.3): the fewest
/// digits that name this double. `value` is finite.
[[nodiscard]] std::string canonicalNumber(double value);

/// The one way to write a JSON text (RFC 8785): no white space, keys in the order of their UTF-16 code units, numbers
/// as `canonicalNumber`, strings with no escape that is not needed. Numbers are doubles: what a double cannot hold is
/// rounded.
/// Errors: `report`, with line and column where the text is no JSON, or where an object has a key twice (RFC
/// 7493, 2.3): readers disagree which one counts, so such a text must not be signed.
[[nodiscard]] Result<std::string> canonicalJson(std::string_view text);

} // namespace assay
