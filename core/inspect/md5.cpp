// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/md5.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <type_traits>
#include <utility>

namespace assay
{

namespace
{

// 2^32 |sin(i + 1)|, RFC 1321, 3.4
constexpr std::array<std::uint32_t, 64> sines { 0xd76aa478U, 0xe8c7b756U, 0x242070dbU, 0xc1bdceeeU, 0xf57c0fafU,
    0x4787c62aU, 0xa8304613U, 0xfd469501U, 0x698098d8U, 0x8b44f7afU, 0xffff5bb1U, 0x895cd7beU, 0x6b901122U, 0xfd987193U,
    0xa679438eU, 0x49b40821U, 0xf61e2562U, 0xc040b340U, 0x265e5a51U, 0xe9b6c7aaU, 0xd62f105dU, 0x02441453U, 0xd8a1e681U,
    0xe7d3fbc8U, 0x21e1cde6U, 0xc33707d6U, 0xf4d50d87U, 0x455a14edU, 0xa9e3e905U, 0xfcefa3f8U, 0x676f02d9U, 0x8d2a4c8aU,
    0xfffa3942U, 0x8771f681U, 0x6d9d6122U, 0xfde5380cU, 0xa4beea44U, 0x4bdecfa9U, 0xf6bb4b60U, 0xbebfbc70U, 0x289b7ec6U,
    0xeaa127faU, 0xd4ef3085U, 0x04881d05U, 0xd9d4d039U, 0xe6db99e5U, 0x1fa27cf8U, 0xc4ac5665U, 0xf4292244U, 0x432aff97U,
    0xab9423a7U, 0xfc93a039U, 0x655b59c3U, 0x8f0ccc92U, 0xffeff47dU, 0x85845dd1U, 0x6fa87e4fU, 0xfe2ce6e0U, 0xa3014314U,
    0x4e0811a1U, 0xf7537e82U, 0xbd3af235U, 0x2ad7d2bbU, 0xeb86d391U };

// By round, RFC 1321, 3.4
constexpr std::array<std::array<int, 4>, 4> turns { { { 7, 12, 17, 22 }, { 5, 9, 14, 20 }, { 4, 11, 16, 23 },
    { 6, 10, 15, 21 } } };
constexpr std::array<std::size_t, 4> wordSteps { 1, 5, 3, 7 };
constexpr std::array<std::size_t, 4> firstWords { 0, 1, 5, 0 };

std::uint32_t wordAt(const std::byte* bytes)
{
    std::uint32_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    if constexpr (std::endian::native == std::endian::big)
        word = word << 24U | (word & 0xFF00U) << 8U | (word >> 8U & 0xFF00U) | word >> 24U;
    return word;
}

using State = std::array<std::uint32_t, 4>;

// A digest on its way through its blocks: named variables, which stay in registers as arrays do not.
struct Walk {
    std::uint32_t a;
    std::uint32_t b;
    std::uint32_t c;
    std::uint32_t d;
    const std::byte* block;

