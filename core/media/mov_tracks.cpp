// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/mov_tracks.h"

#include "core/base/atoms.h"

#include <algorithm>
#include <array>
#include <optional>

namespace assay
{

namespace
{

constexpr std::int64_t largestSampleEntry = 64 * 1024; // bytes looked at

class TrackReader
{
public:
    explicit TrackReader(LocalFile& file)
        : m_file(file)
        , m_walk(file)
    {
    }

    std::vector<MovSoundTrack> tracks()
    {
        std::vector<MovSoundTrack> found;
        m_walk.forEach(0, m_file.size(), [&](const Atom& atom) {
            if (atom.id == "moov") {
                m_walk.forEach(atom.offset, atom.end, [&](const Atom& inner) {
                    if (inner.id == "trak")
                        readTrack(inner, found);
                });
            }
        });
        return found;
    }

private:
    void readTrack(const Atom& trak, std::vector<MovSoundTrack>& found)
    {
        MovSoundTrack track;
        bool isSound = false;
        m_walk.forEach(trak.offset, trak.end, [&](const Atom& atom) {
            if (atom.id == "tkhd") {
                const Bytes head = m_file.bytesAt(atom.offset, 24);
                const bool wide = !head.empty() && head[0] == 1;
                track.id = uint32At(head, wide ? 20 : 12, Endian::big);
            }
            if (atom.id == "mdia")
                isSound = readMedia(atom, track) || isSound;
        });
        if (isSound)
            found.push_back(std::move(track));
    }

    bool readMedia(const Atom& mdia, MovSoundTrack& track)
    {
        bool isSound = false;
        m_walk.forEach(mdia.offset, mdia.end, [&](const Atom& atom) {
            if (atom.id == "hdlr")
                isSound = charsAt(m_file.bytesAt(atom.offset, 12), 8, 4) == "soun";
            if (atom.id == "minf" && isSound)
                readSampleTable(atom, track);
        });
        return isSound;
    }

    void readSampleTable(const Atom& minf, MovSoundTrack& track)
    {
        m_walk.forEach(minf.offset, minf.end, [&](const Atom& stbl) {
            if (stbl.id != "stbl")
                return;
            m_walk.forEach(stbl.offset, stbl.end, [&](const Atom& stsd) {
                if (stsd.id != "stsd")
                    return;
                if (const auto entry = m_walk.at(stsd.offset + 8, stsd.end)) // behind version, flags and count
                    readSampleEntry(*entry, track);
            });
        });
    }

    void readSampleEntry(const Atom& entry, MovSoundTrack& track)
    {
        track.coding = entry.id;
        const std::uint16_t version = uint16At(m_file.bytesAt(entry.offset + 8, 2), 0, Endian::big);
        const std::int64_t fixed = version == 2 ? 64 : version == 1 ? 44 : 28; // QuickTime sound descriptions 0 to 2
        readExtensions(entry.offset + fixed, entry.end, track);
    }

    void readExtensions(std::int64_t start, std::int64_t end, MovSoundTrack& track)
    {
        m_walk.forEach(start, end, [&](const Atom& atom) {
            if (atom.id == "chan" && atom.end - atom.offset > 4)
                track.chan = m_file.bytesAt(atom.offset + 4, std::min(atom.end - atom.offset - 4, largestSampleEntry));
            if (atom.id == "pcmC") {
                const Bytes config = m_file.bytesAt(atom.offset + 4, 2); // behind version and flags
                track.pcmIsLittle = (uintAt(config, 0, 1, Endian::big) & 1U) != 0;
                track.pcmBits = static_cast<int>(uintAt(config, 1, 1, Endian::big));
            }
            if (atom.id == "wave")
                readExtensions(atom.offset, atom.end, track);
        });
    }

    LocalFile& m_file;
    AtomWalk m_walk;
};

} // namespace

std::vector<MovSoundTrack> readMovSoundTracks(LocalFile& file)
{
    return TrackReader(file).tracks();
}

} // namespace assay
