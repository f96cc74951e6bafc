// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/wave_writer.h"

#include <string>
#include <utility>
#include <vector>

namespace assay::test
{

/// A Dolby Atmos master as its ADM profile asks for it. Whatever is not said keeps every rule.
struct AtmosMaster {
    std::vector<std::string> bed { "RC_L", "RC_R", "RC_C", "RC_LFE", "RC_Ls",
        "RC_Rs" }; ///< speaker labels; may be none
    int objects = 2;
    double seconds = 1.0;
    /// Each replaces a text of the axml, where it stands first; throws where it stands nowhere.
    std::vector<std::pair<std::string, std::string>> changes {};
};

/// The axml chunk: one programme, a content for the bed and one for the objects, which move once.
[[nodiscard]] std::string axmlOf(const AtmosMaster& master);

/// The chna chunk: track n of the file is ATU_n.
[[nodiscard]] std::string chnaOf(const AtmosMaster& master);

/// A segment of a dbmd chunk with its check sum.
[[nodiscard]] std::string dbmdSegment(int id, const std::string& content);

/// The dbmd chunk: 24 frames a second, no first frame of action, "Assay test 1.2.3", a binaural mode of each track.
struct AtmosSegments {
    int frameRate = 2; ///< 1 is 23.976, 2 is 24, 3 is 25, ...
    int firstActionHour = 0xFF; ///< of the first frame of action; 0xFF: not set
    int downmix = 0; ///< to stereo
    int warp = 0; ///< to 5.1
    bool autoTrims = true;
    std::vector<int> binaural {}; ///< 0 off, 1 near, 2 far, 3 mid; 4 not indicated
};
[[nodiscard]] std::string dbmdOf(const AtmosSegments& segments);

/// A whole file of `master` with silence, or `planes`, in it.
[[nodiscard]] std::string atmosFile(const AtmosMaster& master, const std::string& dbmd = {}, Planes planes = {});

/// A sound of a scene that keeps no profile: a bed of loudspeakers, or one track that its blocks place.
struct SceneSound {
    std::vector<std::string> labels {}; ///< "M+030", "RC_L": a bed of so many tracks; none: an object of one track
    std::string blocks {}; ///< of an object: its audioBlockFormat elements
    std::string attributes {}; ///< of the audioObject: start="..." duration="..."
    std::string children {}; ///< of the audioObject: <gain>, <mute>
    std::string name {}; ///< of the audioObject; empty: "Sound n"
};

/// A whole file of these sounds in the order of their tracks, 24 bits, no dbmd.
[[nodiscard]] std::string sceneFile(
    const std::vector<SceneSound>& sounds, const Planes& planes, int sampleRate = 48000);

} // namespace assay::test
