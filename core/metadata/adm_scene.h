// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/layout.h"
#include "core/metadata/adm.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace assay
{

/// What an ADM says of the sound on some tracks of the file. Seconds of the programme.
struct AdmSound {
    std::string objectId {};
    std::string objectName {};
    std::string contentName {};
    std::string language {}; ///< of the content
    std::optional<int> dialogue {}; ///< 0 none, 1 dialogue, 2 mixed: of the object, else of its content
    double start = 0.0;
    std::optional<double> duration {}; ///< empty: to the end of the file
    double gain = 1.0; ///< linear, with that of the objects around it; 0 where it is muted
};

/// One loudspeaker channel of a bed.
struct AdmBedChannel {
    int track = 0; ///< of the file, from 1; 0 where chna does not say
    Speaker speaker = Speaker::unknown;
    std::string label {}; ///< speakerLabel as written, else the channel format's name
    std::string channelId {};
    double gain = 1.0; ///< linear, of its block
    AdmPosition position {}; ///< of its block; of everyone's channel formats empty
};

/// Channels with loudspeakers of their own: an audioObject of type DirectSpeakers.
struct AdmBed : AdmSound {
    std::string packId {};
    std::string packName {};
    std::vector<AdmBedChannel> channels {}; ///< in the object's order

    [[nodiscard]] Layout layout() const;
};

/// One track that is placed in the room by its blocks.
struct AdmPoint : AdmSound {
    int track = 0; ///< of the file, from 1; 0 where chna does not say
    std::string channelId {};
    std::span<const AdmBlock> blocks {}; ///< in time order as written; in the ADM, which must live on
};

/// Sound of a type that is neither: matrix, HOA, binaural, or channels that nobody describes.
struct AdmOther : AdmSound {
    AdmType type = AdmType::unknown;
    std::vector<int> tracks {};
};

/// What one audioProgramme sounds of, in the order of its contents and their objects; nested objects are followed. Of
/// complementary objects the one that names the others counts, as a renderer does when nobody chooses. BS.2127-1, 5.2.
struct AdmScene {
    std::string programmeId {};
    std::string programmeName {};
    std::string language {};
    std::optional<double> start {};
    std::optional<double> end {};
    std::vector<AdmBed> beds {};
    std::vector<AdmPoint> objects {};
    std::vector<AdmOther> others {};
};

/// The scene of a programme by its place in `adm.programmes`; without programmes that of all objects. What a dangling
/// reference would name is left out.
[[nodiscard]] AdmScene admScene(const Adm& adm, std::size_t programme = 0);

} // namespace assay
