// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/metadata/metadata.h"

#include <span>

namespace assay
{

/// Reads an iXML chunk into section "ixml", the ixml.* measures, `frameRate`, `trackNames` and, where bext gave none,
/// `timeReference` (at `sampleRate`; 0 where unknown). Unknown elements are normal; text that is no XML is a fault.
void readIxml(Bytes bytes, std::int64_t offset, int sampleRate, Metadata& metadata);

[[nodiscard]] std::span<const MeasureSpec> ixmlSpecs();

} // namespace assay
