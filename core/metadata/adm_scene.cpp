// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/adm_scene.h"

#include "core/metadata/adm_common.h"
#include "core/metadata/adm_index.h"

#include <algorithm>
#include <unordered_set>

namespace assay
{

namespace
{

constexpr std::size_t mostTracks = 65536; // of one scene; chna counts with 16 bits
constexpr double highestLfe = 200.0; // Hz: a channel that ends below is one of low frequencies. BS.2127-1, 6.3

// yyyy of AC_yyyyxxxx.
AdmType typeInId(std::string_view id)
{
    constexpr std::size_t at = 6; // characters: the last of yyyy
    const int digit = id.size() > at && id.substr(3, 3) == "000" ? id[at] - '0' : 0;
    return digit > 0 && digit <= static_cast<int>(AdmType::binaural) ? static_cast<AdmType>(digit) : AdmType::unknown;
}

Speaker speakerOf(const AdmChannel& channel)
{
    if (!channel.blocks.empty()) {
        for (const std::string& label : channel.blocks.front().labels) {
            if (const auto speaker = speakerOfLabel(label))
                return *speaker;
        }
    }
    return channel.lowPass && *channel.lowPass <= highestLfe ? Speaker::lfe : Speaker::unknown;
}

class Casting
{
public:
    explicit Casting(const Adm& adm)
        : m_index(adm)
    {
    }

    void addContent(const AdmContent& content, AdmScene& scene);
    void addObject(const AdmObject& object, AdmSound around, AdmScene& scene);
    [[nodiscard]] const AdmIndex& index() const { return m_index; }
    /// Objects that sound only where a listener chooses them.
    void leaveOut(const std::vector<AdmObject>& objects);

private:
    void addTrack(const std::string& uid, const AdmObject& object, const AdmSound& sound, AdmScene& scene);
    [[nodiscard]] std::string packIdOf(const std::string& uid, const AdmObject& object) const;
    [[nodiscard]] AdmBedChannel bedChannel(const std::string& channelId, int track) const;

