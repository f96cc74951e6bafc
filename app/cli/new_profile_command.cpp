// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/inspect_options.h"
#include "app/cli/interrupt.h"
#include "app/cli/output.h"
#include "app/cli/progress_lines.h"
#include "core/base/path.h"
#include "reports/timing.h"
#include "specs/reference_profile.h"

#include <fmt/format.h>

namespace assay
{

namespace
{

std::string fromWhat(const Inspection& inspection)
{
    const std::string first = inspection.programmes.front().name;
    if (inspection.programmes.size() == 1)
        return first;
    return fmt::format("{} and {} more", first, inspection.programmes.size() - 1);
}

Result<std::string> profileText(const NewProfileArguments& arguments, const Inspection& inspection)
{
    std::vector<Subject> subjects;
    for (const ProgrammeRecord& programme : inspection.programmes)
        subjects.push_back(Subject { programme.role, programme.layout.name, timeBaseOf(programme), programme.frames,
            programme.measures, programme.layout.channelNames() });
    if (subjects.empty())
        return profileFromReference({}, {}, catalogue());
    const std::string from = fromWhat(inspection);
    const std::string stem = toUtf8(fromUtf8(inspection.programmes.front().name).stem());
    const std::string id = arguments.id.empty() ? "like-" + idFromText(stem) : arguments.id;
    return profileFromReference(
        { id, arguments.title.empty() ? "Like " + stem : arguments.title, from }, subjects, catalogue());
}

} // namespace

int run(const NewProfileArguments& arguments)
{
    auto options = inspectOptionsOf(arguments.reference);
    if (!options) {
        complain(options.error());
        return exitUsage;
    }
    const InterruptWatch interrupt;
    const ProgressStyle style = arguments.reference.output.quiet ? ProgressStyle::none : ProgressStyle::bar;
    options->stop = interrupt.token();
    showProgress(*options, style);
    const auto inspection = inspect(arguments.reference.paths, *options);
    endProgress(style);
    if (!inspection) {
        complain(inspection.error());
        return inspection.error().code == ErrorCode::cancelled ? exitCancelled : exitUnreadable;
    }
    bool readable = true;
    for (const AssetRecord& asset : inspection->assets) {
        if (asset.error)
            complain(*asset.error);
        readable = readable && !asset.error;
    }
    if (!readable)
        return exitUnreadable; // a reference that cannot be read is none
    const auto text = profileText(arguments, *inspection);
    if (!text) {
        complain(text.error());
        return exitUnreadable;
    }
    return writeText(*text, arguments.output) ? 0 : exitUsage;
}

} // namespace assay
