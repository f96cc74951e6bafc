// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/repeats.h"

#include "core/dsp/lanes.h"
#include "core/dsp/linear_prediction.h"
#include "core/dsp/vectorise.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <utility>

namespace assay
{

namespace
{

constexpr FrameCount keyLength = 4; // samples that a look-up compares
constexpr FrameCount farthestBack = 1024; // that a run may have begun before the sample that gave it away
constexpr FrameCount fit = 1024; // frames that foretell the next
constexpr std::equal_to<> same; // to the last bit, that is

constexpr std::size_t most = 1024; // samples taken at a time: they stay in the first cache
constexpr std::size_t together = 64; // samples that `chosenOf` looks at
constexpr std::uint64_t offset = 0x51ED270B9F1E6A35U; // so that zero is no sample of choice
constexpr std::uint64_t factor = 0x9E3779B97F4A7C15U; // 2^64 over the golden ratio: spreads its input (Knuth)

std::uint64_t mixed(double sample)
{
    return (std::bit_cast<std::uint64_t>(sample) ^ offset) * factor;
}

using Words = std::uint64_t __attribute__((vector_size(4 * sizeof(std::uint64_t))));

// A bit for each of 64 samples: is it of the one value in 16 that is chosen, whose highest four bits are mixed to zero?
ASSAY_VECTORISE std::uint64_t chosenOf(const double* samples)
{
    constexpr std::size_t wide = sizeof(Words) / sizeof(std::uint64_t);
    constexpr Words none {};
    Words bits { 1, 2, 4, 8 };
    Words chosen {};
    for (std::size_t i = 0; i < together; i += wide) {
        Words words;
        load(words, samples + i);
        words = (words ^ offset) * factor;
        chosen |= (words >> 60U) == none ? bits : none;
        bits <<= wide;
    }
    return chosen[0] | chosen[1] | chosen[2] | chosen[3];
}

double rmsOf(std::span<const double> samples)
{
    double squares = 0.0;
    for (const double sample : samples)
        squares += sample * sample;
    return std::sqrt(squares / static_cast<double>(samples.size()));
}

} // namespace

Repeats::Repeats(const RepeatRules& rules)
    : m_rules(rules)
{
    const std::size_t needed = 2 * rules.longest + static_cast<std::size_t>(farthestBack)
        + std::max(rules.context, static_cast<std::size_t>(fit) + predictionOrder) + 8; // by a run
    m_places = std::bit_ceil(needed + most);
    m_ring.resize(m_places + together);
}

const std::vector<Repeat>& Repeats::process(std::span<const double> samples)
{
    m_found.clear();
    while (!samples.empty()) {
        const std::span<const double> piece = samples.first(std::min(samples.size(), most));
        samples = samples.subspan(piece.size());
        take(piece);
        search();
    }
    return m_found;
}

const std::vector<Repeat>& Repeats::finish()
{
    m_found.clear();
    close();
    return m_found;
}

void Repeats::take(std::span<const double> piece)
{
    const std::size_t place = placeOf(m_end);
    const std::size_t count = std::min(piece.size(), m_places - place);
    std::copy_n(piece.data(), count, m_ring.data() + place);
    std::copy_n(piece.data() + count, piece.size() - count, m_ring.data());
    m_end += static_cast<FrameCount>(piece.size());
}

void Repeats::search()
{
    while (true) {
        if (!m_run)
            choose();
        if (!m_run)
            return; // all was looked at
        extend();
        if (m_run)
            return; // it goes on
    }
}

// Looks up what is chosen from m_next on, until a run begins. What is held is not: silence repeats by itself.
void Repeats::choose()
{
    const FrameCount last = m_end - keyLength + 1;
    while (m_next < last) {
        const FrameCount first = m_next;
        const std::size_t place = placeOf(first);
        const std::size_t count = std::min({ together, static_cast<std::size_t>(last - first), m_places - place });
        std::uint64_t chosen = chosenOf(m_ring.data() + place);
        chosen &= ~std::uint64_t { 0 } >> (together - count); // of what stands behind nothing is known
        m_next += static_cast<FrameCount>(count);
        for (; chosen != 0; chosen &= chosen - 1) {
            const FrameCount frame = first + std::countr_zero(chosen);
            if (same(at(frame), at(frame - 1)))
                continue;
            lookUp(frame);
            if (m_run)
                return;
        }
    }
}

std::vector<double> Repeats::between(FrameCount from, FrameCount to) const
{
    std::vector<double> samples;
    samples.reserve(static_cast<std::size_t>(to - from));
    for (; from < to; ++from)
        samples.push_back(at(from));
    return samples;
}

// Were the samples from here on seen before, in reach? Then a run begins.
void Repeats::lookUp(FrameCount frame)
{
    const std::uint64_t key = mixed(at(frame + 1)); // of the sample itself little is left to choose by
    const Seen now { static_cast<std::uint32_t>(frame), static_cast<std::uint32_t>(key >> 21U) };
    const Seen last = std::exchange(m_seen[key >> 53U], now);
    if (last.key != now.key) // told without a look at what is out of the cache
        return;
    const FrameCount lag = now.frame - last.frame; // the last 2^32 frames are told apart
    const FrameCount before = frame - lag;
    if (before <= 0 || lag < static_cast<FrameCount>(m_rules.shortest) || lag > static_cast<FrameCount>(m_rules.longest)
        || !same(at(frame), at(before)))
        return;
    for (FrameCount i = 1; i < keyLength; ++i) {
        if (!same(at(frame + i), at(before + i)))
            return;
    }
    FrameCount start = frame;
    const FrameCount earliest = std::max(first() + lag, frame - farthestBack);
    while (start > earliest && same(at(start - 1), at(start - 1 - lag)))
        --start;
    if (start > earliest || earliest == lag)
        m_run = Run { start, frame + keyLength, lag };
}

void Repeats::extend()
{
    Run& run = *m_run;
    while (run.end < m_end && same(at(run.end), at(run.end - run.lag))) {
        ++run.end;
        if (!run.weighed && run.end - run.start >= run.lag) {
            run.weighed = true;
            run.isRepeat = weigh(run);
        }
    }
    if (run.end < m_end)
        close();
}

void Repeats::close()
{
    if (!m_run)
        return;
    const FrameCount length = m_run->end - m_run->start;
    if (m_run->isRepeat && length <= static_cast<FrameCount>(m_rules.mostTimes) * m_run->lag + keyLength)
        m_found.push_back({ { m_run->start, m_run->end }, static_cast<std::size_t>(m_run->lag) });
    m_next = m_run->end;
    m_run.reset();
}

// Is there sound of one kind before the block and in it, and a break only where it begins again?
bool Repeats::weigh(const Run& run) const
{
    const FrameCount block = run.start - run.lag;
    const FrameCount context = block - static_cast<FrameCount>(m_rules.context);
    if (context < first() || block - fit - static_cast<FrameCount>(predictionOrder) < first())
        return false;
    const std::vector<double> sound = between(block, run.start);
    std::ptrdiff_t still = 0;
    for (std::size_t i = 1; i < sound.size(); ++i)
        still += same(sound[i], sound[i - 1]) ? 1 : 0;
    const double inside = rmsOf(sound);
    const double before = rmsOf(between(context, block));
    if (2 * still > static_cast<std::ptrdiff_t>(sound.size()) || std::min(inside, before) < m_rules.leastLevel
        || std::max(inside, before) > m_rules.largestStep * std::min(inside, before))
        return false;
    const double joint = surprise(run.start);
    return joint >= m_rules.joint && surprise(block) <= m_rules.natural * joint;
}

// What the sound before does not foresee of this frame and the next, over the RMS of what it did not before.
double Repeats::surprise(FrameCount frame) const
{
    const std::vector<double> sound = between(frame - fit, frame);
    std::vector<double> windowed = predictionWindow(sound.size());
    std::ranges::transform(windowed, sound, windowed.begin(), std::multiplies<>());
    const std::vector<double> told = between(frame - fit - static_cast<FrameCount>(predictionOrder), frame + 2);
    std::vector<double> residual(told.size() - predictionOrder);
    findResidual(told, predictorFor(windowed), residual);
    const std::span<const double> all(residual);
    const double usual = rmsOf(all.first(all.size() - 2));
    const double here = std::max(std::abs(all[all.size() - 2]), std::abs(all.back()));
    return usual > 0.0 ? here / usual : 0.0;
}

} // namespace assay
