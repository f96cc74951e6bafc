// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/hostile/targets.h"

#include "core/base/chunk_map.h"
#include "core/base/timecode.h"
#include "core/inspect/inspect.h"
#include "core/inspect/name_claims.h"
#include "core/inspect/scene_render.h"
#include "core/inspect/waveform.h"
#include "core/media/dolby_header.h"
#include "core/media/header_facts.h"
#include "core/media/mov_tracks.h"
#include "core/media/mxf_objects.h"
#include "core/media/probe.h"
#include "core/metadata/adm_measures.h"
#include "core/metadata/adm_parser.h"
#include "core/metadata/atmos_rules.h"
#include "core/metadata/axml.h"
#include "core/metadata/bext.h"
#include "core/metadata/bext_syntax.h"
#include "core/metadata/cart.h"
#include "core/metadata/coding_history.h"
#include "core/metadata/cue.h"
#include "core/metadata/dbmd_measures.h"
#include "core/metadata/info.h"
#include "core/metadata/ixml.h"
#include "core/metadata/mxf_labels.h"
#include "core/metadata/release_codes.h"
#include "core/metadata/structure_faults.h"
#include "reports/report_json.h"
#include "specs/loader.h"
#include "tests/hostile/seeds.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <sys/mman.h>
#include <unistd.h>

namespace assay::test
{

namespace
{

/// Bytes as a file of no disk.
class MemoryFile
{
public:
    explicit MemoryFile(ByteView bytes)
        : m_handle(::memfd_create("hostile.wav", MFD_CLOEXEC))
    {
        if (m_handle < 0 || ::write(m_handle, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()))
            std::abort();
    }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    ~MemoryFile() { ::close(m_handle); }

