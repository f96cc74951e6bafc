// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/measure/catalogue.h"
#include "specs/profile.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace assay
{

struct ProfileDraft; // specs/loader.h

/// One file of a profile or of what it extends.
struct ProfileText {
    std::string name; ///< "ebu-r128.toml"
    std::string text;
};

/// Where a profile may come from: the built-in ones, then the user's folder, which wins over a built-in of the same id.
class ProfileLibrary
{
public:
    /// `userFolder` may be empty or missing; its *.toml files are read. Broken user profiles do not hide the others;
    /// they are in `problems`. A built-in profile whose replacement is broken is not offered: it is not what the person
    /// asked for.
    static ProfileLibrary load(const std::filesystem::path& userFolder, const Catalogue& catalogue);

    /// Ordered by id.
    [[nodiscard]] const std::vector<Profile>& profiles() const { return m_profiles; }
    [[nodiscard]] const std::vector<Error>& problems() const { return m_problems; }

    /// A profile by id, or by the path of a TOML file. Unknown ids: `profile` error with the nearest right spelling.
    [[nodiscard]] Result<Profile> find(const std::string& idOrFile) const;

    /// Everything that keeps `find` from giving this profile; empty where it does.
    [[nodiscard]] std::vector<Error> whyNot(const std::string& idOrFile) const;

    /// The TOML text of a profile as it stands on disk or in the binary.
    [[nodiscard]] Result<std::string> sourceOf(const std::string& idOrFile) const;

    /// The texts that make a profile, in the order in which its hash takes them: `sha256Hex` of all of them, joined, is
    /// `Profile::sha256`.
    [[nodiscard]] Result<std::vector<ProfileText>> textsOf(const std::string& idOrFile) const;

private:
    [[nodiscard]] tl::expected<Profile, std::vector<Error>> look(const std::string& idOrFile) const;
    [[nodiscard]] tl::expected<Profile, std::vector<Error>> fromFile(const std::filesystem::path& file) const;
    [[nodiscard]] std::vector<ProfileDraft> drafts() const; ///< built-in ones and the user's
    void hideReplaced();

    std::vector<Profile> m_profiles;
    std::vector<Error> m_problems;
    std::map<std::string, std::vector<Error>> m_broken; ///< what is wrong with broken profiles, by id
    const Catalogue* m_catalogue = nullptr;
};

/// Everything that is wrong with a profile file: syntax, unknown keys and measures, units, impossible ranges, rules
/// that cannot both hold. Empty: it is fine. Each error has file, line and column.
[[nodiscard]] std::vector<Error> lintProfile(const std::filesystem::path& file, const Catalogue& catalogue);

/// Several profiles as one (ids joined with '+', rules named "profile/rule"): what `--profile` given twice means.
[[nodiscard]] Profile combined(const std::vector<Profile>& profiles);

} // namespace assay
