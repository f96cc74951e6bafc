// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/local_file.h"
#include "core/metadata/metadata.h"

#include <span>

namespace assay
{

/// Reads the multichannel audio labels in the header metadata of an MXF file (SMPTE ST 377-4) into section "mca" and
/// the mca.* measures.
void readMxfLabels(LocalFile& file, Metadata& metadata);

[[nodiscard]] std::span<const MeasureSpec> mxfLabelSpecs();

} // namespace assay
