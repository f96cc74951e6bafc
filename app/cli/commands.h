// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/arguments.h"

namespace assay
{

/// What `main` does; prints what is thrown. Returns the exit code.
[[nodiscard]] int runCommandLine(int argc, char** argv);

// One function a command; each returns the exit code.
[[nodiscard]] int run(const CheckArguments& arguments);
[[nodiscard]] int run(const WorkerArguments& arguments);
[[nodiscard]] int run(const NullArguments& arguments);
[[nodiscard]] int run(const CompareArguments& arguments);
[[nodiscard]] int run(const JudgeArguments& arguments);
[[nodiscard]] int run(const ExportArguments& arguments);
[[nodiscard]] int run(const ListProfilesArguments& arguments);
[[nodiscard]] int run(const ShowProfileArguments& arguments);
[[nodiscard]] int run(const LintProfileArguments& arguments);
[[nodiscard]] int run(const NewProfileArguments& arguments);
[[nodiscard]] int run(const DiffProfilesArguments& arguments);
[[nodiscard]] int run(const MeasuresArguments& arguments);
[[nodiscard]] int run(const SelftestArguments& arguments);
[[nodiscard]] int run(const AnswerArguments& arguments);
[[nodiscard]] int run(const SignArguments& arguments);
[[nodiscard]] int run(const ArchiveArguments& arguments);
[[nodiscard]] int run(const VerifyArguments& arguments);
[[nodiscard]] int run(const NewKeyArguments& arguments);
[[nodiscard]] int run(const ListKeysArguments& arguments);
[[nodiscard]] int run(const ExportKeyArguments& arguments);
[[nodiscard]] int run(const ImportKeyArguments& arguments);
[[nodiscard]] int run(const RevokeKeyArguments& arguments);

} // namespace assay
