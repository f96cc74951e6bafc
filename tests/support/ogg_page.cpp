// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/ogg_page.h"

#include "tests/support/chunk_bytes.h"

#include <cstdint>

namespace assay::test
{
namespace
{

// The check sum bit by bit, as RFC 3533 section 6 defines it.
std::uint32_t slowSum(const std::string& bytes)
{
    std::uint32_t sum = 0;
    for (const char byte : bytes) {
        for (int bit = 7; bit >= 0; --bit) {
            const std::uint32_t in = static_cast<unsigned char>(byte) >> bit & 1U;
            const bool out = (sum >> 31U ^ in) != 0;
            sum = sum << 1U ^ (out ? 0x04C11DB7U : 0U);
        }
    }
    return sum;
}

} // namespace

std::string oggPage(unsigned index, unsigned flags, const std::string& body)
{
    const std::string page = "OggS" + number(0, 1) + number(flags, 1) + number(0, 8) + number(7, 4) + number(index, 4)
        + number(0, 4) + number(1, 1) + number(body.size(), 1) + body;
    return with(page, 22, number(slowSum(page), 4));
}

} // namespace assay::test
