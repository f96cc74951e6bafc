// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

namespace assay
{

/// The unit of a measure at the edges, where values of every kind meet. Inside algorithms the types of base/units.h are
/// used.
enum class Unit {
    none,
    lufs,
    lu,
    dbtp,
    dbfs,
    db,
    hertz,
    seconds,
    frames,
    samples,
    bits,
    percent,
    percentFullScale,
    bytes,
    bitsPerSecond,
    events,
    channels,
    framesPerSecond
};

/// As printed and as it stands in reports: "LUFS", "dBTP", "s", "% FS", "" for none.
[[nodiscard]] std::string_view symbolOf(Unit unit);
[[nodiscard]] std::optional<Unit> unitOfSymbol(std::string_view symbol);

} // namespace assay
