// SPDX-License-Identifier: GPL-3.0-or-later
// The frames of a FLAC file have no sizes: its first frames and its last one tell whether STREAMINFO is right and the
// file whole.
#include "core/base/flac_blocks.h"
#include "core/metadata/flac_frame.h"
#include "core/metadata/structure_faults.h"
#include "core/metadata/tail_tags.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace assay
{

namespace
{

constexpr int streamInfoType = 0;
constexpr int forbiddenType = 127;
constexpr std::int64_t streamInfoBytes = 34; // RFC 9639 8.2
constexpr std::int64_t leastBlock = 16; // samples; only the last block may be shorter: RFC 9639 8.2
constexpr std::int64_t mostBlock = 65535; // samples: RFC 9639 9.1.6
constexpr std::int64_t headBytes = 256 * 1024; // whose frames are looked at
constexpr std::int64_t tailBytes = 1024 * 1024; // looked through for the last frame; more than any real frame has
constexpr int mostCandidates = 64; // for the last frame; bounds a hostile file

struct StreamInfo {
    std::int64_t offset = 0;
    std::int64_t mostBlock = 0; // samples
    std::int64_t mostFrame = 0; // bytes; 0: unknown
    int rate = 0;
    int channels = 0;
    int bits = 0;
    std::int64_t samples = 0; // a channel; 0: unknown
};

struct LastFrame {
    std::int64_t offset = 0;
    FlacFrame frame;
    bool sound = false; // its check sum fits
};

class FlacCheck
{
public:
    explicit FlacCheck(LocalFile& file)
        : m_file(file)
    {
    }

    Structure run();

private:
    void checkBlocks(const FlacBlocks& found);
    void readStreamInfo(const FlacBlocks& found);
    void checkFirstFrames(std::int64_t at);
    void checkFrame(const FlacFrame& frame, std::int64_t at);
    void checkLength(const FlacFrame& frame, std::int64_t at, std::int64_t bytes);
    void checkEnd(std::int64_t start);
    std::optional<LastFrame> lastFrame(std::int64_t start, std::int64_t end);
    void add(std::string code, std::int64_t offset, std::string message)
    {
        m_structure.add(std::move(code), offset, std::move(message));
    }

    LocalFile& m_file;
    Structure m_structure;
    std::optional<StreamInfo> m_info {};
    std::optional<FlacFrame> m_first {};
};

std::string_view nameOf(int type)
{
    constexpr std::array<std::string_view, 7> names { "STREAMINFO", "PADDING", "APPLICATION", "SEEKTABLE",
        "VORBIS_COMMENT", "CUESHEET", "PICTURE" };
    return static_cast<std::size_t>(type) < names.size() ? names[static_cast<std::size_t>(type)] : "RESERVED";
}

void FlacCheck::checkBlocks(const FlacBlocks& found)
{
    for (const FlacBlock& block : found.blocks) {
        m_structure.addPart(nameOf(block.type), block.headerOffset, block.size);
        if (block.type == forbiddenType)
            add("block-type-invalid", block.headerOffset,
                "a metadata block of the forbidden type 127: a block's length is wrong; export the file again");
        else if (block.offset + block.size > m_file.size())
            add("truncated-block", block.headerOffset,
                fmt::format("the {} block promises {} bytes and the file has {} of them: the file is cut off or the "
                            "size is wrong; fetch or export it again",
                    nameOf(block.type), block.size, std::max<std::int64_t>(m_file.size() - block.offset, 0)));
    }
}

void FlacCheck::readStreamInfo(const FlacBlocks& found)
{
    const auto isInfo = [](const FlacBlock& block) { return block.type == streamInfoType; };
    const auto info = std::ranges::find_if(found.blocks, isInfo);
    if (info == found.blocks.end()) {
        if (found.complete)
            add("streaminfo-missing", found.start + 4,
                "there is no STREAMINFO block: many players refuse the file; export it again");
        return;
    }
    if (info != found.blocks.begin())
        add("streaminfo-not-first", info->headerOffset,
            "STREAMINFO must be the first metadata block: many players refuse the file; export it again");
    const auto second = std::find_if(info + 1, found.blocks.end(), isInfo);
    if (second != found.blocks.end())
        add("streaminfo-duplicate", second->headerOffset,
            "there is more than one STREAMINFO block and readers differ in which they take: export the file again");
    const Bytes bytes = m_file.bytesAt(info->offset, std::min(info->size, streamInfoBytes));
    if (static_cast<std::int64_t>(bytes.size()) < streamInfoBytes)
        return;
    const std::uint64_t packed = uintAt(bytes, 10, 8, Endian::big); // 20 rate, 3 channels, 5 bits, 36 samples
    m_info = StreamInfo { info->offset, static_cast<std::int64_t>(uintAt(bytes, 2, 2, Endian::big)),
        static_cast<std::int64_t>(uintAt(bytes, 7, 3, Endian::big)), static_cast<int>(packed >> 44U),
        static_cast<int>(packed >> 41U & 7U) + 1, static_cast<int>(packed >> 36U & 31U) + 1,
        static_cast<std::int64_t>(packed & 0xFFFFFFFFFULL) };
}

// The header of the next frame is the one that counts on from this one.
std::uint64_t numberAfter(const FlacFrame& frame)
{
    return frame.number + (frame.fixedBlocks ? 1 : static_cast<std::uint64_t>(frame.blockSize));
}

void FlacCheck::checkFrame(const FlacFrame& frame, std::int64_t at)
{
    if (frame.blockSize > mostBlock)
        add("frame-invalid", at,
            fmt::format("the frame says it holds {} samples, more than the {} that a frame may: export the file again",
                frame.blockSize, mostBlock));
    const auto differs = [&](std::string_view what, std::int64_t stated, std::int64_t found, std::int64_t field) {
        add("streaminfo-contradicts-frames", m_info->offset + field,
            fmt::format("STREAMINFO says {} {} and the frame at byte {} says {}: players that believe it fail; export "
                        "the file again",
                stated, what, at, found));
    };
    if (frame.rate != 0 && frame.rate != m_info->rate)
        differs("Hz", m_info->rate, frame.rate, 10);
    if (frame.channels != m_info->channels)
        differs("channels", m_info->channels, frame.channels, 12);
    if (frame.bits != 0 && frame.bits != m_info->bits)
        differs("bits", m_info->bits, frame.bits, 12);
    if (frame.blockSize > m_info->mostBlock && frame.blockSize <= mostBlock)
        differs("samples a frame at most", m_info->mostBlock, frame.blockSize, 2);
}

// A frame that another one follows.
void FlacCheck::checkLength(const FlacFrame& frame, std::int64_t at, std::int64_t bytes)
{
    if (frame.blockSize < leastBlock)
        add("frame-invalid", at,
            fmt::format("the frame holds {} samples; all frames but the last must hold at least {}: export the file "
                        "again",
                frame.blockSize, leastBlock));
    if (m_info->mostFrame != 0 && bytes > m_info->mostFrame)
        add("streaminfo-contradicts-frames", m_info->offset + 7,
            fmt::format("STREAMINFO says that no frame has more than {} bytes and the one at byte {} has {}: players "
                        "that believe it fail; export the file again",
                m_info->mostFrame, at, bytes));
}

void FlacCheck::checkFirstFrames(std::int64_t at)
{
    const Bytes bytes = m_file.bytesAt(at, headBytes);
    m_first = flacFrameAt(bytes, 0);
    if (!m_first) {
        if (at < m_file.size())
            add("block-length-wrong", at,
                "the metadata blocks end here and no frame starts: a block's length is wrong or the sound damaged; "
                "export the file again");
        return;
    }
    checkFrame(*m_first, at);
    FlacFrame frame = *m_first;
    std::size_t start = 0;
    // One defect is in every frame: the first one that shows it will do.
    for (std::size_t next = frame.headerBytes; next < bytes.size() && m_structure.faults.empty(); ++next) {
        const std::optional<FlacFrame> found = flacFrameAt(bytes, next);
        if (!found || found->fixedBlocks != frame.fixedBlocks || found->number != numberAfter(frame))
            continue;
        checkLength(frame, at + static_cast<std::int64_t>(start), static_cast<std::int64_t>(next - start));
        if (m_structure.faults.empty())
            checkFrame(*found, at + static_cast<std::int64_t>(next));
        start = next;
        frame = *found;
    }
}

std::optional<LastFrame> FlacCheck::lastFrame(std::int64_t start, std::int64_t end)
{
    const std::int64_t from = std::max(start, end - tailBytes);
    const Bytes bytes = m_file.bytesAt(from, end - from);
    std::optional<LastFrame> last;
    int candidates = 0;
    for (std::size_t at = bytes.size(); at-- > 0 && candidates < mostCandidates;) {
        const std::optional<FlacFrame> frame = flacFrameAt(bytes, at);
        if (!frame || frame->fixedBlocks != m_first->fixedBlocks || frame->number < m_first->number)
            continue;
        ++candidates;
        const bool sound = flacFrameSum(ByteView(bytes).subspan(at)) == 0;
        if (sound || !last)
            last = LastFrame { from + static_cast<std::int64_t>(at), *frame, sound };
        if (sound)
            break;
    }
    return last;
}

void FlacCheck::checkEnd(std::int64_t start)
{
    const std::optional<LastFrame> last = lastFrame(start, startOfTailTags(m_file));
    if (!last)
        return; // a frame larger than any real one: the decoder will tell
    if (!last->sound) {
        add("last-frame-damaged", last->offset,
            "the check sum of the last frame fails: the file is cut off here or foreign bytes follow; fetch or export "
            "it again");
        return;
    }
    const FlacFrame& frame = last->frame;
    const auto block = static_cast<std::uint64_t>(m_first->blockSize);
    const std::uint64_t origin = m_first->fixedBlocks ? m_first->number * block : m_first->number;
    const std::uint64_t end = (frame.fixedBlocks ? frame.number * block : frame.number)
        + static_cast<std::uint64_t>(frame.blockSize) - origin;
    if (m_info->samples != 0 && end != static_cast<std::uint64_t>(m_info->samples))
        add("streaminfo-length-wrong", m_info->offset + 13,
            fmt::format("STREAMINFO counts {} samples and the frames hold {}: players stop early or wait for more; "
                        "export the file again",
                m_info->samples, end));
}

Structure FlacCheck::run()
{
    const std::optional<FlacBlocks> found = readFlacBlocks(m_file);
    if (!found) {
        constexpr std::int64_t longestHead = 16; // bytes of a frame's header: RFC 9639 9.1
        if (flacFrameAt(m_file.bytesAt(0, longestHead), 0)) {
            m_structure.addPart("frames", 0, m_file.size());
            add("streaminfo-missing", 0,
                "the file starts with a frame, without the marker and STREAMINFO: many players refuse it; export it "
                "again");
        }
        return std::move(m_structure);
    }
    checkBlocks(*found);
    readStreamInfo(*found);
    if (found->complete && m_info) {
        checkFirstFrames(found->end);
        if (m_first && m_structure.faults.empty())
            checkEnd(found->end);
    }
    std::ranges::stable_sort(m_structure.faults, {}, &Fault::offset);
    return std::move(m_structure);
}

} // namespace

Structure structureOfFlac(LocalFile& file)
{
    return FlacCheck(file).run();
}

} // namespace assay
