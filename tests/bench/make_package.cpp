// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the example of a Netflix package, twelve files with five faults planted in it (see package_example.h), for
// trying `assay check --profile netflix-package FOLDER`.
#include "tests/support/package_example.h"

#include <cstdio>
#include <cstring>
#include <exception>

int main(int argc, char** argv)
{
    const bool right = argc == 3 && std::strcmp(argv[2], "--right") == 0;
    if (argc < 2 || (argc > 2 && !right)) {
        std::fputs("usage: assay-make-package FOLDER [--right]\n", stderr);
        return 2;
    }
    try {
        assay::test::PackageFaults faults;
        if (right)
            faults = { false, false, false, false, false };
        assay::test::writePackage(argv[1], faults);
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "assay-make-package: %s\n", error.what());
        return 2;
    }
}
