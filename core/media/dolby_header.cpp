// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/dolby_header.h"

#include <array>

namespace assay
{

namespace
{

using Levels = std::array<std::optional<double>, 8>;

// dB; nothing: the channel is left out. ETSI TS 102 366 tables 4.x and E.x.
constexpr Levels mixLevels { 3.0, 1.5, 0.0, -1.5, -3.0, -4.5, -6.0, std::nullopt }; // D.2.3: ltrt and loro levels
constexpr std::array<std::optional<double>, 4> centreLevels { -3.0, -4.5, -6.0, -4.5 }; // 4.4.2.4; 3 is reserved
constexpr std::array<std::optional<double>, 4> surroundLevels { -3.0, -6.0, std::nullopt, -6.0 }; // 4.4.2.5
constexpr std::array<const char*, 8> codingModes { "1+1", "1/0", "2/0", "3/0", "2/1", "3/1", "2/2", "3/2" }; // 4.4.2.3
constexpr std::array<const char*, 4> downmixes { "", "Lt/Rt", "Lo/Ro", "Pro Logic II" }; // D.2.3.1, E.1.3.1.15
constexpr std::array<const char*, 4> surroundModes { "", "not Dolby Surround", "Dolby Surround", "" }; // 4.4.2.6

// Bits from the most significant on; zeros behind the end.
class Bits
{
public:
    explicit Bits(std::span<const std::uint8_t> bytes)
        : m_bytes(bytes)
    {
    }

