// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : mains hum: 50 or 60 Hz and its harmonics over what lies between them, where the programme is quietest
// Result   : signal.hum [dB]; beside it each channel at either frequency ("L 50 Hz")
// Source   : own definition, after a harmonic comb over the neighbourhood in the quietest tenth
// Input    : any rate from 2 kHz; the LFE is left out
// Undefined: shorter than 4.1 s of sound; digital silence does not count
// Accuracy : +-2 dB of a steady hum over steady noise; tst_hum
#include "core/analyzers/analyzer.h"
#include "core/analyzers/no_result.h"
#include "core/analyzers/programme_channels.h"
#include "core/base/units.h"
#include "core/dsp/decimator.h"
#include "core/dsp/power_spectrum.h"
#include "core/dsp/single.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace assay
{

namespace
{

constexpr MeasureSpec hum { "signal.hum", Unit::db, ValueKind::number,
    "Power of mains hum (50 or 60 Hz and harmonics up to the eighth, each a peak within 0.3 Hz + 0.4 % of its place) "
    "over the noise 4.5 to 9 Hz beside them in as wide a band; median of the quietest tenth of stretches of 1.4 s, at "
    "least 5. A steady musical tone at these frequencies counts. The value is the highest channel's",
    "Assay: harmonic comb" };
constexpr std::array outputs { hum };

constexpr double analysisRate = 6000.0; // Hz, about: harmonics up to 480 Hz
constexpr std::size_t stretchSize = 8192; // samples at that rate: 1.4 s, 0.73 Hz a bin
constexpr std::size_t stretchHop = stretchSize / 2;
constexpr int lowestRate = 2000; // Hz
constexpr std::array<double, 2> mains { 50.0, 60.0 }; // Hz
constexpr std::array<const char*, 2> mainsNames { "50 Hz", "60 Hz" };
constexpr int harmonics = 8;
constexpr double placeTolerance = 0.3; // Hz: what the window resolves
constexpr double mainsTolerance = 0.004; // of the frequency: what mains wander, 0.2 Hz in 50
constexpr double besideFrom = 4.5; // Hz: behind the window's main lobe
constexpr double besideTo = 9.0; // Hz: before the next harmonic
constexpr std::size_t quietest = 10; // one in
constexpr std::size_t fewest = 5; // stretches
constexpr Dbfs black { -120.0 }; // RMS of a stretch: under it there is no sound to hum in

struct Stretch {
    float power = 0.0F; // mean square
    std::array<float, mains.size()> comb {}; // dB, by mains frequency
};

struct Channel {
    Channel(ProgrammeChannel programmeChannel, std::size_t factor)
        : channel(std::move(programmeChannel))
        , decimator(factor)
    {
    }
    ProgrammeChannel channel;
    Decimator decimator;
    std::vector<float> samples {}; // at the lower rate, from the start of the stretch at hand
    std::vector<Stretch> stretches {}; // three numbers every 0.7 s
};

class Hum final : public Analyzer
{
public:
    explicit Hum(const AnalyzerContext& context);
    void process(const Block& block) override;
    void finish(MeasurementSet& out) override;

private:
    void addStretch(Channel& channel);
    [[nodiscard]] double comb(std::span<const double> powers, double frequency) const;

    std::size_t m_factor;
    double m_binWidth; // Hz
    PowerSpectrum m_spectrum;
    std::vector<Channel> m_channels;
    bool m_tooLarge = false;

    struct Harmonic {
        double peak = 0.0;
        double beside = 0.0;
    };
    [[nodiscard]] Harmonic harmonicAt(std::span<const double> powers, double frequency) const;
};

Hum::Hum(const AnalyzerContext& context)
    : m_factor(static_cast<std::size_t>(std::max(1L, std::lround(context.sampleRate / analysisRate))))
    , m_binWidth(context.sampleRate / static_cast<double>(m_factor) / static_cast<double>(stretchSize))
    , m_spectrum(stretchSize)
{
    for (ProgrammeChannel& channel : programmeChannels(context)) {
        if (!isLfe(channel.speaker))
            m_channels.emplace_back(std::move(channel), m_factor);
    }
}

void Hum::process(const Block& block)
{
    for (Channel& channel : m_channels) {
        channel.decimator.process(block.channel(channel.channel.index), channel.samples);
        while (channel.samples.size() >= stretchSize)
            addStretch(channel);
    }
}

void Hum::addStretch(Channel& channel)
{
    const std::span<const float> samples = std::span(channel.samples).first(stretchSize);
    const double squares = energyOf(samples) / static_cast<double>(stretchSize);
    m_tooLarge |= !std::isfinite(squares);
    if (squares >= dbToPower(black.value()) && std::isfinite(squares)) {
        const std::span<const double> powers = m_spectrum.of(samples);
        Stretch stretch { static_cast<float>(squares) };
        for (std::size_t i = 0; i < mains.size(); ++i)
            stretch.comb[i] = static_cast<float>(comb(powers, mains[i]));
        channel.stretches.push_back(stretch);
    }
    channel.samples.erase(channel.samples.begin(), channel.samples.begin() + static_cast<std::ptrdiff_t>(stretchHop));
}

// The power of a peak that stands where the harmonic belongs, and the noise of as many bins beside it.
Hum::Harmonic Hum::harmonicAt(std::span<const double> powers, double frequency) const
{
    const double tolerance = placeTolerance + mainsTolerance * frequency;
    const auto bin = [this](double hertz) { return static_cast<std::size_t>(std::lround(hertz / m_binWidth)); };
    std::size_t top = bin(frequency - tolerance) - 1; // a bin farther: a peak there stands outside
    for (std::size_t k = top; k <= bin(frequency + tolerance) + 1; ++k)
        top = powers[k] > powers[top] ? k : top;
    std::vector<double> beside;
    for (const double side : { -1.0, 1.0 }) {
        const std::size_t from = bin(frequency + side * (side < 0.0 ? besideTo : besideFrom));
        const std::size_t to = bin(frequency + side * (side < 0.0 ? besideFrom : besideTo));
        beside.insert(beside.end(), powers.begin() + static_cast<std::ptrdiff_t>(from),
            powers.begin() + static_cast<std::ptrdiff_t>(to) + 1);
    }
    std::ranges::nth_element(beside, beside.begin() + static_cast<std::ptrdiff_t>(beside.size() / 2));
    constexpr std::size_t lobe = 2; // bins to each side that hold a peak's power
    Harmonic harmonic;
    harmonic.beside = beside[beside.size() / 2] * (2.0 * lobe + 1.0);
    double weighted = 0.0;
    for (std::size_t k = top - lobe; k <= top + lobe; ++k) {
        harmonic.peak += powers[k];
        weighted += powers[k] * static_cast<double>(k);
    }
    const bool isPeak = powers[top] >= powers[top - 1] && powers[top] >= powers[top + 1];
    const double place = harmonic.peak > 0.0 ? weighted / harmonic.peak * m_binWidth : 0.0;
    if (!isPeak || std::abs(place - frequency) > tolerance)
        harmonic.peak = harmonic.beside; // something else
    return harmonic;
}

double Hum::comb(std::span<const double> powers, double frequency) const
{
    double peaks = 0.0;
    double beside = 0.0;
    for (int n = 1; n <= harmonics; ++n) {
        const Harmonic harmonic = harmonicAt(powers, n * frequency);
        peaks += harmonic.peak;
        beside += harmonic.beside;
    }
    constexpr double most = 150.0; // dB, more than single precision holds
    return beside > 0.0 ? std::min(powerToDb(peaks / beside), most) : peaks > 0.0 ? most : 0.0;
}

// Median over the quietest tenth.
std::optional<double> medianComb(std::vector<Stretch> stretches, std::size_t i)
{
    if (stretches.size() < fewest)
        return std::nullopt;
    std::ranges::stable_sort(stretches, {}, &Stretch::power);
    stretches.resize(std::max(fewest, stretches.size() / quietest));
    std::ranges::sort(stretches, {}, [i](const Stretch& stretch) { return stretch.comb[i]; });
    return static_cast<double>(stretches[stretches.size() / 2].comb[i]);
}

void Hum::finish(MeasurementSet& out)
{
    if (m_tooLarge)
        return out.add(notMeasured(hum, "the samples are too large for a spectrum"));
    std::vector<ChannelValue> channels;
    std::optional<double> highest;
    for (const Channel& channel : m_channels) {
        for (std::size_t i = 0; i < mains.size(); ++i) {
            const auto value = medianComb(channel.stretches, i);
            channels.push_back({ channel.channel.name + " " + mainsNames[i], value });
            if (value)
                highest = std::max(highest.value_or(*value), *value);
        }
    }
    Measurement result = highest ? measured(hum, *highest) : notApplicable(hum, "less than 4.1 s of sound");
    result.channels = std::move(channels);
    out.add(std::move(result));
}

std::unique_ptr<Analyzer> create(const AnalyzerContext& context)
{
    if (context.sampleRate < lowestRate)
        return std::make_unique<NoResult>(outputs, "the sample rate is below 2 kHz");
    return std::make_unique<Hum>(context);
}

} // namespace

extern const AnalyzerSpec humAnalyzer { "hum", outputs, create };

} // namespace assay
