// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"

#include <csignal>
#include <exception>

int assay::runCommandLine(int argc, char** argv)
{
#ifdef SIGXFSZ
    std::signal(SIGXFSZ, SIG_IGN); // a limit on the size of files is an error to tell, not the end
#endif
    try {
        const auto parsed = parseArguments(argc, argv);
        if (const int* exitCode = std::get_if<int>(&parsed))
            return *exitCode;
        return std::visit([](const auto& arguments) { return run(arguments); }, std::get<Command>(parsed));
    } catch (const std::exception& bug) {
        complain(bug.what());
        return exitUsage;
    }
}

int main(int argc, char** argv)
{
    return assay::runCommandLine(argc, argv);
}
