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

/// One file of a delivery after its headers were read.
struct PlannedAsset {
    std::filesystem::path file;
    AssetRecord record;
    MediaInfo media {}; ///< empty streams where `record.error` is set
    Metadata metadata {};
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
