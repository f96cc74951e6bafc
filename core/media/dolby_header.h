// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace assay
{

/// What an AC-3 or E-AC-3 frame says to the decoder about level and fold-down. ETSI TS 102 366 v1.4.1.
struct DolbyFacts {
    int bitstreamId = 0; ///< bsid: up to 8 AC-3 (6: alternate syntax), 11 to 16 E-AC-3
    std::optional<int> bitstreamMode {}; ///< bsmod: 0 complete main, 1 music and effects, ...; E-AC-3 may leave it out
    std::string codingMode; ///< "3/2.1": front/surround channels, ".1" with LFE; "1+1"
    int dialnorm = -31; ///< dBFS, -1 to -31; the reserved 0 means -31 (4.4.2.8)
    std::string preferredDownmix {}; ///< dmixmod: "Lt/Rt", "Lo/Ro", "Pro Logic II"; empty where not indicated
    std::string surroundMode {}; ///< dsurmod of stereo: "Dolby Surround", "not Dolby Surround"
    std::optional<double> ltrtCentre {}; ///< dB; empty where not stated, or off
    std::optional<double> ltrtSurround {};
    std::optional<double> loroCentre {};
    std::optional<double> loroSurround {};
    std::optional<int> objects {}; ///< of joint object coding (Dolby Atmos in E-AC-3), ETSI TS 103 420 8.3
};

/// Reads the frame that starts `frame`; empty where none does.
[[nodiscard]] std::optional<DolbyFacts> readDolbyHeader(std::span<const std::uint8_t> frame);

} // namespace assay
