// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "specs/evaluate.h"

#include <span>
#include <string>

namespace assay
{

/// Who a profile made from a reference is.
struct ReferenceIdentity {
    std::string id;
    std::string title;
    std::string from; ///< the reference, for people: "mix.wav", "3 files of Nightfall"
};

/// The TOML text of a draft profile that asks for more of the same: what these programmes measure, with the room that
/// specs/templates/reference.toml gives. It loads, its linter is silent, and the programmes pass it.
/// Errors: `profile` where there is no programme.
[[nodiscard]] Result<std::string> profileFromReference(
    const ReferenceIdentity& identity, std::span<const Subject> programmes, const Catalogue& catalogue);

/// The id a text can stand for: "Nightfall_S01 (5.1)" -> "nightfall-s01-5-1".
[[nodiscard]] std::string idFromText(const std::string& text);

} // namespace assay
