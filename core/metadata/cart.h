// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/metadata/metadata.h"

#include <span>

namespace assay
{

/// Reads a cart chunk (AES46-2002) into section "cart" and the cart.* measures. `bytes` is the chunk's content,
/// `offset` its place in the file.
void readCart(ByteView bytes, std::int64_t offset, Metadata& metadata);

[[nodiscard]] std::span<const MeasureSpec> cartSpecs();

} // namespace assay
