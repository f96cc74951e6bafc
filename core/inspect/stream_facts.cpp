// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/stream_facts.h"

#include "core/base/invariant.h"

#include <algorithm>
#include <array>

namespace assay
{

namespace
{

constexpr std::string_view containerSource = "the container's own specification";
constexpr std::string_view dolbySource = "ETSI TS 102 366 v1.4.1";
constexpr std::string_view videoSource = "container and codec headers, as libav reads them";

constexpr std::array specs {
    MeasureSpec { "format.language", Unit::none, ValueKind::text,
        "Language of the sound track, as the container says: eng, de-DE.", containerSource },
    MeasureSpec { "format.track_name", Unit::none, ValueKind::text,
        "The sound track's own name, as the container says.", containerSource },
    MeasureSpec { "dolby.dialnorm", Unit::dbfs, ValueKind::integer,
        "Level of dialogue that the first frame of an AC-3 or E-AC-3 stream states; not measured.", dolbySource },
    MeasureSpec { "dolby.coding_mode", Unit::none, ValueKind::text,
        "Front and surround channels of an AC-3 or E-AC-3 stream, .1 with LFE: 3/2.1.", dolbySource },
    MeasureSpec { "dolby.bitstream_id", Unit::none, ValueKind::integer,
        "Version of the bit stream: up to 8 AC-3, 11 to 16 E-AC-3.", dolbySource },
    MeasureSpec { "dolby.bitstream_mode", Unit::none, ValueKind::integer,
        "Kind of service of an AC-3 or E-AC-3 stream: 0 complete main, 1 music and effects, 2 visually impaired, 3 "
        "hearing impaired, 4 dialogue, 5 commentary, 6 emergency, 7 voice over or karaoke.",
        dolbySource },
    MeasureSpec { "dolby.surround_mode", Unit::none, ValueKind::text,
        "Does a stereo AC-3 stream say that it is encoded in Dolby Surround?", dolbySource },
    MeasureSpec { "dolby.preferred_downmix", Unit::none, ValueKind::text,
        "Fold-down to stereo that the stream prefers: Lt/Rt, Lo/Ro, Pro Logic II.", dolbySource },
    MeasureSpec {
        "dolby.ltrt_centre", Unit::db, ValueKind::number, "Level of the centre in Lt/Rt, as stated.", dolbySource },
    MeasureSpec { "dolby.ltrt_surround", Unit::db, ValueKind::number,
        "Level of the surround channels in Lt/Rt, as stated.", dolbySource },
    MeasureSpec {
        "dolby.loro_centre", Unit::db, ValueKind::number, "Level of the centre in Lo/Ro, as stated.", dolbySource },
    MeasureSpec { "dolby.loro_surround", Unit::db, ValueKind::number,
        "Level of the surround channels in Lo/Ro, as stated.", dolbySource },
    MeasureSpec { "dolby.objects", Unit::none, ValueKind::integer,
        "Objects of an E-AC-3 stream with joint object coding (Dolby Atmos), as stated; they are not rendered.",
        "ETSI TS 103 420 v1.2.1, 8.3" },
    MeasureSpec { "format.unrendered", Unit::none, ValueKind::text,
        "What the stream carries beside the sound that is measured, and nobody here renders: objects.",
        "ETSI TS 103 420 v1.2.1, 8.3" },
    MeasureSpec {
        "video.streams", Unit::none, ValueKind::integer, "Streams of moving picture in the file.", videoSource },
    MeasureSpec { "video.codec", Unit::none, ValueKind::text, "Coding of the picture: prores, h264, ...", videoSource },
    MeasureSpec { "video.width", Unit::none, ValueKind::integer, "Stored pixels a line.", videoSource },
    MeasureSpec { "video.height", Unit::none, ValueKind::integer, "Stored lines.", videoSource },
    MeasureSpec { "video.frame_rate", Unit::none, ValueKind::text, "Rate of the picture by its usual name: 25, 23.976.",
        videoSource },
    MeasureSpec { "video.pixel_format", Unit::none, ValueKind::text, "Layout and depth of the pixels: yuv422p10le.",
        videoSource },
    MeasureSpec { "video.alpha", Unit::none, ValueKind::boolean, "Has the picture an alpha channel?", videoSource },
    MeasureSpec {
        "video.colour_primaries", Unit::none, ValueKind::text, "Colour primaries: bt709, bt2020.", "ITU-T H.273, 8.1" },
    MeasureSpec { "video.colour_transfer", Unit::none, ValueKind::text,
        "Transfer characteristics: bt709, smpte2084, arib-std-b67.", "ITU-T H.273, 8.2" },
    MeasureSpec { "video.colour_matrix", Unit::none, ValueKind::text, "Matrix coefficients: bt709, bt2020nc.",
        "ITU-T H.273, 8.3" },
    MeasureSpec { "video.colour_range", Unit::none, ValueKind::text, "Range of the code values: tv (limited) or pc.",
        "ITU-T H.273, 8.3" },
    MeasureSpec { "video.aspect_ratio", Unit::none, ValueKind::text, "Shape of the shown picture: 16:9.", videoSource },
    MeasureSpec { "video.field_order", Unit::none, ValueKind::text, "progressive, top field first, bottom field first.",
        videoSource },
    MeasureSpec {
        "video.duration", Unit::seconds, ValueKind::number, "Length of the picture, as stated.", videoSource },
    MeasureSpec { "video.duration_difference", Unit::seconds, ValueKind::number,
        "Length of the picture less that of the sound that was read.", "Assay: comparison" },
};

const MeasureSpec& specOf(std::string_view id)
{
    const auto found = std::ranges::find(specs, id, &MeasureSpec::id);
    require(found != specs.end(), "a measure of a stream that is not in the catalogue");
    return *found;
}

class Sink
{
public:
    Sink(MeasurementSet& out, std::string_view prefix)
        : m_out(out)
        , m_prefix(prefix)
    {
    }

