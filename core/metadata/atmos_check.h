// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metadata/atmos_rules.h"

#include <string>
#include <string_view>
#include <vector>

namespace assay
{

/// Gathers violations; what the checks of all parts share.
class AtmosCheck
{
public:
    /// The rule of this name; another is a bug.
    void add(std::string_view rule, const std::string& id, std::int64_t offset, std::string found = {});
    /// Adds unless `holds`.
    void expect(bool holds, std::string_view rule, const AdmElement& element, std::string found = {});
    [[nodiscard]] std::vector<AtmosViolation> take() { return std::move(m_found); }

private:
    std::vector<AtmosViolation> m_found;
};

/// The number of an id of `prefix` and four hexadecimal digits, or of `prefix` with its type and four; -1 for another.
[[nodiscard]] int atmosNumber(std::string_view id, std::string_view prefix);

/// First number that a file may give an element: everyone's definitions end below. Profile v1.1, 3.1.
constexpr int firstOwnNumber = 0x1001;

/// Channel formats and their blocks.
void checkAtmosChannels(const Adm& adm, AtmosCheck& check);

} // namespace assay
