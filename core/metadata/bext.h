// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/metadata/metadata.h"

#include <span>

namespace assay
{

/// Reads a bext chunk (EBU Tech 3285 v0, v1, v2) into section "bext", the bext.* measures and `timeReference`.
/// `bytes` is the chunk's content, `offset` its place in the file; `sampleRate` 0 where unknown.
void readBext(ByteView bytes, std::int64_t offset, int sampleRate, Metadata& metadata);

[[nodiscard]] std::span<const MeasureSpec> bextSpecs();

} // namespace assay
