// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analyzers/analyzer.h"
#include "core/compare/me_test.h"
#include "core/compare/null_test.h"
#include "core/compare/sound_change.h"
#include "core/inspect/atmos_sound.h"
#include "core/inspect/codec_peaks.h"
#include "core/inspect/conflicts.h"
#include "core/inspect/dialogue.h"
#include "core/inspect/file_facts.h"
#include "core/inspect/inspect.h"
#include "core/inspect/invalid_samples.h"
#include "core/inspect/mono_sets.h"
#include "core/inspect/rerender.h"
#include "core/inspect/second_opinion.h"
#include "core/inspect/speech_lane.h"
#include "core/inspect/stream_facts.h"
#include "core/measure/delivery_specs.h"
#include "core/metadata/metadata.h"

namespace assay
{

const Catalogue& catalogue()
{
    static const Catalogue instance = [] {
        std::vector<MeasureSpec> specs;
        const auto add
            = [&](std::span<const MeasureSpec> more) { specs.insert(specs.end(), more.begin(), more.end()); };
        for (const AnalyzerSpec* analyzer : analyzerRegistry())
            add(analyzer->outputs);
        add(atmosSoundSpecs());
        add(changeSpecs());
        add(channelSpeechSpecs());
        add(codecPeakSpecs());
        add(conflictSpecs());
        add(deliverySpecs());
        add(dialogueSpecs());
        add(fileFactSpecs());
        add(invalidSamplesSpecs());
        add(legSpecs());
        add(meSpecs());
        add(metadataSpecs());
        add(nameSpecs());
        add(nullSpecs());
        add(rerenderSpecs());
        add(secondOpinionSpecs());
        add(speechLaneSpecs());
        add(streamFactSpecs());
        return Catalogue(std::move(specs));
    }();
    return instance;
}

} // namespace assay
