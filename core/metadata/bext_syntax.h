// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <string_view>

namespace assay
{

/// Is this a day of the calendar, yyyy-mm-dd? Hyphen, underscore, colon, space or stop may part it (EBU Tech 3285 v2,
/// 2.3).
[[nodiscard]] bool isBextDate(std::string_view text);

/// Is this a time of day, hh:mm:ss? The same characters may part it (EBU Tech 3285 v2, 2.3).
[[nodiscard]] bool isBextTime(std::string_view text);

/// Is this a USID: 2 letters of a country, 3 characters of an organisation, 12 of a serial number, a time hhmmss and 9
/// digits (EBU R 99-1999)? 32 characters in all.
[[nodiscard]] bool isUsid(std::string_view text);

/// Is this 64-byte field a UMID: a universal label of SMPTE's and the length that belongs to a basic or an extended
/// one (SMPTE ST 330, 5 and 6)?
[[nodiscard]] bool isUmid(ByteView field);

} // namespace assay
