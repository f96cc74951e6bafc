// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/adm_references.h"

#include "core/metadata/adm_common.h"
#include "core/metadata/adm_index.h"
#include "core/metadata/text.h"

#include <algorithm>
#include <fmt/format.h>
#include <unordered_map>
#include <unordered_set>

namespace assay
{

namespace
{

constexpr std::string_view programme = "audioProgramme";
constexpr std::string_view content = "audioContent";
constexpr std::string_view object = "audioObject";
constexpr std::string_view pack = "audioPackFormat";
constexpr std::string_view channel = "audioChannelFormat";
constexpr std::string_view stream = "audioStreamFormat";
constexpr std::string_view track = "audioTrackFormat";
constexpr std::string_view trackUid = "audioTrackUID";
constexpr std::string_view chnaRow = "chna row";

class Check
{
public:
    explicit Check(const Adm& adm)
        : m_adm(adm)
        , m_index(adm)
    {
    }

    std::vector<AdmTrouble> run();

private:
    template <class Element>
    void follow(std::string_view kind, const Element& from, const AdmIds& ids, std::string_view target);
    void enterIds();
    void followAll();
    void followChna();
    void compareChna();
    void findCircles();
    void findUnused();
    void add(AdmTroubleKind trouble, std::string_view kind, const std::string& id, std::int64_t offset,
        std::string_view otherKind = {}, const std::string& other = {});
    template <class Elements, class Visit>
    static void forEach(const Elements& elements, const Visit& visit)
    {
        for (const auto& element : elements)
            visit(element);
    }

