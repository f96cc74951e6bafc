// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_class.h"

#include <filesystem>
#include <iostream>
#include <map>
#include <string>
#include <string_view>

namespace assay::test
{

namespace
{

std::map<std::string, RunTestClass, std::less<>>& testClasses()
{
    static std::map<std::string, RunTestClass, std::less<>> classes;
    return classes;
}

} // namespace

bool addTestClass(const char* file, RunTestClass run)
{
    return testClasses().emplace(std::filesystem::path(file).stem().string(), run).second;
}

} // namespace assay::test

/// The main of every room's tests: runs the class that the first argument names, or all. The exit code counts failures.
int main(int argc, char** argv)
{
    const auto& classes = assay::test::testClasses();
    const std::string_view name = argc > 1 ? argv[1] : "";
    if (!name.starts_with("tst_")) {
        int failures = 0;
        for (const auto& [ignored, run] : classes)
            failures += run(argc, argv);
        return failures;
    }
    const auto found = classes.find(name);
    if (found == classes.end()) {
        std::cerr << argv[0] << " has no test " << name << ". It has:\n";
        for (const auto& [known, ignored] : classes)
            std::cerr << "  " << known << '\n';
        return 2;
    }
    argv[1] = argv[0]; // the rest is for Qt Test
    return found->second(argc - 1, argv + 1);
}
