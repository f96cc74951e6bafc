// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/adm_tree.h"

#include "core/metadata/adm_index.h"
#include "core/metadata/adm_text.h"

#include <array>
#include <fmt/format.h>

namespace assay
{

namespace
{

constexpr std::size_t mostFields = 5000;

class Branch
{
public:
    Branch(MetadataSection& section, std::string_view kind, const AdmElement& element)
        : m_section(section)
        , m_path(fmt::format("{}/{}/", kind, element.id))
    {
        put("name", element.name);
    }

    void put(std::string_view field, const std::string& text)
    {
        if (!text.empty() && m_section.size() < mostFields)
            m_section.emplace(m_path + std::string(field), text);
    }
    void put(std::string_view field, const AdmIds& ids) { put(field, fmt::format("{}", fmt::join(ids, " "))); }
    void putTime(std::string_view field, std::optional<double> seconds)
    {
        if (seconds)
            put(field, admTime(*seconds));
    }
    template <class Number>
    void putNumber(std::string_view field, std::optional<Number> number)
    {
        if (number)
            put(field, fmt::format("{}", *number));
    }

private:
    MetadataSection& m_section;
    std::string m_path;
};

void addLoudness(const std::vector<AdmLoudness>& claims, Branch& branch)
{
    if (claims.empty())
        return;
    const AdmLoudness& claim = claims.front();
    branch.put("loudness/method", claim.method);
    branch.put("loudness/recommendation", claim.recType);
    branch.put("loudness/correction", claim.correctionType);
    branch.putNumber("loudness/integrated", claim.integrated);
    branch.putNumber("loudness/range", claim.range);
    branch.putNumber("loudness/max_true_peak", claim.maxTruePeak);
    branch.putNumber("loudness/max_momentary", claim.maxMomentary);
    branch.putNumber("loudness/max_short_term", claim.maxShortTerm);
    branch.putNumber("loudness/dialogue", claim.dialogue);
}

void addTop(const Adm& adm, MetadataSection& section)
{
    for (const AdmProgramme& programme : adm.programmes) {
        Branch branch(section, "audioProgramme", programme);
        branch.put("language", programme.language);
        branch.putTime("start", programme.start);
        branch.putTime("end", programme.end);
        branch.put("contents", programme.contents);
        addLoudness(programme.loudness, branch);
    }
    for (const AdmContent& content : adm.contents) {
        Branch branch(section, "audioContent", content);
        branch.put("language", content.language);
        branch.put("objects", content.objects);
        if (content.dialogue)
            branch.put("dialogue", std::string(dialogueName(*content.dialogue)));
        branch.putNumber("dialogue_kind", content.dialogueKind);
        addLoudness(content.loudness, branch);
    }
}

void addObjects(const Adm& adm, MetadataSection& section)
{
    for (const AdmObject& object : adm.objects) {
        Branch branch(section, "audioObject", object);
        branch.putTime("start", object.start);
        branch.putTime("duration", object.duration);
        branch.putNumber("dialogue", object.dialogue);
        branch.putNumber("importance", object.importance);
        branch.putNumber("interact", object.interact);
        branch.putNumber("disable_ducking", object.disableDucking);
        branch.putNumber("mute", object.mute);
        branch.putNumber("gain", object.gain);
        branch.put("packs", object.packs);
        branch.put("objects", object.objects);
        branch.put("complementary_objects", object.complementary);
        branch.put("track_uids", object.trackUids);
    }
}

void addFormats(const Adm& adm, MetadataSection& section)
{
    for (const AdmPack& pack : adm.packs) {
        Branch branch(section, "audioPackFormat", pack);
        branch.put("type", std::string(nameOf(pack.type)));
        branch.put("channels", pack.channels);
        branch.put("packs", pack.packs);
    }
    for (const AdmChannel& channel : adm.channels) {
        Branch branch(section, "audioChannelFormat", channel);
        branch.put("type", std::string(nameOf(channel.type)));
        branch.putNumber("low_pass", channel.lowPass);
        branch.putNumber("blocks", std::optional(channel.blocks.size()));
        if (!channel.blocks.empty())
            branch.put("labels", channel.blocks.front().labels);
    }
    for (const AdmStream& stream : adm.streams) {
        Branch branch(section, "audioStreamFormat", stream);
        branch.put("format", stream.formatDefinition);
        branch.put("channels", stream.channels);
        branch.put("packs", stream.packs);
        branch.put("tracks", stream.tracks);
    }
    for (const AdmTrack& track : adm.tracks) {
        Branch branch(section, "audioTrackFormat", track);
        branch.put("format", track.formatDefinition);
        branch.put("streams", track.streams);
    }
}

void addTracks(const Adm& adm, MetadataSection& section)
{
    const AdmIndex index(adm);
    for (const AdmTrackUid& uid : adm.trackUids) {
        Branch branch(section, "audioTrackUID", uid);
        const ChnaRow* row = index.row(uid.id);
        branch.putNumber("file_track", row != nullptr ? std::optional(row->track) : std::nullopt);
        branch.putNumber("sample_rate", uid.sampleRate);
        branch.putNumber("bit_depth", uid.bitDepth);
        branch.put("track_format", uid.tracks);
        branch.put("channel_format", uid.channels);
        branch.put("pack_format", uid.packs);
    }
}

} // namespace

std::string_view nameOf(AdmType type)
{
    constexpr std::array<std::string_view, 6> names { "unknown", "DirectSpeakers", "Matrix", "Objects", "HOA",
        "Binaural" };
    return names.at(static_cast<std::size_t>(type));
}

std::string_view dialogueName(int dialogue)
{
    constexpr std::array<std::string_view, 3> names { "non-dialogue", "dialogue", "mixed" };
    return dialogue >= 0 && dialogue < 3 ? names.at(static_cast<std::size_t>(dialogue)) : "unknown";
}

void addAdmTree(const Adm& adm, MetadataSection& section)
{
    addTop(adm, section);
    addObjects(adm, section);
    addFormats(adm, section);
    addTracks(adm, section);
}

} // namespace assay
