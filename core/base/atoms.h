// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/local_file.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace assay
{

/// One atom (box) of a QuickTime or MPEG-4 file. ISO/IEC 14496-12 4.2; QuickTime File Format, "Atoms".
struct Atom {
    std::string id; ///< four characters as stored
    std::int64_t headerOffset = 0;
    std::int64_t offset = 0; ///< of the content
    std::int64_t end = 0; ///< first byte behind it, never beyond the atom or file it lies in
    std::int64_t declaredEnd = 0; ///< where its size says that it ends
};

/// Looks at the atoms of one file; after far more of them than any real file has, there are none.
class AtomWalk
{
public:
    explicit AtomWalk(LocalFile& file)
        : m_file(file)
    {
    }

    /// The atom at `at` inside of what ends at `end`; empty where none can stand there.
    [[nodiscard]] std::optional<Atom> at(std::int64_t at, std::int64_t end);

    /// Every atom between `start` and `end`, in file order.
    void forEach(std::int64_t start, std::int64_t end, const std::function<void(const Atom&)>& visit);

    /// The first child of this id.
    [[nodiscard]] std::optional<Atom> childOf(const Atom& parent, std::string_view id);

    /// True once the budget is used up: what was not found may still be there.
    [[nodiscard]] bool isSpent() const { return m_left < 0; }

private:
    LocalFile& m_file;
    int m_left = 20000; // atoms; hostile files can hold millions of empty ones
};

} // namespace assay
