// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"

#include <exception>

int main(int argc, char** argv)
{
    try {
        const auto parsed = assay::parseArguments(argc, argv);
        if (const int* exitCode = std::get_if<int>(&parsed))
            return *exitCode;
        return std::visit(
            [](const auto& arguments) { return assay::run(arguments); }, std::get<assay::Command>(parsed));
    } catch (const std::exception& bug) {
        assay::complain(bug.what());
        return assay::exitUsage;
    }
}
