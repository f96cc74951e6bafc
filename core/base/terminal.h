// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

namespace assay::platform
{

/// Asks the person at the terminal, whatever the standard streams are, and does not show what is typed. Empty where
/// there is no terminal, or the person ended the input.
[[nodiscard]] std::optional<std::string> askSecretly(const std::string& question);

} // namespace assay::platform
