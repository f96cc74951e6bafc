// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/invalid_samples.h"

#include <array>
#include <cmath>
#include <limits>

namespace assay
{

namespace
{

constexpr std::array specs {
    MeasureSpec { "signal.invalid_samples", Unit::events, ValueKind::events,
        "Runs of samples that are no numbers (NaN or infinity); every level of such a file counts as not measured",
        "IEEE 754; WAVE_FORMAT_IEEE_FLOAT" },
};

// Written so that the compiler vectorises it: no early exit.
bool allFinite(std::span<const double> samples)
{
    bool finite = true;
    for (const double sample : samples)
        finite &= std::abs(sample) <= std::numeric_limits<double>::max();
    return finite;
}

} // namespace

InvalidSamples::InvalidSamples(const std::vector<std::string>& channels)
{
    for (const std::string& name : channels)
        m_channels.push_back({ name });
}

void InvalidSamples::clean(std::size_t channel, std::span<double> samples, FrameCount first)
{
    if (allFinite(samples))
        return;
    Channel& found = m_channels[channel];
    for (std::size_t i = 0; i < samples.size(); ++i) {
        if (std::isfinite(samples[i]))
            continue;
        samples[i] = 0.0;
        const FrameCount frame = first + static_cast<FrameCount>(i);
        if (found.run.end != frame)
            endRun(found);
        found.run = { found.run.length() == 0 ? frame : found.run.start, frame + 1 };
    }
}

void InvalidSamples::endRun(Channel& channel)
{
    if (channel.run.length() > 0)
        channel.runs.add({ channel.run.start, channel.run.end, channel.name, {} });
    channel.run = {};
}

void InvalidSamples::finish(MeasurementSet& out)
{
    std::vector<std::pair<std::string, const EventList*>> lists;
    bool isAny = false;
    for (Channel& channel : m_channels) {
        endRun(channel);
        lists.emplace_back(channel.name, &channel.runs);
        isAny |= channel.runs.count() > 0;
    }
    if (isAny)
        distrust(out, "the file holds samples that are no numbers; see signal.invalid_samples");
    out.add(measuredEvents(specs[0], lists));
}

std::span<const MeasureSpec> invalidSamplesSpecs()
{
    return specs;
}

void distrust(MeasurementSet& out, const std::string& reason)
{
    std::vector<Measurement> doubtful;
    for (const auto& [id, measurement] : out.all()) {
        doubtful.push_back(
            Measurement { .id = id, .unit = measurement.unit, .state = MeasureState::notMeasured, .reason = reason });
    }
    for (Measurement& measurement : doubtful)
        out.add(std::move(measurement));
    out.series() = Series {};
}

} // namespace assay
