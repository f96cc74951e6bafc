// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metadata/adm.h"
#include "core/metadata/metadata.h"

#include <string_view>

namespace assay
{

/// "DirectSpeakers", "Matrix", "Objects", "HOA", "Binaural", "unknown".
[[nodiscard]] std::string_view nameOf(AdmType type);

/// "non-dialogue", "dialogue", "mixed"; "unknown" for a number that means nothing.
[[nodiscard]] std::string_view dialogueName(int dialogue);

/// Writes every field of every element as "audioObject/AO_1001/start"; of blocks their number and labels. At most
/// 5,000 fields: an Atmos master of 128 tracks has some 3,500.
void addAdmTree(const Adm& adm, MetadataSection& section);

} // namespace assay