    [[nodiscard]] std::filesystem::path path() const { return "/proc/self/fd/" + std::to_string(m_handle); }

private:
    int m_handle;
};

std::string textOf(ByteView bytes)
{
    return { reinterpret_cast<const char*>(bytes.data()), bytes.size() };
}

void runMetadata(ByteView bytes)
{
    const Metadata metadata = readMetadata(MemoryFile(bytes).path(), 48000, 1000);
    for (const Fault& fault : metadata.faults) {
        if (faultKind(fault.code) == nullptr || fault.message.empty())
            std::abort();
    }
}

void runStructure(ByteView bytes)
{
    const MemoryFile memory(bytes);
    Result<LocalFile> file = LocalFile::open(memory.path());
    if (!file)
        return;
    static_cast<void>(structureOfChunks(walkChunks(*file), *file, 10));
    static_cast<void>(structureOfFlac(*file));
    static_cast<void>(structureOfMp4(*file));
    static_cast<void>(structureOfMxf(*file));
    static_cast<void>(structureOfOgg(*file));
    static_cast<void>(structureOfMatroska(*file));
    for (const Content content : { Content::mpegAudio, Content::adts, Content::ac3 })
        static_cast<void>(structureOfFrames(*file, content));
}

void runHeaders(ByteView bytes)
{
    const MemoryFile memory(bytes);
    Result<LocalFile> file = LocalFile::open(memory.path());
    if (!file)
        return;
    static_cast<void>(readHeaderFacts(*file));
    static_cast<void>(readMovSoundTracks(*file));
    static_cast<void>(readMxfObjectSound(*file));
}

// Our readers, and with them the libraries behind them.
void runOpen(ByteView bytes)
{
    const MemoryFile memory(bytes);
    const auto info = probeMedia(memory.path());
    auto reader = info ? openAudio(memory.path(), info->streams.front().index) : tl::unexpected(info.error());
    if (!reader)
        return;
    constexpr std::size_t frames = 1024;
    const std::size_t channels = (*reader)->format().channels();
    std::vector<double> samples(frames * channels);
    std::vector<double*> planes;
    for (std::size_t channel = 0; channel < channels; ++channel)
        planes.push_back(samples.data() + channel * frames);
    for (int block = 0; block < 20; ++block) {
        const auto got = (*reader)->read(planes, frames);
        if (!got || *got == 0)
            return;
    }
}

void runBext(ByteView bytes)
{
    Metadata metadata;
    readBext(bytes, 0, 48000, metadata);
}

void runXml(ByteView bytes)
{
    Metadata metadata;
    ReleaseCodes codes;
    const Bytes copy(bytes.begin(), bytes.end());
    readIxml(copy, 0, 48000, metadata);
    readAxml(copy, metadata, codes);
    codes.report(metadata);
}

void runInfo(ByteView bytes)
{
    Metadata metadata;
    ReleaseCodes codes;
    for (const Endian endian : { Endian::little, Endian::big })
        readInfo(bytes, endian, metadata, codes);
    codes.report(metadata);
}

void runCue(ByteView bytes)
{
    Metadata metadata;
    CueFindings cues;
    for (const Endian endian : { Endian::little, Endian::big }) {
        cues.readCue(bytes, endian);
        cues.readList(bytes, endian);
        cues.readSampler(bytes, endian);
    }
    cues.readMark(bytes);
    cues.report(metadata);
}

void runCart(ByteView bytes)
{
    Metadata metadata;
    readCart(bytes, 0, metadata);
}

void runChunks(ByteView bytes)
{
    Metadata metadata;
    readChna(bytes, metadata);
    readDbmd(bytes, 0, metadata);
}

void runMxf(ByteView bytes)
{
    const MemoryFile memory(bytes);
    Metadata metadata;
    if (Result<LocalFile> file = LocalFile::open(memory.path()))
        readMxfLabels(*file, metadata);
}

void runDolby(ByteView bytes)
{
    static_cast<void>(readDolbyHeader(bytes));
}

void runHistory(ByteView bytes)
{
    const std::string text = textOf(bytes);
    for (const CodingProcess& process : codingProcesses(text))
        static_cast<void>(channelsOfMode(process.mode));
    static_cast<void>(codingHistoryDeviations(text));
}

// An axml text; what stands behind its end is the chna chunk.
void runAdm(ByteView bytes)
{
    const std::string text = textOf(bytes);
    constexpr std::string_view mark = "<!--chna-->";
    const std::size_t end = std::min(text.find(mark), bytes.size());
    Result<Adm> adm = parseAdm(Bytes(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(end)), 0);
    if (!adm)
        return;
    adm->chna = parseChna(bytes.subspan(std::min(end + mark.size(), bytes.size())), 1);
    static_cast<void>(atmosViolations(*adm, nullptr, { 8, 1.0, 48000 }));
    if (auto tracks = renderedTracks(admScene(*adm), 8, 48000)) {
        const std::vector<double> sound(4800, 0.5);
        std::array<std::vector<double>, renderedChannels> out;
        SceneRender(std::move(*tracks))
            .render(
                0, sound.size(), [&](std::size_t) { return std::span<const double>(sound); }, out);
    }
    Metadata metadata;
    reportAdm(std::move(*adm), metadata);
}

void runTexts(ByteView bytes)
{
    const std::string text = textOf(bytes);
    static_cast<void>(isBextDate(text) || isBextTime(text) || isUsid(text) || isUmid(bytes));
    static_cast<void>(isValidIsrc(normalizedIsrc(text)) || isValidUpc(normalizedUpc(text)));
    if (const auto rate = parseFrameRate(text))
        static_cast<void>(formatTimecode(1, 48000, *rate));
    static_cast<void>(parseTimecode(text, 48000, FrameRate { 30000, 1001, true }));
    static_cast<void>(claimsOfName(text, false));
    static_cast<void>(monoSuffixOf(std::filesystem::path(text)));
}

void runReport(ByteView bytes)
{
    const std::string text = textOf(bytes);
    if (const auto report = reportFromJson(text, "hostile.json"))
        static_cast<void>(toJson(*report));
    static_cast<void>(programmeFromJson(text));
    static_cast<void>(assetFromJson(text));
}

void runProfile(ByteView bytes)
{
    const ProfileDraft draft = readDraft({ textOf(bytes), "hostile.toml" }, catalogue());
    static_cast<void>(resolved(draft, { draft }));
}

void runWaveform(ByteView bytes)
{
    static_cast<void>(readWaveform(MemoryFile(bytes).path()));
}

constexpr std::array targets {
    HostileTarget { "structure", runStructure, containerSeeds },
    HostileTarget { "metadata", runMetadata, containerSeeds },
    HostileTarget { "headers", runHeaders, containerSeeds },
    HostileTarget { "open", runOpen, containerSeeds },
    HostileTarget { "bext", runBext, bextSeeds },
    HostileTarget { "xml", runXml, xmlSeeds },
    HostileTarget { "info", runInfo, infoSeeds },
    HostileTarget { "cue", runCue, cueSeeds },
    HostileTarget { "cart", runCart, cartSeeds },
    HostileTarget { "chunks", runChunks, chunkSeeds },
    HostileTarget { "mxf", runMxf, mxfSeeds },
    HostileTarget { "dolby", runDolby, dolbySeeds },
    HostileTarget { "history", runHistory, historySeeds },
    HostileTarget { "adm", runAdm, admSeeds },
    HostileTarget { "texts", runTexts, textSeeds },
    HostileTarget { "report", runReport, reportSeeds },
    HostileTarget { "profile", runProfile, profileSeeds },
    HostileTarget { "waveform", runWaveform, waveformSeeds },
};

} // namespace

std::span<const HostileTarget> hostileTargets()
{
    return targets;
}

const HostileTarget* hostileTarget(std::string_view name)
{
    const auto found = std::ranges::find(targets, name, &HostileTarget::name);
    return found == targets.end() ? nullptr : &*found;
}

} // namespace assay::test
