// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/tags.h"

#include "core/metadata/axml.h"
#include "core/metadata/id3_guard.h"
#include "core/metadata/tag_fields.h"
#include "core/metadata/text.h"

#include <apefile.h>
#include <apetag.h>
#include <chrono>
#include <flacfile.h>
#include <id3v1tag.h>
#include <id3v2framefactory.h>
#include <id3v2header.h>
#include <id3v2tag.h>
#include <mpegfile.h>
#include <oggflacfile.h>
#include <opusfile.h>
#include <privateframe.h>
#include <speexfile.h>
#include <tpropertymap.h>
#include <vorbisfile.h>
#include <wavpackfile.h>
#include <xiphcomment.h>

namespace assay
{

namespace
{

constexpr std::int64_t mostTagBytes = 64LL << 20; // of a tag: pictures included
constexpr std::int64_t mostReadBytes = 4 * mostTagBytes; // in all: TagLib reads some of it more than once
constexpr std::chrono::milliseconds mostTime { 2000 }; // usual: under one; a busy machine may be slower
constexpr std::size_t mostFields = 500; // kept of one file
constexpr std::size_t mostFieldBytes = 1 << 16; // of one value: lyrics fit, pictures in text do not

/// TagLib's view of (part of) a file: read-only, never longer than the file, and empty once the budget is spent, which
/// ends every loop of TagLib that reads. What it allocates is bounded by what is there.
class GuardedStream final : public TagLib::IOStream
{
public:
    GuardedStream(LocalFile& file, std::int64_t offset, std::optional<std::int64_t> size)
        : m_file(file)
        , m_offset(offset)
        , m_size(std::max<std::int64_t>(std::min(size.value_or(m_file.size()), m_file.size() - offset), 0))
    {
    }

    [[nodiscard]] bool isSpent() const { return m_spent; }

    /// The first bytes, outside of the budget.
    [[nodiscard]] Bytes peek(std::int64_t count) { return m_file.bytesAt(m_offset, std::min(count, m_size)); }

    [[nodiscard]] TagLib::FileName name() const override { return ""; }
    TagLib::ByteVector readBlock(unsigned long length) override
    {
        const std::int64_t left = std::max<std::int64_t>(m_size - m_at, 0);
        const std::int64_t count = std::min(left, static_cast<std::int64_t>(std::min(length, 1UL << 40U)));
        m_read += count;
        m_spent = m_spent || m_read > mostReadBytes || std::chrono::steady_clock::now() - m_start > mostTime;
        if (m_spent || count == 0)
            return {};
        const Bytes bytes = m_file.bytesAt(m_offset + m_at, count);
        m_at += static_cast<std::int64_t>(bytes.size());
        return { reinterpret_cast<const char*>(bytes.data()), static_cast<unsigned>(bytes.size()) };
    }
    void seek(long offset, Position position) override
    {
        const std::int64_t from = position == Beginning ? 0 : position == Current ? m_at : m_size;
        m_at = std::max<std::int64_t>(from + offset, 0);
    }
    [[nodiscard]] long tell() const override { return m_at; }
    long length() override { return m_spent ? 0 : m_size; }
    [[nodiscard]] bool isOpen() const override { return true; }

