// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/local_file.h"
#include "core/metadata/release_codes.h"

namespace assay
{

/// Finds the ISRC of every track in the CUESHEET block of a FLAC file. RFC 9639, 8.7 and 8.7.1.
void readFlacCuesheet(LocalFile& file, ReleaseCodes& codes);

} // namespace assay
