// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/measure/catalogue.h"
#include "specs/delivery_reader.h"
#include "specs/lint.h"
#include "specs/profile.h"
#include "specs/sha256.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay
{

/// A profile's text and where it came from.
struct ProfileSource {
    std::string text;
    std::filesystem::path file; ///< for messages; "built-in/ebu-r128.toml" where it is in the binary
    bool builtIn = false;
};

/// One profile file as read, before what it extends is added.
struct ProfileDraft {
    ProfileSource source;
    Profile profile; ///< all but `rules`, `sha256` and `overridesBuiltIn`
    std::vector<PlacedRule> rules {};
    std::vector<TextPosition> extendsPositions {};
    DeliveryDraft delivery {};
    std::vector<Error> errors {}; ///< empty: the file by itself is fine
};

/// A profile ready to judge, or what is wrong with it.
struct LoadedProfile {
    Profile profile;
    std::vector<Error> errors {};
    std::vector<ProfileSource> sources {}; ///< whose texts, joined, the profile's hash is of
};

/// Reads one file by itself: syntax, keys, types, references to measures.
[[nodiscard]] ProfileDraft readDraft(ProfileSource source, const Catalogue& catalogue);

/// Adds what `draft` extends, found among `all` (a user's profile before a built-in one; a user's profile that extends
/// its own id means the built-in it replaces). Rules of the same id replace inherited ones. Then looks for rules that
/// cannot both hold.
[[nodiscard]] LoadedProfile resolved(const ProfileDraft& draft, const std::vector<ProfileDraft>& all);

/// Every built-in profile, read.
[[nodiscard]] std::vector<ProfileDraft> builtInDrafts(const Catalogue& catalogue);

/// The text of a built-in profile.
[[nodiscard]] std::optional<std::string_view> builtInText(std::string_view id);

} // namespace assay
