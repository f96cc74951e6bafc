// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/adm_writer.h"

#include "tests/support/chunk_bytes.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <stdexcept>

namespace assay::test
{

namespace
{

std::string hex(std::size_t value, int digits)
{
    std::array<char, 16> text {};
    std::snprintf(text.data(), text.size(), "%0*zx", digits, value);
    return text.data();
}

std::string clock(double seconds)
{
    std::array<char, 32> text {};
    std::snprintf(text.data(), text.size(), "00:00:%08.5f", seconds);
    return text.data();
}

struct BedSpeaker {
    std::string name;
    std::string x;
    std::string y;
    std::string z;
};

const std::map<std::string, BedSpeaker>& bedSpeakers()
{
    static const std::map<std::string, BedSpeaker> speakers { { "RC_L", { "Left", "-1", "1", "0" } },
        { "RC_R", { "Right", "1", "1", "0" } }, { "RC_C", { "Center", "0", "1", "0" } },
        { "RC_LFE", { "LFE", "-1", "1", "-1" } }, { "RC_Ls", { "LeftSurround", "-1", "-0.36397", "0" } },
        { "RC_Rs", { "RightSurround", "1", "-0.36397", "0" } }, { "RC_Lss", { "LeftSideSurround", "-1", "0", "0" } },
        { "RC_Rss", { "RightSideSurround", "1", "0", "0" } }, { "RC_Lrs", { "LeftRearSurround", "-1", "-1", "0" } },
        { "RC_Rrs", { "RightRearSurround", "1", "-1", "0" } }, { "RC_Lts", { "LeftTopSurround", "-1", "0", "1" } },
        { "RC_Rts", { "RightTopSurround", "1", "0", "1" } } };
    return speakers;
}

std::string position(const char* axis, const std::string& value)
{
    return std::string("<position coordinate=\"") + axis + "\">" + value + "</position>";
}

// Channel, stream and track format and track UID of one track.
std::string trackOf(const std::string& number, const std::string& pack, const std::string& name,
    const std::string& blocks, std::size_t track)
{
    const std::string type = number.substr(0, 4);
    return "<audioChannelFormat audioChannelFormatID=\"AC_" + number + "\" audioChannelFormatName=\"" + name
        + "\" typeLabel=\"" + type + "\" typeDefinition=\"" + (type == "0001" ? "DirectSpeakers" : "Objects") + "\">"
        + blocks + "</audioChannelFormat>\n<audioStreamFormat audioStreamFormatID=\"AS_" + number
        + "\" audioStreamFormatName=\"PCM_" + name + "\" formatLabel=\"0001\" formatDefinition=\"PCM\">"
        + "<audioChannelFormatIDRef>AC_" + number + "</audioChannelFormatIDRef><audioPackFormatIDRef>" + pack
        + "</audioPackFormatIDRef><audioTrackFormatIDRef>AT_" + number
        + "_01</audioTrackFormatIDRef></audioStreamFormat>\n<audioTrackFormat audioTrackFormatID=\"AT_" + number
        + "_01\" audioTrackFormatName=\"PCM_" + name + "\" formatLabel=\"0001\" formatDefinition=\"PCM\">"
        + "<audioStreamFormatIDRef>AS_" + number
        + "</audioStreamFormatIDRef></audioTrackFormat>\n<audioTrackUID UID=\"ATU_" + hex(track, 8)
        + "\" sampleRate=\"48000\" bitDepth=\"24\"><audioTrackFormatIDRef>AT_" + number
        + "_01</audioTrackFormatIDRef><audioPackFormatIDRef>" + pack + "</audioPackFormatIDRef></audioTrackUID>\n";
}

std::string packOf(const std::string& id, const std::string& name, const std::vector<std::string>& channels)
{
    const std::string type = id.substr(3, 4);
    std::string text = "<audioPackFormat audioPackFormatID=\"" + id + "\" audioPackFormatName=\"" + name
        + "\" typeLabel=\"" + type + "\" typeDefinition=\"" + (type == "0001" ? "DirectSpeakers" : "Objects") + "\">";
    for (const std::string& channel : channels)
        text += "<audioChannelFormatIDRef>AC_" + channel + "</audioChannelFormatIDRef>";
    return text + "</audioPackFormat>\n";
}

std::string objectOf(const std::string& id, const std::string& name, const std::string& pack, double seconds,
    std::size_t firstTrack, std::size_t tracks)
{
    std::string text = "<audioObject audioObjectID=\"" + id + "\" audioObjectName=\"" + name
        + "\" start=\"00:00:00.00000\" duration=\"" + clock(seconds) + "\"><audioPackFormatIDRef>" + pack
        + "</audioPackFormatIDRef>";
    for (std::size_t track = firstTrack; track < firstTrack + tracks; ++track)
        text += "<audioTrackUIDRef>ATU_" + hex(track, 8) + "</audioTrackUIDRef>";
    return text + "</audioObject>\n";
}

std::string contentOf(const std::string& id, const std::string& name, const std::vector<std::string>& objects)
{
    std::string text = "<audioContent audioContentID=\"" + id + "\" audioContentName=\"" + name + "\">";
    for (const std::string& object : objects)
        text += "<audioObjectIDRef>" + object + "</audioObjectIDRef>";
    return text + "<dialogue mixedContentKind=\"0\">2</dialogue></audioContent>\n";
}

// Two blocks: the object starts left and is right from half of the time on.
std::string objectBlocks(const std::string& number, double seconds)
{
    std::string text;
    for (int block = 0; block < 2; ++block)
        text += "<audioBlockFormat audioBlockFormatID=\"AB_" + number + "_0000000" + std::to_string(block + 1)
            + "\" rtime=\"" + clock(block * seconds / 2) + "\" duration=\"" + clock(seconds / 2)
            + "\"><cartesian>1</cartesian>" + position("X", block == 0 ? "-1" : "1") + position("Y", "0.5")
            + "<jumpPosition interpolationLength=\"" + (block == 0 ? "0.000000" : "0.005208")
            + "\">1</jumpPosition></audioBlockFormat>";
    return text;
}

std::string changed(std::string text, const AtmosMaster& master)
{
    for (const auto& [from, to] : master.changes) {
        const std::size_t at = text.find(from);
        if (at == std::string::npos)
            throw std::runtime_error("no such text in the axml: " + from);
        text.replace(at, from.size(), to);
    }
    return text;
}

} // namespace

std::string axmlOf(const AtmosMaster& master)
{
    std::string objects;
    std::string formats;
    std::string tracks;
    std::vector<std::string> objectIds;
    if (!master.bed.empty()) {
        objects += objectOf("AO_1001", "Atmos_Bed_1", "AP_00011001", master.seconds, 1, master.bed.size());
        std::vector<std::string> channels;
        for (std::size_t i = 0; i < master.bed.size(); ++i) {
            const std::string number = "0001" + hex(0x1001 + i, 4);
            const BedSpeaker& speaker = bedSpeakers().at(master.bed[i]);
            channels.push_back(number);
            tracks += trackOf(number, "AP_00011001", "RoomCentric" + speaker.name,
                "<audioBlockFormat audioBlockFormatID=\"AB_" + number + "_00000001\"><speakerLabel>" + master.bed[i]
                    + "</speakerLabel><cartesian>1</cartesian>" + position("X", speaker.x) + position("Y", speaker.y)
                    + position("Z", speaker.z) + "</audioBlockFormat>",
                i + 1);
        }
        formats += packOf("AP_00011001", "AtmosCustomPackFormat1", channels);
    }
    for (int i = 0; i < master.objects; ++i) {
        const auto place = static_cast<std::size_t>(i);
        const std::string number = "0003" + hex(0x1001 + place, 4);
        const std::string name = "Atmos_Obj_" + std::to_string(i + 1);
        objectIds.push_back("AO_" + hex(0x100B + place, 4));
        const std::size_t track = master.bed.size() + place + 1;
        objects += objectOf(objectIds.back(), name, "AP_" + number, master.seconds, track, 1);
        formats += packOf("AP_" + number, name, { number });
        tracks += trackOf(number, "AP_" + number, name, objectBlocks(number, master.seconds), track);
    }
    std::string top = "<audioProgramme audioProgrammeID=\"APR_1001\" audioProgrammeName=\"Atmos_Master\" "
                      "start=\"00:00:00.00000\" end=\""
        + clock(master.seconds) + "\">";
    std::string contents;
    int next = 1;
    const auto addContent = [&](const std::string& name, const std::vector<std::string>& ids) {
        const std::string id = "ACO_100" + std::to_string(next++);
        top += "<audioContentIDRef>" + id + "</audioContentIDRef>";
        contents += contentOf(id, name, ids);
    };
    if (!master.bed.empty())
        addContent("Music", { "AO_1001" });
    if (!objectIds.empty())
        addContent("Effects", objectIds);
    return changed("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ebuCoreMain "
                   "xmlns=\"urn:ebu:metadata-schema:ebuCore_2016\"><coreMetadata><format><audioFormatExtended>\n"
            + top + "</audioProgramme>\n" + contents + objects + formats + tracks
            + "</audioFormatExtended></format></coreMetadata></ebuCoreMain>\n",
        master);
}

std::string chnaOf(const AtmosMaster& master)
{
    std::string rows;
    const std::size_t count = master.bed.size() + static_cast<std::size_t>(master.objects);
    for (std::size_t track = 1; track <= count; ++track) {
        const bool isBed = track <= master.bed.size();
        const std::string format
            = isBed ? "0001" + hex(0x1000 + track, 4) : "0003" + hex(0x1000 + track - master.bed.size(), 4);
        rows += number(track, 2) + "ATU_" + hex(track, 8) + "AT_" + format + "_01AP_" + (isBed ? "00011001" : format)
            + std::string(1, '\0');
    }
    return number(count, 2) + number(count, 2) + rows;
}

std::string dbmdSegment(int id, const std::string& content)
{
    const std::string size = number(content.size(), 2);
    unsigned sum = 0;
    for (const char c : size + content)
        sum += static_cast<std::uint8_t>(c);
    return static_cast<char>(id) + size + content + static_cast<char>(0x100 - (sum & 0xFF));
}

std::string dbmdOf(const AtmosSegments& segments)
{
    std::string atmos(248, '\0');
    atmos.replace(0, 27, "Created using Dolby things ");
    atmos.replace(32, 10, "Assay test");
    atmos.replace(96, 3, "\1\2\3");
    atmos[111] = static_cast<char>(segments.frameRate);
    atmos[112] = static_cast<char>(segments.firstActionHour);
    atmos[139] = static_cast<char>(segments.downmix << 4);
    atmos[152] = static_cast<char>(segments.warp);
    std::string more = number(0xF8726FBD, 4) + number(segments.binaural.size(), 2) + '\0';
    for (int configuration = 0; configuration < 9; ++configuration)
        more += static_cast<char>(segments.autoTrims ? 1 : 0) + std::string(14, '\0');
    more += std::string(segments.binaural.size(), '\0');
    for (const int mode : segments.binaural)
        more += static_cast<char>(0x80 | mode);
    return number(0x01000006, 4) + dbmdSegment(9, atmos) + dbmdSegment(10, more) + std::string(2, '\0');
}

std::string atmosFile(const AtmosMaster& master, const std::string& dbmd, Planes planes)
{
    if (planes.empty())
        planes.assign(master.bed.size() + static_cast<std::size_t>(master.objects),
            std::vector<double>(static_cast<std::size_t>(std::lround(master.seconds * 48000)), 0.0));
    WaveOptions options;
    options.kind = WaveKind::bw64;
    options.after = { { "axml", axmlOf(master) }, { "chna", chnaOf(master) } };
    if (!dbmd.empty())
        options.after.push_back({ "dbmd", dbmd });
    return waveBytes(planes, options);
}

namespace
{

// The texts of a scene, sound by sound.
struct SceneTexts {
    std::string references;
    std::string objects;
    std::string formats;
    std::string rows;
    std::size_t sounds = 0;
    std::size_t tracks = 0;

