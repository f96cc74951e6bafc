// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/local_file.h"

namespace assay
{

/// Where the sound ends before tags that stand behind it: ID3v1, APEv2, Lyrics3 v2, ID3v2.4 with a footer.
[[nodiscard]] std::int64_t startOfTailTags(LocalFile& file);

} // namespace assay
