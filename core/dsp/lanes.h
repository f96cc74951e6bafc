// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstring>

namespace assay
{

#if !defined(__GNUC__)
#error "the kernels need the vector types of GCC or Clang"
#endif

/// Numbers side by side, in one register where registers are wide and in several where they are not. The compiler turns
/// loops over samples into these by itself, but not sums and maxima, whose order it may not change.
using Doubles = double __attribute__((vector_size(4 * sizeof(double))));
using Floats = float __attribute__((vector_size(8 * sizeof(float))));

constexpr std::size_t doublesWide = sizeof(Doubles) / sizeof(double);
constexpr std::size_t floatsWide = sizeof(Floats) / sizeof(float);

/// Reads the next numbers, wherever they lie.
template <class Vector, class Number>
[[gnu::always_inline]] inline void load(Vector& into, const Number* from)
{
    std::memcpy(&into, from, sizeof(Vector));
}

/// Writes them, wherever that is.
template <class Vector, class Number>
[[gnu::always_inline]] inline void store(const Vector& from, Number* into)
{
    std::memcpy(into, &from, sizeof(Vector));
}

/// In pairs, so that few roundings wait for each other.
[[gnu::always_inline]] inline double total(const Doubles& lanes)
{
    return (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
}

[[gnu::always_inline]] inline double highestOf(const Doubles& lanes)
{
    const double first = lanes[0] > lanes[1] ? lanes[0] : lanes[1];
    const double second = lanes[2] > lanes[3] ? lanes[2] : lanes[3];
    return first > second ? first : second;
}

} // namespace assay
