// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id3_head.h"

namespace assay
{

/// May this ID3v2 tag be given to TagLib 1.13? Not where it is full of frames that hold frames (chapters: TagLib
/// recurses as deep as they nest), nor where a compressed frame could unfold to gigabytes. ID3v2.4, 4; ID3v2 Chapters.
[[nodiscard]] bool isTameId3(ByteView tag);

} // namespace assay