    const Adm& m_adm;
    AdmIndex m_index;
    std::unordered_map<std::string_view, std::unordered_set<std::string>> m_ids; ///< of each kind, in lower case
    std::unordered_map<std::string_view, std::unordered_set<std::string>> m_used;
    std::vector<AdmTrouble> m_found;
};

void Check::add(AdmTroubleKind trouble, std::string_view kind, const std::string& id, std::int64_t offset,
    std::string_view otherKind, const std::string& other)
{
    if (m_found.size() < mostAdmTroubles)
        m_found.push_back({ trouble, kind, id, otherKind, other, offset });
}

void Check::enterIds()
{
    const auto enter = [&](std::string_view kind, const auto& elements) {
        for (const auto& element : elements) {
            if (!m_ids[kind].insert(lowerCase(element.id)).second)
                add(AdmTroubleKind::duplicate, kind, element.id, element.offset);
        }
    };
    enter(programme, m_adm.programmes);
    enter(content, m_adm.contents);
    enter(object, m_adm.objects);
    enter(pack, m_adm.packs);
    enter(channel, m_adm.channels);
    enter(stream, m_adm.streams);
    enter(track, m_adm.tracks);
    enter(trackUid, m_adm.trackUids);
    for (const ChnaRow& row : m_adm.chna.rows) {
        if (!m_ids[chnaRow].insert(lowerCase(row.uid)).second)
            add(AdmTroubleKind::duplicate, chnaRow, row.uid, row.offset);
    }
}

template <class Element>
void Check::follow(std::string_view kind, const Element& from, const AdmIds& ids, std::string_view target)
{
    for (const std::string& id : ids) {
        const std::string key = lowerCase(id);
        m_used[target].insert(key);
        // A track UID that only chna knows is enough for edition 1.
        const bool isThere = m_ids[target].contains(key) || isCommonDefinition(id)
            || (target == trackUid && m_ids[chnaRow].contains(key));
        if (!isThere)
            add(AdmTroubleKind::unresolved, kind, from.id, from.offset, target, id);
    }
}

void Check::followAll()
{
    forEach(m_adm.programmes, [&](const AdmProgramme& from) { follow(programme, from, from.contents, content); });
    forEach(m_adm.contents, [&](const AdmContent& from) { follow(content, from, from.objects, object); });
    forEach(m_adm.objects, [&](const AdmObject& from) {
        follow(object, from, from.packs, pack);
        follow(object, from, from.objects, object);
        follow(object, from, from.complementary, object);
        follow(object, from, from.trackUids, trackUid);
    });
    forEach(m_adm.packs, [&](const AdmPack& from) {
        follow(pack, from, from.channels, channel);
        follow(pack, from, from.packs, pack);
    });
    forEach(m_adm.streams, [&](const AdmStream& from) {
        follow(stream, from, from.channels, channel);
        follow(stream, from, from.packs, pack);
        follow(stream, from, from.tracks, track);
    });
    forEach(m_adm.tracks, [&](const AdmTrack& from) { follow(track, from, from.streams, stream); });
    forEach(m_adm.trackUids, [&](const AdmTrackUid& from) {
        follow(trackUid, from, from.tracks, track);
        follow(trackUid, from, from.channels, channel);
        follow(trackUid, from, from.packs, pack);
    });
}

// A row may name a channel format in place of a track format, with _00 behind its id.
void Check::followChna()
{
    for (const ChnaRow& row : m_adm.chna.rows) {
        const AdmElement from { .id = row.uid, .offset = row.offset };
        const bool isChannel = row.trackRef.starts_with("AC_");
        if (!row.trackRef.empty())
            follow(chnaRow, from, { isChannel ? row.trackRef.substr(0, row.trackRef.find('_', 3)) : row.trackRef },
                isChannel ? channel : track);
        if (!row.packRef.empty())
            follow(chnaRow, from, { row.packRef }, pack);
        const bool isDescribed
            = m_ids[trackUid].contains(lowerCase(row.uid)) || m_used[trackUid].contains(lowerCase(row.uid));
        if (!isDescribed)
            add(AdmTroubleKind::unresolved, chnaRow, row.uid, row.offset, trackUid, row.uid);
    }
    for (const AdmTrackUid& uid : m_adm.trackUids) {
        if (!m_ids[chnaRow].contains(lowerCase(uid.id)) && !isCommonDefinition(uid.id))
            add(AdmTroubleKind::unresolved, trackUid, uid.id, uid.offset, chnaRow, uid.id);
    }
}

void Check::compareChna()
{
    for (const ChnaRow& row : m_adm.chna.rows) {
        const AdmTrackUid* uid = m_index.trackUid(row.uid);
        if (uid == nullptr)
            continue;
        const auto differs = [](const AdmIds& said, std::string_view here) {
            const auto isSame = [&](const std::string& id) { return lowerCase(id) == lowerCase(here); };
            return !said.empty() && !here.empty() && std::ranges::none_of(said, isSame);
        };
        if (!row.trackRef.starts_with("AC_") && differs(uid->tracks, row.trackRef))
            add(AdmTroubleKind::contradiction, chnaRow, row.uid, row.offset, track, row.trackRef);
        if (differs(uid->packs, row.packRef))
            add(AdmTroubleKind::contradiction, chnaRow, row.uid, row.offset, pack, row.packRef);
    }
}

// Objects in objects: takes away, again and again, those that hold no others that are left; what stays goes in circles.
void Check::findCircles()
{
    std::unordered_map<const AdmObject*, std::vector<const AdmObject*>> holders;
    std::unordered_map<const AdmObject*, std::size_t> held;
    for (const AdmObject& each : m_adm.objects) {
        for (const std::string& id : each.objects) {
            if (const AdmObject* inner = m_index.object(id); inner != nullptr) {
                holders[inner].push_back(&each);
                ++held[&each];
            }
        }
    }
    std::vector<const AdmObject*> done;
    for (const AdmObject& each : m_adm.objects) {
        if (!held.contains(&each))
            done.push_back(&each);
    }
    while (!done.empty()) {
        const AdmObject* inner = done.back();
        done.pop_back();
        for (const AdmObject* holder : holders[inner]) {
            if (--held[holder] == 0)
                done.push_back(holder);
        }
    }
    for (const AdmObject& each : m_adm.objects) {
        if (held.contains(&each) && held[&each] > 0)
            add(AdmTroubleKind::contradiction, object, each.id, each.offset, object, each.id);
    }
}

void Check::findUnused()
{
    const auto look = [&](std::string_view kind, const auto& elements) {
        for (const auto& element : elements) {
            if (!m_used[kind].contains(lowerCase(element.id)))
                add(AdmTroubleKind::unused, kind, element.id, element.offset);
        }
    };
    if (!m_adm.programmes.empty())
        look(content, m_adm.contents);
    if (!m_adm.contents.empty())
        look(object, m_adm.objects);
    look(pack, m_adm.packs);
    look(channel, m_adm.channels);
    look(stream, m_adm.streams);
    look(track, m_adm.tracks);
    look(trackUid, m_adm.trackUids);
}

std::vector<AdmTrouble> Check::run()
{
    enterIds();
    followAll();
    if (m_adm.chna.offset > 0) {
        followChna();
        compareChna();
    }
    findCircles();
    findUnused();
    return std::move(m_found);
}

} // namespace

std::string AdmTrouble::message() const
{
    const std::string here = fmt::format("{} {}", element, id);
    switch (kind) {
    case AdmTroubleKind::unresolved:
        if (otherElement == chnaRow)
            return fmt::format("{} has no row in the chna chunk: no track of the file carries it", here);
        return fmt::format("{} refers to {} {}, which is not there", here, otherElement, otherId);
    case AdmTroubleKind::duplicate:
        return fmt::format("{} stands twice", here);
    case AdmTroubleKind::unused:
        return fmt::format("nothing refers to {}", here);
    case AdmTroubleKind::contradiction:
        break;
    }
    if (element == object)
        return fmt::format("{} holds itself, by way of the objects in it", here);
    return fmt::format("the {} names {} {}, axml another one", here, otherElement, otherId);
}

std::vector<AdmTrouble> admTroubles(const Adm& adm)
{
    return Check(adm).run();
}

} // namespace assay
