// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/worker_protocol.h"
#include "core/compare/null_test.h"

#include <string>

namespace assay
{

/// A null test for a terminal: what is left, stem by stem, the worst places. English, UTF-8, no escape codes.
[[nodiscard]] std::string nullText(const NullTest& test);

/// Makes the test of a task in this process. Errors: those of `inspectNull`.
[[nodiscard]] Result<NullAnswer> nullTestOf(const NullTask& task, const CompareOptions& options);

} // namespace assay
