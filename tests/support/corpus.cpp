// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/corpus.h"

#include <stdexcept>
#include <string>

namespace assay::test
{

bool hasCorpus()
{
    return std::string(ASSAY_CORPUS) != "";
}

std::filesystem::path corpusFile(const std::filesystem::path& relative)
{
    const std::filesystem::path file = std::filesystem::path(ASSAY_CORPUS) / relative;
    if (!std::filesystem::exists(file))
        throw std::runtime_error("the corpus is configured but has no " + file.string());
    return file;
}

} // namespace assay::test
