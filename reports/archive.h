// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "reports/bundle.h"
#include "reports/media_hash_list.h"
#include "reports/verification.h"

#include <string>
#include <utility>
#include <vector>

namespace assay
{

/// One of the profiles that judged: the texts whose hash, joined, is its own, each with its name.
using KeptProfile = std::vector<std::pair<std::string, std::string>>;

/// What goes into an archive.
struct ArchiveInput {
    std::string reportText; ///< as it was signed
    std::string pdf;
    std::string html;
    std::vector<KeptProfile> profiles {}; ///< several where several judged as one
    HashHistory history {}; ///< of the media
};

constexpr const char* reportPart = "report.json";

/// The hash by which a report names the profile that these are: of the only one's texts, else of the hashes of all.
[[nodiscard]] std::string hashOfProfiles(const std::vector<KeptProfile>& profiles);

/// The files of an archive, with the list of them last. Errors: as `signedText`.
[[nodiscard]] Result<Bundle> archiveOf(const ArchiveInput& input);

/// Every part against the archive's own list. A list that is missing or unreadable is a part of that state.
[[nodiscard]] std::vector<CheckedPart> checkParts(const Bundle& bundle);

/// The profiles that an archive holds.
[[nodiscard]] std::vector<KeptProfile> profilesIn(const Bundle& bundle);

/// The history of hash lists that an archive, or the `ascmhl` folder of media read as a bundle, holds.
[[nodiscard]] HashHistory historyIn(const Bundle& bundle);

/// What is wrong with the hash lists of an archive: their own chain, and what they say otherwise than the report.
[[nodiscard]] std::vector<std::string> hashListProblems(const Bundle& bundle, const Report& report);

} // namespace assay
