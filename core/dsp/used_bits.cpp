// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/used_bits.h"

#include "core/dsp/vectorise.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

namespace assay
{

namespace
{

using Word = unsigned long long;

constexpr double finestSteps = 2147483648.0; // 2^31 steps to full scale: finestBits
constexpr double shift = 6755399441055744.0; // 1.5 * 2^52: adding it leaves the whole number in the low bits
constexpr Word shiftBits = std::bit_cast<Word>(shift);
constexpr double largest = 1125899906842624.0; // 2^50 steps: what is larger is no sound, and no longer exact
constexpr std::size_t width = 8;

struct Found {
    std::array<Word, width> steps {};
    std::array<Word, width> between {};
};

// Whole numbers of either sign have the same lowest bit set in two's complement.
ASSAY_VECTORISE void gather(Found& found, const double* samples, std::size_t groups)
{
    Found local = found;
    for (std::size_t group = 0; group < groups; ++group) {
        for (std::size_t lane = 0; lane < width; ++lane) {
            const double value = samples[group * width + lane] * finestSteps;
            const double shifted = value + shift;
            local.steps[lane] |= std::bit_cast<Word>(shifted) ^ shiftBits;
            const bool whole = shifted - shift == value && value <= largest && value >= -largest;
            local.between[lane] |= whole ? Word { 0 } : Word { 1 };
        }
    }
    found = local;
}

} // namespace

void UsedBits::add(std::span<const double> samples)
{
    Found found;
    gather(found, samples.data(), samples.size() / width);
    std::array<double, width> rest {};
    const std::span<const double> last = samples.subspan(samples.size() / width * width);
    for (std::size_t i = 0; i < last.size(); ++i)
        rest[i] = last[i];
    gather(found, rest.data(), 1);
    for (std::size_t lane = 0; lane < width; ++lane) {
        m_steps |= found.steps[lane];
        m_between |= found.between[lane];
    }
}

std::optional<int> UsedBits::bits() const
{
    if (m_between != 0)
        return std::nullopt;
    return m_steps == 0 ? 0 : std::max(finestBits - std::countr_zero(m_steps), 1);
}

} // namespace assay
