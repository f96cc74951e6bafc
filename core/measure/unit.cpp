// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/measure/unit.h"

#include <array>
#include <utility>

namespace assay
{

namespace
{

constexpr std::array<std::pair<Unit, std::string_view>, 18> symbols { {
    { Unit::none, "" },
    { Unit::lufs, "LUFS" },
    { Unit::lu, "LU" },
    { Unit::dbtp, "dBTP" },
    { Unit::dbfs, "dBFS" },
    { Unit::db, "dB" },
    { Unit::hertz, "Hz" },
    { Unit::seconds, "s" },
    { Unit::frames, "frames" },
    { Unit::samples, "samples" },
    { Unit::bits, "bits" },
    { Unit::percent, "%" },
    { Unit::percentFullScale, "% FS" },
    { Unit::bytes, "bytes" },
    { Unit::bitsPerSecond, "bit/s" },
    { Unit::events, "events" },
    { Unit::channels, "channels" },
    { Unit::framesPerSecond, "fps" },
} };

} // namespace

std::string_view symbolOf(Unit unit)
{
    for (const auto& [candidate, symbol] : symbols) {
        if (candidate == unit)
            return symbol;
    }
    return "";
}

std::optional<Unit> unitOfSymbol(std::string_view symbol)
{
    for (const auto& [unit, candidate] : symbols) {
        if (candidate == symbol)
            return unit;
    }
    return std::nullopt;
}

} // namespace assay
