// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analyzers/analyzer.h"

#include <array>

namespace assay
{

// The one list: a line here registers core/analyzers/<name>.cpp. Explicit, ordered, and no linker can drop it.
// Analyzers finish in this order, so one that builds on others' results stands below them.
#define ASSAY_ANALYZERS(X)                                                                                             \
    X(loudness)                                                                                                        \
    X(peaks)                                                                                                           \
    X(dynamics)                                                                                                        \
    X(correlation)                                                                                                     \
    X(monoLoss)                                                                                                        \
    X(silence)                                                                                                         \
    X(floatSamples)                                                                                                    \
    X(clipping)                                                                                                        \
    X(flatTop)                                                                                                         \
    X(netflixClipping)                                                                                                 \
    X(stereo)                                                                                                          \
    X(rms)                                                                                                             \
    X(dcOffset)                                                                                                        \
    X(effectiveBits)                                                                                                   \
    X(edge)                                                                                                            \
    X(fade)                                                                                                            \
    X(active)                                                                                                          \
    X(leqM)                                                                                                            \
    X(downmixLoRo)                                                                                                     \
    X(downmixLtRt)                                                                                                     \
    X(repeatedBlock)                                                                                                   \
    X(dropout)                                                                                                         \
    X(tone)                                                                                                            \
    X(syncPop)                                                                                                         \
    X(click)                                                                                                           \
    X(duplicates)                                                                                                      \
    X(spectrum)                                                                                                        \
    X(hum)                                                                                                             \
    X(layoutContent)                                                                                                   \
    X(noiseFloor)                                                                                                      \
    X(roomTone)                                                                                                        \
    X(delay)                                                                                                           \
    X(lowCorrelation)                                                                                                  \
    X(monoConvention)                                                                                                  \
    X(levelJump)                                                                                                       \
    X(sibilance)                                                                                                       \
    X(monoBands)                                                                                                       \
    X(fingerprint)

#define ASSAY_DECLARE(name) extern const AnalyzerSpec name##Analyzer;
ASSAY_ANALYZERS(ASSAY_DECLARE)
#undef ASSAY_DECLARE

std::span<const AnalyzerSpec* const> analyzerRegistry()
{
#define ASSAY_ADDRESS(name) &name##Analyzer,
    static constexpr std::array table { ASSAY_ANALYZERS(ASSAY_ADDRESS) };
#undef ASSAY_ADDRESS
    return table;
}

} // namespace assay
