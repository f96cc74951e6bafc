// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/local_file.h"
#include "core/metadata/metadata.h"
#include "core/metadata/release_codes.h"

namespace assay
{

/// Reads the iTunes tag list of an MP4 or QuickTime file (moov/udta/meta/ilst) into section "tags", and an ISRC from a
/// freeform item named ISRC or from `xid ` ("vendor:isrc:CODE"). Own walk with bounds: TagLib recurses as deep as
/// atoms are nested. Source: ISO/IEC 14496-12, 4.2; QuickTime File Format, "Metadata".
void readMp4Tags(LocalFile& file, Metadata& metadata, ReleaseCodes& codes);

} // namespace assay
