// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace assay
{

/// How the samples are stored. `coded` is anything a lossy codec decodes to: it has no bit depth of its own.
enum class SampleFormat { integer, floating, coded };

/// "integer", "float", "coded".
[[nodiscard]] std::string_view nameOf(SampleFormat format);

} // namespace assay
