// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/dbmd.h"

#include "core/metadata/text.h"

#include <bit>
#include <cmath>
#include <fmt/format.h>
#include <numeric>

namespace assay
{

namespace
{

constexpr std::size_t digitalBytes = 96; // segments 3 and 7
constexpr std::size_t dolbyEBytes = 2; // of those that are read
constexpr std::size_t audioInfoBytes = 193; // program id, 5 texts of 32, 8 numbers of 4
constexpr std::size_t atmosBytes = 153; // up to the warp mode
constexpr std::uint32_t tracksSync = 0xF8726FBD;
constexpr std::size_t tracksHeadBytes = 7; // sync 4, count 2, reserved 1
constexpr std::size_t trimBytes = 15;

unsigned bits(ByteView bytes, std::size_t at, unsigned shift, unsigned count)
{
    return unsigned { bytes[at] } >> shift & ((1U << count) - 1U);
}

int bitsOf(ByteView bytes, std::size_t at, unsigned shift, unsigned count)
{
    return static_cast<int>(bits(bytes, at, shift, count));
}

DbmdDigital digitalOf(ByteView bytes, bool isPlus)
{
    DbmdDigital digital;
    digital.lfe = bits(bytes, 1, 6, 1) != 0;
    digital.bitstreamMode = bitsOf(bytes, 1, 3, 3);
    digital.channelMode = bitsOf(bytes, 1, 0, 3);
    if (const int stored = bitsOf(bytes, 5, 0, 5); stored > 0)
        digital.dialnorm = -stored;
    digital.preferredDownmix = bitsOf(bytes, 8, 6, 2);
    digital.ltrtCentre = bitsOf(bytes, 8, 3, 3);
    digital.ltrtSurround = bitsOf(bytes, 8, 0, 3);
    digital.loroCentre = bitsOf(bytes, 9, 3, 3);
    digital.loroSurround = bitsOf(bytes, 9, 0, 3);
    digital.rfProfile = bytes[14];
    digital.lineProfile = bytes[15];
    if (!isPlus)
        digital.description = fieldText(charsAt(bytes, 37, 32));
    return digital;
}

DbmdAudioInfo audioInfoOf(ByteView bytes)
{
    constexpr std::size_t textBytes = 32;
    constexpr std::size_t lastTexts = 65; // behind program id, origin and eight numbers
    const auto text = [&](std::size_t at) { return fieldText(charsAt(bytes, at, textBytes)); };
    return { .origin = text(1),
        .lastProcessedBy = text(lastTexts),
        .lastOperation = text(lastTexts + textBytes),
        .created = text(lastTexts + 2 * textBytes),
        .modified = text(lastTexts + 3 * textBytes) };
}

std::optional<FrameRate> frameRateOf(int code)
{
    constexpr std::array<FrameRate, 6> rates { { { 24000, 1001, false }, { 24, 1, false }, { 25, 1, false },
        { 30000, 1001, true }, { 30000, 1001, false }, { 30, 1, false } } };
    return code > 0 && code <= static_cast<int>(rates.size())
        ? std::optional(rates.at(static_cast<std::size_t>(code - 1)))
        : std::nullopt;
}

DbmdAtmos atmosOf(ByteView bytes)
{
    DbmdAtmos atmos;
    atmos.creator = fieldText(charsAt(bytes, 0, 32));
    atmos.tool = fieldText(charsAt(bytes, 32, 64));
    atmos.toolVersion = fmt::format("{}.{}.{}", bytes[96], bytes[97], bytes[98]);
    atmos.frameRate = frameRateOf(bitsOf(bytes, 111, 0, 4));
    constexpr int notSet = 0xFF;
    if (bytes[112] != notSet)
        atmos.firstAction = static_cast<std::int8_t>(bytes[112]) * 3600.0 + bytes[113] * 60.0
            + uint32At(bytes, 114, Endian::little) / 100000.0;
    atmos.stereoDownmix = bitsOf(bytes, 139, 4, 3);
    atmos.stereoPhaseShift = bitsOf(bytes, 139, 0, 2);
    atmos.warp = bitsOf(bytes, 152, 0, 3);
    return atmos;
}

double floatAt(ByteView bytes, std::size_t at)
{
    const auto value = static_cast<double>(std::bit_cast<float>(uint32At(bytes, at, Endian::little)));
    return std::isfinite(value) ? value : 0.0;
}

// A sign bit, then 127ths.
double balanceAt(ByteView bytes, std::size_t at)
{
    const double amount = bits(bytes, at, 0, 7) / 127.0;
    return bits(bytes, at, 7, 1) != 0 ? -amount : amount;
}

std::optional<DbmdTracks> tracksOf(ByteView bytes)
{
    const auto count = static_cast<std::size_t>(uint16At(bytes, 4, Endian::little));
    const std::size_t bypassAt = tracksHeadBytes + trimCount * trimBytes;
    if (uint32At(bytes, 0, Endian::little) != tracksSync || bytes.size() < bypassAt + 2 * count)
        return std::nullopt;
    DbmdTracks tracks;
    for (std::size_t i = 0; i < trimCount; ++i) {
        const std::size_t at = tracksHeadBytes + i * trimBytes;
        DbmdTrim& trim = tracks.trims.at(i);
        trim.automatic = bits(bytes, at, 0, 1) != 0;
        if (trim.automatic)
            continue;
        trim.centre = floatAt(bytes, at + 1);
        trim.surround = floatAt(bytes, at + 5);
        trim.height = floatAt(bytes, at + 9);
        trim.overheadBalance = balanceAt(bytes, at + 13);
        trim.listenerBalance = balanceAt(bytes, at + 14);
    }
    for (std::size_t i = 0; i < count; ++i) {
        tracks.trimBypass.push_back(bitsOf(bytes, bypassAt + i, 0, 2));
        tracks.binaural.push_back(bitsOf(bytes, bypassAt + count + i, 0, 3));
        tracks.headTracking.push_back(bitsOf(bytes, bypassAt + count + i, 6, 2));
    }
    return tracks;
}

void readSegment(int id, ByteView bytes, Dbmd& dbmd)
{
    if (id == 1 && !dbmd.dolbyE && bytes.size() >= dolbyEBytes)
        dbmd.dolbyE = DbmdDolbyE { bytes[0], bytes[1] };
    else if ((id == 3 || id == 7) && !dbmd.digital && bytes.size() >= digitalBytes)
        dbmd.digital = digitalOf(bytes, id == 7);
    else if (id == 8 && !dbmd.audioInfo && bytes.size() >= audioInfoBytes)
        dbmd.audioInfo = audioInfoOf(bytes);
    else if (id == 9 && !dbmd.atmos && bytes.size() >= atmosBytes)
        dbmd.atmos = atmosOf(bytes);
    else if (id == 10 && !dbmd.tracks)
        dbmd.tracks = tracksOf(bytes);
}

} // namespace

// Version (32 bits), then segments of id (8), size (16), content, check sum (8), until id 0.
Dbmd parseDbmd(ByteView bytes)
{
    constexpr std::size_t versionBytes = 4;
    constexpr std::size_t headBytes = 3;
    constexpr std::size_t mostSegments = 256; // ten kinds exist
    Dbmd dbmd;
    if (bytes.size() < versionBytes)
        return dbmd;
    dbmd.version = fmt::format("{}.{}.{}.{}", bytes[3], bytes[2], bytes[1], bytes[0]);
    for (std::size_t at = versionBytes;
         at + headBytes <= bytes.size() && bytes[at] != 0 && dbmd.segments.size() < mostSegments;) {
        DbmdSegment segment { .id = bytes[at], .offset = at, .size = uint16At(bytes, at + 1, Endian::little) };
        const std::size_t end = at + headBytes + segment.size; // of the content; the check sum follows
        segment.isCut = end >= bytes.size();
        if (!segment.isCut) {
            const ByteView counted = bytes.subspan(at + 1, end - at); // size, content and sum make 0
            segment.sumHolds = std::accumulate(counted.begin(), counted.end(), 0U) % 256 == 0;
            readSegment(segment.id, bytes.subspan(at + headBytes, segment.size), dbmd);
        }
        dbmd.segments.push_back(segment);
        at = end + 1;
    }
    return dbmd;
}

} // namespace assay