    template <std::size_t i>
    [[gnu::always_inline]] void step()
    {
        if constexpr (i % 4 == 0)
            step<i>(a, b, c, d);
        else if constexpr (i % 4 == 1)
            step<i>(d, a, b, c);
        else if constexpr (i % 4 == 2)
            step<i>(c, d, a, b);
        else
            step<i>(b, c, d, a);
    }
    template <std::size_t i>
    [[gnu::always_inline]] void step(std::uint32_t& w, std::uint32_t x, std::uint32_t y, std::uint32_t z)
    {
        constexpr std::size_t round = i / 16;
        std::uint32_t sum = w + sines[i] + wordAt(block + 4 * ((firstWords[round] + wordSteps[round] * (i % 16)) % 16));
        if constexpr (round == 0)
            sum += z ^ (x & (y ^ z));
        else if constexpr (round == 1)
            sum += (y & ~z) + (x & z); // no bit is in both, and half of it need not wait for x
        else if constexpr (round == 2)
            sum += x ^ (y ^ z);
        else
            sum += y ^ (x | ~z);
        w = x + std::rotl(sum, turns[round][i % 4]);
    }
    [[gnu::always_inline]] void goOn(const Walk& before)
    {
        a += before.a;
        b += before.b;
        c += before.c;
        d += before.d;
        block += 64;
    }
    [[nodiscard]] State state() const { return { a, b, c, d }; }
};

// Every step of a block, in each walk before the next step.
template <std::size_t... i, class... Walks>
[[gnu::always_inline]] inline void walkBlock(std::index_sequence<i...>, Walks&... walks)
{
    const auto step
        = [&]<std::size_t number>(std::integral_constant<std::size_t, number>) __attribute__((always_inline))
    {
        (walks.template step<number>(), ...);
    };
    (step(std::integral_constant<std::size_t, i>()), ...);
}

constexpr auto allSteps = std::make_index_sequence<64>();

void takeBlocks(State& state, const std::byte* blocks, std::size_t count)
{
    Walk walk { state[0], state[1], state[2], state[3], blocks };
    for (; count > 0; --count) {
        const Walk before = walk;
        walkBlock(allSteps, walk);
        walk.goOn(before);
    }
    state = walk.state();
}

void takeBlocks(State& one, const std::byte* ofOne, State& two, const std::byte* ofTwo, std::size_t count)
{
    Walk first { one[0], one[1], one[2], one[3], ofOne };
    Walk second { two[0], two[1], two[2], two[3], ofTwo };
    for (; count > 0; --count) {
        const Walk firstBefore = first;
        const Walk secondBefore = second;
        walkBlock(allSteps, first, second);
        first.goOn(firstBefore);
        second.goOn(secondBefore);
    }
    one = first.state();
    two = second.state();
}

} // namespace

std::span<const std::byte> Md5::completeBlock(std::span<const std::byte> bytes)
{
    const std::size_t begun = m_length % blockBytes;
    m_length += bytes.size();
    if (begun == 0)
        return bytes;
    const std::size_t count = std::min(blockBytes - begun, bytes.size());
    std::ranges::copy(bytes.first(count), m_rest.begin() + static_cast<std::ptrdiff_t>(begun));
    if (begun + count == blockBytes)
        takeBlocks(m_state, m_rest.data(), 1);
    return bytes.subspan(count);
}

void Md5::takeRest(std::span<const std::byte> bytes)
{
    const std::size_t blocks = bytes.size() / blockBytes;
    takeBlocks(m_state, bytes.data(), blocks);
    std::ranges::copy(bytes.subspan(blocks * blockBytes), m_rest.begin());
}

void Md5::update(std::span<const std::byte> bytes)
{
    const std::span<const std::byte> left = completeBlock(bytes);
    if (!left.empty())
        takeRest(left);
}

void Md5::update(Md5& one, std::span<const std::byte> ofOne, Md5& two, std::span<const std::byte> ofTwo)
{
    ofOne = one.completeBlock(ofOne);
    ofTwo = two.completeBlock(ofTwo);
    const std::size_t blocks = std::min(ofOne.size(), ofTwo.size()) / blockBytes;
    takeBlocks(one.m_state, ofOne.data(), two.m_state, ofTwo.data(), blocks);
    one.takeRest(ofOne.subspan(blocks * blockBytes));
    two.takeRest(ofTwo.subspan(blocks * blockBytes));
}

// RFC 1321, 3.1 and 3.2: a bit, zeros, and the length in bits in the last eight bytes of a block.
std::array<unsigned char, 16> Md5::finish()
{
    const std::uint64_t bits = m_length * 8;
    std::array<std::byte, 2 * blockBytes> padding { std::byte { 0x80 } };
    const std::size_t zerosEnd = (2 * blockBytes - 8 - m_length % blockBytes - 1) % blockBytes + 1;
    for (std::size_t i = 0; i < 8; ++i)
        padding[zerosEnd + i] = static_cast<std::byte>(bits >> 8 * i);
    update(std::span(padding).first(zerosEnd + 8));
    std::array<unsigned char, 16> digest {};
    for (std::size_t i = 0; i < digest.size(); ++i)
        digest[i] = static_cast<unsigned char>(m_state[i / 4] >> 8 * (i % 4));
    return digest;
}

} // namespace assay
