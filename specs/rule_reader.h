// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/measure/catalogue.h"
#include "specs/profile.h"
#include "specs/table_reader.h"

#include <optional>
#include <string>
#include <vector>

namespace assay
{

/// The roles a programme can have.
[[nodiscard]] const std::vector<std::string>& programmeRoles();

/// Layouts to name in a hint, by the names programmes carry.
[[nodiscard]] const std::vector<std::string>& layoutExamples();

/// Can a programme's layout be called so?
[[nodiscard]] bool isLayoutName(const std::string& name);

/// "stereo" for "2.0" and "0+2+0": the name that programmes carry.
[[nodiscard]] std::string usualLayoutName(const std::string& name);

/// Reports each role that is none.
void checkRoles(const std::vector<std::string>& roles, TextPosition position, Problems& problems);

/// The name a programme of this layout carries; reports names that no programme can carry.
[[nodiscard]] std::string checkedLayout(const std::string& name, TextPosition position, Problems& problems);

/// A name of the profile language: lower case letters, digits and single hyphens. Reports what is not.
void checkPartsOfNames(const std::vector<std::string>& parts, TextPosition position, Problems& problems);
void checkId(const std::string& id, TextPosition position, Problems& problems);

/// "integrated-loudness" -> "Integrated loudness".
[[nodiscard]] std::string titleFromId(const std::string& id);

/// Reads `severity = "..."`, `provenance = "..."`; reports unknown words.
[[nodiscard]] std::optional<Severity> readSeverity(const TableReader& table);
[[nodiscard]] std::optional<Provenance> readProvenance(const TableReader& table, std::string_view key);

/// Reads `when = { ... }` of a rule, a test or a slot.
[[nodiscard]] std::optional<Condition> readCondition(const TableReader& owner, const Catalogue& catalogue);

/// Reads one `[[rule]]`. Whatever is wrong goes to the problems; the rule is then not to be used.
[[nodiscard]] Rule readRule(const TomlNode& node, Provenance status, const Catalogue& catalogue, Problems& problems);

/// The words that ask something of a measure, and all that may stand in a test beside them.
[[nodiscard]] const std::vector<std::string>& testKeys();

/// The part of `table` that is a test: measure, one predicate, window. Empty where it could not be read.
[[nodiscard]] std::optional<Test> readTest(const TableReader& table, const Catalogue& catalogue);

} // namespace assay
