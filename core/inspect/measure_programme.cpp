// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/measure_programme.h"

#include "core/analyzers/analyzer.h"
#include "core/analyzers/shared_sound_builder.h"
#include "core/dsp/grid.h"
#include "core/inspect/atmos_sound.h"
#include "core/inspect/conflicts.h"
#include "core/inspect/conveyor.h"
#include "core/inspect/file_facts.h"
#include "core/inspect/invalid_samples.h"
#include "core/inspect/mono_sets.h"
#include "core/inspect/programme_reader.h"
#include "core/inspect/rerender.h"
#include "core/inspect/second_opinion.h"
#include "core/inspect/speech_lane.h"
#include "core/inspect/stream_facts.h"
#include "core/inspect/waveform_builder.h"

#include <algorithm>
#include <exception>

namespace assay
{

namespace
{

// One analyzer at work. What it throws stops it alone.
struct Lane {
    std::span<const MeasureSpec> outputs;
    std::unique_ptr<Analyzer> analyzer;
    std::string failure {};

    template <class Work>
    void guarded(const Work& work)
    {
        if (!failure.empty())
            return;
        try {
            work();
        } catch (const std::exception& error) {
            failure = error.what();
        }
    }

    void finish(MeasurementSet& out)
    {
        guarded([&] { analyzer->finish(out); });
        for (const MeasureSpec& spec : outputs) {
            if (!failure.empty())
                out.add(notMeasured(spec, failure));
            else if (out.find(spec.id) == nullptr)
                out.add(notMeasured(spec, "internal error, please report it: the analyzer left this measure out"));
        }
    }
};

// A block that is read, of which is worked out what the lanes share, and on which they work.
struct Tile {
    std::vector<std::vector<double>> storage;
    std::vector<double*> planes;
    SharedSound shared {};
    std::size_t frames = 0;
    FrameCount first = 0;

    Tile(std::size_t channels, std::size_t size)
        : storage(channels, std::vector<double>(size))
    {
        for (std::vector<double>& plane : storage)
            planes.push_back(plane.data());
    }
    Tile(Tile&&) = default;
    Tile& operator=(Tile&&) = delete;
    [[nodiscard]] Block block() const { return { { planes.data(), planes.size() }, frames, first, &shared }; }
};

// So that no thread waits for another that is held up for a moment; one of them is there for who looks back.
constexpr std::size_t tileCount = 5;

// What the lanes read again and again stays in the second cache of a core.
constexpr std::size_t tileSamples = 32768; // of all channels: 256 KiB, and as much K-weighted

// Where a tile that begins at `first` ends: after whole steps of the grid, so that no lane sees a part of one.
FrameCount endOfTile(FrameCount first, std::size_t blockFrames, int sampleRate)
{
    const auto frames = static_cast<FrameCount>(blockFrames);
    if (sampleRate < cellsPerSecond)
        return first + frames;
    const FrameCount steps = std::max<FrameCount>(frames * stepsPerSecond / sampleRate, 1);
    return cellStart(cellFrom(first, sampleRate) + steps * cellsPerStep, sampleRate);
}

// The grid's cells differ by a frame where the rate is no multiple of 100 Hz.
std::size_t largestTile(std::size_t blockFrames, int sampleRate)
{
    return static_cast<std::size_t>(endOfTile(0, blockFrames, sampleRate)) + 1;
}

class Pipeline
{
public:
    Pipeline(ProgrammeReader reader, const AnalyzerContext& context, const MeasureOptions& options,
        const ProgrammePlan& programme, const DeliveryPlan& delivery)
        : m_reader(std::move(reader))
        , m_options(options)
        , m_sampleRate(context.sampleRate)
        , m_tileFrames(std::min(options.blockFrames, tileSamples / std::max<std::size_t>(context.layout.size(), 1)))
        , m_shared(context.sampleRate, context.layout.size())
        , m_invalid(context.channelNames)
        , m_mayHoldInvalid(context.sampleFormat != SampleFormat::integer)
    {
        for (std::size_t i = 0; i < tileCount; ++i)
            m_tiles.emplace_back(context.layout.size(), largestTile(m_tileFrames, context.sampleRate));
        for (const AnalyzerSpec* spec : options.choice.analyzers())
            m_lanes.push_back({ spec->outputs, spec->create(context) });
        if (std::ranges::any_of(
                rerenderSpecs(), [&](const MeasureSpec& spec) { return options.choice.wants(spec.id); }))
            m_lanes.push_back({ rerenderSpecs(), makeRerender(context, programme, delivery) });
        if (options.crossCheck)
            m_lanes.push_back({ secondOpinionSpecs().first(2), makeSecondOpinion(context) });
        for (const std::size_t codec : codecsAsked(options.asked))
            m_lanes.push_back({ codecPeakSpecsOf(codec), makeCodecPeak(context, codec) });
        const SpeechWish wish = context.isScene ? SpeechWish {} : speechWishFor(programme.role, options.asked);
        if (wish.mix)
            m_lanes.push_back({ speechLaneSpecs(), makeSpeechLane(context, options.makeDetector) });
        for (std::size_t c = 0; wish.channels && c < context.layout.size(); ++c) {
            if (!isLfe(context.layout.channels[c]))
                m_lanes.push_back({ channelSpeechSpecs(), makeChannelLane(context, c, options.makeDetector) });
        }
        if (options.waveform)
            m_waveform.emplace(context.sampleRate, context.channelNames);
    }

