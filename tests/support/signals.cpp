// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/signals.h"

#include "core/base/units.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace assay::test
{

namespace
{

// A linear congruential generator (constants of Knuth's MMIX): small, known, and the same everywhere.
class Random
{
public:
    explicit Random(std::uint32_t seed)
        : m_state(seed * 2654435761ULL + 1ULL)
    {
        next();
    }
    // Uniform in [-1, 1).
    double next()
    {
        m_state = m_state * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<double>(m_state >> 11) * 0x1p-52 - 1.0;
    }

private:
    std::uint64_t m_state;
};

constexpr double silentLevel = -200.0; // dBFS

} // namespace

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

Samples silence(double seconds, int sampleRate)
{
    return Samples(framesOf(seconds, sampleRate));
}

Samples noise(double peak, double seconds, int sampleRate, std::uint32_t seed)
{
    Samples samples(framesOf(seconds, sampleRate));
    Random random(seed);
    for (double& sample : samples)
        sample = peak * random.next();
    return samples;
}

Samples speechLike(double seconds, int sampleRate, std::uint32_t seed)
{
    Samples samples(framesOf(seconds, sampleRate));
    Random random(seed);
    std::size_t left = 0;
    double level = 0.0;
    double smooth = 0.0;
    for (double& sample : samples) {
        if (left == 0) { // the next syllable, or a pause
            left = framesOf(0.15 + 0.1 * random.next(), sampleRate);
            level = random.next() < -0.5 ? 0.0 : dbToAmplitude(-20.0 + 14.0 * random.next());
        }
        --left;
        smooth += 0.2 * (random.next() - smooth);
        sample = std::clamp(2.0 * level * smooth, -1.0, 1.0);
    }
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

Samples scaled(Samples samples, double gain)
{
    for (double& sample : samples)
        sample *= gain;
    return samples;
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

} // namespace assay::test
