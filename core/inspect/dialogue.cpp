// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/dialogue.h"

#include <array>

namespace assay
{

namespace
{

constexpr std::array specs {
    MeasureSpec { "loudness.dialogue", Unit::lufs, ValueKind::number,
        "Ungated loudness of the whole mix over speech time", "ITU-R BS.1770-1 over speech" },
    MeasureSpec { "loudness.dialogue_share", Unit::percent, ValueKind::number, "Speech time over programme time",
        "speech-gated measurement practice" },
    MeasureSpec { "loudness.dialogue_range", Unit::lu, ValueKind::number, "Loudness range over speech time",
        "EBU Tech 3342 over speech" },
    MeasureSpec { "loudness.dialogue_to_programme", Unit::lu, ValueKind::number,
        "Loudness of the programme less that of its dialogue (LDR)", "EBU R 128 s4 (11/2023)" },
};

} // namespace

void addDialogueMeasures(MeasurementSet& out)
{
    for (const MeasureSpec& spec : specs)
        out.add(notMeasured(spec, "this version does not detect speech; measure the dialogue with another meter"));
}

std::span<const MeasureSpec> dialogueSpecs()
{
    return specs;
}

} // namespace assay
