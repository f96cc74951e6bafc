// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace assay::test
{

/// Which of the faults of the example package are put in.
struct PackageFaults {
    bool missing = true; ///< the Dolby Atmos master does not arrive
    bool late = true; ///< the music stem lies 480 samples (10 ms) late
    bool leg = true; ///< of the optional track's legs one is Rss, not Rs
    bool leak = true; ///< dialogue is left in the M&E, 8 s to 12 s
    bool lie = true; ///< the name of the 2.0 says 96 kHz
};

/// Writes a Netflix nearfield package of 20 s into `folder`: printmasters 5.1 and 2.0, M&E, three stems and an optional
/// track of six mono files, twelve files, with the faults asked for and no others. Throws where the disk refuses.
void writePackage(const std::filesystem::path& folder, const PackageFaults& faults = {});

} // namespace assay::test
