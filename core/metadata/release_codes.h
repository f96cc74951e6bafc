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

/// `text` as a UPC or EAN is stored: no spaces or hyphens, no word in front.
[[nodiscard]] std::string normalizedUpc(std::string_view text);

/// Is this a number of 8, 12, 13 or 14 digits whose last one checks the others: weights 1 and 3 in turn, 3 for the one
/// before the last (GS1 General Specifications, 7.9)? A UPC has 12 digits, an EAN and a CD's catalogue number 13.
[[nodiscard]] bool isValidUpc(std::string_view code);

/// ISRCs and UPCs as they are found, whoever finds them.
class ReleaseCodes
{
public:
    /// Adds what a field that is meant for an ISRC holds; several codes may be parted by ';', ',' or '/'.
    void addIsrc(std::string_view source, std::string_view text);

    /// Adds what a field that is meant for a UPC, an EAN or a catalogue number holds.
    void addUpc(std::string_view source, std::string_view text);

    /// Fills `isrcs` (the well-formed ones), `isrcSources` and the isrc.* and upc.* measures.
    void report(Metadata& metadata) const;

private:
    struct Found {
        std::string source;
        std::string code;
    };
    static void keep(std::vector<Found>& list, std::string_view source, const std::string& code);

    std::vector<Found> m_isrcs;
    std::vector<Found> m_upcs;
};

[[nodiscard]] std::span<const MeasureSpec> releaseCodeSpecs();

} // namespace assay
