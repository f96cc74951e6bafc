// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/frames.h"
#include "core/metadata/adm.h"
#include "core/metadata/dbmd.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assay
{

/// What a rule of the Dolby Atmos Master ADM Profile speaks of; each part has a measure, `atmos.violations_` and its
/// name.
enum class AtmosPart { programme, contents, objects, packs, beds, movement, formats, tracks };

/// "programme", "contents", ...
[[nodiscard]] std::string_view nameOf(AtmosPart part);

/// One rule of the profile. Names are public: never renamed, never reused.
struct AtmosRule {
    std::string_view name; ///< "object-duration"
    AtmosPart part;
    std::string_view what; ///< what is asked for, one clause of a sentence
    std::string_view clause; ///< of the profile, by the element it describes
};

[[nodiscard]] std::span<const AtmosRule> atmosRules();

/// A rule that an element breaks.
struct AtmosViolation {
    const AtmosRule* rule = nullptr;
    std::string id {}; ///< of the element; of the file where the rule is about it
    std::string found {}; ///< what stands there instead; may be empty
    std::int64_t offset = 0; ///< of the element in the file, bytes

    /// One English sentence with the clause.
    [[nodiscard]] std::string message() const;
};

/// What the profile asks of the file around the ADM; empty where it is not known, which no rule holds against it.
struct AtmosFile {
    std::optional<int> channels {};
    std::optional<double> seconds {};
    std::optional<int> sampleRate {}; ///< Hz
};

/// Violations told at most.
constexpr std::size_t mostAtmosViolations = 100'000;

/// Is it a Dolby Atmos master: a programme named Atmos_Master, or Atmos metadata in dbmd?
[[nodiscard]] bool isAtmosMaster(const Adm* adm, const Dbmd* dbmd);

/// Where the ADM of an Atmos master breaks its profile, by rule in the order of the elements.
[[nodiscard]] std::vector<AtmosViolation> atmosViolations(const Adm& adm, const Dbmd* dbmd, const AtmosFile& file);

} // namespace assay
