// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/measure/measurement.h"
#include "specs/predicate.h"

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace assay
{

enum class Severity { blocker, issue, fyi };
/// How sure a number is: read at the issuer, read at a third party, or unverified.
enum class Provenance { issuer, thirdParty, draft };

[[nodiscard]] std::string_view nameOf(Severity severity); ///< "blocker", "issue", "fyi"
[[nodiscard]] std::string_view nameOf(Provenance provenance); ///< "issuer", "third-party", "draft"
[[nodiscard]] std::optional<Provenance> provenanceNamed(std::string_view name);

/// The part of the programme a rule looks at.
struct Window {
    enum class Kind { whole, programme, ffoa, first, last };
    Kind kind = Kind::whole;
    double seconds = 0.0; ///< for first and last
    std::optional<double> ffoa {}; ///< for ffoa: seconds after the start, where the profile declares it
    std::optional<double> lfoa {}; ///< for ffoa: seconds before the end
    friend bool operator==(const Window&, const Window&) = default;
};

/// The channels a rule looks at, by name ("LFE", "Ls") or place ("ch13"); neither list: what the measure says of the
/// whole programme. With a list, every channel in it must keep the rule by itself.
struct ChannelScope {
    std::vector<std::string> only {};
    std::vector<std::string> except {};
    [[nodiscard]] bool isWhole() const { return only.empty() && except.empty(); }
    friend bool operator==(const ChannelScope&, const ChannelScope&) = default;
};

/// A second, wider limit: what QC lets through, because meters differ. A value between the two is told, at `severity`.
struct QcLimit {
    Predicate predicate;
    Severity severity = Severity::fyi;
    friend bool operator==(const QcLimit&, const QcLimit&) = default;
};

struct Test;
struct DeliveryProfile; // specs/delivery_profile.h

/// Restricts a rule or an alternative: all that is set must hold. A condition on a measure that is not measured is
/// unknown, and so is what hangs on it.
struct Condition {
    std::vector<std::string> roles {};
    std::vector<std::string> layouts {};
    std::vector<Test> measures; ///< at most one from a profile; a vector so that the type can hold itself
};

/// A measure, what is asked of it, and when.
struct Test {
    std::string measure;
    Predicate predicate;
    Window window {};
    std::optional<Condition> when {};
    Unit unit = Unit::none; ///< the measure's, from the catalogue, so that a limit can be told without a measurement
    ChannelScope channels {};
    std::optional<QcLimit> qc {};
};

/// One requirement.
struct Rule {
    enum class Combine { single, anyOf, allOf };

    std::string id;
    std::string title;
    Severity severity = Severity::issue;
    Provenance provenance = Provenance::draft;
    std::string clause {};
    std::string message {}; ///< what a failure says, in the profile's own words; may be empty. With {placeholders}.
    std::string advice {}; ///< what to do when it fails, likewise
    std::string interpretation {}; ///< how an ambiguous text was read
    Combine combine = Combine::single;
    std::vector<Test> tests {}; ///< exactly one for single
    std::optional<Condition> when {};
    std::vector<std::string> over {}; ///< of a rule over several programmes: slots it looks at; empty: all
    std::string of {}; ///< the slot held against them: the mix of a null test
    std::string each {}; ///< judged once for each value of this part of the names: "side"; empty: for each package
};

/// A check that only a person can make.
struct ManualCheck {
    std::string id;
    std::string title;
};

/// Somebody who must sign before a delivery leaves the house.
struct SignOffStep {
    std::string id;
    std::string title;
};

/// A profile: data, made by the loader, never changed after.
struct Profile {
    std::string id;
    std::string title;
    std::string version;
    std::string authority {};
    std::string document {};
    std::string url {};
    Provenance status = Provenance::draft;
    std::vector<std::string> extends {}; ///< already resolved: `rules` holds the inherited ones too
    std::vector<std::string> roles {}; ///< which programmes it judges; empty: all
    std::vector<Rule> rules {};
    std::vector<ManualCheck> manual {};
    std::vector<SignOffStep> signOff {}; ///< in the order they sign; empty: whoever signs
    std::string sha256 {}; ///< of the file's bytes (of all files, in order, where it extends)
    std::string origin {}; ///< "built-in", or the path of the file
    bool overridesBuiltIn = false; ///< a user's profile of a built-in id
    std::shared_ptr<const DeliveryProfile> delivery {}; ///< what it asks of several programmes together; may be empty
};

/// Every measure that a profile's rules look at, conditions and relative limits included. Windows are not followed:
/// what they need is always measured.
[[nodiscard]] std::set<std::string, std::less<>> measuresOf(const Profile& profile);

} // namespace assay
