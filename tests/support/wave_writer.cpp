// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/wave_writer.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <fstream>
#include <numbers>
#include <stdexcept>

namespace assay::test
{

namespace
{

constexpr std::uint32_t sizeIn64 = 0xFFFFFFFF; // "look in ds64": EBU Tech 3306, BS.2088

int bytesOf(WaveDepth depth)
{
    switch (depth) {
    case WaveDepth::uint8:
        return 1;
    case WaveDepth::int16:
        return 2;
    case WaveDepth::int24:
        return 3;
    case WaveDepth::int32:
    case WaveDepth::float32:
        return 4;
    case WaveDepth::float64:
        return 8;
    }
    return 0;
}

bool isFloat(WaveDepth depth)
{
    return depth == WaveDepth::float32 || depth == WaveDepth::float64;
}

void put(std::string& out, std::uint64_t value, int bytes)
{
    for (int i = 0; i < bytes; ++i)
        out += static_cast<char>(static_cast<unsigned char>((value >> (8 * i)) & 0xFFU));
}

void putChunk(std::string& out, const std::string& id, const std::string& bytes)
{
    out += id;
    put(out, bytes.size(), 4);
    out += bytes;
    if (bytes.size() % 2 != 0)
        out += '\0';
}

std::int64_t stepOf(double value, int bits)
{
    const double full = std::ldexp(1.0, bits - 1);
    return static_cast<std::int64_t>(std::clamp(std::nearbyint(value * full), -full, full - 1.0));
}

void putSample(std::string& out, double value, WaveDepth depth)
{
    const int bytes = bytesOf(depth);
    if (depth == WaveDepth::float32)
        put(out, std::bit_cast<std::uint32_t>(static_cast<float>(value)), bytes);
    else if (depth == WaveDepth::float64)
        put(out, std::bit_cast<std::uint64_t>(value), bytes);
    else
        put(out, static_cast<std::uint64_t>(stepOf(value, 8 * bytes) + (depth == WaveDepth::uint8 ? 128 : 0)), bytes);
}

std::string formatBytes(std::size_t channels, const WaveOptions& options)
{
    const int bytes = bytesOf(options.depth);
    const auto align = channels * static_cast<std::size_t>(bytes);
    const std::uint32_t tag = isFloat(options.depth) ? 3 : 1; // WAVE_FORMAT_IEEE_FLOAT, WAVE_FORMAT_PCM
    std::string out;
    put(out, options.mask ? 0xFFFE : tag, 2); // WAVE_FORMAT_EXTENSIBLE
    put(out, channels, 2);
    put(out, static_cast<std::uint64_t>(options.sampleRate), 4);
    put(out, static_cast<std::uint64_t>(options.sampleRate) * align, 4);
    put(out, align, 2);
    put(out, static_cast<std::uint64_t>(8 * bytes), 2);
    if (!options.mask)
        return out;
    put(out, 22, 2); // size of what follows
    put(out, static_cast<std::uint64_t>(options.validBits.value_or(8 * bytes)), 2);
    put(out, *options.mask, 4);
    put(out, tag, 4); // KSDATAFORMAT_SUBTYPE: xxxxxxxx-0000-0010-8000-00AA00389B71
    put(out, 0x00100000, 4);
    put(out, 0x719B3800AA000080, 8);
    return out;
}

// Sizes of RIFF and data; the sample count is a dummy in BW64 (BS.2088).
std::string ds64Bytes(std::uint64_t riff, std::uint64_t data, std::uint64_t sampleCount)
{
    std::string bytes;
    for (const std::uint64_t size : { riff, data, sampleCount })
        put(bytes, size, 8);
    return bytes;
}

} // namespace

std::string waveBytes(const Planes& planes, const WaveOptions& options)
{
    const std::size_t frames = planes.empty() ? 0 : planes.front().size();
    std::string data;
    data.reserve(planes.size() * frames * 8);
    for (std::size_t i = 0; i < frames; ++i) {
        for (const std::vector<double>& plane : planes)
            putSample(data, plane.at(i), options.depth);
    }
    std::string body = "WAVE";
    const bool large = options.kind != WaveKind::riff;
    const std::size_t ds64At = body.size() + 8;
    if (large)
        putChunk(body, "ds64", std::string(28, '\0'));
    putChunk(body, "fmt ", formatBytes(planes.size(), options));
    if (isFloat(options.depth)) {
        std::string fact;
        put(fact, frames, 4);
        putChunk(body, "fact", fact);
    }
    for (const WaveChunk& chunk : options.before)
        putChunk(body, chunk.id, chunk.bytes);
    const std::uint64_t dataBytes = options.declaredDataBytes.value_or(data.size());
    body += "data";
    put(body, large ? sizeIn64 : dataBytes, 4);
    body += data;
    if (data.size() % 2 != 0)
        body += '\0';
    for (const WaveChunk& chunk : options.after)
        putChunk(body, chunk.id, chunk.bytes);
    if (large)
        body.replace(ds64At, 24, ds64Bytes(body.size(), dataBytes, options.kind == WaveKind::bw64 ? 0 : frames));
    std::string out = options.kind == WaveKind::riff ? "RIFF" : options.kind == WaveKind::rf64 ? "RF64" : "BW64";
    put(out, large ? sizeIn64 : body.size(), 4);
    return out + body;
}

void writeBytes(const std::filesystem::path& file, const std::string& bytes)
{
    std::ofstream stream(file, std::ios::binary | std::ios::trunc);
    stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!stream.flush())
        throw std::runtime_error("cannot write the test file " + file.string());
}

void writeWave(const std::filesystem::path& file, const Planes& planes, const WaveOptions& options)
{
    writeBytes(file, waveBytes(planes, options));
}

double storedValue(double value, WaveDepth depth)
{
    if (depth == WaveDepth::float64)
        return value;
    if (depth == WaveDepth::float32)
        return static_cast<double>(static_cast<float>(value));
    const int bits = 8 * bytesOf(depth);
    return std::ldexp(static_cast<double>(stepOf(value, bits)), 1 - bits);
}

std::vector<double> sine(double hertz, double amplitude, std::size_t frames, int sampleRate, double phase)
{
    std::vector<double> plane(frames);
    for (std::size_t i = 0; i < frames; ++i)
        plane[i] = amplitude * std::sin(2.0 * std::numbers::pi * hertz * static_cast<double>(i) / sampleRate + phase);
    return plane;
}

} // namespace assay::test
