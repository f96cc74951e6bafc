// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace assay
{

/// RFC 1321, 3.3.
struct Md5Rules {
    using State = std::array<std::uint32_t, 4>;
    static constexpr State start { 0x67452301U, 0xefcdab89U, 0x98badcfeU, 0x10325476U };
    static constexpr bool highByteFirst = false;
};

/// FIPS 180-4, 5.3.3.
struct Sha256Rules {
    using State = std::array<std::uint32_t, 8>;
    static constexpr State start { 0x6a09e667U, 0xbb67ae85U, 0x3c6ef372U, 0xa54ff53aU, 0x510e527fU, 0x9b05688cU,
        0x1f83d9abU, 0x5be0cd19U };
    static constexpr bool highByteFirst = true;
};

/// A digest of blocks of 64 bytes: MD5 or SHA-256. Each of its steps waits for the one before, so that one digest alone
/// leaves most of a core idle; see `updateTogether`.
template <class Rules>
class BlockDigest
{
public:
    void update(std::span<const std::byte> bytes);

    /// Call once, last.
    [[nodiscard]] std::array<unsigned char, sizeof(typename Rules::State)> finish();

private:
    friend struct TogetherAccess;
    static constexpr std::size_t blockBytes = 64;

    // Fills up a block that was begun; returns what is left then.
    [[nodiscard]] std::span<const std::byte> completeBlock(std::span<const std::byte> bytes);
    void takeRest(std::span<const std::byte> bytes);

    typename Rules::State m_state = Rules::start;
    std::array<std::byte, blockBytes> m_rest {}; // of a block that is not whole yet
    std::uint64_t m_length = 0; // bytes so far
};

using Md5 = BlockDigest<Md5Rules>;

/// Quick on processors that `hasSha256Steps`; elsewhere OpenSSL's is the one to take.
using Sha256 = BlockDigest<Sha256Rules>;

extern template class BlockDigest<Md5Rules>;
extern template class BlockDigest<Sha256Rules>;

/// Has this processor instructions for SHA-256?
[[nodiscard]] bool hasSha256Steps();

/// Goes on with `whole`, and `sha256` if there is one, by `bytes`, and with `part` by what is its of them. Steps are
/// taken in turns, which takes hardly longer than one digest. `whole` and `sha256` have had the same bytes.
void updateTogether(
    Md5& whole, Sha256* sha256, std::span<const std::byte> bytes, Md5& part, std::span<const std::byte> ofPart);

} // namespace assay
