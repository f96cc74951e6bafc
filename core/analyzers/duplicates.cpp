// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : channels that carry the same sound: mono in two channels, a channel routed twice
// Result   : channel.dual_mono [exact, near, no], channel.duplicates, each group of channels as "L=R"
// Source   : own definition: power of the difference at unity gain under the power of the channels
// Input    : any rate from 100 Hz, any layout; data channels and other services are left out
// Undefined: one channel; silence; dual_mono of more than two channels
// Accuracy : exact for equal samples; tst_duplicates
#include "core/analyzers/analyzer.h"
#include "core/analyzers/no_result.h"
#include "core/analyzers/programme_channels.h"
#include "core/analyzers/shared_sound.h"
#include "core/base/units.h"
#include "core/dsp/grid.h"
#include "core/dsp/moments.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace assay
{

namespace
{

constexpr MeasureSpec dualMono { "channel.dual_mono", Unit::none, ValueKind::text,
    "Two channels that are one: exact where every sample is equal, near where their difference is more than 60 dB "
    "under them over the whole programme, else no",
    "Assay: null at unity gain" };
constexpr MeasureSpec duplicates { "channel.duplicates", Unit::none, ValueKind::list,
    "Channels that are copies of each other (L=R): in every 100 ms in which one of them reaches -50 dBFS RMS their "
    "difference is 40 dB or more under them; silent channels are none",
    "Assay: null at unity gain" };
constexpr std::array outputs { dualMono, duplicates };

constexpr double nearNull = 60.0; // dB over the whole programme; design value
constexpr double copyNull = 40.0; // dB in each step; design value
constexpr Dbfs sounding { -50.0 }; // RMS of a step: 40 dB over the dither of two 16-bit copies; design value

bool isNull(double difference, double powers, double depth)
{
    return std::isfinite(powers) && difference <= dbToPower(-depth) * powers / 2.0;
}

class Duplicates final : public Analyzer
{
public:
    explicit Duplicates(const AnalyzerContext& context);
    void process(const Block& block) override
    {
        forEachCell(block, [this](const Cell& cell) { processCell(cell); });
    }
    void finish(MeasurementSet& out) override;

private:
    struct Channel {
        ProgrammeChannel channel;
        double energy = 0.0; // of the step at hand
        double difference = 0.0; // to the leader of its group, in the step at hand
        bool isCopy = false; // was heard to be the leader's sound
    };
    using Group = std::vector<std::size_t>; // channels that may be the same; the first leads
    void processCell(const Cell& cell);
    void closeStep();
    [[nodiscard]] bool staysWith(const Channel& leader, Channel& channel);
    [[nodiscard]] Measurement whetherMono() const;
    [[nodiscard]] Measurement copies() const;

    int m_sampleRate;
    std::vector<Channel> m_channels;
    std::vector<Group> m_groups;
    FrameCount m_steps = 0; // whole steps so far
    double m_stepFrames = 0.0; // of the step at hand
    double m_energy = 0.0; // of all channels
    double m_difference = 0.0; // between the only two
    bool m_heard = false;
};

Duplicates::Duplicates(const AnalyzerContext& context)
    : m_sampleRate(context.sampleRate)
{
    Group all;
    for (ProgrammeChannel& channel : programmeChannels(context)) {
        all.push_back(m_channels.size());
        m_channels.push_back({ std::move(channel) });
    }
    m_groups.push_back(std::move(all));
}

void Duplicates::processCell(const Cell& cell)
{
    const auto samples = [&cell, this](std::size_t i) { return cell.channel(m_channels[i].channel.index); };
    for (std::size_t i = 0; i < m_channels.size(); ++i) {
        const double energy = cell.facts(m_channels[i].channel.index).squares;
        m_channels[i].energy += energy;
        m_energy += energy;
    }
    for (const Group& group : m_groups) {
        for (std::size_t member = 1; member < group.size(); ++member)
            m_channels[group[member]].difference += squaredDifference(samples(group.front()), samples(group[member]));
    }
    if (m_channels.size() == 2)
        m_difference += squaredDifference(samples(0), samples(1));
    m_stepFrames += static_cast<double>(cell.frames());
    if (cell.end() == stepStart(m_steps + 1, m_sampleRate)) {
        ++m_steps;
        closeStep();
    }
}

// Each group loses those that differ from its leader; they may still be the same as each other. So every step costs one
// comparison a channel, however many channels there are.
void Duplicates::closeStep()
{
    std::vector<Group> groups;
    for (const Group& group : m_groups) {
        Group stay { group.front() };
        Group leave;
        for (std::size_t member = 1; member < group.size(); ++member) {
            const bool stays = staysWith(m_channels[group.front()], m_channels[group[member]]);
            (stays ? stay : leave).push_back(group[member]);
        }
        for (Group* part : { &stay, &leave }) {
            if (part->size() > 1)
                groups.push_back(std::move(*part));
        }
    }
    m_groups = std::move(groups);
    for (Channel& channel : m_channels) {
        channel.energy = 0.0;
        channel.difference = 0.0;
    }
    m_stepFrames = 0.0;
}

bool Duplicates::staysWith(const Channel& leader, Channel& channel)
{
    const double needed = dbToPower(sounding.value()) * m_stepFrames;
    if (leader.energy < needed && channel.energy < needed)
        return true;
    m_heard = true;
    channel.isCopy = isNull(channel.difference, leader.energy + channel.energy, copyNull);
    return channel.isCopy;
}

void Duplicates::finish(MeasurementSet& out)
{
    if (m_stepFrames > 0.0)
        closeStep();
    out.add(whetherMono());
    out.add(copies());
}

Measurement Duplicates::whetherMono() const
{
    if (m_channels.size() != 2)
        return notApplicable(dualMono, "only two channels can be dual mono");
    if (!(m_energy > 0.0))
        return notApplicable(dualMono, "digital silence");
    const bool same = m_difference <= 0.0;
    return measured(dualMono, std::string(same ? "exact" : isNull(m_difference, m_energy, nearNull) ? "near" : "no"));
}

Measurement Duplicates::copies() const
{
    if (!m_heard)
        return notApplicable(duplicates, "no channel reaches -50 dBFS RMS for 0.1 s");
    std::vector<std::string> names;
    for (const Group& group : m_groups) {
        std::string name = m_channels[group.front()].channel.name;
        bool isGroup = false;
        for (const std::size_t member : group) {
            if (member == group.front() || !m_channels[member].isCopy)
                continue;
            name += "=" + m_channels[member].channel.name;
            isGroup = true;
        }
        if (isGroup)
            names.push_back(name);
    }
    return measured(duplicates, std::move(names));
}

std::unique_ptr<Analyzer> create(const AnalyzerContext& context)
{
    if (context.sampleRate < cellsPerSecond)
        return std::make_unique<NoResult>(outputs, "the sample rate is below 100 Hz");
    if (programmeChannels(context).size() < 2)
        return std::make_unique<NoResult>(outputs, "a single channel has nothing to be compared with");
    return std::make_unique<Duplicates>(context);
}

} // namespace

extern const AnalyzerSpec duplicatesAnalyzer { "duplicates", outputs, create };

} // namespace assay
