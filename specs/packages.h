// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "specs/delivery.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace assay
{

/// Programmes of one delivery that belong together: those of one title, one language, one version.
struct Package {
    std::string name; ///< what tells it from the others, "s01e02" or "DE v04"; empty where there is only one
    std::vector<std::size_t> programmes; ///< what does not say to which it belongs stands in each of them
};

/// The packages in one folder, at least one. Programmes are kept apart by the parts of their names that the profile
/// names (`apart`), and where one deliverable arrived several times with company of its own, by the words that tell
/// these names apart: only then, so that a stray copy stays what it is, one too many.
[[nodiscard]] std::vector<Package> packagesOf(
    const DeliveryProfile& profile, std::span<const DeliveredProgramme> programmes);

/// One package for each value of one part of the names, `each` of a rule; who does not say it is in none.
[[nodiscard]] std::vector<Package> packagesByPart(
    const DeliveryProfile& profile, std::span<const DeliveredProgramme> programmes, const std::string& part);

/// What a programme says of these parts of its name, "nightfall s01e02" of title and part; empty where it leaves one of
/// them open. By the profile's pattern, else (part, version, side, language) by words as they usually look in names; a
/// language also as the file itself holds it.
[[nodiscard]] std::optional<std::string> partsOfName(
    const DeliveryProfile& profile, const DeliveredProgramme& programme, const std::vector<std::string>& parts);

} // namespace assay