    // Returns the frames read.
    Result<FrameCount> run(FrameCount expected)
    {
        // Station 0 works out what is shared; the others are the lanes, and last the picture.
        Conveyor conveyor(m_tiles.size(), m_lanes.size() + 2);
        conveyor.run(m_options.threads,
            { [&](std::size_t slot) { return readInto(m_tiles[slot], expected); },
                [&](std::size_t station, std::size_t slot) { work(station, m_tiles[slot]); }, m_options.aside });
        if (m_error)
            return tl::unexpected(*m_error);
        return m_position;
    }

    void finish(MeasurementSet& out)
    {
        for (Lane& lane : m_lanes)
            lane.finish(out);
        addWorstCodecPeak(out);
        m_invalid.finish(out);
        if (m_options.crossCheck)
            compareOpinions(out);
    }

    [[nodiscard]] const std::string& unequal() const { return m_reader.unequal(); }
    std::optional<Waveform> takeWaveform() { return m_waveform ? std::optional(m_waveform->finish()) : std::nullopt; }

private:
    // False at the end, which may be an error.
    bool readInto(Tile& tile, FrameCount expected)
    {
        if (m_options.stop.stop_requested()) {
            m_error = Error { ErrorCode::cancelled, "cancelled" };
            return false;
        }
        if (m_options.onProgress && expected > 0 && m_position > 0)
            m_options.onProgress(std::min(1.0, static_cast<double>(m_position) / static_cast<double>(expected)));
        const FrameCount end = endOfTile(m_position, m_tileFrames, m_sampleRate);
        auto got = m_reader.read(tile.planes, static_cast<std::size_t>(end - m_position));
        if (!got) {
            m_error = got.error();
            return false;
        }
        tile.first = m_position;
        tile.frames = *got;
        m_position += static_cast<FrameCount>(*got);
        return *got > 0;
    }

    void work(std::size_t station, Tile& tile)
    {
        if (station == 0)
            prepare(tile);
        else if (station <= m_lanes.size())
            m_lanes[station - 1].guarded([&] { m_lanes[station - 1].analyzer->process(tile.block()); });
        else if (m_waveform)
            m_waveform->process(tile.block());
    }

    void prepare(Tile& tile)
    {
        for (std::size_t c = 0; m_mayHoldInvalid && c < tile.storage.size(); ++c)
            m_invalid.clean(c, std::span(tile.storage[c]).first(tile.frames), tile.first);
        m_shared.build(tile.block().planes(), tile.frames, tile.first, tile.shared);
    }

