// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <compare>
#include <limits>

namespace assay
{

/// A number that carries its unit in its type. Made only by name (`Lufs { -23.0 }`); like is compared with like.
template <class Tag>
class Quantity
{
public:
    constexpr Quantity() = default;
    constexpr explicit Quantity(double value)
        : m_value(value)
    {
    }
    [[nodiscard]] constexpr double value() const { return m_value; }
    friend constexpr auto operator<=>(const Quantity&, const Quantity&) = default;

private:
    double m_value = 0.0;
};

using Lufs = Quantity<struct LufsTag>; ///< loudness re full scale (LUFS = LKFS), ITU-R BS.1770
using Lu = Quantity<struct LuTag>; ///< a loudness difference
using Dbtp = Quantity<struct DbtpTag>; ///< true peak re full scale, BS.1770 Annex 2
using Dbfs = Quantity<struct DbfsTag>; ///< sample peak or level re full scale: not a true peak
using Hertz = Quantity<struct HertzTag>; ///< cycles per second
using Seconds = Quantity<struct SecondsTag>; ///< time

constexpr Lu operator-(Lufs a, Lufs b)
{
    return Lu { a.value() - b.value() };
}

/// 10 log10 of a power ratio; 0 gives minus infinity.
[[nodiscard]] inline double powerToDb(double power)
{
    return power > 0.0 ? 10.0 * std::log10(power) : -std::numeric_limits<double>::infinity();
}

/// 20 log10 of an amplitude ratio; 0 gives minus infinity.
[[nodiscard]] inline double amplitudeToDb(double amplitude)
{
    return amplitude > 0.0 ? 20.0 * std::log10(amplitude) : -std::numeric_limits<double>::infinity();
}

[[nodiscard]] inline double dbToPower(double db)
{
    return std::pow(10.0, db / 10.0);
}
[[nodiscard]] inline double dbToAmplitude(double db)
{
    return std::pow(10.0, db / 20.0);
}

} // namespace assay
