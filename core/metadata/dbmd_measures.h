// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/metadata/metadata.h"

#include <cstdint>
#include <set>
#include <span>

namespace assay
{

/// Reads a dbmd chunk (EBU Tech 3285 s6) into section "dbmd", the dbmd.* measures, those atmos.* that stand in it,
/// `metadata.dbmd` and, where nobody said it before, `metadata.frameRate`. `offset` is the chunk's place in the file.
void readDbmd(ByteView bytes, std::int64_t offset, Metadata& metadata);

/// Adds (or replaces) the measures of the binaural mode that all tracks have but `lfes` (from 1), which renderers
/// do not place in the room.
void addBinauralMode(const DbmdTracks& tracks, const std::set<std::size_t>& lfes, Metadata& metadata);

[[nodiscard]] std::span<const MeasureSpec> dbmdSpecs();

} // namespace assay
