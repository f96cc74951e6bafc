// SPDX-License-Identifier: GPL-3.0-or-later
// An MXF file tells where it ends: by the random index pack at its end, or by the footer that its header names.
#include "core/base/klv.h"
#include "core/metadata/structure_faults.h"

#include <algorithm>
#include <fmt/format.h>

namespace assay
{

namespace
{

constexpr std::string_view partitionKey { "\x06\x0E\x2B\x34\x02\x05\x01\x01\x0D\x01\x02\x01\x01", 13 }; // 7.1
constexpr std::string_view ripKey { "\x06\x0E\x2B\x34\x02\x05\x01\x01\x0D\x01\x02\x01\x01\x11\x01\x00", 16 }; // 12.1
constexpr std::int64_t keyBytes = 16;
constexpr std::int64_t mostRipBytes = 1 << 20; // 87000 partitions
constexpr int mostPackets = 5000; // stepped over where nothing tells the end

bool isPartition(const Klv& packet)
{
    return charsAt(packet.key, 0, partitionKey.size()) == partitionKey && packet.key[13] >= 2 && packet.key[13] <= 4;
}

class MxfCheck
{
public:
    explicit MxfCheck(LocalFile& file)
        : m_file(file)
    {
    }

    Structure run();

private:
    bool checkIndexPack();
    void walkFrom(std::int64_t at, bool expectsFooter);
    void addPartition(const Klv& packet);
    void add(std::string code, std::int64_t offset, std::string message)
    {
        m_structure.add(std::move(code), offset, std::move(message));
    }

    LocalFile& m_file;
    Structure m_structure;
};

void MxfCheck::addPartition(const Klv& packet)
{
    const std::string_view name = packet.key[13] == 2 ? "header" : packet.key[13] == 3 ? "body" : "footer";
    const auto known = std::ranges::find(m_structure.parts, packet.at, &ContainerPart::offset);
    if (known == m_structure.parts.end())
        m_structure.addPart(name, packet.at, packet.size);
}

// The last four bytes of a file with a random index pack are the pack's own length. ST 377-1 12.2.
bool MxfCheck::checkIndexPack()
{
    const auto length = static_cast<std::int64_t>(uintAt(m_file.bytesAt(m_file.size() - 4, 4), 0, 4, Endian::big));
    if (length < keyBytes + 5 || length > mostRipBytes || length > m_file.size())
        return false;
    const std::optional<Klv> rip = klvAt(m_file, m_file.size() - length);
    if (!rip || charsAt(rip->key, 0, ripKey.size()) != ripKey)
        return false;
    const Bytes rows = m_file.bytesAt(rip->offset, rip->size - 4);
    for (std::size_t row = 0; row + 12 <= rows.size(); row += 12) {
        const std::uint64_t at = uintAt(rows, row + 4, 8, Endian::big);
        const std::optional<Klv> partition = at < static_cast<std::uint64_t>(m_file.size())
            ? klvAt(m_file, static_cast<std::int64_t>(at))
            : std::nullopt;
        if (partition && isPartition(*partition)) {
            addPartition(*partition);
            continue;
        }
        add("rip-wrong", rip->offset + static_cast<std::int64_t>(row),
            fmt::format("the random index pack says that a partition starts at byte {}, and none does: bytes were lost "
                        "or added; fetch or export the file again",
                at));
        break;
    }
    m_structure.addPart("random index pack", rip->at, rip->size);
    return true;
}

// Steps from packet to packet to the end of the file.
void MxfCheck::walkFrom(std::int64_t at, bool expectsFooter)
{
    bool sawFooter = !expectsFooter;
    for (int count = 0; at < m_file.size(); ++count) {
        const std::optional<Klv> packet = count < mostPackets ? klvAt(m_file, at) : std::nullopt;
        if (count == mostPackets)
            return; // nothing tells the end: unknown
        if (!packet) {
            add("trailing-bytes", at,
                fmt::format("from here to the end of the file ({} B) nothing belongs to any MXF packet: the file is "
                            "damaged or foreign bytes follow; fetch or export it again",
                    m_file.size() - at));
            return;
        }
        if (isPartition(*packet)) {
            addPartition(*packet);
            sawFooter = sawFooter || packet->key[13] == 4;
        }
        if (packet->size > m_file.size() - packet->offset) {
            add("truncated-klv", at,
                fmt::format("a packet promises {} bytes and the file has {} of them: the file is cut off; fetch or "
                            "export it again",
                    packet->size, std::max<std::int64_t>(m_file.size() - packet->offset, 0)));
            return;
        }
        at = packet->offset + packet->size;
    }
    if (!sawFooter)
        add("footer-missing", m_file.size(),
            "the file ends without a footer partition: the recording or export was not closed properly, or the end is "
            "missing; fetch or export it again");
}

Structure MxfCheck::run()
{
    const std::optional<Klv> header = klvAt(m_file, 0);
    if (!header || !isPartition(*header))
        return {};
    addPartition(*header);
    if (!checkIndexPack()) {
        const std::uint64_t footer = uintAt(m_file.bytesAt(header->offset, 32), 24, 8, Endian::big);
        if (footer >= static_cast<std::uint64_t>(m_file.size()))
            add("truncated-klv", header->offset + 24,
                fmt::format("the header says that the footer starts at byte {} and the file has {}: it is cut off; "
                            "fetch or export it again",
                    footer, m_file.size()));
        else
            walkFrom(static_cast<std::int64_t>(footer), footer == 0);
    }
    std::ranges::stable_sort(m_structure.parts, {}, &ContainerPart::offset);
    return std::move(m_structure);
}

} // namespace

Structure structureOfMxf(LocalFile& file)
{
    return MxfCheck(file).run();
}

} // namespace assay
