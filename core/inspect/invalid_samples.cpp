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

InvalidSamples::InvalidSamples(std::vector<std::string> channels)
    : m_channels(std::move(channels))
    , m_runs(m_channels.size())
{
}

void InvalidSamples::clean(std::size_t channel, std::span<double> samples, FrameCount first)
{
    if (allFinite(samples))
        return;
    std::vector<Place>& runs = m_runs[channel];
    for (std::size_t i = 0; i < samples.size(); ++i) {
        if (std::isfinite(samples[i]))
            continue;
        samples[i] = 0.0;
        const FrameCount frame = first + static_cast<FrameCount>(i);
        if (!runs.empty() && runs.back().end == frame)
            runs.back().end = frame + 1;
        else
            runs.push_back(Place { frame, frame + 1, m_channels[channel], {} });
    }
}

void InvalidSamples::finish(MeasurementSet& out)
{
    std::vector<Place> all;
    for (const std::vector<Place>& runs : m_runs)
        all.insert(all.end(), runs.begin(), runs.end());
    if (!all.empty())
        distrust(out, "the file holds samples that are no numbers; see signal.invalid_samples");
    out.add(measuredEvents(specs[0], std::move(all)));
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
