// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metadata/metadata.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assay
{

/// `text` as an ISRC is stored: capitals, no spaces or hyphens, no "ISRC" or "ISRC:" in front.
[[nodiscard]] std::string normalizedIsrc(std::string_view text);

/// Is this normalised code well formed: 2 letters, 3 letters or digits, 7 digits (ISO 3901:2019)? There is no check
/// digit.
[[nodiscard]] bool isValidIsrc(std::string_view code);

/// ISRCs as they are found, whoever finds them.
class IsrcFindings
{
public:
    /// Adds what a field that is meant for an ISRC holds; several codes may be parted by ';', ',' or '/'.
    void add(std::string_view source, std::string_view text);

    /// Fills `isrcs` (the well-formed ones), `isrcSources` and the isrc.* measures.
    void report(Metadata& metadata) const;

private:
    std::vector<std::string> m_codes;
    std::vector<std::string> m_sources;
};

[[nodiscard]] std::span<const MeasureSpec> isrcSpecs();

} // namespace assay
