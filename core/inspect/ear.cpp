// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/ear.h"

#include "core/base/invariant.h"
#include "core/base/units.h"
#include "core/dsp/grid.h"
#include "core/measure/series.h"

#include <algorithm>
#include <soxr.h>

namespace assay
{

namespace
{

constexpr double probabilityStep = 0.01; // of the series

// The mean of the windows that each step of 100 ms touches, by how much of them lies in it.
double meanOfStep(const std::vector<float>& probabilities, std::size_t index)
{
    constexpr double window = static_cast<double>(speechWindow) / speechRate; // s
    constexpr double step = 1.0 / stepsPerSecond; // s
    const double from = static_cast<double>(index) * step;
    double sum = 0.0;
    double time = 0.0;
    for (auto w = static_cast<std::size_t>(from / window); w < probabilities.size(); ++w) {
        const double begin = static_cast<double>(w) * window;
        const double shared = std::min(from + step, begin + window) - std::max(from, begin);
        if (shared <= 0.0)
            break;
        sum += shared * static_cast<double>(probabilities[w]);
        time += shared;
    }
    return time > 0.0 ? sum / time : 0.0;
}

} // namespace

void Ear::Delete::operator()(soxr* resampler) const
{
    soxr_delete(resampler);
}

Ear::Ear(std::unique_ptr<SpeechDetector> detector, std::vector<double> gains, int sampleRate)
    : m_detector(std::move(detector))
    , m_gains(std::move(gains))
    , m_sampleRate(sampleRate)
{
    const soxr_io_spec_t floats = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_I);
    const soxr_quality_spec_t quality = soxr_quality_spec(SOXR_MQ, 0); // 16 bits: far below what a model hears
    const soxr_runtime_spec_t oneThread = soxr_runtime_spec(1);
    soxr_error_t error = nullptr;
    m_resampler.reset(soxr_create(m_sampleRate, speechRate, 1, &error, &floats, &quality, &oneThread));
    require(error == nullptr && m_resampler != nullptr, "soxr takes any two rates");
}

void Ear::hear(const Block& block)
{
    m_mono.assign(block.frames(), 0.0F);
    for (std::size_t c = 0; c < m_gains.size(); ++c) {
        if (m_gains[c] == 0.0)
            continue;
        const std::span<const double> samples = block.channel(c);
        const auto gain = static_cast<float>(m_gains[c]);
        for (std::size_t i = 0; i < samples.size(); ++i)
            m_mono[i] += gain * static_cast<float>(samples[i]);
    }
    m_frames += static_cast<FrameCount>(block.frames());
    pass(m_mono.data(), m_mono.size());
}

std::vector<double> Ear::finish()
{
    pass(nullptr, 0);
    const std::vector<float> probabilities = m_detector->finish();
    std::vector<double> steps(static_cast<std::size_t>(stepsTouched(m_frames, m_sampleRate)));
    for (std::size_t i = 0; i < steps.size(); ++i)
        steps[i] = rounded(meanOfStep(probabilities, i), probabilityStep);
    return steps;
}

// Resamples what is given, or what is left at the end.
void Ear::pass(const float* samples, std::size_t count)
{
    const double ratio = static_cast<double>(speechRate) / m_sampleRate;
    m_resampled.resize(static_cast<std::size_t>(static_cast<double>(count) * ratio) + 4096);
    std::size_t used = 0;
    std::size_t made = 0;
    do {
        std::size_t usedNow = 0;
        require(soxr_process(m_resampler.get(), samples == nullptr ? nullptr : samples + used, count - used, &usedNow,
                    m_resampled.data(), m_resampled.size(), &made)
                == nullptr,
            "soxr failed");
        used += usedNow;
        m_detector->hear(std::span(m_resampled).first(made));
    } while (used < count || made == m_resampled.size());
}

} // namespace assay