    unsigned take(unsigned count)
    {
        unsigned value = 0;
        for (; count > 0; --count, ++m_at) {
            const std::size_t byte = m_at / 8;
            const unsigned bit
                = byte < m_bytes.size() ? static_cast<unsigned>(m_bytes[byte]) >> (7 - m_at % 8) & 1U : 0U;
            value = value << 1U | bit;
        }
        return value;
    }
    void skip(unsigned count) { m_at += count; }
    void skipIfSet(unsigned count)
    {
        if (take(1) != 0)
            skip(count);
    }

private:
    std::span<const std::uint8_t> m_bytes;
    std::size_t m_at = 0;
};

std::string modeText(unsigned acmod, bool hasLfe)
{
    return std::string(codingModes.at(acmod)) + (hasLfe ? ".1" : "");
}

int dialnormOf(unsigned stored)
{
    constexpr int reserved = 31; // 4.4.2.8: 0 is reserved and taken for 31
    return stored == 0 ? -reserved : -static_cast<int>(stored);
}

bool hasCentre(unsigned acmod)
{
    return (acmod & 1U) != 0 && acmod > 2;
}

bool hasSurround(unsigned acmod)
{
    return (acmod & 4U) != 0;
}

// Annex D: bsid 6 puts levels of the fold-downs where others have a timecode.
void readAlternate(Bits& bits, DolbyFacts& facts)
{
    if (bits.take(1) == 0) // xbsi1e
        return;
    facts.preferredDownmix = downmixes.at(bits.take(2));
    facts.ltrtCentre = mixLevels.at(bits.take(3));
    facts.ltrtSurround = mixLevels.at(bits.take(3));
    facts.loroCentre = mixLevels.at(bits.take(3));
    facts.loroSurround = mixLevels.at(bits.take(3));
}

// 4.3.2, behind bsid.
DolbyFacts readAc3(Bits& bits, unsigned bsid)
{
    DolbyFacts facts;
    facts.bitstreamId = static_cast<int>(bsid);
    facts.bitstreamMode = static_cast<int>(bits.take(3));
    const unsigned acmod = bits.take(3);
    if (hasCentre(acmod))
        facts.loroCentre = centreLevels.at(bits.take(2));
    if (hasSurround(acmod))
        facts.loroSurround = surroundLevels.at(bits.take(2));
    if (acmod == 2)
        facts.surroundMode = surroundModes.at(bits.take(2));
    facts.codingMode = modeText(acmod, bits.take(1) != 0);
    facts.dialnorm = dialnormOf(bits.take(5));
    for (int programme = 0; programme < (acmod == 0 ? 2 : 1); ++programme) {
        if (programme == 1)
            bits.skip(5); // dialnorm2
        bits.skipIfSet(8); // compr
        bits.skipIfSet(8); // langcod
        bits.skipIfSet(7); // mixlevel, roomtyp
    }
    bits.skip(2); // copyrightb, origbs
    constexpr unsigned alternate = 6;
    if (bsid == alternate)
        readAlternate(bits, facts);
    return facts;
}

// What later parts of an E-AC-3 header depend on.
struct Eac3Frame {
    unsigned streamType = 0;
    unsigned rateCode = 0; // fscod
    unsigned blocks = 6; // of 256 samples
    unsigned acmod = 0;
    bool hasLfe = false;
};

// E.1.2.2, behind mixmdate: levels of the fold-downs, and much that is stepped over.
void readMixing(Bits& bits, const Eac3Frame& frame, DolbyFacts& facts)
{
    if (frame.acmod > 2)
        facts.preferredDownmix = downmixes.at(bits.take(2));
    if (hasCentre(frame.acmod)) {
        facts.ltrtCentre = mixLevels.at(bits.take(3));
        facts.loroCentre = mixLevels.at(bits.take(3));
    }
    if (hasSurround(frame.acmod)) {
        facts.ltrtSurround = mixLevels.at(bits.take(3));
        facts.loroSurround = mixLevels.at(bits.take(3));
    }
    if (frame.hasLfe)
        bits.skipIfSet(5); // lfemixlevcod
    if (frame.streamType != 0)
        return;
    for (int field = frame.acmod == 0 ? 3 : 2; field > 0; --field)
        bits.skipIfSet(6); // pgmscl, pgmscl2, extpgmscl
    switch (bits.take(2)) { // mixdef
    case 1:
        bits.skip(5);
        break;
    case 2:
        bits.skip(12);
        break;
    case 3:
        bits.skip(8 * (bits.take(5) + 2));
        break;
    default:
        break;
    }
    for (int programme = frame.acmod == 0 ? 2 : frame.acmod == 1 ? 1 : 0; programme > 0; --programme)
        bits.skipIfSet(14); // panmean, paninfo
    if (bits.take(1) == 0) // frmmixcfginfoe
        return;
    if (frame.blocks == 1)
        bits.skip(5);
    for (unsigned block = 0; frame.blocks > 1 && block < frame.blocks; ++block)
        bits.skipIfSet(5); // blkmixcfginfo
}

// E.1.2.2, behind infomdate.
void readInformation(Bits& bits, const Eac3Frame& frame, DolbyFacts& facts)
{
    facts.bitstreamMode = static_cast<int>(bits.take(3));
    bits.skip(2); // copyrightb, origbs
    if (frame.acmod == 2) {
        facts.surroundMode = surroundModes.at(bits.take(2));
        bits.skip(2); // dheadphonmod
    }
    if (frame.acmod >= 6)
        bits.skip(2); // dsurexmod
    for (int programme = frame.acmod == 0 ? 2 : 1; programme > 0; --programme)
        bits.skipIfSet(8); // mixlevel, roomtyp, adconvtyp
    if (frame.rateCode < 3)
        bits.skip(1); // sourcefscod
}

// ETSI TS 103 420, 8.3: joint object coding says so in the additional information, and how many objects there are.
void readAdditional(Bits& bits, DolbyFacts& facts)
{
    if (bits.take(1) == 0) // addbsie
        return;
    const unsigned bytes = bits.take(6) + 1;
    bits.skip(7);
    if (bits.take(1) != 0 && bytes >= 2) // flag_ec3_extension_type_a
        facts.objects = static_cast<int>(bits.take(8)); // complexity_index_type_a
}

// E.1.2.2, from strmtyp on.
DolbyFacts readEac3(Bits& bits)
{
    constexpr std::array<unsigned, 4> blockCounts { 1, 2, 3, 6 };
    DolbyFacts facts;
    Eac3Frame frame;
    frame.streamType = bits.take(2);
    bits.skip(3 + 11); // substreamid, frmsiz
    frame.rateCode = bits.take(2);
    const unsigned second = bits.take(2); // fscod2 or numblkscod
    frame.blocks = frame.rateCode == 3 ? 6 : blockCounts.at(second);
    frame.acmod = bits.take(3);
    frame.hasLfe = bits.take(1) != 0;
    facts.codingMode = modeText(frame.acmod, frame.hasLfe);
    facts.bitstreamId = static_cast<int>(bits.take(5));
    facts.dialnorm = dialnormOf(bits.take(5));
    bits.skipIfSet(8); // compr
    if (frame.acmod == 0) {
        bits.skip(5); // dialnorm2
        bits.skipIfSet(8); // compr2
    }
    if (frame.streamType == 1)
        bits.skipIfSet(16); // chanmap
    if (bits.take(1) != 0) // mixmdate
        readMixing(bits, frame, facts);
    if (bits.take(1) != 0) // infomdate
        readInformation(bits, frame, facts);
    if (frame.streamType == 0 && frame.blocks != 6)
        bits.skip(1); // convsync
    if (frame.streamType == 2 && (frame.blocks == 6 || bits.take(1) != 0)) // blkid
        bits.skip(6); // frmsizecod
    readAdditional(bits, facts);
    return facts;
}

} // namespace

std::optional<DolbyFacts> readDolbyHeader(std::span<const std::uint8_t> frame)
{
    constexpr std::size_t fewest = 8; // bytes up to the fields that every frame has
    if (frame.size() < fewest || frame[0] != 0x0B || frame[1] != 0x77)
        return std::nullopt;
    const unsigned bsid = frame[5] >> 3U; // at the same place in both kinds
    Bits bits(frame.subspan(2));
    if (bsid > 10 && bsid <= 16)
        return readEac3(bits);
    if (bsid > 8)
        return std::nullopt;
    bits.skip(16 + 8 + 5); // crc1, fscod and frmsizecod, bsid
    return readAc3(bits, bsid);
}

} // namespace assay
