// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/cue.h"

#include "core/metadata/metadata_specs.h"
#include "core/metadata/text.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace assay
{

namespace
{

constexpr std::string_view cueSource = "RIFF 1.0, cue, adtl and smpl; AIFF 1.3, marker chunk";

constexpr std::array specs {
    MeasureSpec {
        "cue.markers", Unit::events, ValueKind::events, "Markers that the file carries, at their places.", cueSource },
    MeasureSpec { "cue.labels", Unit::none, ValueKind::list,
        "Names of the markers that have one, in the order of their places.", cueSource },
    MeasureSpec { "cue.loops", Unit::none, ValueKind::integer, "Loops that the sampler chunk (smpl) sets.", cueSource },
};

constexpr std::size_t mostMarkers = 10'000; // kept of one file
constexpr std::size_t cueBytes = 24; // id, position, chunk id, chunk start, block start, sample offset: 4 each

} // namespace

std::span<const MeasureSpec> cueSpecs()
{
    return specs;
}

void CueFindings::readCue(ByteView bytes, Endian endian)
{
    const std::uint64_t count = uintAt(bytes, 0, 4, endian);
    for (std::uint64_t i = 0; i < count && 4 + cueBytes * (i + 1) <= bytes.size(); ++i) {
        if (m_markers.size() == mostMarkers)
            return;
        const std::size_t at = 4 + cueBytes * i;
        m_markers.push_back(
            { uintAt(bytes, at, 4, endian), static_cast<FrameCount>(uintAt(bytes, at + 20, 4, endian)) });
    }
}

void CueFindings::readList(ByteView bytes, Endian endian)
{
    if (charsAt(bytes, 0, 4) != "adtl")
        return;
    for (std::size_t at = 4; at + 12 <= bytes.size() && m_labels.size() < mostMarkers;) {
        const auto size = static_cast<std::size_t>(uintAt(bytes, at + 4, 4, endian));
        if (size > bytes.size()) // a lying size: what follows cannot be found
            return;
        if (charsAt(bytes, at, 4) == "labl" && size > 4) {
            const std::string label = fieldText(charsAt(bytes, at + 12, size - 4));
            if (!label.empty())
                m_labels.emplace(uintAt(bytes, at + 8, 4, endian), label);
        }
        at += 8 + size + size % 2;
    }
}

// Count (16 bits); of each marker: id (16), frame (32), a name with its length in front, padded to even.
void CueFindings::readMark(ByteView bytes)
{
    const std::uint64_t count = uintAt(bytes, 0, 2, Endian::big);
    std::size_t at = 2;
    for (std::uint64_t i = 0; i < count && at + 7 <= bytes.size() && m_markers.size() < mostMarkers; ++i) {
        const std::uint64_t id = uintAt(bytes, at, 2, Endian::big);
        m_markers.push_back({ id, static_cast<FrameCount>(uintAt(bytes, at + 2, 4, Endian::big)) });
        const auto length = static_cast<std::size_t>(bytes[at + 6]);
        const std::string label = fieldText(charsAt(bytes, at + 7, length));
        if (!label.empty())
            m_labels.emplace(id, label);
        at += 7 + length + (length + 1) % 2;
    }
}

void CueFindings::readSampler(ByteView bytes, Endian endian)
{
    constexpr std::size_t loopsAt = 28; // behind manufacturer, product, period, note, fraction, SMPTE format and offset
    m_loops = static_cast<std::int64_t>(uintAt(bytes, loopsAt, 4, endian));
}

void CueFindings::report(Metadata& metadata) const
{
    std::vector<Marker> ordered = m_markers;
    std::ranges::stable_sort(ordered, {}, &Marker::frame);
    std::vector<Place> places;
    std::vector<std::string> labels;
    for (const Marker& marker : ordered) {
        places.push_back({ marker.frame, marker.frame });
        const auto label = m_labels.find(marker.id);
        if (label != m_labels.end())
            labels.push_back(label->second);
        constexpr std::size_t mostFields = 500; // shown of one file
        if (places.size() <= mostFields)
            metadata.sections["cue"].emplace(fmt::format("marker_{:03}", places.size()),
                fmt::format("{}{}", marker.frame, label != m_labels.end() ? " " + label->second : ""));
    }
    const auto add = [&](std::string_view id, bool isThere, const char* reason, Value value) {
        const MeasureSpec& spec = metadataSpec(id);
        metadata.measures.add(isThere ? measured(spec, std::move(value)) : notApplicable(spec, reason));
    };
    metadata.measures.add(measuredEvents(metadataSpec("cue.markers"), std::move(places)));
    add("cue.labels", !labels.empty(), "no marker has a name", labels);
    add("cue.loops", m_loops > 0, "the file has no loops", m_loops);
}

} // namespace assay
