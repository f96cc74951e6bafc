// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "specs/name_pattern.h"
#include "specs/profile.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace assay
{

/// One deliverable that a profile expects, `[[slot]]`.
struct Slot {
    std::string id;
    std::string title;
    std::string role {}; ///< empty: any
    std::vector<std::string> layouts {}; ///< empty: any
    std::string language {}; ///< empty: any
    std::optional<Condition> when {}; ///< what else a programme must be
    std::map<std::string, std::vector<std::string>> fields {}; ///< words that parts of the name must be
    std::string pattern {}; ///< id of the pattern its names must fit; empty: the profile's
    bool required = true; ///< false: may arrive
    std::optional<int> count = 1; ///< how many may arrive, and must where required; empty: any number
    std::vector<std::string> ruleProfiles {}; ///< profiles whose rules judge what arrives; `rules` holds them too
    std::vector<Rule> rules {}; ///< for what arrives here, beside the profile's own
};

/// How the channels of one file are several programmes, `[[tracks]]`: "8 channels: 5.1, then stereo".
struct TrackMap {
    struct Part {
        std::string layout; ///< a usual name
        std::string role {}; ///< empty: as the file's name says
    };
    std::size_t channels = 0; ///< of files that it is for
    std::vector<Part> parts {};
};

/// What a profile asks of a delivery as a whole.
struct DeliveryProfile {
    std::vector<NamePattern> patterns {};
    std::string names {}; ///< id of the pattern that every name must fit; empty: none
    std::vector<std::string> apart {}; ///< parts of names that keep programmes apart: "title", "language"
    std::vector<Slot> expected {}; ///< `[[slot]]`; not called slots, which Qt makes a macro
    std::vector<Rule> rules {}; ///< on measures of the delivery
    std::vector<TrackMap> tracks {};

    [[nodiscard]] const NamePattern* pattern(std::string_view id) const;
    [[nodiscard]] const Slot* slot(std::string_view id) const;
    [[nodiscard]] bool isEmpty() const;
};

/// Does the rule look at several programmes together? It then asks nothing else.
[[nodiscard]] bool isOfDelivery(const Rule& rule);

} // namespace assay
