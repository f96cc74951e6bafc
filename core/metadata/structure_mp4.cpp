// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atoms.h"
#include "core/metadata/structure_faults.h"

#include <algorithm>
#include <fmt/format.h>

namespace assay
{

namespace
{

bool isPrintable(std::string_view id)
{
    // Names from the old Mac OS may start with a copyright sign.
    return std::ranges::all_of(id, [](char c) { return (c >= 0x20 && c <= 0x7E) || c == '\xA9'; });
}

void checkMovie(Structure& structure, std::int64_t end)
{
    const auto count = std::ranges::count(structure.parts, std::string("moov"), &ContainerPart::id);
    const bool fragments = std::ranges::count(structure.parts, std::string("moof"), &ContainerPart::id) > 0;
    if (count == 0 && !fragments)
        structure.add("moov-missing", end,
            "there is no moov atom, without which nobody can know what the file holds: the recording or export was "
            "not closed properly; export it again");
    for (std::size_t i = 0, seen = 0; i < structure.parts.size(); ++i) {
        if (structure.parts[i].id == "moov" && seen++ > 0)
            structure.add("moov-duplicate", structure.parts[i].offset,
                "there is more than one moov atom and readers differ in which they take: keep one");
    }
}

} // namespace

Structure structureOfMp4(LocalFile& file)
{
    Structure structure;
    AtomWalk walk(file);
    std::int64_t at = 0;
    while (const std::optional<Atom> atom = walk.at(at, file.size())) {
        if (!isPrintable(atom->id))
            break;
        structure.addPart(atom->id, atom->headerOffset, atom->declaredEnd - atom->offset);
        if (atom->declaredEnd > file.size())
            structure.add("truncated-atom", atom->headerOffset,
                fmt::format("the {} atom promises {} bytes and the file has {} of them: the file is cut off or the "
                            "size is wrong; fetch or export it again",
                    quotedId(atom->id), atom->declaredEnd - atom->headerOffset, file.size() - atom->headerOffset));
        at = atom->end;
    }
    if (at < file.size() && !walk.isSpent())
        structure.add("trailing-bytes", at,
            fmt::format("from here to the end of the file ({} B) nothing belongs to any atom: remove it or export the "
                        "file again",
                file.size() - at));
    if (structure.faults.empty())
        checkMovie(structure, at);
    return structure;
}

} // namespace assay
