// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/run_analyzer.h"

#include "core/analyzers/shared_sound_builder.h"

#include <algorithm>
#include <stdexcept>

namespace assay::test
{

const AnalyzerSpec& analyzerNamed(std::string_view name)
{
    for (const AnalyzerSpec* spec : analyzerRegistry()) {
        if (spec->name == name)
            return *spec;
    }
    throw std::runtime_error("no analyzer " + std::string(name));
}

void run(Analyzer& analyzer, const Signal& signal, std::size_t blockFrames, MeasurementSet& measures)
{
    std::vector<const double*> planes;
    for (const Samples& samples : signal.channels)
        planes.push_back(samples.data());
    feed(analyzer, signal.sampleRate, planes, signal.frames(), blockFrames);
    analyzer.finish(measures);
}

MeasurementSet analyze(const AnalyzerSpec& analyzer, const Signal& signal, std::size_t blockFrames)
{
    const AnalyzerContext context { signal.sampleRate, signal.layout, signal.layout.channelNames(), signal.sampleFormat,
        signal.bitDepth };
    MeasurementSet measures;
    run(*analyzer.create(context), signal, blockFrames, measures);
    return measures;
}

MeasurementSet analyze(std::string_view analyzer, const Signal& signal, std::size_t blockFrames)
{
    return analyze(analyzerNamed(analyzer), signal, blockFrames);
}

double number(const MeasurementSet& measures, std::string_view id)
{
    const auto value = measures.number(id);
    if (!value)
        throw std::runtime_error(std::string(id) + " has no number: " + stateOf(measures, id));
    return *value;
}

double channelNumber(const MeasurementSet& measures, std::string_view id, std::string_view channel)
{
    const Measurement* measurement = measures.find(id);
    if (measurement != nullptr) {
        const auto found = std::ranges::find(measurement->channels, channel, &ChannelValue::channel);
        if (found != measurement->channels.end() && found->value)
            return *found->value;
    }
    throw std::runtime_error(std::string(id) + " has no number for channel " + std::string(channel));
}

std::string stateOf(const MeasurementSet& measures, std::string_view id)
{
    const Measurement* measurement = measures.find(id);
    if (measurement == nullptr)
        return "missing";
    const std::string state(nameOf(measurement->state));
    return measurement->reason.empty() ? state : state + ": " + measurement->reason;
}

} // namespace assay::test
