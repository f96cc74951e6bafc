// SPDX-License-Identifier: GPL-3.0-or-later
// libFuzzer's door to the hostile targets: ASSAY_FUZZ_TARGET names the one.
#include "tests/hostile/targets.h"

#include <cstdio>
#include <cstdlib>

namespace
{

const assay::test::HostileTarget* target = nullptr;

} // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***)
{
    const char* name = std::getenv("ASSAY_FUZZ_TARGET");
    target = name == nullptr ? nullptr : assay::test::hostileTarget(name);
    if (target == nullptr) {
        std::fputs("ASSAY_FUZZ_TARGET must be one of:", stderr);
        for (const assay::test::HostileTarget& known : assay::test::hostileTargets())
            std::fprintf(stderr, " %s", std::string(known.name).c_str());
        std::fputs("\n", stderr);
        std::exit(2);
    }
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    target->run({ data, size });
    return 0;
}
