// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/adm_index.h"

#include "core/metadata/text.h"

namespace assay
{

namespace
{

// An id in upper and lower case alike, with the kind of element before it: a wrong prefix must not mix kinds up.
std::string key(char kind, std::string_view id)
{
    return kind + lowerCase(id);
}

template <class Element>
const Element* find(const std::unordered_map<std::string, std::size_t>& places, char kind, std::string_view id,
    const std::vector<Element>& elements)
{
    const auto found = places.find(key(kind, id));
    return found == places.end() ? nullptr : &elements[found->second];
}

} // namespace

AdmIndex::AdmIndex(const Adm& adm)
    : m_adm(adm)
{
    const auto enter = [&](char kind, const auto& elements) {
        for (std::size_t i = 0; i < elements.size(); ++i)
            m_places.emplace(key(kind, elements[i].id), i);
    };
    enter('c', adm.contents);
    enter('o', adm.objects);
    enter('p', adm.packs);
    enter('f', adm.channels);
    enter('s', adm.streams);
    enter('t', adm.tracks);
    enter('u', adm.trackUids);
    for (std::size_t i = 0; i < adm.chna.rows.size(); ++i)
        m_rows.emplace(lowerCase(adm.chna.rows[i].uid), i);
    for (std::size_t i = 0; i < adm.streams.size(); ++i) {
        for (const std::string& track : adm.streams[i].tracks)
            m_streamsOfTracks.emplace(lowerCase(track), i);
    }
}

const AdmContent* AdmIndex::content(std::string_view id) const
{
    return find(m_places, 'c', id, m_adm.contents);
}

const AdmObject* AdmIndex::object(std::string_view id) const
{
    return find(m_places, 'o', id, m_adm.objects);
}

const AdmPack* AdmIndex::pack(std::string_view id) const
{
    return find(m_places, 'p', id, m_adm.packs);
}

const AdmChannel* AdmIndex::channel(std::string_view id) const
{
    return find(m_places, 'f', id, m_adm.channels);
}

const AdmStream* AdmIndex::stream(std::string_view id) const
{
    return find(m_places, 's', id, m_adm.streams);
}

const AdmTrack* AdmIndex::track(std::string_view id) const
{
    return find(m_places, 't', id, m_adm.tracks);
}

const AdmTrackUid* AdmIndex::trackUid(std::string_view id) const
{
    return find(m_places, 'u', id, m_adm.trackUids);
}

const ChnaRow* AdmIndex::row(std::string_view uid) const
{
    const auto found = m_rows.find(lowerCase(uid));
    return found == m_rows.end() ? nullptr : &m_adm.chna.rows[found->second];
}

std::string AdmIndex::channelOfTrack(std::string_view trackId) const
{
    if (trackId.starts_with("AC_"))
        return std::string(trackId.substr(0, trackId.find('_', 3))); // AC_yyyyxxxx_00 of a chna row
    if (const AdmTrack* format = track(trackId); format != nullptr) {
        for (const std::string& id : format->streams) {
            if (const AdmStream* found = stream(id); found != nullptr && !found->channels.empty())
                return found->channels.front();
        }
    }
    if (const auto found = m_streamsOfTracks.find(lowerCase(trackId)); found != m_streamsOfTracks.end()) {
        const AdmStream& streamFormat = m_adm.streams[found->second];
        if (!streamFormat.channels.empty())
            return streamFormat.channels.front();
    }
    constexpr std::size_t kind = 3; // characters: "AT_"
    constexpr std::size_t digits = 8; // yyyyxxxx
    return trackId.starts_with("AT_") ? "AC_" + std::string(trackId.substr(kind, digits)) : std::string();
}

std::string AdmIndex::channelIdOf(std::string_view uid) const
{
    if (const AdmTrackUid* element = trackUid(uid); element != nullptr) {
        if (!element->channels.empty())
            return element->channels.front();
        if (!element->tracks.empty())
            return channelOfTrack(element->tracks.front());
    }
    const ChnaRow* place = row(uid);
    return place != nullptr ? channelOfTrack(place->trackRef) : std::string();
}

} // namespace assay
