// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metadata/metadata.h"
#include "core/metadata/riff.h"
#include "core/metadata/sniff.h"

namespace assay
{

/// What is wrong with the chunks of a WAVE, W64 or AIFF file, in the order of the places; `frames` is how many a
/// decoder finds, where known. A fault that only follows from another one is not told: one defect, one fault. Empty
/// for other files and for sound ones.
[[nodiscard]] std::vector<Fault> structureFaults(
    const ChunkMap& map, FileBytes& file, std::optional<FrameCount> frames = std::nullopt);

/// "wrong-extension" where the name promises something else than the bytes hold.
[[nodiscard]] std::optional<Fault> extensionFault(const std::filesystem::path& file, Content content);

} // namespace assay
