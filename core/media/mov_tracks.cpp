// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/mov_tracks.h"

#include "core/media/byte_order.h"

#include <algorithm>
#include <array>
#include <optional>

namespace assay
{

namespace
{

constexpr int mostAtoms = 20000; // visited in one file; hostile files can hold millions of empty ones
constexpr std::size_t largestSampleEntry = 64 * 1024; // bytes looked at

struct Atom {
    std::string type;
    std::int64_t offset = 0; // of the payload
    std::int64_t end = 0;
};

class AtomWalk
{
public:
    explicit AtomWalk(LocalFile& file)
        : m_file(file)
    {
    }

    std::vector<MovSoundTrack> tracks()
    {
        std::vector<MovSoundTrack> found;
        forEachIn(0, m_file.size(), [&](const Atom& atom) {
            if (atom.type == "moov") {
                forEachIn(atom.offset, atom.end, [&](const Atom& inner) {
                    if (inner.type == "trak")
                        readTrack(inner, found);
                });
            }
        });
        return found;
    }

private:
    std::optional<Atom> atomAt(std::int64_t at, std::int64_t end)
    {
        const std::vector<std::byte> header = m_file.bytesAt(at, 16);
        if (header.size() < 8 || --m_left < 0)
            return std::nullopt;
        std::uint64_t size = number32(header, 0, ByteOrder::big);
        std::int64_t payload = at + 8;
        if (size == 1) {
            size = numberAt(header, 8, 8, ByteOrder::big);
            payload += 8;
        } else if (size == 0) {
            size = static_cast<std::uint64_t>(end - at); // to the end
        }
        if (size < static_cast<std::uint64_t>(payload - at))
            return std::nullopt;
        const std::int64_t length = static_cast<std::int64_t>(std::min(size, static_cast<std::uint64_t>(end - at)));
        return Atom { textAt(header, 4, 4), payload, at + length };
    }

    template <class Visit>
    void forEachIn(std::int64_t start, std::int64_t end, Visit visit)
    {
        std::int64_t at = start;
        while (at + 8 <= end) {
            const std::optional<Atom> atom = atomAt(at, end);
            if (!atom)
                return;
            visit(*atom);
            at = atom->end;
        }
    }

    void readTrack(const Atom& trak, std::vector<MovSoundTrack>& found)
    {
        MovSoundTrack track;
        bool isSound = false;
        forEachIn(trak.offset, trak.end, [&](const Atom& atom) {
            if (atom.type == "tkhd") {
                const std::vector<std::byte> head = m_file.bytesAt(atom.offset, 24);
                const bool wide = !head.empty() && head[0] == std::byte { 1 };
                track.id = number32(head, wide ? 20 : 12, ByteOrder::big);
            }
            if (atom.type == "mdia")
                isSound = readMedia(atom, track) || isSound;
        });
        if (isSound)
            found.push_back(std::move(track));
    }

    bool readMedia(const Atom& mdia, MovSoundTrack& track)
    {
        bool isSound = false;
        forEachIn(mdia.offset, mdia.end, [&](const Atom& atom) {
            if (atom.type == "hdlr")
                isSound = textAt(m_file.bytesAt(atom.offset, 12), 8, 4) == "soun";
            if (atom.type == "minf" && isSound)
                readSampleTable(atom, track);
        });
        return isSound;
    }

    void readSampleTable(const Atom& minf, MovSoundTrack& track)
    {
        forEachIn(minf.offset, minf.end, [&](const Atom& stbl) {
            if (stbl.type != "stbl")
                return;
            forEachIn(stbl.offset, stbl.end, [&](const Atom& stsd) {
                if (stsd.type != "stsd")
                    return;
                if (const auto entry = atomAt(stsd.offset + 8, stsd.end)) // behind version, flags and count
                    readSampleEntry(*entry, track);
            });
        });
    }

    void readSampleEntry(const Atom& entry, MovSoundTrack& track)
    {
        track.coding = entry.type;
        const std::uint16_t version = number16(m_file.bytesAt(entry.offset + 8, 2), 0, ByteOrder::big);
        const std::int64_t fixed = version == 2 ? 64 : version == 1 ? 44 : 28; // QuickTime sound descriptions 0 to 2
        readExtensions(entry.offset + fixed, entry.end, track);
    }

    void readExtensions(std::int64_t start, std::int64_t end, MovSoundTrack& track)
    {
        forEachIn(start, end, [&](const Atom& atom) {
            if (atom.type == "chan" && atom.end - atom.offset > 4)
                track.chan = m_file.bytesAt(atom.offset + 4,
                    std::min<std::size_t>(static_cast<std::size_t>(atom.end - atom.offset - 4), largestSampleEntry));
            if (atom.type == "pcmC") {
                const std::vector<std::byte> config = m_file.bytesAt(atom.offset + 4, 2); // behind version and flags
                track.pcmIsLittle = (numberAt(config, 0, 1, ByteOrder::big) & 1U) != 0;
                track.pcmBits = static_cast<int>(numberAt(config, 1, 1, ByteOrder::big));
            }
            if (atom.type == "wave")
                readExtensions(atom.offset, atom.end, track);
        });
    }

    LocalFile& m_file;
    int m_left = mostAtoms;
};

} // namespace

std::vector<MovSoundTrack> readMovSoundTracks(LocalFile& file)
{
    return AtomWalk(file).tracks();
}

} // namespace assay
