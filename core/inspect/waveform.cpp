// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/waveform.h"

#include "core/base/atomic_file.h"

#include <optional>
#include <string_view>

namespace assay
{

namespace
{

constexpr std::string_view magic = "ASSAYWF1";

void putU32(std::string& out, std::uint32_t value)
{
    for (int shift = 0; shift < 32; shift += 8)
        out += static_cast<char>((value >> shift) & 0xFFU);
}

void putI16(std::string& out, std::int16_t value)
{
    const auto bits = static_cast<std::uint16_t>(value);
    out += static_cast<char>(bits & 0xFFU);
    out += static_cast<char>(bits >> 8U);
}

// Takes little-endian numbers off the front; knows when the text was too short.
class Cursor
{
public:
    explicit Cursor(std::string_view bytes)
        : m_bytes(bytes)
    {
    }

    std::string_view take(std::size_t count)
    {
        if (count > m_bytes.size()) {
            m_short = true;
            m_bytes = {};
            return {};
        }
        const std::string_view taken = m_bytes.substr(0, count);
        m_bytes.remove_prefix(count);
        return taken;
    }

    std::uint32_t u32()
    {
        std::uint32_t value = 0;
        const std::string_view bytes = take(4);
        for (std::size_t i = 0; i < bytes.size(); ++i)
            value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i])) << (8U * i);
        return value;
    }

    std::int16_t i16()
    {
        const std::string_view bytes = take(2);
        if (bytes.size() < 2)
            return 0;
        const auto low = static_cast<unsigned char>(bytes[0]);
        const auto high = static_cast<unsigned char>(bytes[1]);
        return static_cast<std::int16_t>(static_cast<std::uint16_t>(low | high << 8U));
    }

    [[nodiscard]] std::size_t left() const { return m_bytes.size(); }
    [[nodiscard]] bool ranShort() const { return m_short; }

private:
    std::string_view m_bytes;
    bool m_short = false;
};

constexpr std::size_t bytesPerBin = 6;

} // namespace

Result<void> writeWaveform(const std::filesystem::path& file, const Waveform& waveform)
{
    std::string bytes(magic);
    putU32(bytes, static_cast<std::uint32_t>(waveform.sampleRate));
    putU32(bytes, static_cast<std::uint32_t>(waveform.framesPerBin));
    putU32(bytes, static_cast<std::uint32_t>(waveform.channels.size()));
    putU32(bytes, static_cast<std::uint32_t>(waveform.bins.empty() ? 0 : waveform.bins.front().size()));
    for (const std::string& name : waveform.channels) {
        putU32(bytes, static_cast<std::uint32_t>(name.size()));
        bytes += name;
    }
    for (const auto& channel : waveform.bins) {
        for (const WaveformBin& bin : channel) {
            putI16(bytes, bin.low);
            putI16(bytes, bin.high);
            putI16(bytes, bin.rms);
        }
    }
    return writeFileAtomically(file, bytes);
}

Result<Waveform> readWaveform(const std::filesystem::path& file)
{
    const auto bytes = readWholeFile(file);
    if (!bytes)
        return tl::unexpected(bytes.error());
    Cursor cursor(*bytes);
    if (cursor.take(magic.size()) != magic)
        return fail(ErrorCode::malformed, "not a waveform file of Assay", file, 0);
    Waveform waveform;
    waveform.sampleRate = static_cast<int>(cursor.u32());
    waveform.framesPerBin = static_cast<int>(cursor.u32());
    const std::uint32_t channels = cursor.u32();
    const std::uint32_t bins = cursor.u32();
    for (std::uint32_t c = 0; c < channels && !cursor.ranShort(); ++c)
        waveform.channels.emplace_back(cursor.take(cursor.u32()));
    if (cursor.ranShort() || cursor.left() != std::size_t { channels } * bins * bytesPerBin)
        return fail(ErrorCode::malformed, "the waveform file is incomplete", file);
    for (std::uint32_t c = 0; c < channels; ++c) {
        auto& channel = waveform.bins.emplace_back(bins);
        for (WaveformBin& bin : channel) {
            bin.low = cursor.i16();
            bin.high = cursor.i16();
            bin.rms = cursor.i16();
        }
    }
    return waveform;
}

} // namespace assay
