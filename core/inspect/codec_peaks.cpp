// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : highest true peak of each channel after a lossy codec
// Result   : peak.true_after_codec [dBTP], the worst, and peak.true_after_codec.<codec>, places in the original
// Source   : ITU-R BS.1770-5 (11/2023) Annex 2 on what libav's encoder and decoder give back; settings:
// store_codecs.cpp Input    : channels the codec takes; other rates than 44.1 and 48 kHz resampled first; data channels
// left out Undefined: layouts the codec is not sent with, digital silence; not measured: no such encoder, unknown
// positions Accuracy : that of peak.true on what came back; its place within 3 frames; tst_codec_trip, tst_codec_peaks
#include "core/inspect/codec_peaks.h"

#include "core/analyzers/no_result.h"
#include "core/analyzers/programme_channels.h"
#include "core/base/units.h"
#include "core/dsp/peak.h"
#include "core/dsp/true_peak.h"
#include "core/media/codec_trip.h"

#include <algorithm>
#include <array>

namespace assay
{

namespace
{

constexpr const char* source = "ITU-R BS.1770-5 Annex 2, after libav's encoder and decoder";

constexpr std::array specs {
    MeasureSpec { "peak.true_after_codec", Unit::dbtp, ValueKind::number,
        "Highest true peak after encoding and decoding, in the worst of the codecs that the layout is sent in; one "
        "value a codec. Runs only where a profile asks for it, or with --after-codec",
        source },
    MeasureSpec { "peak.true_after_codec.aac", Unit::dbtp, ValueKind::number,
        "Highest true peak after AAC-LC at 128 kbit/s a channel (256 in stereo)", source },
    MeasureSpec { "peak.true_after_codec.mp3", Unit::dbtp, ValueKind::number,
        "Highest true peak after MP3 at 320 kbit/s", source },
    MeasureSpec { "peak.true_after_codec.opus", Unit::dbtp, ValueKind::number,
        "Highest true peak after Opus at 80 kbit/s a channel (160 in stereo), resampled to 48 kHz", source },
    MeasureSpec { "peak.true_after_codec.vorbis", Unit::dbtp, ValueKind::number,
        "Highest true peak after Vorbis at 160 kbit/s a channel (320 in stereo)", source },
    MeasureSpec { "peak.true_after_codec.ac3_448", Unit::dbtp, ValueKind::number,
        "Highest true peak after AC-3 at 448 kbit/s, of three to six channels, resampled to 48 kHz", source },
    MeasureSpec { "peak.true_after_codec.ac3_640", Unit::dbtp, ValueKind::number,
        "Highest true peak after AC-3 at 640 kbit/s, of three to six channels, resampled to 48 kHz", source },
};

constexpr const char* notAsked = "runs only where a profile asks for it, or with --after-codec";

// Follows one channel of what comes back.
struct Channel {
    std::string name;
    TruePeakFilter filter {};
    Peak highest {};

    void raise(const Peak& found)
    {
        if (found.value > highest.value)
            highest = found;
    }

    void follow(std::span<const double> samples, FrameCount first)
    {
        const double peak = maxMagnitude(samples);
        if (peak > highest.value)
            highest = { peak, first + static_cast<FrameCount>(firstReaching(samples, peak)) };
        raise(filter.process(samples, highest.value));
    }
};

class CodecPeak final : public Analyzer
{
public:
    CodecPeak(const AnalyzerContext& context, std::size_t codec, std::unique_ptr<CodecTrip> trip)
        : m_spec(specs.at(codec + 1))
        , m_sampleRate(context.sampleRate)
        , m_trip(std::move(trip))
    {
        for (const ProgrammeChannel& channel : programmeChannels(context))
            m_channels.push_back({ channel.name });
    }

    void process(const Block& block) override
    {
        if (m_trouble.empty())
            note(m_trip->send(block, [this](const Block& back) { follow(back); }));
    }

    void finish(MeasurementSet& out) override
    {
        if (m_trouble.empty())
            note(m_trip->finish([this](const Block& back) { follow(back); }));
        for (Channel& channel : m_channels)
            channel.raise(channel.filter.flush(channel.highest.value));
        out.add(m_trouble.empty() ? result() : notMeasured(m_spec, m_trouble));
    }

private:
    void note(const Result<void>& done)
    {
        if (!done)
            m_trouble = done.error().message;
    }

    void follow(const Block& back)
    {
        for (std::size_t i = 0; i < m_channels.size(); ++i)
            m_channels[i].follow(back.channel(i), back.firstFrame());
    }

