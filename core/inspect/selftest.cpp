// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/selftest.h"

#include "core/analyzers/analyzer.h"
#include "core/analyzers/shared_sound_builder.h"
#include "core/inspect/measure_programme.h"
#include "core/inspect/work_crew.h"

#include <algorithm>
#include <cmath>
#include <exception>

namespace assay
{

namespace
{

const MeasureSpec* outputNamed(const AnalyzerSpec& analyzer, std::string_view id)
{
    const auto found = std::ranges::find(analyzer.outputs, id, &MeasureSpec::id);
    return found == analyzer.outputs.end() ? nullptr : &*found;
}

void measure(const AnalyzerSpec& spec, const Signal& signal, MeasurementSet& out)
{
    const AnalyzerContext context { signal.sampleRate, signal.layout, signal.layout.channelNames(), signal.sampleFormat,
        signal.bitDepth };
    const std::unique_ptr<Analyzer> analyzer = spec.create(context);
    std::vector<const double*> planes;
    for (const Samples& samples : signal.channels)
        planes.push_back(samples.data());
    feed(*analyzer, signal.sampleRate, planes, signal.frames(), MeasureOptions {}.blockFrames); // as of a file
    analyzer->finish(out);
}

// Everything that the vector expects something of.
MeasurementSet measured(const SelftestVector& vector)
{
    MeasurementSet measures;
    const Signal signal = vector.signal();
    for (const AnalyzerSpec* spec : analyzerRegistry()) {
        if (std::ranges::any_of(vector.expectations,
                [spec](const Expectation& expected) { return outputNamed(*spec, expected.measure) != nullptr; }))
            measure(*spec, signal, measures);
    }
    return measures;
}

// The value farthest from the one expected, so that the line tells the worst.
std::optional<double> farthest(const MeasurementSet& measures, const Expectation& expected)
{
    const std::vector<double>* track = measures.series().find(expected.series);
    const auto from = static_cast<std::size_t>(std::llround(expected.seriesFrom / measures.series().hopSeconds));
    if (track == nullptr || from >= track->size())
        return {};
    std::optional<double> worst;
    for (const double value : std::span(*track).subspan(from)) {
        if (std::isnan(value))
            return {}; // a gap where there must be none
        if (!worst || std::abs(value - *expected.value) > std::abs(*worst - *expected.value))
            worst = value;
    }
    return worst;
}

void judge(SelftestLine& line, const MeasurementSet& measures)
{
    const Expectation& expected = line.expected;
    const Measurement* measurement = measures.find(expected.measure);
    if (measurement == nullptr) {
        line.reason = "no analyzer measures it";
        return;
    }
    line.unit = measurement->unit;
    line.reason = measurement->reason;
    if (!expected.value) {
        line.measured = measures.number(expected.measure);
        line.ok = measurement->state == MeasureState::notApplicable;
        return;
    }
    line.measured = expected.series.empty() ? measures.number(expected.measure) : farthest(measures, expected);
    if (!line.measured && line.reason.empty())
        line.reason = "the series has no value";
    line.ok = line.measured && *line.measured >= *expected.value - expected.below
        && *line.measured <= *expected.value + expected.above;
}

std::vector<SelftestLine> linesOf(const SelftestVector& vector)
{
    std::vector<SelftestLine> lines;
    for (const Expectation& expected : vector.expectations)
        lines.push_back({ vector.test, vector.source, vector.sound, expected, Unit::none, {}, {}, false });
    try {
        const MeasurementSet measures = measured(vector);
        for (SelftestLine& line : lines)
            judge(line, measures);
    } catch (const std::exception& error) {
        for (SelftestLine& line : lines) {
            line.ok = false;
            line.reason = error.what();
        }
    }
    return lines;
}

} // namespace

std::vector<SelftestLine> runSelftest(std::span<const SelftestVector> vectors, unsigned threads)
{
    std::vector<std::vector<SelftestLine>> perVector(vectors.size());
    WorkCrew crew(std::max(threads, 1U));
    crew.run(vectors.size(), [&](std::size_t i) { perVector[i] = linesOf(vectors[i]); });
    std::vector<SelftestLine> lines;
    for (const std::vector<SelftestLine>& some : perVector)
        lines.insert(lines.end(), some.begin(), some.end());
    return lines;
}

bool passes(std::span<const SelftestLine> lines)
{
    return !lines.empty() && std::ranges::all_of(lines, &SelftestLine::ok);
}

// As ASSAY_VECTORISE has it.
const char* kernelsInUse()
{
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__linux__)
    if (__builtin_cpu_supports("avx2") != 0)
        return "AVX2";
#endif
    return "baseline";
}

} // namespace assay
