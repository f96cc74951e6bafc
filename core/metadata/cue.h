// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/metadata/metadata.h"

#include <map>
#include <span>

namespace assay
{

/// Markers as they are found: their places in a cue chunk, their names in a list of form adtl, both in a MARK chunk of
/// AIFF. Sources: RIFF 1.0 (Microsoft, IBM 1991), "cue" and "adtl"; AIFF 1.3, "Marker chunk".
class CueFindings
{
public:
    void readCue(ByteView bytes, Endian endian);
    void readList(ByteView bytes, Endian endian); ///< of any form; others than adtl are left alone
    void readMark(ByteView bytes);
    void readSampler(ByteView bytes, Endian endian); ///< smpl chunk: its loops are counted

    /// Fills section "cue" and the cue.* measures; of a file that could carry markers and has none, their count is 0.
    void report(Metadata& metadata) const;

private:
    struct Marker {
        std::uint64_t id = 0;
        FrameCount frame = 0;
    };
    std::vector<Marker> m_markers;
    std::map<std::uint64_t, std::string> m_labels; // by marker id
    std::int64_t m_loops = 0;
};

[[nodiscard]] std::span<const MeasureSpec> cueSpecs();

} // namespace assay
