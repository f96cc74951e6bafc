// SPDX-License-Identifier: GPL-3.0-or-later
// MP3, AAC in ADTS and AC-3 are nothing but frames, each of which tells where the next one starts.
#include "core/metadata/coded_frame.h"
#include "core/metadata/structure_faults.h"
#include "core/metadata/tail_tags.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace assay
{

namespace
{

using FrameReader = std::optional<CodedFrame> (*)(ByteView);

constexpr std::int64_t mostWalked = 64LL << 20; // bytes; an hour of usual MP3. What is longer is told by its decoder
constexpr std::int64_t mostGarbage = 1LL << 20; // bytes looked through for the next frame

// What the first frame of an MP3 may hold instead of sound.
struct FrameCountHeader {
    std::string_view name;
    std::int64_t offset = 0; // of the count
    std::int64_t frames = 0;
};

class FrameWalk
{
public:
    FrameWalk(LocalFile& file, FrameReader reader)
        : m_file(file)
        , m_reader(reader)
    {
    }

    Structure run();

private:
    [[nodiscard]] std::optional<CodedFrame> frameAt(std::int64_t at);
    [[nodiscard]] bool isStart(std::int64_t at);
    [[nodiscard]] std::int64_t nextStart(std::int64_t from);
    void walk(std::int64_t at);
    void checkFormat(const CodedFrame& frame, std::int64_t at);
    void noteGap(std::int64_t at, std::int64_t next);
    void checkEnd(std::int64_t at);
    void checkCount(std::int64_t at);
    [[nodiscard]] std::optional<FrameCountHeader> countHeaderAt(std::int64_t at);
    void add(std::string code, std::int64_t offset, std::string message)
    {
        m_structure.add(std::move(code), offset, std::move(message));
    }

    LocalFile& m_file;
    FrameReader m_reader;
    Structure m_structure {};
    std::int64_t m_end = 0; // of the sound
    std::optional<CodedFrame> m_first {};
    std::optional<FrameCountHeader> m_stated {};
    std::int64_t m_frames = 0;
    std::int64_t m_gaps = 0;
    std::int64_t m_firstGap = 0;
    std::int64_t m_gapBytes = 0; // of the first
};

std::optional<CodedFrame> FrameWalk::frameAt(std::int64_t at)
{
    return m_reader(m_file.bytesAt(at, std::min(codedFrameHead, m_end - at)));
}

// A frame that another one of its kind follows, or that ends the sound.
bool FrameWalk::isStart(std::int64_t at)
{
    const std::optional<CodedFrame> frame = frameAt(at);
    if (!frame || (m_first && frame->family != m_first->family))
        return false;
    if (at + frame->bytes == m_end)
        return true;
    const std::optional<CodedFrame> next = frameAt(at + frame->bytes);
    return next && next->family == frame->family && next->rate == frame->rate;
}

// The next frame from here on; the end of the sound where there is none.
std::int64_t FrameWalk::nextStart(std::int64_t from)
{
    const Bytes bytes = m_file.bytesAt(from, std::min(mostGarbage, m_end - from));
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (m_reader(ByteView(bytes).subspan(i)) && isStart(from + static_cast<std::int64_t>(i)))
            return from + static_cast<std::int64_t>(i);
    }
    return m_end;
}

// Xing or Info behind the side information, VBRI 32 bytes behind the header (de facto; LAME, Fraunhofer).
std::optional<FrameCountHeader> FrameWalk::countHeaderAt(std::int64_t at)
{
    const Bytes bytes = m_file.bytesAt(at, 64);
    constexpr std::size_t vbri = 36;
    if (charsAt(bytes, vbri, 4) == "VBRI")
        return FrameCountHeader { "VBRI", at + 50, static_cast<std::int64_t>(uintAt(bytes, 50, 4, Endian::big)) };
    for (const std::size_t offset : { std::size_t { 36 }, std::size_t { 21 }, std::size_t { 13 } }) {
        const std::string_view name = charsAt(bytes, offset, 4);
        if (name != "Xing" && name != "Info")
            continue;
        const bool counts = (uintAt(bytes, offset + 4, 4, Endian::big) & 1U) != 0;
        if (counts)
            return FrameCountHeader { name == "Xing" ? "Xing" : "Info", at + static_cast<std::int64_t>(offset) + 8,
                static_cast<std::int64_t>(uintAt(bytes, offset + 8, 4, Endian::big)) };
    }
    return std::nullopt;
}

void FrameWalk::checkFormat(const CodedFrame& frame, std::int64_t at)
{
    const bool changes = frame.rate != m_first->rate;
    const bool isTold
        = std::ranges::find(m_structure.faults, "frame-format-changes", &Fault::code) != m_structure.faults.end();
    if (changes && !isTold)
        add("frame-format-changes", at,
            fmt::format("the sample rate changes from {} to {} Hz: players stop or play on at the wrong speed; export "
                        "the file again",
                m_first->rate, frame.rate));
}

void FrameWalk::noteGap(std::int64_t at, std::int64_t next)
{
    if (m_gaps++ == 0) {
        m_firstGap = at;
        m_gapBytes = next - at;
    }
}

void FrameWalk::walk(std::int64_t at)
{
    while (at < m_end) {
        const std::optional<CodedFrame> frame = frameAt(at);
        if (frame && frame->family == m_first->family) {
            checkFormat(*frame, at);
            if (at + frame->bytes > m_end)
                break;
            ++m_frames;
            at += frame->bytes;
            continue;
        }
        const std::int64_t next = nextStart(at);
        if (next >= m_end)
            break;
        noteGap(at, next);
        at = next;
    }
    if (m_gaps > 0)
        add("frame-damaged", m_firstGap,
            fmt::format("{} bytes here belong to no frame{}: the stream is damaged or was cut and joined; fetch or "
                        "export it again",
                m_gapBytes, m_gaps > 1 ? fmt::format(" (the first of {} such places)", m_gaps) : std::string()));
    if (m_end < m_file.size() || m_file.size() <= mostWalked)
        checkEnd(at);
}

void FrameWalk::checkEnd(std::int64_t at)
{
    checkCount(at);
    const bool isTold
        = std::ranges::find(m_structure.faults, "frames-missing", &Fault::code) != m_structure.faults.end();
    const std::optional<CodedFrame> last = at < m_end ? frameAt(at) : std::nullopt;
    if (last && last->family == m_first->family) {
        if (!isTold)
            add("truncated-frame", at,
                fmt::format("the last frame promises {} bytes and the file has {} of them: the file is cut off; fetch "
                            "or export it again",
                    last->bytes, m_end - at));
    } else if (at < m_end && !(isTold && m_end - at < codedFrameHead)) {
        const Bytes rest = m_file.bytesAt(at, std::min(m_end - at, mostGarbage));
        const bool isEmpty = std::ranges::all_of(rest, [](std::uint8_t byte) { return byte == 0; });
        add("trailing-bytes", at,
            isEmpty ? fmt::format("from here on {} bytes are zeros: the copy was never finished, or the file was "
                                  "filled up; fetch or export it again",
                m_end - at)
                    : fmt::format("from here on {} bytes belong to no frame and no tag: remove them or export the "
                                  "file again",
                        m_end - at));
    }
}

// Most writers leave the frame of the header itself out of the count, some do not.
void FrameWalk::checkCount(std::int64_t at)
{
    if (!m_stated || m_stated->frames <= 0 || m_gaps > 0)
        return;
    const std::int64_t found = m_frames - 1; // without that of the header
    if (m_stated->frames > found + 1)
        add("frames-missing", at,
            fmt::format("the {} header counts {} frames and the file has {}: its end is missing; fetch or export it "
                        "again",
                m_stated->name, m_stated->frames, found));
    else if (m_stated->frames < found)
        add("stated-frames-wrong", m_stated->offset,
            fmt::format("the {} header counts {} frames and the file has {}: players show a wrong length; export the "
                        "file again",
                m_stated->name, m_stated->frames, found));
}

Structure FrameWalk::run()
{
    m_end = startOfTailTags(m_file);
    const std::int64_t head = endOfLeadingId3(m_file);
    if (head > 0)
        m_structure.addPart("ID3v2", 0, head);
    if (head >= m_end)
        return std::move(m_structure);
    m_end = std::min(m_end, std::max(mostWalked, head + mostGarbage));
    const std::int64_t start = isStart(head) ? head : nextStart(head);
    if (start >= m_end)
        return {}; // no frames, or of the free bit rate: nothing to walk by
    m_structure.addPart("frames", start, m_end - start);
    if (m_end < m_file.size() && m_file.size() <= mostWalked)
        m_structure.addPart("tags", m_end, m_file.size() - m_end);
    if (start > head && std::ranges::any_of(m_file.bytesAt(head, start - head), [](auto byte) { return byte != 0; }))
        add("leading-bytes", head,
            fmt::format("{} bytes before the first frame belong to no tag and no frame: players take them for damage; "
                        "remove them or export the file again",
                start - head));
    m_first = frameAt(start);
    if (m_reader == &mpegFrame)
        m_stated = countHeaderAt(start);
    walk(start);
    std::ranges::stable_sort(m_structure.faults, {}, &Fault::offset);
    return std::move(m_structure);
}

} // namespace

Structure structureOfFrames(LocalFile& file, Content content)
{
    switch (content) {
    case Content::mpegAudio:
        return FrameWalk(file, &mpegFrame).run();
    case Content::adts:
        return FrameWalk(file, &adtsFrame).run();
    case Content::ac3:
        return FrameWalk(file, &ac3Frame).run();
    default:
        return {};
    }
}

} // namespace assay
