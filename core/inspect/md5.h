// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace assay
{

/// MD5 (RFC 1321), also of two runs of bytes at once. Each step of MD5 waits for the one before, so that one digest
/// leaves most of a core idle; two that are taken step by step in turns take hardly longer than one.
class Md5
{
public:
    void update(std::span<const std::byte> bytes);

    /// Goes on with two digests, each with its own bytes; quick as far as both have some.
    static void update(Md5& one, std::span<const std::byte> ofOne, Md5& two, std::span<const std::byte> ofTwo);

    /// Call once, last.
    [[nodiscard]] std::array<unsigned char, 16> finish();

private:
    static constexpr std::size_t blockBytes = 64;

    // Fills up a block that was begun; returns what is left then.
    [[nodiscard]] std::span<const std::byte> completeBlock(std::span<const std::byte> bytes);
    void takeRest(std::span<const std::byte> bytes);

    std::array<std::uint32_t, 4> m_state { 0x67452301U, 0xefcdab89U, 0x98badcfeU, 0x10325476U }; // RFC 1321, 3.3
    std::array<std::byte, blockBytes> m_rest {}; // of a block that is not whole yet
    std::uint64_t m_length = 0; // bytes so far
};

} // namespace assay
