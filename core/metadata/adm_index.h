// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metadata/adm.h"

#include <string>
#include <string_view>
#include <unordered_map>

namespace assay
{

/// Finds the elements of an ADM by id; letters of hexadecimal digits count alike in both cases. Where an id stands
/// twice, the first counts. Holds the ADM by reference.
class AdmIndex
{
public:
    explicit AdmIndex(const Adm& adm);

    // nullptr where there is none
    [[nodiscard]] const AdmContent* content(std::string_view id) const;
    [[nodiscard]] const AdmObject* object(std::string_view id) const;
    [[nodiscard]] const AdmPack* pack(std::string_view id) const;
    [[nodiscard]] const AdmChannel* channel(std::string_view id) const;
    [[nodiscard]] const AdmStream* stream(std::string_view id) const;
    [[nodiscard]] const AdmTrack* track(std::string_view id) const;
    [[nodiscard]] const AdmTrackUid* trackUid(std::string_view id) const;
    /// The row that says where a track UID lies.
    [[nodiscard]] const ChnaRow* row(std::string_view uid) const;

    /// The id of the channel format that a track UID carries: named by itself, by way of track and stream format, by
    /// its row of chna, or, where streams are missing, by the number that track and channel share. Empty where nothing
    /// tells.
    [[nodiscard]] std::string channelIdOf(std::string_view uid) const;

private:
    [[nodiscard]] std::string channelOfTrack(std::string_view trackId) const;

    const Adm& m_adm;
    std::unordered_map<std::string, std::size_t> m_places; ///< ids start with their kind, so one map serves all
    std::unordered_map<std::string, std::size_t> m_streamsOfTracks;
    std::unordered_map<std::string, std::size_t> m_rows;
};

} // namespace assay
