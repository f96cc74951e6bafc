// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : how far sibilants and cymbals stand out, for vinyl: a lathe and a stylus follow only so much of them
// Result   : signal.sibilance [dB], by channel, with its place
// Source   : own definition: RMS of 5 to 10 kHz in the sharpest 40 ms of each second over the RMS of the whole channel
// Input    : any rate from 20 kHz; the LFE and other services are left out
// Undefined: shorter than 40 ms, digital silence
// Accuracy : 0.5 dB where the 40 ms are filled; tst_sibilance
#include "core/analyzers/analyzer.h"
#include "core/analyzers/no_result.h"
#include "core/analyzers/programme_channels.h"
#include "core/analyzers/shared_sound.h"
#include "core/base/units.h"
#include "core/dsp/grid.h"
#include "core/dsp/power_spectrum.h"
#include "core/dsp/single.h"

#include <array>
#include <cmath>

namespace assay
{

namespace
{

constexpr MeasureSpec sibilance { "signal.sibilance", Unit::db, ValueKind::number,
    "RMS of 5 to 10 kHz in 40 ms less that of the whole channel (seconds under -60 dBFS left out); looked at in the 40 "
    "ms of each second that have the strongest second difference, highest value. Sibilants, cymbals: around -10 dB is "
    "usual, above 0 dB the treble bursts are louder than the mean of all. The value is the highest channel's",
    "Assay: crest of the band from 5 to 10 kHz" };
constexpr std::array outputs { sibilance };

constexpr int lowestRate = 20000; // Hz: the band reaches up to half of it
constexpr double bandFrom = 5000.0; // Hz, where sibilants begin
constexpr double bandTo = 10000.0; // Hz
constexpr std::size_t burstCells = 4; // 40 ms: the length of a short s; design value
constexpr FrameCount secondCells = 100;
constexpr Dbfs audible { -60.0 }; // RMS of a second; design value

class Channel
{
public:
    Channel(ProgrammeChannel channel, std::size_t burst)
        : m_channel(std::move(channel))
        , m_burst(burst)
    {
    }

    void addCell(const Cell& cell, FrameCount index, PowerSpectrum& spectrum, int sampleRate);
    /// At the end of a block: copies what is wanted of it.
    void keep();
    /// At the end of a second: looks at its sharpest burst.
    void endSecond(PowerSpectrum& spectrum, int sampleRate);

    [[nodiscard]] const std::string& name() const { return m_channel.name; }
    [[nodiscard]] std::optional<double> value() const
    {
        if (!(m_best > 0.0) || !(m_frames > 0.0))
            return std::nullopt;
        return powerToDb(m_best) - powerToDb(m_energy / m_frames);
    }
    [[nodiscard]] FrameCount at() const { return m_bestAt; }
    [[nodiscard]] bool isFinite() const { return std::isfinite(m_energy); }

private:
    void endBurst();

