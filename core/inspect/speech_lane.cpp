// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/speech_lane.h"

#include "core/base/invariant.h"
#include "core/base/units.h"
#include "core/dsp/grid.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <soxr.h>

namespace assay
{

namespace
{

constexpr std::array specs { MeasureSpec { "loudness.dialogue_detector", Unit::none, ValueKind::text,
    "What detected speech in the mix (model, hash, version): it hears the centre with left and right 12 dB below, or "
    "the middle of left and right; the series speech_probability is what it said",
    "Silero VAD v6" } };

constexpr double besideCentre = 0.125; // -12 dB of (L + R) / 2: dialogue outside the centre is still heard, and music
                                       // hides the centre less; design value
constexpr double probabilityStep = 0.01; // of the series

struct SoxrDeleter {
    void operator()(soxr* resampler) const { soxr_delete(resampler); }
};

// Gains with which the channels make the signal that is heard; empty where nothing speaks in such a layout.
std::vector<double> gainsFor(const Layout& layout)
{
    std::vector<double> gains(layout.size(), 0.0);
    const auto find = [&](Speaker speaker) {
        const auto found = std::ranges::find(layout.channels, speaker);
        return found == layout.channels.end() ? nullptr
                                              : &gains[static_cast<std::size_t>(found - layout.channels.begin())];
    };
    double* const centre = find(Speaker::centre);
    double* const left = find(Speaker::left);
    double* const right = find(Speaker::right);
    if (centre != nullptr)
        *centre = 1.0;
    if (left != nullptr && right != nullptr)
        *left = *right = centre != nullptr ? besideCentre : 0.5;
    if (centre == nullptr && (left == nullptr || right == nullptr))
        std::ranges::fill(gains, 1.0 / static_cast<double>(std::max<std::size_t>(layout.size(), 1)));
    return gains;
}

// In the place of a detector that there is not.
class Deaf final : public Analyzer
{
public:
    explicit Deaf(std::string reason)
        : m_reason(std::move(reason))
    {
    }
    void process(const Block&) override { }
    void finish(MeasurementSet& out) override { out.add(notMeasured(specs.front(), m_reason)); }

private:
    std::string m_reason;
};

class SpeechLane final : public Analyzer
{
public:
    SpeechLane(const AnalyzerContext& context, std::unique_ptr<SpeechDetector> detector)
        : m_sampleRate(context.sampleRate)
        , m_gains(gainsFor(context.layout))
        , m_detector(std::move(detector))
    {
        const soxr_io_spec_t floats = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_I);
        const soxr_quality_spec_t quality = soxr_quality_spec(SOXR_MQ, 0); // 16 bits: far below what a model hears
        const soxr_runtime_spec_t oneThread = soxr_runtime_spec(1);
        soxr_error_t error = nullptr;
        m_resampler.reset(soxr_create(m_sampleRate, speechRate, 1, &error, &floats, &quality, &oneThread));
        require(error == nullptr && m_resampler != nullptr, "soxr takes any two rates");
    }

    void process(const Block& block) override
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

    void finish(MeasurementSet& out) override
    {
        pass(nullptr, 0);
        const std::vector<float> probabilities = m_detector->finish();
        out.series().tracks[std::string(speechTrack)] = track(probabilities);
        out.add(measured(specs.front(), m_detector->name()));
    }

private:
    // Resamples what is given, or what is left at the end.
    void pass(const float* samples, std::size_t count)
    {
        const double ratio = static_cast<double>(speechRate) / m_sampleRate;
        m_resampled.resize(static_cast<std::size_t>(static_cast<double>(count) * ratio) + 4096);
        std::size_t used = 0;
        std::size_t made = 0;
        do {
            std::size_t usedNow = 0;
            require(soxr_process(m_resampler.get(), samples == nullptr ? nullptr : samples + used, count - used,
                        &usedNow, m_resampled.data(), m_resampled.size(), &made)
                    == nullptr,
                "soxr failed");
            used += usedNow;
            m_detector->hear(std::span(m_resampled).first(made));
        } while (used < count || made == m_resampled.size());
    }

    // The mean of the windows that each step of 100 ms touches, by how much of them lies in it.
    std::vector<double> track(const std::vector<float>& probabilities) const
    {
        constexpr double window = static_cast<double>(speechWindow) / speechRate; // s
        constexpr double step = 1.0 / stepsPerSecond; // s
        std::vector<double> values(static_cast<std::size_t>(stepsTouched(m_frames, m_sampleRate)));
        for (std::size_t k = 0; k < values.size(); ++k) {
            const double from = static_cast<double>(k) * step;
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
            values[k] = time > 0.0 ? rounded(sum / time, probabilityStep) : 0.0;
        }
        return values;
    }

    int m_sampleRate;
    std::vector<double> m_gains;
    std::unique_ptr<SpeechDetector> m_detector;
    std::unique_ptr<soxr, SoxrDeleter> m_resampler;
    std::vector<float> m_mono;
    std::vector<float> m_resampled;
    FrameCount m_frames = 0;
};

} // namespace

std::span<const MeasureSpec> speechLaneSpecs()
{
    return specs;
}

bool isSpeechAsked(const AskedMeasures& asked)
{
    return std::ranges::any_of(asked, [](const std::string& id) { return id.starts_with("loudness.dialogue"); });
}

std::unique_ptr<Analyzer> makeSpeechLane(const AnalyzerContext& context, const MakeSpeechDetector& make)
{
    if (context.sampleRate < cellsPerSecond)
        return std::make_unique<Deaf>("nobody speaks at such a sample rate");
    auto detector = make();
    if (!detector)
        return std::make_unique<Deaf>(detector.error().message);
    return std::make_unique<SpeechLane>(context, std::move(*detector));
}

} // namespace assay
