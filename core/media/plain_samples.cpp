// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/plain_samples.h"

#include <bit>
#include <cstdint>
#include <cstring>

namespace assay
{

namespace
{

static_assert(std::endian::native == std::endian::little, "the samples are taken as they lie");

template <class Number>
Number numberAt(const std::byte* bytes)
{
    Number number {};
    std::memcpy(&number, bytes, sizeof number);
    return number;
}

struct Int16 {
    static constexpr std::size_t bytes = 2;
    static double at(const std::byte* sample) { return numberAt<std::int16_t>(sample) * 0x1p-15; }
};

struct Int24 {
    static constexpr std::size_t bytes = 3;
    static double at(const std::byte* sample) // with the byte in front, which is cleared: one load instead of three
    {
        const std::uint32_t bits = numberAt<std::uint32_t>(sample - roomInFront) & 0xFFFFFF00U;
        return static_cast<std::int32_t>(bits) * 0x1p-31;
    }
};

struct Int32 {
    static constexpr std::size_t bytes = 4;
    static double at(const std::byte* sample) { return numberAt<std::int32_t>(sample) * 0x1p-31; }
};

struct Float32 {
    static constexpr std::size_t bytes = 4;
    static double at(const std::byte* sample) { return static_cast<double>(numberAt<float>(sample)); }
};

template <class Sample>
void convert(std::span<const std::byte> interleaved, std::span<double* const> planes, std::size_t at)
{
    const std::size_t frame = Sample::bytes * planes.size();
    const std::size_t frames = interleaved.size() / frame;
    const std::byte* first = interleaved.data();
    for (double* const plane : planes) {
        double* const to = plane + at;
        const std::byte* from = first;
        for (std::size_t i = 0; i < frames; ++i, from += frame)
            to[i] = Sample::at(from);
        first += Sample::bytes;
    }
}

#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__)
#define ASSAY_WIDE_INT24

using Bytes = std::uint8_t __attribute__((vector_size(16)));
using Ints = std::int32_t __attribute__((vector_size(16)));
using Wide = double __attribute__((vector_size(32)));

// Four samples of one frame, each in the upper three bytes of a number.
[[gnu::target("avx2"), gnu::always_inline]] inline Ints fourSamples(const std::byte* from)
{
    constexpr Bytes order { 0, 0, 1, 2, 0, 3, 4, 5, 0, 6, 7, 8, 0, 9, 10, 11 };
    constexpr std::int32_t upper = -256;
    Bytes bytes;
    std::memcpy(&bytes, from, sizeof bytes);
    Ints numbers;
    bytes = __builtin_shuffle(bytes, order);
    std::memcpy(&numbers, &bytes, sizeof numbers);
    return numbers & upper;
}

[[gnu::target("avx2"), gnu::always_inline]] inline void put(Ints numbers, double* to)
{
    const Wide samples = __builtin_convertvector(numbers, Wide) * 0x1p-31;
    std::memcpy(to, &samples, sizeof samples);
}

// Of up to four channels that lie side by side from `from` on, four frames at a time.
template <std::size_t channels>
[[gnu::target("avx2")]] void convertFours(
    const std::byte* from, std::size_t frameBytes, std::size_t frames, double* const* planes, std::size_t at)
{
    for (std::size_t i = 0; i < frames; i += 4, from += 4 * frameBytes) {
        const Ints first = fourSamples(from);
        const Ints second = fourSamples(from + frameBytes);
        const Ints third = fourSamples(from + 2 * frameBytes);
        const Ints fourth = fourSamples(from + 3 * frameBytes);
        const Ints early = __builtin_shuffle(first, second, Ints { 0, 4, 1, 5 }); // of two channels, in turns
        const Ints late = __builtin_shuffle(third, fourth, Ints { 0, 4, 1, 5 });
        put(__builtin_shuffle(early, late, Ints { 0, 1, 4, 5 }), planes[0] + at + i);
        if constexpr (channels > 1)
            put(__builtin_shuffle(early, late, Ints { 2, 3, 6, 7 }), planes[1] + at + i);
        if constexpr (channels > 2) {
            const Ints earlier = __builtin_shuffle(first, second, Ints { 2, 6, 3, 7 });
            const Ints later = __builtin_shuffle(third, fourth, Ints { 2, 6, 3, 7 });
            put(__builtin_shuffle(earlier, later, Ints { 0, 1, 4, 5 }), planes[2] + at + i);
            if constexpr (channels > 3)
                put(__builtin_shuffle(earlier, later, Ints { 2, 3, 6, 7 }), planes[3] + at + i);
        }
    }
}

// Returns the frames that it converted: not the last few, behind which there may be nothing to read.
std::size_t convertWide(std::span<const std::byte> interleaved, std::span<double* const> planes, std::size_t at)
{
    const std::size_t frame = Int24::bytes * planes.size();
    const std::size_t spare = (sizeof(Bytes) + frame - 1) / frame; // frames
    const std::size_t frames = interleaved.size() / frame;
    if (frames < spare + 4 || __builtin_cpu_supports("avx2") == 0)
        return 0;
    const std::size_t count = (frames - spare) / 4 * 4;
    for (std::size_t c = 0; c < planes.size(); c += 4) {
        const std::byte* const from = interleaved.data() + Int24::bytes * c;
        const auto convertGroup = planes.size() - c > 3 ? convertFours<4>
            : planes.size() - c > 2                     ? convertFours<3>
            : planes.size() - c > 1                     ? convertFours<2>
                                                        : convertFours<1>;
        convertGroup(from, frame, count, planes.data() + c, at);
    }
    return count;
}
#endif

void convertInt24(std::span<const std::byte> interleaved, std::span<double* const> planes, std::size_t at)
{
#ifdef ASSAY_WIDE_INT24
    const std::size_t done = convertWide(interleaved, planes, at);
    interleaved = interleaved.subspan(done * Int24::bytes * planes.size());
    at += done;
#endif
    convert<Int24>(interleaved, planes, at);
}

} // namespace

std::size_t bytesOf(PlainSample kind)
{
    return kind == PlainSample::int16 ? Int16::bytes : kind == PlainSample::int24 ? Int24::bytes : Int32::bytes;
}

void convertPlain(
    PlainSample kind, std::span<const std::byte> interleaved, std::span<double* const> planes, std::size_t at)
{
    switch (kind) {
    case PlainSample::int16:
        return convert<Int16>(interleaved, planes, at);
    case PlainSample::int24:
        return convertInt24(interleaved, planes, at);
    case PlainSample::int32:
        return convert<Int32>(interleaved, planes, at);
    case PlainSample::float32:
        return convert<Float32>(interleaved, planes, at);
    }
}

} // namespace assay
