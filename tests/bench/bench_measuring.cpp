// SPDX-License-Identifier: GPL-3.0-or-later
// Time per sample and channel of the kernels, and of each analyzer on a stereo programme.
#include "core/dsp/fft.h"
#include "core/dsp/fold_down.h"
#include "core/dsp/k_weighting.h"
#include "core/dsp/peak.h"
#include "core/dsp/true_peak.h"
#include "tests/support/run_analyzer.h"

#include <algorithm>
#include <benchmark/benchmark.h>

using namespace assay;
using namespace assay::test;

namespace
{

constexpr int rate = 48000;
constexpr double seconds = 10.0; // of sound: larger than the caches, as a file is

Signal programme(std::size_t channels, bool dense)
{
    Signal signal { rate, channels == 2 ? layoutNamed("stereo").value() : unknownLayout(channels), {} };
    if (channels == 6)
        signal.layout = layoutNamed("5.1").value();
    for (std::uint32_t i = 0; i < channels; ++i)
        signal.channels.push_back(dense ? noise(0.9, seconds, rate, i) : speechLike(seconds, rate, i));
    return signal;
}

void count(benchmark::State& state, const Signal& signal)
{
    const auto samples = static_cast<std::int64_t>(signal.frames() * signal.channels.size());
    state.SetItemsProcessed(state.iterations() * samples);
    state.counters["ns/sample"] = benchmark::Counter(static_cast<double>(state.iterations() * samples) * 1e-9,
        benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void kWeightingOf(benchmark::State& state)
{
    const Signal signal = programme(static_cast<std::size_t>(state.range(0)), true);
    std::vector<const double*> planes(signal.channels.size());
    std::vector<double> energies(signal.channels.size());
    constexpr std::size_t cell = rate / 100;
    for (auto _ : state) {
        KFilter meter(rate, signal.channels.size());
        for (std::size_t from = 0; from + cell <= signal.frames(); from += cell) {
            for (std::size_t i = 0; i < planes.size(); ++i)
                planes[i] = signal.channels[i].data() + from;
            meter.process(planes, cell, energies);
            benchmark::DoNotOptimize(energies.data());
        }
    }
    count(state, signal);
}
BENCHMARK(kWeightingOf)->Arg(1)->Arg(2)->Arg(6)->ArgName("channels")->Unit(benchmark::kMillisecond);

// Nothing can be skipped with a floor of zero in every call.
void truePeakWithoutSkipping(benchmark::State& state)
{
    const Signal signal = programme(1, true);
    for (auto _ : state) {
        TruePeakFilter filter;
        for (std::size_t from = 0; from + TruePeakFilter::chunk <= signal.frames(); from += TruePeakFilter::chunk)
            benchmark::DoNotOptimize(
                filter.process(std::span(signal.channels[0]).subspan(from, TruePeakFilter::chunk), 0.0));
    }
    count(state, signal);
}
BENCHMARK(truePeakWithoutSkipping)->Unit(benchmark::kMillisecond);

void maximaOf(benchmark::State& state)
{
    const Signal signal = programme(1, true);
    for (auto _ : state) {
        for (std::size_t from = 0; from + 480 <= signal.frames(); from += 480)
            benchmark::DoNotOptimize(maxMagnitude(std::span(signal.channels[0]).subspan(from, 480)));
    }
    count(state, signal);
}
BENCHMARK(maximaOf)->Unit(benchmark::kMillisecond);

void fourierOf(benchmark::State& state)
{
    const Signal signal = programme(1, true);
    RealFft fft(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) {
        for (std::size_t from = 0; from + fft.size() <= signal.frames(); from += fft.size()) {
            std::ranges::transform(std::span(signal.channels[0]).subspan(from, fft.size()), fft.samples().begin(),
                [](double sample) { return static_cast<float>(sample); });
            fft.forward();
            benchmark::DoNotOptimize(fft.bins().data());
        }
    }
    count(state, signal);
}
BENCHMARK(fourierOf)->Arg(1024)->Arg(4096)->Arg(16384)->ArgName("size")->Unit(benchmark::kMillisecond);

void mixOfSix(benchmark::State& state)
{
    const Signal signal = programme(6, true);
    std::vector<double> sums(4800);
    for (auto _ : state) {
        for (std::size_t from = 0; from + sums.size() <= signal.frames(); from += sums.size()) {
            std::vector<MixPart> parts;
            for (const std::vector<double>& channel : signal.channels)
                parts.push_back({ channel.data() + from, 0.5 });
            mix(parts, sums);
            benchmark::DoNotOptimize(sums.data());
        }
    }
    count(state, signal);
}
BENCHMARK(mixOfSix)->Unit(benchmark::kMillisecond);

void analyzer(benchmark::State& state, const AnalyzerSpec* spec, std::size_t channels, bool dense)
{
    const Signal signal = programme(channels, dense);
    for (auto _ : state)
        benchmark::DoNotOptimize(analyze(*spec, signal, 16384));
    count(state, signal);
}

} // namespace

int main(int argc, char** argv)
{
    for (const AnalyzerSpec* spec : analyzerRegistry()) {
        for (const std::size_t channels : { 2U, 6U }) {
            for (const bool dense : { false, true }) {
                const std::string name
                    = std::string(spec->name) + "/" + std::to_string(channels) + (dense ? "/noise" : "/speech");
                benchmark::RegisterBenchmark(name.c_str(), analyzer, spec, channels, dense)
                    ->Unit(benchmark::kMillisecond);
            }
        }
    }
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
}
