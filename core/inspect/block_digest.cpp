// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/block_digest.h"

#include "core/base/invariant.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <functional>
#include <limits>
#include <type_traits>
#include <utility>
#ifdef __x86_64__
#include <cpuid.h>
#endif

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

// FIPS 180-4, 4.2.2
constexpr std::array<std::uint32_t, 64> cubeRoots { 0x428a2f98U, 0x71374491U, 0xb5c0fbcfU, 0xe9b5dba5U, 0x3956c25bU,
    0x59f111f1U, 0x923f82a4U, 0xab1c5ed5U, 0xd807aa98U, 0x12835b01U, 0x243185beU, 0x550c7dc3U, 0x72be5d74U, 0x80deb1feU,
    0x9bdc06a7U, 0xc19bf174U, 0xe49b69c1U, 0xefbe4786U, 0x0fc19dc6U, 0x240ca1ccU, 0x2de92c6fU, 0x4a7484aaU, 0x5cb0a9dcU,
    0x76f988daU, 0x983e5152U, 0xa831c66dU, 0xb00327c8U, 0xbf597fc7U, 0xc6e00bf3U, 0xd5a79147U, 0x06ca6351U, 0x14292967U,
    0x27b70a85U, 0x2e1b2138U, 0x4d2c6dfcU, 0x53380d13U, 0x650a7354U, 0x766a0abbU, 0x81c2c92eU, 0x92722c85U, 0xa2bfe8a1U,
    0xa81a664bU, 0xc24b8b70U, 0xc76c51a3U, 0xd192e819U, 0xd6990624U, 0xf40e3585U, 0x106aa070U, 0x19a4c116U, 0x1e376c08U,
    0x2748774cU, 0x34b0bcb5U, 0x391c0cb3U, 0x4ed8aa4aU, 0x5b9cca4fU, 0x682e6ff3U, 0x748f82eeU, 0x78a5636fU, 0x84c87814U,
    0x8cc70208U, 0x90befffaU, 0xa4506cebU, 0xbef9a3f7U, 0xc67178f2U };

std::uint32_t wordAt(const std::byte* bytes)
{
    std::uint32_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    if constexpr (std::endian::native == std::endian::big)
        word = word << 24U | (word & 0xFF00U) << 8U | (word >> 8U & 0xFF00U) | word >> 24U;
    return word;
}

// A digest on its way through its blocks: named variables, which stay in registers as arrays do not.
class Md5Walk
{
public:
    Md5Walk(const Md5Rules::State& state, const std::byte* blocks)
        : a(state[0])
        , b(state[1])
        , c(state[2])
        , d(state[3])
        , block(blocks)
    {
    }
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
    [[gnu::always_inline]] void goOn(const Md5Walk& before)
    {
        a += before.a;
        b += before.b;
        c += before.c;
        d += before.d;
        block += 64;
    }
    [[nodiscard]] Md5Rules::State state() const { return { a, b, c, d }; }

private:
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
    std::uint32_t a;
    std::uint32_t b;
    std::uint32_t c;
    std::uint32_t d;
    const std::byte* block;
};

#if defined(__GNUC__) && defined(__x86_64__) && !defined(ASSAY_BASELINE)
#define ASSAY_SHA256_STEPS

using Words = std::uint32_t __attribute__((vector_size(16)));

