// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/metadata/isrc.h"
#include "core/metadata/metadata.h"

namespace assay
{

/// Looks through an axml chunk: ISRCs (EBU Tech 3352: `identifier` with formatLabel "ISRC", in any namespace prefix,
/// with or without "ISRC:" before the code) and whether there is an ADM (`audioFormatExtended`, ITU-R BS.2076), with
/// its programme names, into section "adm". One pass over the text without a tree: an axml of a film is large.
void readAxml(const Bytes& bytes, Metadata& metadata, IsrcFindings& isrcs);

/// Counts of the chna chunk (ITU-R BS.2088, 8) into section "adm": tracks and track UIDs.
void readChna(ByteView bytes, Metadata& metadata);

} // namespace assay