    void add(const SceneSound& sound);
};

void SceneTexts::add(const SceneSound& sound)
{
    const std::string type = sound.labels.empty() ? "0003" : "0001";
    const std::string pack = "AP_" + type + hex(0x1001 + sounds, 4);
    const std::string id = "AO_" + hex(0x1001 + sounds, 4);
    ++sounds;
    references += "<audioObjectIDRef>" + id + "</audioObjectIDRef>";
    objects += "<audioObject audioObjectID=\"" + id + "\" audioObjectName=\""
        + (sound.name.empty() ? "Sound " + std::to_string(sounds) : sound.name) + "\" " + sound.attributes + ">"
        + sound.children + "<audioPackFormatIDRef>" + pack + "</audioPackFormatIDRef>";
    std::vector<std::string> channels;
    for (std::size_t c = 0; c < std::max<std::size_t>(sound.labels.size(), 1); ++c) {
        const std::string format = type + hex(0x1001 + tracks, 4);
        const std::string blocks = sound.labels.empty() ? sound.blocks
                                                        : "<audioBlockFormat audioBlockFormatID=\"AB_" + format
                + "_00000001\"><speakerLabel>" + sound.labels[c] + "</speakerLabel></audioBlockFormat>";
        ++tracks;
        channels.push_back(format);
        formats += trackOf(format, pack, "Track", blocks, tracks);
        objects += "<audioTrackUIDRef>ATU_" + hex(tracks, 8) + "</audioTrackUIDRef>";
        rows += number(tracks, 2) + "ATU_" + hex(tracks, 8) + "AT_" + format + "_01" + pack + std::string(1, '\0');
    }
    objects += "</audioObject>\n";
    formats += packOf(pack, "Pack", channels);
}

} // namespace

std::string sceneFile(const std::vector<SceneSound>& sounds, const Planes& planes, int sampleRate)
{
    SceneTexts texts;
    for (const SceneSound& sound : sounds)
        texts.add(sound);
    const std::string axml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<audioFormatExtended>"
                             "<audioProgramme audioProgrammeID=\"APR_1001\" audioProgrammeName=\"Scene\">"
                             "<audioContentIDRef>ACO_1001</audioContentIDRef></audioProgramme>\n"
                             "<audioContent audioContentID=\"ACO_1001\" audioContentName=\"All\">"
        + texts.references + "</audioContent>\n" + texts.objects + texts.formats + "</audioFormatExtended>\n";
    WaveOptions options;
    options.kind = WaveKind::bw64;
    options.sampleRate = sampleRate;
    options.after = { { "axml", axml }, { "chna", number(texts.tracks, 2) + number(texts.tracks, 2) + texts.rows } };
    return waveBytes(planes, options);
}

} // namespace assay::test
