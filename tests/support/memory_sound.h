// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compare/sound_source.h"
#include "tests/support/signals.h"

#include <string>

namespace assay::test
{

/// A made sound that can be read again and again, as a comparison asks. Hands out blocks of odd sizes.
[[nodiscard]] SoundSource soundOf(Signal signal, std::string name);

/// A whole file, read into memory; throws where it cannot be read. `stream` counts the file's audio streams.
[[nodiscard]] Signal signalOf(const std::filesystem::path& file, std::size_t stream = 0);

} // namespace assay::test
