// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "specs/profile.h"

#include <string>
#include <vector>

namespace assay
{

/// One thing that two profiles say differently: "limit", "severity", "clause", "version", ...
struct ProfileChange {
    std::string what;
    std::string before; ///< empty: the first says nothing
    std::string after;
    friend bool operator==(const ProfileChange&, const ProfileChange&) = default;
};

/// A rule (or a manual check) of both profiles, or of one.
struct RuleChange {
    enum class Kind { added, removed, changed };
    Kind kind = Kind::changed;
    std::string id;
    std::string title;
    std::vector<ProfileChange> changes {}; ///< of an added or removed rule all that it says
};

struct ProfileDiff {
    std::vector<ProfileChange> header {};
    std::vector<RuleChange> rules {}; ///< in the second profile's order, then what was removed; those of deliveries too
    std::vector<RuleChange> manual {};
    std::vector<RuleChange> deliverables {}; ///< slots, the rules of each among what it says
    [[nodiscard]] bool empty() const
    {
        return header.empty() && rules.empty() && manual.empty() && deliverables.empty();
    }
};

/// What `after` says otherwise than `before`. Rules belong together by id; inherited ones count.
[[nodiscard]] ProfileDiff differences(const Profile& before, const Profile& after);

} // namespace assay
