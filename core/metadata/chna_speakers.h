// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/layout.h"

#include <vector>

namespace assay
{

/// The positions that a chna chunk (ITU-R BS.2088, 8) gives the file's tracks, in track order, where it gives every
/// track from 1 on exactly one of the loudspeaker channels that ITU-R BS.2094 defines for everyone (AC_0001xxxx, or the
/// track format AT_0001xxxx_01 of it). Empty where it does not: objects, channels a file defines itself (Atmos
/// masters), tracks of two meanings.
[[nodiscard]] std::vector<Speaker> speakersOfChna(ByteView bytes);

} // namespace assay
