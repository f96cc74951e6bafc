// SPDX-License-Identifier: GPL-3.0-or-later
// Matroska is a tree of elements, each an id and a size; the outer two levels are walked.
#include "core/metadata/structure_faults.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace assay
{

namespace
{

constexpr std::uint64_t ebmlHead = 0x1A45DFA3;
constexpr std::uint64_t segment = 0x18538067;
constexpr std::uint64_t tracks = 0x1654AE6B;
constexpr std::uint64_t cluster = 0x1F43B675;

struct ElementName {
    std::uint64_t id;
    std::string_view name;
};

// RFC 9559, 5.1: what a segment holds; void and check sum may stand anywhere (RFC 8794, 11.3).
constexpr std::array topLevel { ElementName { 0x114D9B74, "SeekHead" }, ElementName { 0x1549A966, "Info" },
    ElementName { tracks, "Tracks" }, ElementName { cluster, "Cluster" }, ElementName { 0x1C53BB6B, "Cues" },
    ElementName { 0x1941A469, "Attachments" }, ElementName { 0x1043A770, "Chapters" },
    ElementName { 0x1254C367, "Tags" }, ElementName { 0xEC, "Void" }, ElementName { 0xBF, "CRC-32" } };

constexpr int mostElements = 200000; // a cluster of a second each, for two days
constexpr std::size_t mostParts = 10000;

struct Element {
    std::uint64_t id = 0;
    std::int64_t at = 0;
    std::int64_t offset = 0; // of the content
    std::optional<std::int64_t> size {}; // empty: unknown until the next element of the same level
};

// Bytes of a number by the zeros before its first one; 0 where there are more than `most`. RFC 8794, 4.
std::size_t lengthOf(std::uint8_t first, std::size_t most)
{
    std::size_t length = 1;
    for (unsigned mark = 0x80; mark != 0 && (first & mark) == 0; mark >>= 1U)
        ++length;
    return length > most ? 0 : length;
}

std::optional<Element> elementAt(LocalFile& file, std::int64_t at)
{
    const Bytes bytes = file.bytesAt(at, 12);
    const std::size_t idBytes = bytes.empty() ? 0 : lengthOf(bytes[0], 4);
    if (idBytes == 0 || bytes.size() <= idBytes)
        return std::nullopt;
    const std::size_t sizeBytes = lengthOf(bytes[idBytes], 8);
    if (sizeBytes == 0 || bytes.size() < idBytes + sizeBytes)
        return std::nullopt;
    const std::uint64_t all = (1ULL << (7 * sizeBytes)) - 1; // every bit set: unknown
    const std::uint64_t size = uintAt(bytes, idBytes, sizeBytes, Endian::big) & all;
    Element element { uintAt(bytes, 0, idBytes, Endian::big), at, at + static_cast<std::int64_t>(idBytes + sizeBytes),
        {} };
    if (size != all)
        element.size = static_cast<std::int64_t>(size);
    return element;
}

const ElementName* nameOf(std::uint64_t id)
{
    const auto found = std::ranges::find(topLevel, id, &ElementName::id);
    return found == topLevel.end() ? nullptr : &*found;
}

class MatroskaCheck
{
public:
    explicit MatroskaCheck(LocalFile& file)
        : m_file(file)
    {
    }

    Structure run();

private:
    void walkSegment(const Element& outer);
    [[nodiscard]] std::int64_t endOfUnknown(const Element& element);
    [[nodiscard]] bool isSpent() { return --m_left < 0; }
    void add(std::string code, std::int64_t offset, std::string message)
    {
        m_structure.add(std::move(code), offset, std::move(message));
    }

    LocalFile& m_file;
    Structure m_structure {};
    int m_left = mostElements;
    bool m_hasTracks = false;
};

// A cluster that was written before its size was known ends where the next element of the segment starts.
std::int64_t MatroskaCheck::endOfUnknown(const Element& element)
{
    std::int64_t at = element.offset;
    while (at < m_file.size() && !isSpent()) {
        const std::optional<Element> inner = elementAt(m_file, at);
        const bool isSibling = inner && inner->id > 0xFF && nameOf(inner->id) != nullptr;
        if (!inner || isSibling || !inner->size)
            break;
        at = inner->offset + std::min(*inner->size, m_file.size() - inner->offset);
    }
    return at;
}

void MatroskaCheck::walkSegment(const Element& outer)
{
    const std::int64_t stated = outer.size ? outer.offset + *outer.size : m_file.size();
    const std::int64_t end = std::min(stated, m_file.size());
    std::int64_t at = outer.offset;
    while (at < end && !isSpent()) {
        const std::optional<Element> element = elementAt(m_file, at);
        const ElementName* name = element ? nameOf(element->id) : nullptr;
        if (name == nullptr) {
            add("element-invalid", at,
                "no element that a segment may hold starts here: a size before it is wrong or the file is damaged; "
                "fetch or export it again");
            return;
        }
        m_hasTracks = m_hasTracks || element->id == tracks;
        if (m_structure.parts.size() < mostParts)
            m_structure.addPart(name->name, at, element->size.value_or(0));
        const std::int64_t next = element->size ? element->offset + *element->size : endOfUnknown(*element);
        if (next > end) {
            add(next > m_file.size() ? "truncated-element" : "element-size-wrong", at,
                fmt::format("the {} element promises {} bytes and {} has {} of them: the file is cut off or the size "
                            "is wrong; fetch or export it again",
                    name->name, *element->size, next > m_file.size() ? "the file" : "the segment",
                    end - element->offset));
            return;
        }
        at = next;
    }
    if (stated > m_file.size() && m_structure.faults.empty())
        add("truncated-element", outer.at,
            fmt::format("the segment promises {} bytes and the file has {} of them: the file is cut off; fetch or "
                        "export it again",
                *outer.size, m_file.size() - outer.offset));
    if (m_left >= 0 && !m_hasTracks && m_structure.faults.empty())
        add("tracks-missing", outer.at,
            "there is no list of tracks, without which nobody can know what the file holds: export it again");
    if (end < m_file.size() && m_left >= 0)
        add("trailing-bytes", end,
            fmt::format("from here to the end of the file ({} B) nothing belongs to the segment: remove it or export "
                        "the file again",
                m_file.size() - end));
}

Structure MatroskaCheck::run()
{
    const std::optional<Element> head = elementAt(m_file, 0);
    if (!head || head->id != ebmlHead || !head->size)
        return {};
    m_structure.addPart("EBML", 0, *head->size);
    const std::int64_t next = head->offset + std::min(*head->size, m_file.size());
    const std::optional<Element> outer = elementAt(m_file, next);
    if (!outer || outer->id != segment) {
        add("element-invalid", next,
            "behind the EBML header no segment starts: the file is cut off or damaged; fetch or export it again");
        return std::move(m_structure);
    }
    walkSegment(*outer);
    return std::move(m_structure);
}

} // namespace

Structure structureOfMatroska(LocalFile& file)
{
    return MatroskaCheck(file).run();
}

} // namespace assay
