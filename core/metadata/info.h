// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/chunk_map.h"
#include "core/metadata/metadata.h"
#include "core/metadata/release_codes.h"

#include <span>

namespace assay
{

/// Reads a LIST chunk of form INFO into section "info" (items by their four-character names) and the info.* measures;
/// other lists are left alone. The item ISRC officially means "source" (supplier), yet music tools put the code there:
/// it is a candidate only where it has the form of one.
void readInfo(ByteView bytes, Endian endian, Metadata& metadata, ReleaseCodes& codes);

/// The text chunks of AIFF (NAME, AUTH, "(c) ", ANNO) into section "tags". AIFF 1.3, "Text chunks".
void readAiffTexts(const ChunkMap& map, LocalFile& file, Metadata& metadata);

[[nodiscard]] std::span<const MeasureSpec> infoSpecs();

} // namespace assay
