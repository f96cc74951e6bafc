// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/local_file.h"
#include "core/metadata/metadata.h"

namespace assay
{

/// The catalogue rows of flac.*.
[[nodiscard]] std::span<const MeasureSpec> flacSpecs();

/// What STREAMINFO of a FLAC file states, as flac.*. RFC 9639, 8.2.
void readFlacStreamInfo(LocalFile& file, Metadata& metadata);

} // namespace assay