// SHA-256 by the instructions made for it, which take four rounds at a time: the last of four steps takes them. Written
// out, because a function that is compiled for them cannot have those of the MD5 walk inlined into it.
class Sha256Walk
{
public:
    Sha256Walk(const Sha256Rules::State& state, const std::byte* blocks)
        : abef { state[5], state[4], state[1], state[0] }
        , cdgh { state[7], state[6], state[3], state[2] }
        , block(blocks)
    {
    }
    template <std::size_t i>
    [[gnu::always_inline]] void step()
    {
        if constexpr (i % 4 == 3)
            rounds<i / 4>();
    }
    [[gnu::always_inline]] void goOn(const Sha256Walk& before)
    {
        abef += before.abef;
        cdgh += before.cdgh;
        block += 64;
    }
    [[nodiscard]] Sha256Rules::State state() const
    {
        return { abef[3], abef[2], cdgh[3], cdgh[2], abef[1], abef[0], cdgh[1], cdgh[0] };
    }

private:
    template <std::size_t four>
    [[gnu::always_inline]] void rounds()
    {
        Words& now = words[four % 4];
        if constexpr (four < 4) {
            constexpr std::array<std::uint8_t, 16> turned { 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12 };
            std::memcpy(&now, block + 16 * four, sizeof now);
            Words order;
            std::memcpy(&order, turned.data(), sizeof order);
            asm("pshufb %1, %0" : "+x"(now) : "x"(order));
        } else {
            const Words& before = words[(four - 1) % 4];
            Words seventh = before; // 7 words before each: three of the four before last, one of the last
            asm("sha256msg1 %1, %0" : "+x"(now) : "x"(words[(four - 3) % 4]));
            asm("palignr $4, %1, %0" : "+x"(seventh) : "x"(words[(four - 2) % 4]));
            now += seventh;
            asm("sha256msg2 %1, %0" : "+x"(now) : "x"(before));
        }
        Words constants;
        std::memcpy(&constants, cubeRoots.data() + 4 * four, sizeof constants);
        Words sums = now + constants;
        asm("sha256rnds2 %2, %1, %0" : "+x"(cdgh) : "x"(abef), "Yz"(sums));
        asm("pshufd $0x0E, %1, %0" : "=x"(sums) : "x"(sums));
        asm("sha256rnds2 %2, %1, %0" : "+x"(abef) : "x"(cdgh), "Yz"(sums));
    }

    Words abef; // the letters of FIPS 180-4, 6.2.2, the last lowest
    Words cdgh;
    std::array<Words, 4> words {}; // of the message schedule
    const std::byte* block;
};
#else
// SHA-256 as FIPS 180-4, 6.2.2 has it: slow, for processors without the instructions.
class Sha256Walk
{
public:
    Sha256Walk(const Sha256Rules::State& state, const std::byte* blocks)
        : m_state(state)
        , block(blocks)
    {
    }
    template <std::size_t i>
    void step()
    {
        constexpr int top = std::numeric_limits<unsigned char>::digits * 3;
        std::uint32_t& word = words[i % 16];
        if constexpr (i < 16) {
            word = 0;
            for (int byte = 0; byte < 4; ++byte)
                word |= std::to_integer<std::uint32_t>(block[4 * i + static_cast<std::size_t>(byte)])
                    << (top - 8 * byte);
        } else {
            const std::uint32_t early = words[(i - 15) % 16];
            const std::uint32_t late = words[(i - 2) % 16];
            word += (std::rotr(early, 7) ^ std::rotr(early, 18) ^ early >> 3U) + words[(i - 7) % 16]
                + (std::rotr(late, 17) ^ std::rotr(late, 19) ^ late >> 10U);
        }
        const auto [a, b, c, d, e, f, g, h] = m_state;
        const std::uint32_t first
            = h + (std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25)) + (g ^ (e & (f ^ g))) + cubeRoots[i] + word;
        const std::uint32_t second
            = (std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
        m_state = { first + second, a, b, c, d + first, e, f, g };
    }
    void goOn(const Sha256Walk& before)
    {
        std::ranges::transform(m_state, before.m_state, m_state.begin(), std::plus<>());
        block += 64;
    }
    [[nodiscard]] const Sha256Rules::State& state() const { return m_state; }

private:
    Sha256Rules::State m_state;
    std::array<std::uint32_t, 16> words {};
    const std::byte* block;
};
#endif

Md5Walk walkOf(const Md5Rules::State& state, const std::byte* blocks)
{
    return { state, blocks };
}

Sha256Walk walkOf(const Sha256Rules::State& state, const std::byte* blocks)
{
    return { state, blocks };
}

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

template <class... Walks>
[[gnu::always_inline]] inline void walkBlocks(std::size_t count, Walks&... walks)
{
    for (; count > 0; --count) {
        [&](const auto... before) __attribute__((always_inline))
        {
            walkBlock(std::make_index_sequence<64>(), walks...);
            (walks.goOn(before), ...);
        }
        (walks...);
    }
}

template <class State>
void takeBlocks(State& state, const std::byte* blocks, std::size_t count)
{
    auto walk = walkOf(state, blocks);
    walkBlocks(count, walk);
    state = walk.state();
}

} // namespace

template <class Rules>
std::span<const std::byte> BlockDigest<Rules>::completeBlock(std::span<const std::byte> bytes)
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