    void add(std::string_view name, Value value) { m_out.add(measured(spec(name), std::move(value))); }
    void addText(std::string_view name, const std::string& text, const char* whyNone)
    {
        m_out.add(text.empty() ? notApplicable(spec(name), whyNone) : measured(spec(name), text));
    }
    template <class Number>
    void addIfStated(std::string_view name, const std::optional<Number>& value, const char* whyNone)
    {
        m_out.add(value ? measured(spec(name), *value) : notApplicable(spec(name), whyNone));
    }
    // What nobody has added for a reason of its own.
    void addAbsent(const char* reason)
    {
        for (const MeasureSpec& each : specs) {
            if (each.id.starts_with(m_prefix) && m_out.find(each.id) == nullptr)
                m_out.add(notApplicable(each, reason));
        }
    }

private:
    [[nodiscard]] const MeasureSpec& spec(std::string_view name) const { return specOf(m_prefix + std::string(name)); }

    MeasurementSet& m_out;
    std::string m_prefix;
};

void addDolby(MeasurementSet& out, const std::optional<DolbyFacts>& facts)
{
    constexpr const char* notStated = "the stream does not state it";
    Sink sink(out, "dolby.");
    if (facts) {
        sink.add("dialnorm", std::int64_t { facts->dialnorm });
        sink.add("coding_mode", facts->codingMode);
        sink.add("bitstream_id", std::int64_t { facts->bitstreamId });
        if (facts->bitstreamMode)
            sink.add("bitstream_mode", std::int64_t { *facts->bitstreamMode });
        sink.addText("surround_mode", facts->surroundMode, notStated);
        sink.addText("preferred_downmix", facts->preferredDownmix, notStated);
        sink.addIfStated("ltrt_centre", facts->ltrtCentre, notStated);
        sink.addIfStated("ltrt_surround", facts->ltrtSurround, notStated);
        sink.addIfStated("loro_centre", facts->loroCentre, notStated);
        sink.addIfStated("loro_surround", facts->loroSurround, notStated);
        sink.addIfStated("objects", facts->objects, "the stream has no objects");
    }
    sink.addAbsent(facts ? notStated : "no AC-3 or E-AC-3 stream");
}

void addPicture(MeasurementSet& out, const MediaInfo& media, double soundSeconds)
{
    constexpr const char* notStated = "the file does not state it";
    Sink sink(out, "video.");
    sink.add("streams", std::int64_t { media.videoStreams });
    if (media.picture) {
        const PictureFacts& picture = *media.picture;
        sink.addText("codec", picture.codec, notStated);
        sink.add("width", std::int64_t { picture.width });
        sink.add("height", std::int64_t { picture.height });
        sink.addText("frame_rate", picture.frameRate ? nameOf(*picture.frameRate) : std::string(), notStated);
        sink.addText("pixel_format", picture.pixelFormat, notStated);
        if (!picture.pixelFormat.empty())
            sink.add("alpha", picture.hasAlpha);
        sink.addText("colour_primaries", picture.primaries, notStated);
        sink.addText("colour_transfer", picture.transfer, notStated);
        sink.addText("colour_matrix", picture.matrix, notStated);
        sink.addText("colour_range", picture.range, notStated);
        sink.addText("aspect_ratio", picture.aspectRatio, notStated);
        sink.addText("field_order", picture.fieldOrder, notStated);
        sink.addIfStated("duration", picture.seconds, notStated);
        if (picture.seconds)
            sink.add("duration_difference", *picture.seconds - soundSeconds);
    }
    sink.addAbsent(media.picture ? notStated : "the file has no picture");
}

} // namespace

std::span<const MeasureSpec> streamFactSpecs()
{
    return specs;
}

void addStreamFacts(
    MeasurementSet& out, const ProgrammePlan& programme, const DeliveryPlan& delivery, FrameCount framesRead)
{
    const StreamSource& first = programme.sources.front();
    const StreamInfo& stream = streamOf(delivery, first);
    Sink sink(out, "format.");
    sink.addText("language", stream.language, "the container states no language");
    sink.addText("track_name", stream.title, "the track has no name");
    const auto objects = stream.dolby ? stream.dolby->objects : std::nullopt;
    sink.addText("unrendered",
        objects ? std::to_string(*objects)
                + " objects (joint object coding, Dolby Atmos) are not rendered: only the "
                  "core of channels is measured"
                : std::string(),
        "all sound of the stream is measured");
    addDolby(out, stream.dolby);
    addPicture(out, delivery.assets[first.asset].media, toSeconds(framesRead, stream.format.sampleRate));
}

} // namespace assay
