// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/speech_lane.h"

#include "core/dsp/grid.h"
#include "core/dsp/speech_time.h"
#include "core/inspect/ear.h"

#include <algorithm>
#include <array>

namespace assay
{

namespace
{

constexpr std::array mixSpecs { MeasureSpec { "loudness.dialogue_detector", Unit::none, ValueKind::text,
    "What detected speech in the mix (model, hash, version): it hears the centre with left and right 12 dB below, or "
    "the middle of left and right; the series speech_probability is what it said",
    "Silero VAD v6" } };

constexpr std::array channelSpecs { MeasureSpec { "me.speech", Unit::percent, ValueKind::number,
    "Share of the M&E in which a detector hears speech (as loudness.dialogue_detected does), channel by channel "
    "without the LFE: the channel with the most; its places are what is heard. Walla and singing are heard as well",
    "Silero VAD v6" } };

constexpr double besideCentre = 0.125; // -12 dB of (L + R) / 2: dialogue outside the centre is still heard, and music
                                       // hides the centre less; design value

// Gains with which the channels make the signal that is heard; empty where nothing speaks in such a layout.
std::vector<double> gainsFor(const Layout& layout)
{
    std::vector<double> gains(layout.size(), 0.0);
    const auto find = [&](Speaker speaker) {
        const auto found = std::ranges::find(layout.channels, speaker);
        return found == layout.channels.end() ? nullptr
                                              : &gains[static_cast<std::size_t>(found - layout.channels.begin())];
    };
    double* const centre = find(Speaker::centre);
    double* const left = find(Speaker::left);
    double* const right = find(Speaker::right);
    if (centre != nullptr)
        *centre = 1.0;
    if (left != nullptr && right != nullptr)
        *left = *right = centre != nullptr ? besideCentre : 0.5;
    if (centre == nullptr && (left == nullptr || right == nullptr))
        std::ranges::fill(gains, 1.0 / static_cast<double>(std::max<std::size_t>(layout.size(), 1)));
    return gains;
}

// In the place of a detector that there is not.
class Deaf final : public Analyzer
{
public:
    Deaf(const MeasureSpec& output, std::string reason)
        : m_output(output)
        , m_reason(std::move(reason))
    {
    }
    void process(const Block&) override { }
    void finish(MeasurementSet& out) override { out.add(notMeasured(m_output, m_reason)); }

private:
    const MeasureSpec& m_output;
    std::string m_reason;
};

class SpeechLane final : public Analyzer
{
public:
    explicit SpeechLane(Ear ear)
        : m_ear(std::move(ear))
    {
    }

    void process(const Block& block) override { m_ear.hear(block); }

    void finish(MeasurementSet& out) override
    {
        out.series().tracks[std::string(speechTrack)] = m_ear.finish();
        out.add(measured(mixSpecs.front(), m_ear.detector()));
    }

private:
    Ear m_ear;
};

// One channel of an M&E. Each adds itself to the same measure; what one could not hear, none knows.
class ChannelLane final : public Analyzer
{
public:
    ChannelLane(Ear ear, std::string channel, int sampleRate)
        : m_ear(std::move(ear))
        , m_channel(std::move(channel))
        , m_sampleRate(sampleRate)
    {
    }

    void process(const Block& block) override
    {
        m_ear.hear(block);
        m_frames += static_cast<FrameCount>(block.frames());
    }

    void finish(MeasurementSet& out) override
    {
        const MeasureSpec& spec = channelSpecs.front();
        const Measurement* const others = out.find(spec.id);
        if (others != nullptr && others->state == MeasureState::notMeasured)
            return;
        if (m_frames == 0)
            return out.add(notApplicable(spec, "there is no sound"));
        std::vector<Place> places = placesOfSpeech(speechOfProbabilities(m_ear.finish()), m_frames, m_sampleRate);
        FrameCount spoken = 0;
        for (Place& place : places) {
            place.channel = m_channel;
            spoken += place.end - place.start;
        }
        const double share = 100.0 * static_cast<double>(spoken) / static_cast<double>(m_frames);
        Measurement all = measured(spec, std::max(share, out.number(spec.id).value_or(0.0)));
        if (others != nullptr) {
            all.channels = others->channels;
            all.events = others->events;
        }
        all.channels.push_back({ m_channel, share });
        all.events.insert(all.events.end(), places.begin(), places.end());
        std::ranges::stable_sort(all.events, {}, &Place::start);
        all.events.resize(std::min(all.events.size(), maxEvents));
        out.add(std::move(all));
    }

private:
    Ear m_ear;
    std::string m_channel;
    int m_sampleRate;
    FrameCount m_frames = 0;
};

// An ear for channels by their gains; the error says why there is none.
Result<Ear> earFor(const AnalyzerContext& context, std::vector<double> gains, const MakeSpeechDetector& make)
{
    if (context.sampleRate < cellsPerSecond)
        return fail(ErrorCode::unsupported, "nobody speaks at such a sample rate");
    auto detector = make();
    if (!detector)
        return tl::unexpected(detector.error());
    return Ear(std::move(*detector), std::move(gains), context.sampleRate);
}

bool isAnyAsked(const AskedMeasures& asked, std::string_view beginning)
{
    return std::ranges::any_of(asked, [&](const std::string& id) { return id.starts_with(beginning); });
}

} // namespace

std::span<const MeasureSpec> speechLaneSpecs()
{
    return mixSpecs;
}

std::span<const MeasureSpec> channelSpeechSpecs()
{
    return channelSpecs;
}

std::vector<Place> placesOfSpeech(const SpeechTime& speech, FrameCount frames, int sampleRate)
{
    std::vector<Place> places;
    for (std::size_t from = 0; from < speech.size(); ++from) {
        if (!speech[from])
            continue;
        std::size_t to = from;
        while (to < speech.size() && speech[to])
            ++to;
        places.push_back({ stepStart(static_cast<FrameCount>(from), sampleRate),
            std::min(stepStart(static_cast<FrameCount>(to), sampleRate), frames) });
        from = to;
    }
    return places;
}

std::unique_ptr<Analyzer> makeSpeechLane(const AnalyzerContext& context, const MakeSpeechDetector& make)
{
    auto ear = earFor(context, gainsFor(context.layout), make);
    if (!ear)
        return std::make_unique<Deaf>(mixSpecs.front(), ear.error().message);
    return std::make_unique<SpeechLane>(std::move(*ear));
}

std::unique_ptr<Analyzer> makeChannelLane(
    const AnalyzerContext& context, std::size_t channel, const MakeSpeechDetector& make)
{
    std::vector<double> gains(context.layout.size());
    gains.at(channel) = 1.0;
    auto ear = earFor(context, std::move(gains), make);
    if (!ear)
        return std::make_unique<Deaf>(channelSpecs.front(), ear.error().message);
    return std::make_unique<ChannelLane>(std::move(*ear), context.channelNames.at(channel), context.sampleRate);
}

SpeechWish speechWishFor(const std::string& role, const AskedMeasures& asked)
{
    const bool dialogue = isAnyAsked(asked, "loudness.dialogue");
    const bool leak = isAnyAsked(asked, channelSpecs.front().id);
    return { dialogue && (role == "mix" || role == "unknown"),
        role == "m&e" ? dialogue || leak : leak && role == "unknown" };
}

} // namespace assay
