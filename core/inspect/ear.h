// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/frames.h"
#include "core/inspect/speech_detector.h"
#include "core/media/block.h"

#include <memory>
#include <vector>

struct soxr;

namespace assay
{

/// What a detector hears of a programme: its channels by gains, at 16 kHz. The same whatever the blocks.
class Ear
{
public:
    /// A gain for each channel; the sample rate is at least that of the grid's cells.
    Ear(std::unique_ptr<SpeechDetector> detector, std::vector<double> gains, int sampleRate);

    void hear(const Block& block);

    /// After the last block: the probability of speech in each step of 100 ms, rounded to a hundredth.
    [[nodiscard]] std::vector<double> finish();

    [[nodiscard]] std::string detector() const { return m_detector->name(); }

private:
    struct Delete {
        void operator()(soxr* resampler) const;
    };

    void pass(const float* samples, std::size_t count);

    std::unique_ptr<SpeechDetector> m_detector;
    std::vector<double> m_gains;
    int m_sampleRate;
    std::unique_ptr<soxr, Delete> m_resampler;
    std::vector<float> m_mono;
    std::vector<float> m_resampled;
    FrameCount m_frames = 0;
};

} // namespace assay
