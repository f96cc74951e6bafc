// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "reports/keyring.h"

#include <filesystem>
#include <string>

namespace assay
{

/// The user's own keyring. Errors: as `Keyring::load`, and `usage` where there is no home.
[[nodiscard]] Result<Keyring> userKeyring();

/// The first line of a file, or of standard input for "-"; without a file the person is asked at the terminal.
/// Errors: `usage` where nobody can be asked, or the passphrase is empty.
[[nodiscard]] Result<std::string> passphraseFrom(const std::filesystem::path& file, const std::string& question);

/// Complains and gives the exit code: 4 where a file could not be read or is broken, else 2.
[[nodiscard]] int failed(const Error& error);

} // namespace assay
