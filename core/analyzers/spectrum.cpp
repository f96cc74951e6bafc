// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : the long-term spectrum: how high it reaches, what its end tells of the past, how it is balanced
// Result   : signal.bandwidth [Hz], signal.upsampled, signal.lossy_origin [%], spectrum.balance [dB], spectrum.tones
// Source   : own definition: mean power of 8192 samples at 48 kHz (Blackman-Harris), one stretch in four
// Input    : any rate from 8 kHz; the LFE is left out
// Undefined: shorter than one stretch (0.2 s), digital silence
// Accuracy : an edge within 150 Hz, bands within 0.1 dB; the percentages are evidence, not proof; tst_spectrum
#include "core/analyzers/analyzer.h"
#include "core/analyzers/no_result.h"
#include "core/analyzers/programme_channels.h"
#include "core/base/units.h"
#include "core/dsp/power_spectrum.h"
#include "core/dsp/single.h"
#include "core/dsp/spectral_edge.h"
#include "core/dsp/steady_lines.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace assay
{

namespace
{

constexpr MeasureSpec bandwidth { "signal.bandwidth", Unit::hertz, ValueKind::number,
    "Highest frequency with content: the steepest edge (a fall of 20 dB or more within 1 kHz behind which "
    "nothing comes back), else the highest band that is 10 dB above the noise of the source's depth and within "
    "100 dB of the highest; noise is content. The value is the widest channel's",
    "Assay: long-term spectrum" };
constexpr MeasureSpec upsampled { "signal.upsampled", Unit::percent, ValueKind::number,
    "Confidence that the sound was made at a lower sample rate: an edge of 20 dB (0 %) to 60 dB at 90 to 101 % "
    "of half a usual lower rate. At most 90 %, at most 50 % where a codec or filter explains it as well. "
    "Evidence, not proof",
    "Assay: edge of the long-term spectrum" };
constexpr MeasureSpec lossyOrigin { "signal.lossy_origin", Unit::percent, ValueKind::number,
    "Confidence that the sound went through a lossy codec: an edge of 20 dB (0 %) to 60 dB between 10 and 20.5 "
    "kHz, under 93 % of half the rate. At most 60 %: a filter or a narrow source leaves the same edge. Evidence, "
    "not proof",
    "Assay: edge of the long-term spectrum" };
constexpr MeasureSpec balance { "spectrum.balance", Unit::db, ValueKind::number,
    "Long-term level of low (20 to 250 Hz), mid (250 Hz to 2 kHz), high (2 to 20 kHz) and of third-octave bands, "
    "each relative to the whole; the value is high less low",
    "Assay: long-term spectrum; IEC 61260-1 for the third-octave bands" };
constexpr MeasureSpec tones { "spectrum.tones", Unit::events, ValueKind::events,
    "Steady odd frequencies from 100 Hz on (whine, 15.6 kHz of a monitor, a carrier; mains hum is signal.hum): "
    "10 dB over the 30 to 70 Hz beside them, both as the lowest of 8 stretches in 5.5 s, in at least 80 % of 3 "
    "or more such groups, alike within 1.5 dB. Notes end or breathe. The value of a place is its frequency in "
    "Hz; beside it how far each stands out, in dB",
    "Assay: lines in the lowest of the spectrum" };
constexpr std::array outputs { bandwidth, upsampled, lossyOrigin, balance, tones };

constexpr std::size_t stretchAt48k = 8192; // samples: 5.9 Hz a bin
constexpr std::size_t oneIn = 4; // stretches; the others are skipped
constexpr std::size_t binsPerBand = 8; // 47 Hz at 48 kHz
constexpr int lowestRate = 8000; // Hz
constexpr double aboveNoise = 10.0; // dB over the quantisation noise
constexpr double visible = 100.0; // dB: as far as the window and single precision show
constexpr float black = 1e-6F; // magnitude, -120 dBFS: where nothing is louder there is no sound to whine in
constexpr int depthOfFloat = 24; // bits: what float and coded sound is taken for
constexpr double certainDrop = 60.0; // dB: an edge that could not be clearer

// Halves of the sample rates in use, Hz.
constexpr std::array halfRates { 4000.0, 5512.5, 8000.0, 11025.0, 12000.0, 16000.0, 22050.0, 24000.0, 44100.0, 48000.0,
    88200.0, 96000.0 };

struct NamedBand {
    const char* name;
    double from; // Hz
    double to; // Hz
};
constexpr NamedBand low { "low", 20.0, 250.0 };
constexpr NamedBand mid { "mid", 250.0, 2000.0 };
constexpr NamedBand high { "high", 2000.0, 20000.0 };
constexpr std::array thirdOctaves { "100 Hz", "125 Hz", "160 Hz", "200 Hz", "250 Hz", "315 Hz", "400 Hz", "500 Hz",
    "630 Hz", "800 Hz", "1 kHz", "1.25 kHz", "1.6 kHz", "2 kHz", "2.5 kHz", "3.15 kHz", "4 kHz", "5 kHz", "6.3 kHz",
    "8 kHz", "10 kHz", "12.5 kHz", "16 kHz", "20 kHz" };
constexpr int firstThirdOctave = -10; // of 1 kHz; lower bands are narrower than what the window resolves

struct Channel {
    ProgrammeChannel channel;
    std::vector<double> powers; // sum over the stretches, by bin
    SteadyLines lines;
    std::vector<float> stretch {}; // that is being filled
};

class Spectrum final : public Analyzer
{
public:
    explicit Spectrum(const AnalyzerContext& context);
    void process(const Block& block) override;
    void finish(MeasurementSet& out) override;

private:
    void addStretch(Channel& channel);
    void addEnds(MeasurementSet& out) const;
    void addBalance(MeasurementSet& out) const;
    void addTones(MeasurementSet& out) const;
    [[nodiscard]] std::size_t bins() const { return m_spectrum.size() / 2 + 1; }
    [[nodiscard]] double quantisation() const;
    [[nodiscard]] double binWidth() const { return m_sampleRate / static_cast<double>(m_spectrum.size()); }

    int m_sampleRate;
    int m_depth; // bits
    PowerSpectrum m_spectrum;
    std::vector<Channel> m_channels;
    FrameCount m_stretches = 0; // whole ones
    FrameCount m_frames = 0;
};

Spectrum::Spectrum(const AnalyzerContext& context)
    : m_sampleRate(context.sampleRate)
    , m_depth(context.sampleFormat == SampleFormat::integer && context.bitDepth > 0 ? context.bitDepth : depthOfFloat)
    , m_spectrum(transformSize(stretchAt48k, context.sampleRate))
{
    for (ProgrammeChannel& channel : programmeChannels(context)) {
        if (!isLfe(channel.speaker))
            m_channels.push_back({ std::move(channel), std::vector<double>(bins()), SteadyLines(bins()) });
    }
}

void Spectrum::process(const Block& block)
{
    const auto size = static_cast<FrameCount>(m_spectrum.size());
    const FrameCount stride = size * static_cast<FrameCount>(oneIn);
    const FrameCount end = block.firstFrame() + static_cast<FrameCount>(block.frames());
    m_frames = end;
    for (FrameCount frame = block.firstFrame(); frame < end;) {
        const FrameCount start = frame / stride * stride;
        const FrameCount until = std::min(end, start + size);
        if (until <= frame) { // in what is skipped
            frame = start + stride;
            continue;
        }
        for (Channel& channel : m_channels) {
            const auto samples = block.channel(channel.channel.index)
                                     .subspan(static_cast<std::size_t>(frame - block.firstFrame()),
                                         static_cast<std::size_t>(until - frame));
            channel.stretch.resize(channel.stretch.size() + samples.size());
            narrow(samples, std::span(channel.stretch).last(samples.size()));
            if (until == start + size)
                addStretch(channel);
        }
        m_stretches += until == start + size ? 1 : 0;
        frame = until;
    }
}

void Spectrum::addStretch(Channel& channel)
{
    const std::span<const double> powers = m_spectrum.of(channel.stretch);
    for (std::size_t k = 0; k < powers.size(); ++k)
        channel.powers[k] += powers[k];
    if (std::ranges::any_of(channel.stretch, [](float sample) { return std::abs(sample) >= black; }))
        channel.lines.add(powers);
    channel.stretch.clear();
}

void Spectrum::finish(MeasurementSet& out)
{
    double sum = 0.0;
    for (Channel& channel : m_channels) {
        for (double& power : channel.powers)
            sum += power /= static_cast<double>(std::max<FrameCount>(m_stretches, 1));
    }
    if (sum > 0.0 && std::isfinite(sum)) {
        addEnds(out);
        addBalance(out);
        addTones(out);
        return;
    }
    for (const MeasureSpec& spec : outputs) {
        if (std::isnan(sum) || std::isinf(sum))
            out.add(notMeasured(spec, "the samples are too large for a spectrum"));
        else
            out.add(notApplicable(spec, m_stretches > 0 ? "digital silence" : "shorter than 0.2 s"));
    }
}

// dB in a bin: dither of two steps' width, evenly over all frequencies.
double Spectrum::quantisation() const
{
    const double step = std::ldexp(1.0, 1 - m_depth);
    return powerToDb(step * step / 4.0 / (static_cast<double>(m_spectrum.size()) / 2.0));
}

double confidence(double drop, double most)
{
    return most * std::clamp((drop - edgeDrop) / (certainDrop - edgeDrop), 0.0, 1.0);
}

double upsampledBy(const SpectralEdge& edge, int sampleRate)
{
    const double top = sampleRate / 2.0;
    const bool near = std::ranges::any_of(halfRates, [&](double half) {
        return half < 0.95 * top && edge.frequency >= 0.90 * half && edge.frequency <= 1.01 * half;
    });
    const bool ambiguous = sampleRate < 60000 || edge.frequency < 19500.0; // codecs and filters end there, too
    return near ? confidence(edge.drop, ambiguous ? 50.0 : 90.0) : 0.0;
}

double lossyBy(const SpectralEdge& edge, int sampleRate)
{
    const bool there
        = edge.frequency >= 10000.0 && edge.frequency <= 20500.0 && edge.frequency < 0.93 * sampleRate / 2.0;
    return there ? confidence(edge.drop, 60.0) : 0.0;
}

// The value of each channel, the highest of them as the value of the programme.
Measurement highestOf(const MeasureSpec& spec, std::vector<ChannelValue> channels)
{
    std::optional<double> highest;
    for (const ChannelValue& channel : channels) {
        if (channel.value)
            highest = std::max(highest.value_or(*channel.value), *channel.value);
    }
    Measurement result = highest ? measured(spec, *highest) : notApplicable(spec, "digital silence");
    result.channels = std::move(channels);
    return result;
}

void Spectrum::addEnds(MeasurementSet& out) const
{
    std::vector<ChannelValue> widths;
    std::vector<ChannelValue> lowerRates;
    std::vector<ChannelValue> codecs;
    for (const Channel& channel : m_channels) {
        const BandLevels bands = bandLevels(channel.powers, binsPerBand, binWidth());
        const double loudest = std::ranges::max(bands.levels);
        const auto end = highestContent(bands, std::max(quantisation() + aboveNoise, loudest - visible));
        const SpectralEdge edge = steepestEdge(bands).value_or(SpectralEdge {}); // at 0 Hz where there is none
        for (auto* values : { &widths, &lowerRates, &codecs })
            values->push_back({ channel.channel.name, {} });
        if (!end)
            continue;
        widths.back().value = edge.drop > 0.0 ? edge.frequency : *end;
        lowerRates.back().value = upsampledBy(edge, m_sampleRate);
        codecs.back().value = lossyBy(edge, m_sampleRate);
    }
    out.add(highestOf(bandwidth, std::move(widths)));
    out.add(highestOf(upsampled, std::move(lowerRates)));
    out.add(highestOf(lossyOrigin, std::move(codecs)));
}

double powerBetween(const std::vector<double>& powers, double binWidth, double from, double to)
{
    double sum = 0.0;
    for (std::size_t k = 1; k < powers.size(); ++k) {
        const double frequency = static_cast<double>(k) * binWidth;
        sum += frequency >= from && frequency < to ? powers[k] : 0.0;
    }
    return sum;
}

void Spectrum::addBalance(MeasurementSet& out) const
{
    std::vector<double> all(m_spectrum.size() / 2 + 1);
    for (const Channel& channel : m_channels) {
        for (std::size_t k = 0; k < all.size(); ++k)
            all[k] += channel.powers[k];
    }
    const double whole = powerBetween(all, binWidth(), 0.0, m_sampleRate);
    std::vector<ChannelValue> bands;
    const auto add = [&](const char* name, double from, double to) {
        const double power = powerBetween(all, binWidth(), from, to);
        bands.push_back({ name, {} });
        if (power > 0.0 && whole > 0.0)
            bands.back().value = powerToDb(power / whole);
    };
    for (const NamedBand& band : { low, mid, high })
        add(band.name, band.from, band.to);
    int band = firstThirdOctave;
    for (const char* name : thirdOctaves) {
        const double centre = 1000.0 * std::pow(10.0, band++ / 10.0); // Hz, IEC 61260-1: base ten
        if (centre < m_sampleRate / 2.0)
            add(name, centre * std::pow(10.0, -0.05), centre * std::pow(10.0, 0.05));
    }
    Measurement result = bands[0].value && bands[2].value ? measured(balance, *bands[2].value - *bands[0].value)
                                                          : notApplicable(balance, "no sound from 20 Hz to 20 kHz");
    result.channels = std::move(bands);
    out.add(std::move(result));
}

void Spectrum::addTones(MeasurementSet& out) const
{
    std::vector<Place> places;
    std::vector<ChannelValue> heights;
    std::size_t groups = 0;
    for (const Channel& channel : m_channels) {
        groups = std::max(groups, channel.lines.groups());
        for (const SteadyLines::Line& line : channel.lines.lines()) {
            const double frequency = line.bin * binWidth();
            const std::string name = channel.channel.name + " " + std::to_string(std::lround(frequency)) + " Hz";
            places.push_back({ 0, m_frames, channel.channel.name, frequency });
            heights.push_back({ name, line.height });
        }
    }
    if (groups < fewestLineGroups)
        return out.add(notApplicable(tones, "less than 17 s of sound: a held note would look the same"));
    Measurement result = measuredEvents(tones, std::move(places));
    result.channels = std::move(heights);
    out.add(std::move(result));
}

std::unique_ptr<Analyzer> create(const AnalyzerContext& context)
{
    if (context.sampleRate < lowestRate)
        return std::make_unique<NoResult>(outputs, "the sample rate is below 8 kHz");
    return std::make_unique<Spectrum>(context);
}

} // namespace

extern const AnalyzerSpec spectrumAnalyzer { "spectrum", outputs, create };

} // namespace assay
