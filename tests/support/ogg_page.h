// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace assay::test
{

/// One page of stream 7 with its check sum (RFC 3533 section 6), of one segment of at most 254 bytes.
/// `flags`: 2 starts the stream, 4 ends it.
std::string oggPage(unsigned index, unsigned flags, const std::string& body);

} // namespace assay::test
