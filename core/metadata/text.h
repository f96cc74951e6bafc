// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <string>
#include <string_view>

namespace assay
{

/// A metadata field as UTF-8: cut at the first NUL, spaces and line ends at its end dropped. Fields should be ASCII;
/// what is no valid UTF-8 is read as Latin-1, which every tool that breaks that rule has written.
[[nodiscard]] std::string fieldText(std::string_view bytes);

/// `text` without white space at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// UTF-16 text (told by its byte order mark, or by '<' as its first character) as UTF-8; empty for anything else.
[[nodiscard]] std::string fromUtf16(ByteView bytes);

/// ASCII lower case; other bytes stay as they are.
[[nodiscard]] std::string lowerCase(std::string_view text);

} // namespace assay
