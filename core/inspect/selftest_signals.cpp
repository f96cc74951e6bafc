// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/selftest_signals.h"

#include "core/base/units.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace assay
{

std::size_t framesOf(double seconds, int sampleRate)
{
    return static_cast<std::size_t>(std::llround(seconds * sampleRate));
}

Samples sine(double frequency, double peak, double seconds, int sampleRate, double phase)
{
    Samples samples(framesOf(seconds, sampleRate));
    const double step = 2.0 * std::numbers::pi * frequency / sampleRate;
    const double start = phase * std::numbers::pi / 180.0;
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] = peak * std::sin(step * static_cast<double>(i) + start);
    return samples;
}

void fade(Samples& samples, double seconds, int sampleRate)
{
    const std::size_t length = std::min(framesOf(seconds, sampleRate), samples.size() / 2);
    for (std::size_t i = 0; i < length; ++i) {
        const double gain = static_cast<double>(i) / static_cast<double>(length);
        samples[i] *= gain;
        samples[samples.size() - 1 - i] *= gain;
    }
}

Samples joined(std::initializer_list<Samples> parts)
{
    Samples all;
    for (const Samples& part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

Samples toneSequence(const std::vector<TonePart>& parts, double frequency, int sampleRate)
{
    Samples all;
    const double step = 2.0 * std::numbers::pi * frequency / sampleRate;
    for (const TonePart& part : parts) {
        const double peak = part.level > silentLevel ? dbToAmplitude(part.level) : 0.0;
        for (std::size_t left = framesOf(part.seconds, sampleRate); left > 0; --left)
            all.push_back(peak * std::sin(step * static_cast<double>(all.size())));
    }
    return all;
}

Signal inAllChannels(std::string_view layoutName, const Samples& samples, int sampleRate)
{
    const Layout layout = layoutNamed(layoutName).value();
    return Signal { sampleRate, layout, std::vector<Samples>(layout.size(), samples) };
}

Signal inOneChannel(const Layout& layout, std::size_t channel, const Samples& samples, int sampleRate)
{
    Signal signal { sampleRate, layout, std::vector<Samples>(layout.size(), Samples(samples.size())) };
    signal.channels.at(channel) = samples;
    return signal;
}

namespace
{

// Low-pass at 0.45 of the final rate and every fourth sample from `offset`.
Samples decimated(const Samples& samples, std::size_t offset)
{
    constexpr int half = 128;
    constexpr double cutoff = 0.45 / 4.0; // of the high rate
    std::array<double, 2 * half + 1> filter {};
    double sum = 0.0;
    for (int i = -half; i <= half; ++i) {
        const double t = std::numbers::pi * i;
        const double window = 0.42 + 0.5 * std::cos(t / half) + 0.08 * std::cos(2.0 * t / half); // Blackman
        const double sinc = i == 0 ? 2.0 * cutoff : std::sin(2.0 * cutoff * t) / t;
        filter.at(static_cast<std::size_t>(i + half)) = sinc * window;
        sum += sinc * window;
    }
    Samples result;
    for (std::size_t i = offset; i + filter.size() <= samples.size(); i += 4) {
        double value = 0.0;
        for (std::size_t k = 0; k < filter.size(); ++k)
            value += filter[k] / sum * samples[i + k];
        result.push_back(value);
    }
    return result;
}

} // namespace

Samples insertedPeriod(std::size_t offset, int sampleRate)
{
    const int highRate = 4 * sampleRate;
    const Samples carrier = sine(sampleRate / 6.0, 0.5, 0.2, highRate); // whole periods: 24 samples each
    const Samples inserted = sine(sampleRate / 4.0, 1.0, 16.0 / highRate, highRate);
    Samples samples = decimated(joined({ carrier, inserted, carrier }), offset);
    fade(samples, 0.01, sampleRate);
    return samples;
}

} // namespace assay
