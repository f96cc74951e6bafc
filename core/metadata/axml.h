// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/metadata/metadata.h"
#include "core/metadata/release_codes.h"

#include <span>

namespace assay
{

/// Looks through an axml chunk: ISRCs (EBU Tech 3352: `identifier` with formatLabel "ISRC", in any namespace prefix,
/// with or without "ISRC:" before the code) and whether there is an ADM (`audioFormatExtended`, ITU-R BS.2076), with
/// its programme names, into section "adm". One pass over the text without a tree: an axml of a film is large.
void readAxml(const Bytes& bytes, Metadata& metadata, ReleaseCodes& codes);

/// Has `readAxml` seen an ADM?
[[nodiscard]] bool holdsAdm(const Metadata& metadata);

/// Counts of the chna chunk (ITU-R BS.2088, 8) into section "adm" and the chna.* measures.
void readChna(ByteView bytes, Metadata& metadata);

/// Notes an XMP packet of `size` bytes.
void addXmp(std::int64_t size, Metadata& metadata);

[[nodiscard]] std::span<const MeasureSpec> axmlSpecs();

} // namespace assay
