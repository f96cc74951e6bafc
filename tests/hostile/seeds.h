// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace assay::test
{

// Small files of every kind that our parsers know, made here from their specifications.
[[nodiscard]] std::vector<std::string> containerSeeds();
[[nodiscard]] std::vector<std::string> bextSeeds();
[[nodiscard]] std::vector<std::string> xmlSeeds();
[[nodiscard]] std::vector<std::string> listSeeds();
[[nodiscard]] std::vector<std::string> chunkSeeds(); ///< chna, dbmd, cart, cue
[[nodiscard]] std::vector<std::string> textSeeds(); ///< ISRC, rates, timecode, coding history
[[nodiscard]] std::vector<std::string> reportSeeds();
[[nodiscard]] std::vector<std::string> profileSeeds();
[[nodiscard]] std::vector<std::string> waveformSeeds();

} // namespace assay::test
