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
        return convert<Int24>(interleaved, planes, at);
    case PlainSample::int32:
        return convert<Int32>(interleaved, planes, at);
    case PlainSample::float32:
        return convert<Float32>(interleaved, planes, at);
    }
}

} // namespace assay
