// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/report.h"

#include <QString>
#include <vector>

/// How it was measured, as the document's last pages tell it, PDF and HTML alike.
namespace assay
{

struct Fact {
    QString label;
    QString text;
    bool isCode = false; ///< set in a monospace
};

struct FactSection {
    QString title;
    std::vector<Fact> facts;
};

/// Engine, profile, channel layouts, and where there are any the answers and signatures of people.
[[nodiscard]] std::vector<FactSection> methodSections(const Report& report);

/// The hashes of a file by their names, or why it could not be read.
[[nodiscard]] std::vector<Fact> identityOf(const AssetRecord& asset);

/// "172,800,080 bytes"
[[nodiscard]] QString sizeText(const AssetRecord& asset);

/// "Judged against …, version …", and what is unusual about the profile.
[[nodiscard]] QString profileLine(const Report& report);

} // namespace assay
