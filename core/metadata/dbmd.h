// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/timecode.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace assay
{

// The chunk of Dolby audio metadata: EBU Tech 3285 supplement 6; the Atmos segments as Dolby's own parser (1.0) and
// others read them.

struct DbmdSegment {
    int id = 0; ///< 1 Dolby E, 3 Dolby Digital, 7 Dolby Digital Plus, 8 audio information, 9 Atmos, 10 its supplement
    std::size_t offset = 0; ///< of the segment in the chunk, bytes
    std::size_t size = 0; ///< of its content as stated, bytes
    bool isCut = false; ///< it promises more than the chunk has
    bool sumHolds = false; ///< the check sum is that of size and content
};

/// Segment 1.
struct DbmdDolbyE {
    int programConfig = 0;
    int frameRateCode = 0;
};

/// Segment 3 or 7: what an encoder of AC-3 or E-AC-3 is to write.
struct DbmdDigital {
    int channelMode = 0; ///< acmod, 0..7
    int bitstreamMode = 0; ///< bsmod, 0..7
    bool lfe = false;
    std::optional<int> dialnorm {}; ///< dBFS, -1 to -31; empty where 0 is stored, which means nothing
    int preferredDownmix = 0; ///< dmixmod: 0 not indicated, 1 Lt/Rt, 2 Lo/Ro, 3 Pro Logic II
    int ltrtCentre = 0; ///< codes of ATSC A/52 annex D 2.3.1.3 and following
    int ltrtSurround = 0;
    int loroCentre = 0;
    int loroSurround = 0;
    int lineProfile = 0; ///< 0 none, 1 film standard, 2 film light, 3 music standard, 4 music light, 5 speech
    int rfProfile = 0;
    std::string description {}; ///< of segment 3
};

/// Segment 8.
struct DbmdAudioInfo {
    std::string origin {};
    std::string lastProcessedBy {};
    std::string lastOperation {};
    std::string created {};
    std::string modified {};
};

/// Segment 9.
struct DbmdAtmos {
    std::string creator {};
    std::string tool {};
    std::string toolVersion {}; ///< "1.8.0"
    std::optional<FrameRate> frameRate {};
    std::optional<double> firstAction {}; ///< first frame of action, s; empty where it is not set
    int stereoDownmix = 0; ///< 0 not indicated, 1 Lo/Ro, 2 Pro Logic, 3 Pro Logic II, 4 direct render
    int stereoPhaseShift = 0; ///< 0 none, 1 by 90 degrees, 3 not indicated
    int warp = 4; ///< 0 normal, 1 warping, 2 Pro Logic IIx, 3 Lo/Ro, 4 not indicated
};

/// How heights and surrounds are turned down for one set of loudspeakers.
struct DbmdTrim {
    bool automatic = true;
    double centre = 0.0; ///< dB, where it is manual; as the others
    double surround = 0.0;
    double height = 0.0;
    double overheadBalance = 0.0; ///< -1..1, front to back of overhead and floor
    double listenerBalance = 0.0; ///< -1..1, front to back of the listener
};

/// 2.0, 5.1, 7.1, 2.1.2, 5.1.2, 7.1.2, 2.1.4, 5.1.4, 7.1.4.
constexpr std::size_t trimCount = 9;

/// Segment 10: one entry a track of the file.
struct DbmdTracks {
    std::array<DbmdTrim, trimCount> trims {};
    std::vector<int> trimBypass {}; ///< 0 trimmed, 1 not, 2 not indicated
    std::vector<int> binaural {}; ///< 0 off, 1 near, 2 far, 3 mid, 4 not indicated
    std::vector<int> headTracking {};
};

struct Dbmd {
    std::string version {}; ///< "1.0.0.6"
    std::vector<DbmdSegment> segments {};
    std::optional<DbmdDolbyE> dolbyE {};
    std::optional<DbmdDigital> digital {};
    std::optional<DbmdAudioInfo> audioInfo {};
    std::optional<DbmdAtmos> atmos {};
    std::optional<DbmdTracks> tracks {};
};

/// Reads a dbmd chunk's content. Never fails: a segment that is cut is named and not read; one whose check sum is wrong
/// is read, as Dolby's parser does. Of two segments of one kind the first counts.
[[nodiscard]] Dbmd parseDbmd(ByteView bytes);

} // namespace assay