    ProgrammeReader m_reader;
    const MeasureOptions& m_options;
    int m_sampleRate;
    std::size_t m_tileFrames; // of a tile, about
    std::vector<Tile> m_tiles;
    SharedSoundBuilder m_shared;
    InvalidSamples m_invalid;
    bool m_mayHoldInvalid;
    std::vector<Lane> m_lanes;
    std::optional<WaveformBuilder> m_waveform;
    std::optional<Error> m_error;
    FrameCount m_position = 0;
};

AnalyzerContext contextOf(const ProgrammePlan& programme, const DeliveryPlan& delivery)
{
    AnalyzerContext context;
    context.layout = programme.layout;
    context.channelNames = programme.layout.channelNames();
    const AudioFormat& first = streamOf(delivery, programme.sources.front()).format;
    context.sampleRate = first.sampleRate;
    context.sampleFormat = first.sampleFormat;
    context.bitDepth = first.bitDepth;
    context.isScene = programme.isScene;
    return context;
}

// What the header promises; empty where it promises nothing exact.
std::optional<FrameCount> promisedFrames(const ProgrammePlan& programme, const DeliveryPlan& delivery)
{
    return streamOf(delivery, programme.sources.front()).format.frames;
}

// For the progress bar alone, where the header promises nothing.
FrameCount estimatedFrames(const ProgrammePlan& programme, const DeliveryPlan& delivery)
{
    const StreamSource& source = programme.sources.front();
    const AudioFormat& format = streamOf(delivery, source).format;
    if (!format.bitRate || *format.bitRate <= 0)
        return 0;
    const double seconds
        = static_cast<double>(delivery.assets[source.asset].record.size) * 8.0 / static_cast<double>(*format.bitRate);
    return static_cast<FrameCount>(seconds * format.sampleRate);
}

// Has the walk through the file told already that its end is missing?
bool isTruncationKnown(const ProgrammePlan& programme, const DeliveryPlan& delivery)
{
    return std::ranges::any_of(programme.sources, [&](const StreamSource& source) {
        return std::ranges::any_of(delivery.assets[source.asset].metadata.faults, [](const Fault& fault) {
            const FaultKind* kind = faultKind(fault.code);
            return kind != nullptr && kind->aspect == FaultAspect::truncated;
        });
    });
}

// Why none of it can be measured, although it is known what it is; empty where it can.
std::string unmeasurable(const ProgrammePlan& programme, const DeliveryPlan& delivery)
{
    for (const StreamSource& source : programme.sources) {
        if (const std::string& why = streamOf(delivery, source).unmeasurable; !why.empty())
            return why;
    }
    return {};
}

// Everything but the measures of the sound itself.
void describe(
    ProgrammeRecord& record, const ProgrammePlan& programme, const DeliveryPlan& delivery, const SoundFindings& found)
{
    record.name = programme.name;
    for (const StreamSource& source : programme.sources) {
        const std::string& path = delivery.assets[source.asset].record.path;
        if (std::ranges::find(record.assets, path) == record.assets.end())
            record.assets.push_back(path);
    }
    record.role = programme.role;
    record.roleSource = programme.roleSource;
    record.layout = programme.layout;
    record.layoutSource = programme.layoutSource;
    record.sampleRate = streamOf(delivery, programme.sources.front()).format.sampleRate;
    const ProgrammeStart start = startOf(programme, delivery);
    record.startFrame = start.frame;
    record.frameRate = start.rate;
    addLegMeasures(record.measures, programme);
    addFileFacts(record.measures, programme, delivery, record.frames, found);
    addStreamFacts(record.measures, programme, delivery, record.frames);
    addAtmosSound(record.measures, programme, delivery, record.frames);
    addConflicts(record.measures, programme, delivery, record.frames);
}

// What the headers say, and the reason in the place of everything else.
MeasuredProgramme notMeasuredProgramme(const ProgrammePlan& programme, const DeliveryPlan& delivery,
    const MeasureOptions& options, const std::string& reason)
{
    MeasuredProgramme result;
    MeasurementSet& measures = result.record.measures;
    const auto refuse = [&](std::span<const MeasureSpec> outputs) {
        for (const MeasureSpec& spec : outputs)
            measures.add(notMeasured(spec, reason));
    };
    for (const AnalyzerSpec* spec : options.choice.analyzers())
        refuse(spec->outputs);
    for (const std::size_t codec : codecsAsked(options.asked))
        refuse(codecPeakSpecsOf(codec));
    addWorstCodecPeak(measures);
    refuse(rerenderSpecs());
    refuse(invalidSamplesSpecs());
    if (options.crossCheck)
        refuse(secondOpinionSpecs());
    describe(result.record, programme, delivery, {});
    for (const std::string_view id : { "format.frames", "format.duration", "format.channels" }) {
        const bool isStated = id == "format.channels" && programme.layout.size() > 0;
        if (const Measurement* fact = measures.find(id); fact != nullptr && !isStated)
            measures.add(Measurement {
                .id = fact->id, .unit = fact->unit, .state = MeasureState::notMeasured, .reason = reason });
    }
    return result;
}

} // namespace

Result<MeasuredProgramme> measureProgramme(
    const ProgrammePlan& programme, const DeliveryPlan& delivery, const MeasureOptions& options)
{
    if (const std::string why = unmeasurable(programme, delivery); !why.empty())
        return notMeasuredProgramme(programme, delivery, options, why);
    auto reader = ProgrammeReader::open(programme, delivery, options.listenerOf);
    if (!reader)
        return tl::unexpected(reader.error());
    const AnalyzerContext context = contextOf(programme, delivery);
    if (reader->channels() != context.layout.size())
        return fail(ErrorCode::malformed, "the channel count changes between the header and the sound",
            delivery.assets[programme.sources.front().asset].record.path);
    const auto promised = promisedFrames(programme, delivery);
    Pipeline pipeline(std::move(*reader), context, options, programme, delivery);
    const auto frames = pipeline.run(promised.value_or(estimatedFrames(programme, delivery)));
    if (!frames)
        return tl::unexpected(frames.error());

    MeasuredProgramme result;
    ProgrammeRecord& record = result.record;
    pipeline.finish(record.measures);
    if (!pipeline.unequal().empty()) {
        distrust(record.measures, pipeline.unequal());
        result.fault = Fault { "set-length-mismatch", {}, pipeline.unequal() + "; deliver files of equal length" };
    } else if (promised && *frames < *promised) {
        const std::string what = "the sound ends at frame " + std::to_string(*frames) + " of "
            + std::to_string(*promised) + " that the header promises";
        distrust(record.measures, what);
        if (!isTruncationKnown(programme, delivery))
            result.fault = Fault { "sound-ends-early", {}, what + "; the file is truncated: deliver it again" };
    }
    record.frames = *frames;
    SoundFindings found = options.findingsOfSound ? options.findingsOfSound() : SoundFindings {};
    if (result.fault)
        found.faults.push_back(*result.fault);
    describe(record, programme, delivery, found);
    result.waveform = pipeline.takeWaveform();
    return result;
}

} // namespace assay
