// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/signals.h"

#include "core/base/units.h"

#include <algorithm>

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

} // namespace

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

Samples scaled(Samples samples, double gain)
{
    for (double& sample : samples)
        sample *= gain;
    return samples;
}

} // namespace assay::test