    // Where a frame of what came back stood before.
    [[nodiscard]] FrameCount original(FrameCount frame) const
    {
        return (frame * m_sampleRate + m_trip->sampleRate() / 2) / m_trip->sampleRate();
    }

    [[nodiscard]] Measurement result() const
    {
        const Channel& highest
            = *std::ranges::max_element(m_channels, {}, [](const Channel& channel) { return channel.highest.value; });
        const double level = amplitudeToDb(highest.highest.value);
        Measurement found
            = highest.highest.value > 0.0 ? measured(m_spec, level) : notApplicable(m_spec, "digital silence");
        if (found.value) {
            const FrameCount frame = original(highest.highest.frame);
            found.at = Place { frame, frame + 1, highest.name, level };
        }
        for (const Channel& channel : m_channels) {
            found.channels.push_back({ channel.name, {} });
            if (channel.highest.value > 0.0)
                found.channels.back().value = amplitudeToDb(channel.highest.value);
        }
        return found;
    }

    const MeasureSpec& m_spec;
    int m_sampleRate;
    std::unique_ptr<CodecTrip> m_trip;
    std::vector<Channel> m_channels;
    std::string m_trouble;
};

// A trip that cannot begin.
class NoTrip final : public Analyzer
{
public:
    explicit NoTrip(Measurement why)
        : m_why(std::move(why))
    {
    }
    void process(const Block&) override { }
    void finish(MeasurementSet& out) override { out.add(std::move(m_why)); }

private:
    Measurement m_why;
};

} // namespace

std::span<const MeasureSpec> codecPeakSpecs()
{
    return specs;
}

std::span<const MeasureSpec> codecPeakSpecsOf(std::size_t codec)
{
    return codecPeakSpecs().subspan(codec + 1, 1);
}

std::vector<std::size_t> codecsAsked(const AskedMeasures& asked)
{
    std::vector<std::size_t> codecs;
    for (std::size_t i = 0; i < storeCodecs().size(); ++i) {
        if (asked.contains(specs.front().id) || asked.contains(specs.at(i + 1).id))
            codecs.push_back(i);
    }
    return codecs;
}

std::unique_ptr<Analyzer> makeCodecPeak(const AnalyzerContext& context, std::size_t codec)
{
    const StoreCodec& sent = storeCodecs()[codec];
    const MeasureSpec& spec = specs.at(codec + 1);
    if (context.isScene)
        return std::make_unique<NoTrip>(notMeasured(spec, sceneHasNoSum));
    if (std::string reason = whyNotSent(sent, context.layout); !reason.empty())
        return std::make_unique<NoTrip>(notApplicable(spec, std::move(reason)));
    auto trip = openCodecTrip(sent, context.layout, context.sampleRate);
    if (!trip)
        return std::make_unique<NoTrip>(notMeasured(spec, trip.error().message));
    return std::make_unique<CodecPeak>(context, codec, std::move(*trip));
}

// One that could not be measured might have been worse: then the worst is not known either.
void addWorstCodecPeak(MeasurementSet& measures)
{
    const Measurement* worst = nullptr;
    const Measurement* unknown = nullptr;
    const Measurement* without = nullptr;
    std::vector<ChannelValue> values;
    for (std::size_t i = 0; i < storeCodecs().size(); ++i) {
        const MeasureSpec& spec = specs.at(i + 1);
        if (measures.find(spec.id) == nullptr)
            measures.add(notMeasured(spec, notAsked));
        const Measurement* found = measures.find(spec.id);
        if (found->state == MeasureState::notMeasured)
            unknown = unknown != nullptr ? unknown : found;
        else if (found->state == MeasureState::notApplicable)
            without = without != nullptr ? without : found;
        else if (worst == nullptr || *numberIn(*found->value) > *numberIn(*worst->value))
            worst = found;
        if (found->state != MeasureState::notApplicable)
            values.push_back({ std::string(storeCodecs()[i].id), measures.number(spec.id) });
    }
    Measurement result = unknown != nullptr ? notMeasured(specs.front(),
                             unknown->reason == notAsked ? std::string(notAsked) : unknown->id + ": " + unknown->reason)
        : worst != nullptr                  ? measured(specs.front(), *worst->value)
                                            : notApplicable(specs.front(), without->reason);
    if (worst != nullptr)
        result.channels = std::move(values);
    if (result.value)
        result.at = worst->at;
    measures.add(std::move(result));
}

} // namespace assay
