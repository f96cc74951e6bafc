// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/repeats.h"

#include "core/dsp/linear_prediction.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>

namespace assay
{

namespace
{

constexpr FrameCount keyLength = 4; // samples that a look-up compares
constexpr FrameCount farthestBack = 1024; // that a run may have begun before the sample that gave it away
constexpr FrameCount fit = 1024; // frames that foretell the next
constexpr std::equal_to<> same; // to the last bit, that is

std::uint64_t mixed(double sample)
{
    constexpr std::uint64_t offset = 0x51ED270B9F1E6A35U; // so that zero is no sample of choice
    constexpr std::uint64_t factor = 0x9E3779B97F4A7C15U; // 2^64 over the golden ratio: spreads its input (Knuth)
    return (std::bit_cast<std::uint64_t>(sample) ^ offset) * factor;
}

// The next that is one value in 16, and not held: silence repeats by itself. `to` where there is none.
std::size_t nextChosen(std::span<const double> samples, std::size_t from, std::size_t to)
{
    const double* sample = samples.data() + from;
    const double* const end = samples.data() + to;
    while (sample < end && (mixed(*sample) >> 60U != 0 || same(*sample, sample[-1])))
        ++sample;
    return static_cast<std::size_t>(sample - samples.data());
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
}

const std::vector<Repeat>& Repeats::process(std::span<const double> samples)
{
    m_found.clear();
    m_history.insert(m_history.end(), samples.begin(), samples.end());
    while (m_run || m_next + keyLength <= end()) {
        if (m_run) {
            extend();
            if (m_run && !samples.empty())
                break; // it goes on
            close();
            continue;
        }
        m_next = m_first
            + static_cast<FrameCount>(nextChosen(m_history, static_cast<std::size_t>(m_next - m_first),
                m_history.size() - static_cast<std::size_t>(keyLength) + 1));
        if (m_next + keyLength <= end())
            lookUp(m_next++);
    }
    forget();
    return m_found;
}

std::span<const double> Repeats::between(FrameCount from, FrameCount to) const
{
    return std::span(m_history).subspan(static_cast<std::size_t>(from - m_first), static_cast<std::size_t>(to - from));
}

// Were the samples from here on seen before, in reach? Then a run begins.
void Repeats::lookUp(FrameCount frame)
{
    FrameCount& seen = m_seen[mixed(at(frame + 1)) >> 53U]; // of the sample itself little is left to choose by
    const FrameCount before = seen;
    seen = frame;
    const FrameCount lag = frame - before;
    if (before == 0 || lag < static_cast<FrameCount>(m_rules.shortest) || lag > static_cast<FrameCount>(m_rules.longest)
        || !std::ranges::equal(between(frame, frame + keyLength), between(before, before + keyLength)))
        return;
    FrameCount start = frame;
    const FrameCount earliest = std::max(m_first + lag, frame - farthestBack);
    while (start > earliest && same(at(start - 1), at(start - 1 - lag)))
        --start;
    if (start > earliest || earliest == lag)
        m_run = Run { start, frame + keyLength, lag };
}

void Repeats::extend()
{
    Run& run = *m_run;
    const FrameCount ends = end();
    while (run.end < ends && same(at(run.end), at(run.end - run.lag))) {
        ++run.end;
        if (!run.weighed && run.end - run.start >= run.lag) {
            run.weighed = true;
            run.isRepeat = weigh(run);
        }
    }
    if (run.end < ends)
        close();
}

void Repeats::close()
{
    if (!m_run)
        return;
    const FrameCount length = m_run->end - m_run->start;
    if (m_run->isRepeat && length <= static_cast<FrameCount>(m_rules.mostTimes) * m_run->lag + keyLength)
        m_found.push_back({ { m_run->start, m_run->end }, static_cast<std::size_t>(m_run->lag) });
    m_next = std::max(m_next + 1, m_run->end);
    m_run.reset();
}

// Is there sound of one kind before the block and in it, and a break only where it begins again?
bool Repeats::weigh(const Run& run) const
{
    const FrameCount block = run.start - run.lag;
    const FrameCount context = block - static_cast<FrameCount>(m_rules.context);
    if (context < m_first || block - fit - static_cast<FrameCount>(predictionOrder) < m_first)
        return false;
    const std::span<const double> sound = between(block, run.start);
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
    const std::span<const double> sound = between(frame - fit, frame);
    std::vector<double> windowed = predictionWindow(sound.size());
    std::ranges::transform(windowed, sound, windowed.begin(), std::multiplies<>());
    const std::span<const double> told = between(frame - fit - static_cast<FrameCount>(predictionOrder), frame + 2);
    std::vector<double> residual(told.size() - predictionOrder);
    findResidual(told, predictorFor(windowed), residual);
    const std::span<const double> all(residual);
    const double usual = rmsOf(all.first(all.size() - 2));
    const double here = std::max(std::abs(all[all.size() - 2]), std::abs(all.back()));
    return usual > 0.0 ? here / usual : 0.0;
}

// Keeps what a run may still need; seldom, so that little is moved.
void Repeats::forget()
{
    const std::size_t needed = 2 * m_rules.longest + static_cast<std::size_t>(farthestBack)
        + std::max(m_rules.context, static_cast<std::size_t>(fit) + predictionOrder) + 8;
    if (m_history.size() < 2 * needed)
        return;
    const std::size_t surplus = m_history.size() - needed;
    m_history.erase(m_history.begin(), m_history.begin() + static_cast<std::ptrdiff_t>(surplus));
    m_first += static_cast<FrameCount>(surplus);
}

} // namespace assay
