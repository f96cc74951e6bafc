// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metadata/metadata.h"
#include "core/metadata/release_codes.h"

#include <span>
#include <string_view>

namespace assay
{

/// Takes over the fields of one tag of a `family` ("id3", "vorbis", "mp4", "ape"): the usual ones as measures
/// ("id3.title"), all of them into section "tags", where the first tag of a file wins, as it does among the measures.
/// ISRCs and UPCs among them go to `codes`. Names are TagLib's, in lower case.
void addTagFields(std::string_view family, const MetadataSection& fields, Metadata& metadata, ReleaseCodes& codes);

/// Notes the version of an ID3 tag: "2.3", "2.4", "1".
void addId3Version(std::string_view version, Metadata& metadata);

[[nodiscard]] std::span<const MeasureSpec> tagSpecs();

} // namespace assay
