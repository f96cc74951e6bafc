// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/inspect/inspection.h"
#include "core/media/probe.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace assay
{

/// A bed of an ADM: a soundfield of its own among the tracks of its file.
struct PlannedBed {
    std::string name; ///< "bed 7.1.2", unique in the file
    std::string object; ///< name of its audioObject, else its id
    Layout layout;
    std::vector<std::size_t> channels {}; ///< of the stream, from 0, in the layout's order
};

/// What an ADM makes of the tracks of a file where they are more than one bed: no layout of loudspeakers, but beds and
/// objects that a renderer places.
struct PlannedScene {
    Layout tracks; ///< "7.1.2 + 4 objects"; of beds the positions, of everything else unknown ones
    std::vector<PlannedBed> beds {};
};

/// One file of a delivery after its headers were read.
struct PlannedAsset {
    std::filesystem::path file;
    AssetRecord record;
    MediaInfo media {}; ///< empty streams where `record.error` is set
    Metadata metadata {};
    std::optional<PlannedScene> scene {};
};

/// One audio stream of one asset.
struct StreamSource {
    std::size_t asset = 0; ///< index into the plan's assets
    int stream = 0; ///< StreamInfo::index
    std::size_t position = 0; ///< place of the stream in MediaInfo::streams
    std::vector<std::size_t> channels {}; ///< of the stream, from 0; empty: all of them
};

/// What a set of mono files was meant to be, and what is wrong with it.
struct Legs {
    std::string layout;
    std::vector<std::string> faults {}; ///< one sentence each
};

/// A programme before it is measured: streams, or some of their channels, in channel order.
struct ProgrammePlan {
    std::string name;
    std::vector<StreamSource> sources;
    std::string role;
    LayoutSource roleSource = LayoutSource::assumed;
    Layout layout;
    LayoutSource layoutSource = LayoutSource::assumed;
    std::optional<Legs> legs {}; ///< of a set of mono files
    std::string bed {}; ///< of which object of an ADM it is the bed; empty: of none
    bool isScene = false; ///< the tracks of a PlannedScene, which no loudspeaker plays as they are
};

/// Everything found in the paths somebody gave.
struct DeliveryPlan {
    std::vector<PlannedAsset> assets;
    std::vector<ProgrammePlan> programmes;
    std::vector<std::string> ignored; ///< files of a folder that are no audio, as the report would name them
};

/// Which of an asset's streams a source means.
[[nodiscard]] inline const StreamInfo& streamOf(const DeliveryPlan& plan, const StreamSource& source)
{
    return plan.assets[source.asset].media.streams[source.position];
}

} // namespace assay
