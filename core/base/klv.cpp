// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/klv.h"

#include <algorithm>
#include <map>

namespace assay
{

namespace
{

constexpr std::size_t keyBytes = 16;
constexpr std::uint64_t smpte = 0x060E2B34; // what every key begins with

struct Head {
    std::size_t bytes = 0; // of key and length
    std::uint64_t size = 0; // of the value
};

// Key, length in BER (short or long form). SMPTE ST 336.
std::optional<Head> headAt(ByteView bytes, std::size_t at)
{
    if (at + keyBytes + 1 > bytes.size() || uintAt(bytes, at, 4, Endian::big) != smpte)
        return std::nullopt;
    const std::uint8_t first = bytes[at + keyBytes];
    const std::size_t more = (first & 0x80U) != 0 ? first & 0x7FU : 0;
    if (more > 8 || first == 0x80 || at + keyBytes + 1 + more > bytes.size())
        return std::nullopt;
    return Head { keyBytes + 1 + more, more == 0 ? first : uintAt(bytes, at + keyBytes + 1, more, Endian::big) };
}

// Local tags of two bytes and the names they stand for.
using Primer = std::map<std::uint64_t, std::uint64_t>;

// Count, size of a row, rows of local tag (2) and name (16).
void readPrimer(ByteView pack, Primer& names)
{
    constexpr std::size_t rowBytes = 18;
    for (std::size_t at = 8; at + rowBytes <= pack.size(); at += rowBytes)
        names[uintAt(pack, at, 2, Endian::big)] = uintAt(pack, at + 10, 8, Endian::big);
}

std::vector<SetProperty> propertiesOf(ByteView set, const Primer& names)
{
    std::vector<SetProperty> properties;
    for (std::size_t at = 0; at + 4 <= set.size();) {
        const auto name = names.find(uintAt(set, at, 2, Endian::big));
        const auto length = static_cast<std::size_t>(uintAt(set, at + 2, 2, Endian::big));
        if (name != names.end())
            properties.push_back({ name->second, set.subspan(at + 4, std::min(length, set.size() - at - 4)) });
        at += 4 + length;
    }
    return properties;
}

} // namespace

std::optional<Klv> klvAt(LocalFile& file, std::int64_t at)
{
    const Bytes bytes = file.bytesAt(at, static_cast<std::int64_t>(keyBytes) + 9);
    const std::optional<Head> head = headAt(bytes, 0);
    if (!head || head->size > static_cast<std::uint64_t>(INT64_MAX / 2))
        return std::nullopt;
    return Klv { Bytes(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(keyBytes)), at,
        at + static_cast<std::int64_t>(head->bytes), static_cast<std::int64_t>(head->size) };
}

void forEachLocalSet(
    ByteView header, const std::function<void(ByteView key, const std::vector<SetProperty>& properties)>& visit)
{
    constexpr std::uint64_t pack = 0x0205;
    constexpr std::uint64_t localSet = 0x0253;
    Primer names;
    std::size_t at = 0;
    while (const std::optional<Head> head = headAt(header, at)) {
        const std::size_t start = at + head->bytes;
        if (head->size > header.size() - start)
            return; // essence, or a size that lies
        const ByteView key = header.subspan(at, keyBytes);
        const ByteView value = header.subspan(start, static_cast<std::size_t>(head->size));
        const std::uint64_t kind = uintAt(key, 4, 2, Endian::big);
        if (kind == pack && key[13] == 0x05) // ST 377-1, 9.2: primer pack
            readPrimer(value, names);
        else if (kind == localSet)
            visit(key, propertiesOf(value, names));
        at = start + value.size();
    }
}

} // namespace assay
