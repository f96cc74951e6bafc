// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace assay
{

/// Where a block places its sound: X, Y, Z from -1 to 1, or azimuth and elevation in degrees and a distance.
struct AdmPosition {
    bool cartesian = false;
    std::optional<double> x {}; ///< or azimuth, positive to the left
    std::optional<double> y {}; ///< or elevation
    std::optional<double> z {}; ///< or distance
};

/// One audioBlockFormat. BS.2076-2, 5.4.3.
struct AdmBlock {
    std::string id {};
    std::optional<double> start {}; ///< rtime, seconds after the object's start
    std::optional<double> duration {};
    AdmPosition position {};
    bool saysCartesian = false; ///< a cartesian element stands there
    bool polar = false; ///< azimuth, elevation or distance stand there
    bool hasGain = false;
    bool hasImportance = false;
    bool channelLock = false;
    bool channelLockDistance = false; ///< channelLock with maxDistance
    bool divergence = false; ///< an objectDivergence element stands there
    bool screenRef = false;
    bool screenEdgeLock = false;
    double gain = 1.0; ///< linear
    int importance = 10; ///< 0..10
    double diffuse = 0.0; ///< 0..1
    std::optional<double> width {}; ///< 0..1 (cartesian) or degrees
    std::optional<double> height {};
    std::optional<double> depth {};
    std::optional<bool> jumpPosition {};
    std::optional<double> interpolationLength {}; ///< seconds
    std::vector<std::string> labels {}; ///< speakerLabel
    std::vector<std::string> zones {}; ///< names of excluded zones; empty text for one without name
};

} // namespace assay
