// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metadata/adm.h"

#include <string>
#include <string_view>
#include <vector>

namespace assay
{

enum class AdmTroubleKind {
    unresolved, ///< a reference to something that is not there
    duplicate, ///< an id that stands twice
    unused, ///< an element that nothing refers to
    contradiction, ///< axml and chna say different things, or an object holds itself
};

/// Something wrong with the references of an ADM.
struct AdmTrouble {
    AdmTroubleKind kind;
    std::string_view element; ///< its kind: "audioObject"; "chna row"
    std::string id; ///< of the element
    std::string_view otherElement; ///< kind of the other one
    std::string otherId; ///< what it refers to, or what the other side says; may be empty
    std::int64_t offset = 0; ///< of the element in the file, bytes

    /// One English sentence.
    [[nodiscard]] std::string message() const;
};

/// More are not told.
constexpr std::size_t mostAdmTroubles = 100'000;

/// Follows every reference between the elements of an ADM, everyone's definitions (BS.2094) and the rows of chna, in
/// the model's own order. What only a file without any axml lacks is no trouble.
[[nodiscard]] std::vector<AdmTrouble> admTroubles(const Adm& adm);

} // namespace assay
