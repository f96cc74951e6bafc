// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay
{

/// One line of a bext coding history: one process the sound went through. EBU R 98-1999.
struct CodingProcess {
    std::string algorithm {}; ///< A=: "PCM", "ANALOGUE", "MPEG1L2"
    std::optional<int> sampleRate {}; ///< F=: Hz
    std::optional<int> bitRate {}; ///< B=: kbit/s a channel, MPEG only
    std::optional<int> bits {}; ///< W=: word length
    std::string mode {}; ///< M=: "mono", "stereo", "dual-mono", "joint-stereo"
    std::string text {}; ///< T=: free

    friend bool operator==(const CodingProcess&, const CodingProcess&) = default;
};

/// Every line that has a field, in file order; what R 98 does not know is left out. The last line is the newest.
[[nodiscard]] std::vector<CodingProcess> codingProcesses(std::string_view history);

/// How a coding history departs from R 98, one sentence each ("line 1: M=poly is no mode of R 98"); empty where it
/// does not. Fields of one letter from A, F, B, W, M, T in this order, each line ended by CR LF. `history` is the
/// chunk's text up to its first NUL, line ends included.
[[nodiscard]] std::vector<std::string> codingHistoryDeviations(std::string_view history);

/// Channels a mode stands for: 1 for "mono", 2 for "stereo", "dual-mono", "joint-stereo"; empty for anything else.
[[nodiscard]] std::optional<int> channelsOfMode(std::string_view mode);

} // namespace assay
