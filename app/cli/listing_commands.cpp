// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "core/base/path.h"
#include "core/inspect/inspect.h"

#include <fmt/format.h>

namespace assay
{

int run(const ListProfilesArguments&)
{
    const ProfileLibrary library = profileLibrary();
    for (const Error& problem : library.problems())
        complain(problem);
    for (const Profile& profile : library.profiles())
        fmt::print("{:<22} {:<10} {:<12} {}{}\n", profile.id, profile.version, nameOf(profile.status), profile.title,
            profile.origin == "built-in" ? "" : "  [" + profile.origin + "]");
    return 0;
}

int run(const ShowProfileArguments& arguments)
{
    const auto text = profileLibrary().sourceOf(arguments.profile);
    if (!text) {
        complain(text.error());
        return exitUsage;
    }
    fmt::print("{}", *text);
    return 0;
}

int run(const LintProfileArguments& arguments)
{
    const std::vector<Error> problems = lintProfile(arguments.file, catalogue());
    for (const Error& problem : problems)
        complain(problem);
    if (problems.empty())
        fmt::print("{}: no problem found\n", toUtf8(arguments.file));
    return problems.empty() ? 0 : exitUsage;
}

int run(const MeasuresArguments&)
{
    for (const MeasureSpec& spec : catalogue().all())
        fmt::print("{}\t{}\t{}\t{}\n", spec.id, symbolOf(spec.unit), spec.what, spec.source);
    return 0;
}

} // namespace assay
