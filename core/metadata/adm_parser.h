// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/metadata/adm.h"

#include <cstdint>

namespace assay
{

/// Reads the audioFormatExtended (ITU-R BS.2076) of an XML text, in ebuCore, in an ITU root or alone, in any namespace
/// prefix; an ADM without elements where there is none. `offset` is the text's place in the file. No entity but XML's
/// own five is expanded. Malformed with a reason for XML that is not well formed and for more elements than the
/// metadata of any film has.
[[nodiscard]] Result<Adm> parseAdm(Bytes xml, std::int64_t offset);

/// Rows, in file order, of a chna chunk (ITU-R BS.2088, 8); rows of track 0 are not in use and left out.
[[nodiscard]] Chna parseChna(ByteView bytes, std::int64_t offset);

} // namespace assay
