// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyzers/analyzer.h"
#include "core/base/units.h"
#include "core/dsp/fold_down.h"
#include "core/dsp/grid.h"
#include "core/dsp/k_weighting.h"
#include "core/dsp/loudness_gate.h"
#include "core/dsp/peak.h"
#include "core/dsp/sample_facts.h"
#include "core/dsp/true_peak.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay
{

/// Why a programme cannot be folded down to two channels; empty where it can.
[[nodiscard]] inline std::string whyNoFold(const AnalyzerContext& context)
{
    bool surround = false;
    for (const Speaker speaker : context.layout.channels) {
        if (!foldGains(speaker))
            return "the position of a channel is not known";
        const StereoGains gains = loRoGains(*foldGains(speaker));
        const bool plain = (gains.left == 1.0 && gains.right == 0.0) || (gains.left == 0.0 && gains.right == 1.0);
        surround |= !plain && !isLfe(speaker) && isProgrammeAudio(speaker);
    }
    if (!surround || context.layout.size() < 3)
        return "nothing to fold down: not a surround programme";
    if (context.sampleRate < lowestLoudnessRate)
        return "K-weighting needs a sample rate of at least 4 kHz";
    return {};
}

/// The three measures of a fold-down, and the series of its momentary loudness.
struct FoldSpecs {
    MeasureSpec integrated;
    MeasureSpec truePeak;
    MeasureSpec loss;
    std::string_view track;
};

/// Adds the loudness of each 400 ms as a series. `entries`: how long a series of this programme is.
inline void addMomentary(
    MeasurementSet& out, std::string_view track, std::span<const double> powers, FrameCount entries)
{
    std::vector<double> values(static_cast<std::size_t>(entries), std::numeric_limits<double>::quiet_NaN());
    for (std::size_t i = 0; i < powers.size(); ++i)
        values.at(i + momentarySteps - 1) = rounded(loudnessOf(powers[i]).value(), levelStep);
    out.series().tracks[std::string(track)] = std::move(values);
}

/// What `FoldMeter::finish` looks up.
inline constexpr std::array<std::string_view, 1> foldReads { "loudness.integrated" };

/// Loudness and true peak of a programme made of another one's channels.
class FoldMeter
{
public:
    /// `what` it is, for reasons: "the fold-down".
    FoldMeter(int sampleRate, const std::vector<std::string>& names, std::string what = "the fold-down")
        : m_sampleRate(sampleRate)
        , m_what(std::move(what))
    {
        for (const std::string& name : names)
            m_channels.push_back({ name });
    }

    /// Consecutive frames of the channels, of one step of the grid, and the sum of their weighted squares.
    void add(std::span<const std::span<const double>> sounds, FrameCount firstFrame, double energy)
    {
        m_end = firstFrame + static_cast<FrameCount>(sounds[0].size());
        m_step += energy;
        m_energy += energy;
        for (std::size_t i = 0; i < m_channels.size(); ++i)
            follow(m_channels[i], sounds[i], firstFrame);
        const auto step = static_cast<FrameCount>(m_steps.size());
        if (m_end == stepStart(step + 1, m_sampleRate))
            m_steps.push_back(std::exchange(m_step, 0.0));
    }

    void finish(const FoldSpecs& specs, MeasurementSet& out)
    {
        finish(specs.integrated, specs.truePeak, out);
        if (!std::isfinite(m_energy))
            return out.add(notMeasured(specs.loss, tooLarge));
        addMomentary(out, specs.track, m_blocks, stepsTouched(m_end, m_sampleRate));
        addLoss(specs.loss, out);
    }

    /// Without what was lost on the way.
    void finish(const MeasureSpec& integrated, const MeasureSpec& truePeak, MeasurementSet& out)
    {
        for (Channel& channel : m_channels)
            raise(channel, channel.filter.flush(channel.highest.value));
        if (!std::isfinite(m_energy)) {
            out.add(notMeasured(integrated, tooLarge));
            return out.add(notMeasured(truePeak, tooLarge));
        }
        m_blocks = windowPowers(m_steps, momentarySteps, m_sampleRate);
        addLoudness(integrated, out);
        addTruePeak(truePeak, out);
    }

private:
    struct Channel {
        std::string name;
        TruePeakFilter filter {};
        std::array<double, 2> before {}; // the two samples before the next, newest first
        Peak highest {};
    };

    static void raise(Channel& channel, const Peak& found)
    {
        if (found.value > channel.highest.value)
            channel.highest = found;
    }

    static void follow(Channel& channel, std::span<const double> samples, FrameCount firstFrame)
    {
        const SampleFacts facts = factsOf(samples, channel.before);
        for (const double sample : samples.last(std::min(samples.size(), channel.before.size())))
            channel.before = { sample, channel.before[0] };
        if (facts.highest > channel.highest.value) {
            const auto index = static_cast<FrameCount>(firstReaching(samples, facts.highest));
            channel.highest = { facts.highest, firstFrame + index };
        }
        raise(channel, channel.filter.process(samples, facts, channel.highest.value));
    }

    void addLoudness(const MeasureSpec& spec, MeasurementSet& out) const
    {
        const auto power = gatedPower(m_blocks);
        const std::string reason = m_blocks.empty() ? "shorter than 0.4 s"
            : m_energy > 0.0                        ? "nothing of " + m_what + " is above the absolute gate of -70 LUFS"
                                                    : m_what + " is digital silence";
        out.add(power ? measured(spec, loudnessOf(*power).value()) : notApplicable(spec, reason));
    }

    void addLoss(const MeasureSpec& spec, MeasurementSet& out) const
    {
        const auto programme = out.number("loudness.integrated");
        if (programme && !m_blocks.empty()) {
            const auto power = gatedPower(m_blocks);
            const double folded = power ? loudnessOf(*power).value() : absoluteGate.value();
            return out.add(measured(spec, *programme - folded));
        }
        const Measurement* const source = out.find("loudness.integrated");
        if (source == nullptr)
            return out.add(notMeasured(spec, "loudness.integrated is not known"));
        out.add(source->state == MeasureState::notMeasured
                ? notMeasured(spec, "loudness.integrated: " + source->reason)
                : notApplicable(spec, "loudness.integrated: " + source->reason));
    }

    void addTruePeak(const MeasureSpec& spec, MeasurementSet& out) const
    {
        const Channel& highest
            = *std::ranges::max_element(m_channels, {}, [](const Channel& channel) { return channel.highest.value; });
        const double level = amplitudeToDb(highest.highest.value);
        Measurement result
            = highest.highest.value > 0.0 ? measured(spec, level) : notApplicable(spec, m_what + " is digital silence");
        if (result.value)
            result.at = Place { highest.highest.frame, highest.highest.frame + 1, highest.name, level };
        for (const Channel& channel : m_channels) {
            result.channels.push_back({ channel.name, {} });
            if (channel.highest.value > 0.0)
                result.channels.back().value = amplitudeToDb(channel.highest.value);
        }
        out.add(std::move(result));
    }

    static constexpr const char* tooLarge = "the samples are too large for a level";

    int m_sampleRate;
    std::string m_what;
    std::vector<Channel> m_channels;
    double m_step = 0.0; // energy of the step at hand
    double m_energy = 0.0; // of everything
    FrameCount m_end = 0; // of what came
    std::vector<double> m_steps; // energies of whole steps
    std::vector<double> m_blocks; // powers of the gating blocks, at the end
};

} // namespace assay