    ProgrammeChannel m_channel;
    std::size_t m_burst; // samples of one
    double m_energy = 0.0; // of the seconds that count
    double m_frames = 0.0;
    double m_secondEnergy = 0.0; // of the second at hand
    double m_secondFrames = 0.0;
    std::vector<double> m_samples; // of the burst at hand, in earlier blocks
    std::span<const double> m_here; // and in this one
    FrameCount m_start = 0;
    double m_sharpness = 0.0;
    std::vector<double> m_sharpest; // samples of the second's sharpest burst
    FrameCount m_sharpestAt = 0;
    double m_mostSharpness = 0.0;
    double m_best = 0.0; // power of the band
    FrameCount m_bestAt = 0;
};

void Channel::addCell(const Cell& cell, FrameCount index, PowerSpectrum& spectrum, int sampleRate)
{
    const CellFacts& facts = cell.facts(m_channel.index);
    const std::span<const double> samples = cell.channel(m_channel.index);
    if (m_samples.empty() && m_here.empty())
        m_start = cell.firstFrame();
    m_here
        = { m_here.empty() ? samples.data() : m_here.data(), m_here.size() + samples.size() }; // cells stand in a row
    m_sharpness += facts.sharpness;
    m_secondEnergy += facts.squares;
    m_secondFrames += static_cast<double>(samples.size());
    if ((index + 1) % static_cast<FrameCount>(burstCells) == 0)
        endBurst();
    if ((index + 1) % secondCells == 0)
        endSecond(spectrum, sampleRate);
}

void Channel::keep()
{
    m_samples.insert(m_samples.end(), m_here.begin(), m_here.end());
    m_here = {};
}

void Channel::endBurst()
{
    if (m_sharpness > m_mostSharpness && m_samples.size() + m_here.size() >= m_burst) {
        keep();
        m_mostSharpness = m_sharpness;
        m_sharpestAt = m_start;
        std::swap(m_sharpest, m_samples);
    }
    m_samples.clear();
    m_here = {};
    m_sharpness = 0.0;
}

void Channel::endSecond(PowerSpectrum& spectrum, int sampleRate)
{
    if (m_secondEnergy >= dbToPower(audible.value()) * m_secondFrames) {
        m_energy += m_secondEnergy;
        m_frames += m_secondFrames;
        if (m_mostSharpness > 0.0) {
            std::vector<float> samples(m_burst);
            narrow(std::span(m_sharpest).first(m_burst), samples);
            const std::span<const double> powers = spectrum.of(samples);
            const double bins = static_cast<double>(m_burst) / sampleRate; // in 1 Hz
            double power = 0.0;
            for (auto k = static_cast<std::size_t>(std::ceil(bandFrom * bins));
                 k < powers.size() && static_cast<double>(k) <= bandTo * bins; ++k)
                power += powers[k];
            if (power > m_best) {
                m_best = power;
                m_bestAt = m_sharpestAt;
            }
        }
    }
    m_secondEnergy = 0.0;
    m_secondFrames = 0.0;
    m_mostSharpness = 0.0;
}

class Sibilance final : public Analyzer
{
public:
    explicit Sibilance(const AnalyzerContext& context)
        : m_sampleRate(context.sampleRate)
        , m_burst(
              static_cast<std::size_t>(cellStart(static_cast<FrameCount>(burstCells), context.sampleRate) - 1) / 2 * 2)
        , m_spectrum(m_burst)
    {
        for (ProgrammeChannel& channel : programmeChannels(context)) {
            if (!isLfe(channel.speaker))
                m_channels.emplace_back(std::move(channel), m_burst);
        }
    }
    void process(const Block& block) override
    {
        forEachCell(block, [this](const Cell& cell) {
            for (Channel& channel : m_channels)
                channel.addCell(cell, m_cells, m_spectrum, m_sampleRate);
            ++m_cells;
        });
        for (Channel& channel : m_channels)
            channel.keep();
    }
    void finish(MeasurementSet& out) override;

private:
    int m_sampleRate;
    std::size_t m_burst; // samples; even, and there in any four cells
    PowerSpectrum m_spectrum;
    std::vector<Channel> m_channels;
    FrameCount m_cells = 0;
};

void Sibilance::finish(MeasurementSet& out)
{
    std::vector<ChannelValue> values;
    const Channel* worst = nullptr;
    bool finite = true;
    for (Channel& channel : m_channels) {
        channel.endSecond(m_spectrum, m_sampleRate);
        finite &= channel.isFinite();
        values.push_back({ channel.name(), channel.value() });
        if (values.back().value && (worst == nullptr || *values.back().value > *worst->value()))
            worst = &channel;
    }
    if (!finite)
        return out.add(notMeasured(sibilance, "the samples are too large for a level"));
    Measurement result = worst != nullptr ? measured(sibilance, *worst->value())
        : m_cells < static_cast<FrameCount>(burstCells)
        ? notApplicable(sibilance, "shorter than 40 ms")
        : notApplicable(sibilance, "no second reaches -60 dBFS RMS with sound from 5 to 10 kHz");
    result.channels = std::move(values);
    if (worst != nullptr)
        result.at
            = Place { worst->at(), worst->at() + static_cast<FrameCount>(m_burst), worst->name(), worst->value() };
    out.add(std::move(result));
}

std::unique_ptr<Analyzer> create(const AnalyzerContext& context)
{
    if (context.sampleRate < lowestRate)
        return std::make_unique<NoResult>(outputs, "the sample rate is below 20 kHz");
    return std::make_unique<Sibilance>(context);
}

} // namespace

extern const AnalyzerSpec sibilanceAnalyzer { "sibilance", outputs, create };

} // namespace assay
