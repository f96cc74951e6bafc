// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metadata/adm_block.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace assay
{

// The Audio Definition Model as a file writes it, element by element. Nothing is resolved here: `AdmIndex` finds what a
// reference means, `admScene` says what sounds. ITU-R BS.2076-2; what edition 1 wrote differently is read too.

/// ids of other elements, as written
using AdmIds = std::vector<std::string>;

/// What every element has. Seconds are seconds of the programme throughout; absent where the file does not say.
struct AdmElement {
    std::string id {}; ///< as written: "AO_1001"
    std::string name {};
    std::int64_t offset = 0; ///< of the element in the file, bytes
};

/// yyyy of the ids of packs and channels. BS.2076-2 table 5.
enum class AdmType { unknown, directSpeakers, matrix, objects, hoa, binaural };

/// What the file claims about its loudness; not measured. BS.2076-2, 5.9.2.
struct AdmLoudness {
    std::string method {};
    std::string recType {};
    std::string correctionType {};
    std::optional<double> integrated {}; ///< LUFS
    std::optional<double> range {}; ///< LU
    std::optional<double> maxTruePeak {}; ///< dBTP
    std::optional<double> maxMomentary {}; ///< LUFS
    std::optional<double> maxShortTerm {}; ///< LUFS
    std::optional<double> dialogue {}; ///< LUFS
};

struct AdmProgramme : AdmElement {
    std::string language {};
    std::optional<double> start {};
    std::optional<double> end {};
    AdmIds contents {};
    std::vector<AdmLoudness> loudness {};
};

struct AdmContent : AdmElement {
    std::string language {};
    AdmIds objects {};
    std::optional<int> dialogue {}; ///< 0 none, 1 dialogue, 2 mixed
    std::optional<int> dialogueKind {}; ///< of its kind: nonDialogue-, dialogue- or mixedContentKind
    std::vector<AdmLoudness> loudness {};
};

struct AdmObject : AdmElement {
    std::optional<double> start {};
    std::optional<double> duration {};
    std::optional<int> dialogue {};
    std::optional<int> importance {};
    std::optional<bool> interact {};
    std::optional<bool> disableDucking {};
    std::optional<bool> mute {};
    std::optional<double> gain {}; ///< linear
    bool hasInteraction = false;
    bool hasPositionOffset = false;
    AdmIds packs {};
    AdmIds objects {}; ///< nested ones
    AdmIds complementary {}; ///< of which only one is to sound
    AdmIds trackUids {};
};

struct AdmPack : AdmElement {
    std::string typeLabel {};
    AdmType type = AdmType::unknown;
    AdmIds channels {};
    AdmIds packs {}; ///< nested ones
};

struct AdmChannel : AdmElement {
    std::string typeLabel {};
    AdmType type = AdmType::unknown;
    bool hasFrequency = false;
    std::optional<double> lowPass {}; ///< Hz
    std::vector<AdmBlock> blocks {};
};

struct AdmStream : AdmElement {
    std::string formatLabel {};
    std::string formatDefinition {};
    AdmIds channels {};
    AdmIds packs {};
    AdmIds tracks {};
};

struct AdmTrack : AdmElement {
    std::string formatLabel {};
    std::string formatDefinition {};
    AdmIds streams {};
};

struct AdmTrackUid : AdmElement {
    std::optional<int> sampleRate {}; ///< Hz
    std::optional<int> bitDepth {};
    AdmIds tracks {};
    AdmIds channels {}; ///< BS.2076-2: the channel without the way over track and stream
    AdmIds packs {};
};

/// A row of the chna chunk in use. ITU-R BS.2088, 8.
struct ChnaRow {
    int track = 0; ///< of the file, from 1
    std::string uid {};
    std::string trackRef {}; ///< AT_yyyyxxxx_zz, or AC_yyyyxxxx_00
    std::string packRef {};
    std::int64_t offset = 0; ///< of the row in the file, bytes
};

struct Chna {
    int tracks = 0; ///< as its head says
    int uids = 0;
    std::vector<ChnaRow> rows {};
    std::int64_t offset = 0; ///< of the chunk's content in the file, bytes
};

/// An axml chunk's audioFormatExtended and the chna chunk of the same file.
struct Adm {
    std::string version {}; ///< "ITU-R_BS.2076-2"; empty where it says none, as edition 1 does
    std::string schema {}; ///< name of the XML root's namespace, or of the root
    std::vector<std::string> profiles {}; ///< of its profileList, "name level version". BS.2076-3
    std::vector<AdmProgramme> programmes {};
    std::vector<AdmContent> contents {};
    std::vector<AdmObject> objects {};
    std::vector<AdmPack> packs {};
    std::vector<AdmChannel> channels {};
    std::vector<AdmStream> streams {};
    std::vector<AdmTrack> tracks {};
    std::vector<AdmTrackUid> trackUids {};
    std::vector<AdmElement> unknown {}; ///< other children of audioFormatExtended: the element's name, its id
    Chna chna {};
};

} // namespace assay
