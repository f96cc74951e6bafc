// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace assay::test
{

/// Is the corpus of real files configured (CMake variable ASSAY_CORPUS)?
[[nodiscard]] bool hasCorpus();

/// A file of the corpus. Fails the test by throwing where the corpus is configured and the file is missing.
[[nodiscard]] std::filesystem::path corpusFile(const std::filesystem::path& relative);

} // namespace assay::test
