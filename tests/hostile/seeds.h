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
[[nodiscard]] std::vector<std::string> infoSeeds();
[[nodiscard]] std::vector<std::string> cueSeeds(); ///< cue, adtl, smpl, MARK
[[nodiscard]] std::vector<std::string> cartSeeds();
[[nodiscard]] std::vector<std::string> chunkSeeds(); ///< chna, dbmd
[[nodiscard]] std::vector<std::string> mxfSeeds(); ///< header metadata with audio labels
[[nodiscard]] std::vector<std::string> dolbySeeds(); ///< AC-3 and E-AC-3 frames
[[nodiscard]] std::vector<std::string> historySeeds();
[[nodiscard]] std::vector<std::string> admSeeds(); ///< axml, and chna behind it
[[nodiscard]] std::vector<std::string> textSeeds(); ///< ISRC, rates, timecode, names
[[nodiscard]] std::vector<std::string> reportSeeds();
[[nodiscard]] std::vector<std::string> profileSeeds();
[[nodiscard]] std::vector<std::string> waveformSeeds();

} // namespace assay::test
