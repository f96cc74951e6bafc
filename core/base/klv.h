// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/local_file.h"

#include <functional>
#include <optional>
#include <vector>

namespace assay
{

/// One packet of an MXF file. SMPTE ST 336; ST 377-1, 6.3.
struct Klv {
    Bytes key {}; ///< 16 bytes
    std::int64_t at = 0; ///< of the key
    std::int64_t offset = 0; ///< of the value
    std::int64_t size = 0; ///< of the value, as stated
};

/// The packet that starts at `at`; empty where none can.
[[nodiscard]] std::optional<Klv> klvAt(LocalFile& file, std::int64_t at);

/// One property of a local set.
struct SetProperty {
    std::uint64_t name = 0; ///< the last eight bytes of its universal label: SMPTE RP 224
    ByteView value {};
};

/// The local sets of the header metadata in file order; the names of their properties stand in the primer pack before
/// them (ST 377-1, 9.2 and 9.3). Stops where essence or nonsense begins. `key` has 16 bytes.
void forEachLocalSet(
    ByteView header, const std::function<void(ByteView key, const std::vector<SetProperty>& properties)>& visit);

/// Looked at for header metadata: those of real files have some 100 KiB.
constexpr std::int64_t mostMxfHeaderBytes = 8 << 20;

} // namespace assay
