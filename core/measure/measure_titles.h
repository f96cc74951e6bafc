// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace assay
{

/// A measure's name for people, in English and marked for translation (context "wording"); nullptr where the id is
/// unknown. A test holds the table against the catalogue.
[[nodiscard]] const char* measureTitle(std::string_view id);

/// The English title; the id itself where it is unknown. For messages.
[[nodiscard]] std::string titleOrId(std::string_view id);

} // namespace assay