    AdmIndex m_index;
    std::unordered_set<const AdmObject*> m_seen;
    std::size_t m_tracks = 0;
};

void Casting::leaveOut(const std::vector<AdmObject>& objects)
{
    for (const AdmObject& object : objects) {
        for (const std::string& id : object.complementary) {
            const AdmObject* other = m_index.object(id);
            if (other != nullptr && other != &object && !m_seen.contains(&object))
                m_seen.insert(other);
        }
    }
}

void Casting::addContent(const AdmContent& content, AdmScene& scene)
{
    AdmSound sound;
    sound.contentName = content.name;
    sound.language = content.language;
    sound.dialogue = content.dialogue;
    for (const std::string& id : content.objects) {
        if (const AdmObject* object = m_index.object(id); object != nullptr)
            addObject(*object, sound, scene);
    }
}

// Objects may hold objects, a broken file even themselves; each is counted once, so the depth ends with their number.
void Casting::addObject(const AdmObject& object, AdmSound around, AdmScene& scene)
{
    std::vector<std::pair<const AdmObject*, AdmSound>> waiting { { &object, std::move(around) } };
    while (!waiting.empty()) {
        auto [current, sound] = std::move(waiting.back());
        waiting.pop_back();
        if (!m_seen.insert(current).second)
            continue;
        sound.objectId = current->id;
        sound.objectName = current->name;
        sound.dialogue = current->dialogue ? current->dialogue : sound.dialogue;
        sound.start = current->start.value_or(sound.start);
        sound.duration = current->duration ? current->duration : sound.duration;
        sound.gain *= current->mute.value_or(false) ? 0.0 : current->gain.value_or(1.0);
        for (const std::string& uid : current->trackUids)
            addTrack(uid, *current, sound, scene);
        for (auto id = current->objects.rbegin(); id != current->objects.rend(); ++id) {
            if (const AdmObject* inner = m_index.object(*id); inner != nullptr && !m_seen.contains(inner))
                waiting.emplace_back(inner, sound);
        }
    }
}

// The bed or other sound of this object that `isThis` asks for, or a new one. Those of one object follow each other.
template <class Sound, class Question>
Sound& soundOf(std::vector<Sound>& sounds, const AdmSound& sound, const Question& isThis)
{
    for (auto each = sounds.rbegin(); each != sounds.rend() && each->objectId == sound.objectId; ++each) {
        if (isThis(*each))
            return *each;
    }
    static_cast<AdmSound&>(sounds.emplace_back()) = sound;
    return sounds.back();
}

std::string Casting::packIdOf(const std::string& uid, const AdmObject& object) const
{
    if (const AdmTrackUid* element = m_index.trackUid(uid); element != nullptr && !element->packs.empty())
        return element->packs.front();
    if (const ChnaRow* row = m_index.row(uid); row != nullptr && !row->packRef.empty())
        return row->packRef;
    return object.packs.empty() ? std::string() : object.packs.front();
}

AdmBedChannel Casting::bedChannel(const std::string& channelId, int track) const
{
    AdmBedChannel heard { .track = track, .channelId = channelId };
    const AdmChannel* channel = m_index.channel(channelId);
    if (channel == nullptr) {
        heard.speaker = commonSpeaker(channelId).value_or(Speaker::unknown);
        return heard;
    }
    heard.speaker = speakerOf(*channel);
    heard.label = channel->name;
    if (!channel->blocks.empty()) {
        const AdmBlock& block = channel->blocks.front();
        heard.label = block.labels.empty() ? heard.label : block.labels.front();
        heard.gain = block.gain;
        heard.position = block.position;
    }
    return heard;
}

void Casting::addTrack(const std::string& uid, const AdmObject& object, const AdmSound& sound, AdmScene& scene)
{
    const ChnaRow* row = m_index.row(uid);
    if ((row == nullptr && m_index.trackUid(uid) == nullptr) || ++m_tracks > mostTracks)
        return; // dangling, or silent by definition
    const int track = row != nullptr ? row->track : 0;
    const std::string channelId = m_index.channelIdOf(uid);
    const AdmChannel* channel = m_index.channel(channelId);
    const AdmType type = channel != nullptr && channel->type != AdmType::unknown ? channel->type : typeInId(channelId);
    if (type == AdmType::directSpeakers) {
        const std::string packId = packIdOf(uid, object);
        AdmBed& bed = soundOf(scene.beds, sound, [&](const AdmBed& each) { return each.packId == packId; });
        const AdmPack* pack = m_index.pack(packId);
        bed.packId = packId;
        bed.packName = pack != nullptr ? pack->name : std::string(commonPackName(packId));
        bed.channels.push_back(bedChannel(channelId, track));
    } else if (type == AdmType::objects && channel != nullptr) {
        AdmPoint& point = scene.objects.emplace_back();
        static_cast<AdmSound&>(point) = sound;
        point.track = track;
        point.channelId = channelId;
        point.blocks = channel->blocks;
    } else {
        AdmOther& other = soundOf(scene.others, sound, [&](const AdmOther& each) { return each.type == type; });
        other.type = type;
        other.tracks.push_back(track);
    }
}

} // namespace

Layout AdmBed::layout() const
{
    std::vector<Speaker> speakers;
    for (const AdmBedChannel& channel : channels)
        speakers.push_back(channel.speaker);
    return layoutOf(std::move(speakers));
}

AdmScene admScene(const Adm& adm, std::size_t programme)
{
    AdmScene scene;
    Casting casting(adm);
    casting.leaveOut(adm.objects);
    if (programme < adm.programmes.size()) {
        const AdmProgramme& chosen = adm.programmes[programme];
        scene.programmeId = chosen.id;
        scene.programmeName = chosen.name;
        scene.language = chosen.language;
        scene.start = chosen.start;
        scene.end = chosen.end;
        for (const std::string& id : chosen.contents) {
            if (const AdmContent* content = casting.index().content(id); content != nullptr)
                casting.addContent(*content, scene);
        }
    } else if (adm.programmes.empty()) {
        for (const AdmObject& object : adm.objects)
            casting.addObject(object, {}, scene);
    }
    return scene;
}

} // namespace assay
