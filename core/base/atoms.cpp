// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atoms.h"

#include <limits>

namespace assay
{

std::optional<Atom> AtomWalk::at(std::int64_t at, std::int64_t end)
{
    const Bytes head = m_file.bytesAt(at, 16);
    if (head.size() < 8 || at + 8 > end || --m_left < 0)
        return std::nullopt;
    std::uint64_t size = uintAt(head, 0, 4, Endian::big);
    std::int64_t headBytes = 8;
    if (size == 1) { // the size stands behind the name, in 64 bits
        size = uintAt(head, 8, 8, Endian::big);
        headBytes = 16;
    } else if (size == 0) { // to the end
        size = static_cast<std::uint64_t>(end - at);
    }
    constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max() / 2);
    if (size < static_cast<std::uint64_t>(headBytes))
        return std::nullopt;
    const std::int64_t declaredEnd = at + static_cast<std::int64_t>(std::min(size, most));
    return Atom { std::string(charsAt(head, 4, 4)), at, at + headBytes, std::min(declaredEnd, end), declaredEnd };
}

void AtomWalk::forEach(std::int64_t start, std::int64_t end, const std::function<void(const Atom&)>& visit)
{
    while (const std::optional<Atom> atom = at(start, end)) {
        visit(*atom);
        start = atom->end;
    }
}

std::optional<Atom> AtomWalk::childOf(const Atom& parent, std::string_view id)
{
    std::int64_t start = parent.offset;
    while (std::optional<Atom> atom = at(start, parent.end)) {
        if (atom->id == id)
            return atom;
        start = atom->end;
    }
    return std::nullopt;
}

} // namespace assay