template <class Rules>
void BlockDigest<Rules>::takeRest(std::span<const std::byte> bytes)
{
    const std::size_t blocks = bytes.size() / blockBytes;
    takeBlocks(m_state, bytes.data(), blocks);
    std::ranges::copy(bytes.subspan(blocks * blockBytes), m_rest.begin());
}

template <class Rules>
void BlockDigest<Rules>::update(std::span<const std::byte> bytes)
{
    const std::span<const std::byte> left = completeBlock(bytes);
    if (!left.empty())
        takeRest(left);
}

// RFC 1321, 3.1 and 3.2, FIPS 180-4, 5.1.1: a bit, zeros, and the length in bits in the last eight bytes of a block.
template <class Rules>
std::array<unsigned char, sizeof(typename Rules::State)> BlockDigest<Rules>::finish()
{
    const auto shift
        = [](std::size_t place, std::size_t size) { return 8 * (Rules::highByteFirst ? size - 1 - place : place); };
    const std::uint64_t bits = m_length * 8;
    std::array<std::byte, 2 * blockBytes> padding { std::byte { 0x80 } };
    const std::size_t zerosEnd = (2 * blockBytes - 8 - m_length % blockBytes - 1) % blockBytes + 1;
    for (std::size_t i = 0; i < 8; ++i)
        padding[zerosEnd + i] = static_cast<std::byte>(bits >> shift(i, 8));
    update(std::span(padding).first(zerosEnd + 8));
    std::array<unsigned char, sizeof(typename Rules::State)> digest {};
    for (std::size_t i = 0; i < digest.size(); ++i)
        digest[i] = static_cast<unsigned char>(m_state[i / 4] >> shift(i % 4, 4));
    return digest;
}

template class BlockDigest<Md5Rules>;
template class BlockDigest<Sha256Rules>;

bool hasSha256Steps()
{
#ifdef ASSAY_SHA256_STEPS
    unsigned eax = 0;
    unsigned ebx = 0;
    unsigned ecx = 0;
    unsigned edx = 0; // __builtin_cpu_supports("sha") is unknown to clang 14
    return __get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx) != 0 && (ebx & 1U << 29U) != 0;
#else
    return false;
#endif
}

// What the digests do together as far as all have whole blocks.
struct TogetherAccess {
    static void update(Md5& whole, std::span<const std::byte> bytes, Md5& part, std::span<const std::byte> ofPart)
    {
        bytes = whole.completeBlock(bytes);
        ofPart = part.completeBlock(ofPart);
        const std::size_t both = std::min(bytes.size(), ofPart.size()) / Md5::blockBytes;
        Md5Walk first(whole.m_state, bytes.data());
        Md5Walk second(part.m_state, ofPart.data());
        walkBlocks(both, first, second);
        whole.m_state = first.state();
        part.m_state = second.state();
        whole.takeRest(bytes.subspan(both * Md5::blockBytes));
        part.takeRest(ofPart.subspan(both * Md5::blockBytes));
    }
    static void update(
        Md5& whole, Sha256& sha256, std::span<const std::byte> bytes, Md5& part, std::span<const std::byte> ofPart)
    {
        require(whole.m_length == sha256.m_length, "two digests of the same bytes");
        static_cast<void>(sha256.completeBlock(bytes));
        bytes = whole.completeBlock(bytes);
        ofPart = part.completeBlock(ofPart);
        const std::size_t all = bytes.size() / Md5::blockBytes;
        const std::size_t both = std::min(all, ofPart.size() / Md5::blockBytes);
        Md5Walk first(whole.m_state, bytes.data());
        Md5Walk second(part.m_state, ofPart.data());
        Sha256Walk third(sha256.m_state, bytes.data());
        walkBlocks(both, first, third, second);
        walkBlocks(all - both, first, third);
        whole.m_state = first.state();
        part.m_state = second.state();
        sha256.m_state = third.state();
        whole.takeRest(bytes.subspan(all * Md5::blockBytes));
        sha256.takeRest(bytes.subspan(all * Md5::blockBytes));
        part.takeRest(ofPart.subspan(both * Md5::blockBytes));
    }
};

void updateTogether(
    Md5& whole, Sha256* sha256, std::span<const std::byte> bytes, Md5& part, std::span<const std::byte> ofPart)
{
    if (sha256 != nullptr)
        TogetherAccess::update(whole, *sha256, bytes, part, ofPart);
    else
        TogetherAccess::update(whole, bytes, part, ofPart);
}

} // namespace assay
