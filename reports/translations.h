// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

/// The compiled files of translations/, embedded by the build, for programs without Qt's resources.
namespace assay
{

[[nodiscard]] std::string_view germanTexts();

} // namespace assay