    // Media are never written to.
    [[nodiscard]] bool readOnly() const override { return true; }
    void writeBlock(const TagLib::ByteVector&) override { }
    void insert(const TagLib::ByteVector&, unsigned long, unsigned long) override { }
    void removeBlock(unsigned long, unsigned long) override { }
    void truncate(long) override { }

private:
    LocalFile& m_file;
    std::int64_t m_offset;
    std::int64_t m_size;
    std::int64_t m_at = 0;
    std::int64_t m_read = 0;
    bool m_spent = false;
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

struct Sink {
    Metadata& metadata;
    ReleaseCodes& codes;
};

void addProperties(const TagLib::PropertyMap& properties, std::string_view source, Sink sink)
{
    MetadataSection fields;
    for (const auto& [key, values] : properties) {
        std::string joined;
        for (const TagLib::String& value : values) {
            const std::string text = fieldText(value.to8Bit(true));
            if (joined.size() + text.size() <= mostFieldBytes)
                joined += (joined.empty() ? "" : "; ") + text;
        }
        if (!joined.empty() && fields.size() < mostFields)
            fields.emplace(lowerCase(fieldText(key.to8Bit(true))), joined);
    }
    addTagFields(source, fields, sink.metadata, sink.codes);
}

// By the tag's own type: in TagLib 1.13 `properties` is not virtual, and the base class knows the common fields only.
template <class Tag>
void addTag(const Tag* tag, std::string_view source, Sink sink)
{
    if (tag != nullptr)
        addProperties(tag->properties(), source, sink);
}

// XMP Specification Part 3, 2.1.1: a private frame of its own.
void findXmp(const TagLib::ID3v2::Tag& tag, Sink sink)
{
    for (const TagLib::ID3v2::Frame* frame : tag.frameList("PRIV")) {
        const auto* const own = dynamic_cast<const TagLib::ID3v2::PrivateFrame*>(frame);
        if (own != nullptr && own->owner() == "XMP")
            addXmp(own->data().size(), sink.metadata);
    }
}

void readMpeg(GuardedStream& stream, Sink sink)
{
    TagLib::MPEG::File mpeg(&stream, TagLib::ID3v2::FrameFactory::instance(), false);
    // TagLib hands out empty tags for those that are not there.
    if (mpeg.hasID3v2Tag()) {
        addId3Version("2." + std::to_string(mpeg.ID3v2Tag()->header()->majorVersion()), sink.metadata);
        addTag(mpeg.ID3v2Tag(), "id3", sink);
        findXmp(*mpeg.ID3v2Tag(), sink);
    }
    if (mpeg.hasAPETag())
        addTag(mpeg.APETag(), "ape", sink);
    if (mpeg.hasID3v1Tag()) {
        addId3Version("1", sink.metadata);
        addTag(mpeg.ID3v1Tag(), "id3", sink);
    }
}

template <class OggFile>
void readOggAs(GuardedStream& stream, Sink sink)
{
    OggFile ogg(&stream, false);
    if (ogg.isValid())
        addTag(ogg.tag(), "vorbis", sink);
}

// The first packet of the stream names the codec: RFC 7845, Vorbis I 4.2, RFC 9639 10.1.
void readOgg(GuardedStream& stream, Sink sink)
{
    stream.seek(0, TagLib::IOStream::Beginning);
    const TagLib::ByteVector head = stream.readBlock(64);
    if (head.find("\x01vorbis") >= 0)
        readOggAs<TagLib::Ogg::Vorbis::File>(stream, sink);
    else if (head.find("OpusHead") >= 0)
        readOggAs<TagLib::Ogg::Opus::File>(stream, sink);
    else if (head.find("\x7F"
                       "FLAC")
        >= 0)
        readOggAs<TagLib::Ogg::FLAC::File>(stream, sink);
    else if (head.find("Speex   ") >= 0)
        readOggAs<TagLib::Ogg::Speex::File>(stream, sink);
}

void readFlac(GuardedStream& stream, Sink sink)
{
    TagLib::FLAC::File flac(&stream, TagLib::ID3v2::FrameFactory::instance(), false);
    if (!flac.isValid())
        return;
    if (flac.hasXiphComment())
        addTag(flac.xiphComment(), "vorbis", sink);
    if (flac.hasID3v2Tag()) {
        addId3Version("2." + std::to_string(flac.ID3v2Tag()->header()->majorVersion()), sink.metadata);
        addTag(flac.ID3v2Tag(), "id3", sink);
    }
}

void readContent(GuardedStream& stream, Content content, Sink sink)
{
    switch (content) {
    case Content::flac:
        return readFlac(stream, sink);
    case Content::ogg:
        return readOgg(stream, sink);
    case Content::ape: {
        TagLib::APE::File ape(&stream, false);
        return addTag(ape.APETag(), "ape", sink);
    }
    case Content::wavpack: {
        TagLib::WavPack::File wavpack(&stream, false);
        return addTag(wavpack.APETag(), "ape", sink);
    }
    case Content::mpegAudio:
    case Content::adts:
        return readMpeg(stream, sink);
    default:
        return;
    }
}

void readGuarded(GuardedStream& stream, Content content, std::int64_t offset, Sink sink)
{
    const auto giveUp = [&](std::string_view reason) {
        sink.metadata.faults.push_back({ "tags-unreadable", offset,
            "the tags could not be read (" + std::string(reason) + "): remove them and write them again" });
    };
    try {
        const std::int64_t leading = id3TagBytes(stream.peek(id3HeadBytes));
        if (leading > mostTagBytes || !isTameId3(stream.peek(leading)))
            return giveUp("they are larger or deeper than tags may be");
        readContent(stream, content, sink);
        if (stream.isSpent())
            giveUp("they are damaged or larger than tags may be");
    } catch (const std::exception& error) { // TagLib throws nothing of its own; what it uses may
        giveUp(error.what());
    }
}

} // namespace

void readTags(LocalFile& file, Content content, Metadata& metadata, ReleaseCodes& codes)
{
    GuardedStream stream(file, 0, std::nullopt);
    readGuarded(stream, content, 0, { metadata, codes });
}

void readId3Chunk(LocalFile& file, FilePart part, Metadata& metadata, ReleaseCodes& codes)
{
    GuardedStream stream(file, part.offset, part.size);
    readGuarded(stream, Content::mpegAudio, part.offset, { metadata, codes });
}

} // namespace assay
