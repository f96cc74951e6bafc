// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the hostile targets without a fuzzer: their seeds, then changes of these by a fixed random sequence, then any
// files that are named. What ends the program (a signal, a sanitizer, the watch) is a failure.
//
// usage: hostile_replay [--rounds N] [--write-seeds DIR] [TARGET [FILE...]]
#include "tests/hostile/targets.h"

#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

using namespace assay;
using namespace assay::test;

namespace
{

Bytes bytesOf(const std::string& text)
{
    return { text.begin(), text.end() };
}

// As files are damaged and as attackers write them: bits, extreme numbers, cuts, repetitions.
Bytes changed(Bytes bytes, std::mt19937& random)
{
    for (unsigned change = 0; change < 1 + random() % 6 && !bytes.empty(); ++change) {
        const std::size_t at = random() % bytes.size();
        switch (random() % 6) {
        case 0:
            bytes[at] = static_cast<std::uint8_t>(bytes[at] ^ 1U << random() % 8);
            break;
        case 1:
            for (std::size_t i = at; i < std::min(at + 4, bytes.size()); ++i)
                bytes[i] = 0xFF;
            break;
        case 2:
            for (std::size_t i = at; i < std::min(at + 4, bytes.size()); ++i)
                bytes[i] = 0;
            break;
        case 3:
            bytes[at] = static_cast<std::uint8_t>(random());
            break;
        case 4:
            bytes.resize(at);
            break;
        default: {
            const Bytes part(bytes.begin() + static_cast<std::ptrdiff_t>(at), bytes.end());
            bytes.insert(bytes.end(), part.begin(), part.end());
        }
        }
    }
    return bytes;
}

void replay(const HostileTarget& target, int rounds)
{
    std::printf("%s\n", std::string(target.name).c_str());
    std::fflush(stdout); // whose turn it was when the program ends
    std::mt19937 random(20261);
    for (const std::string& seed : target.seeds()) {
        target.run(bytesOf(seed));
        for (int round = 0; round < rounds; ++round)
            target.run(changed(bytesOf(seed), random));
    }
    target.run({});
}

void writeSeeds(const HostileTarget& target, const std::filesystem::path& folder)
{
    std::filesystem::create_directories(folder / target.name);
    int count = 0;
    for (const std::string& seed : target.seeds())
        std::ofstream(folder / target.name / ("seed" + std::to_string(count++)), std::ios::binary) << seed;
}

} // namespace

int main(int argc, char** argv)
{
    int rounds = 200;
    int at = 1;
    for (; at + 1 < argc && std::strncmp(argv[at], "--", 2) == 0; at += 2) {
        if (std::strcmp(argv[at], "--rounds") == 0)
            rounds = std::atoi(argv[at + 1]);
        if (std::strcmp(argv[at], "--write-seeds") == 0) {
            for (const HostileTarget& target : hostileTargets())
                writeSeeds(target, argv[at + 1]);
            return 0;
        }
    }
    for (const HostileTarget& target : hostileTargets()) {
        if (at >= argc || target.name == argv[at])
            replay(target, rounds);
    }
    const HostileTarget* named = at < argc ? hostileTarget(argv[at]) : nullptr;
    for (int file = at + 1; file < argc && named != nullptr; ++file) {
        std::ifstream stream(argv[file], std::ios::binary);
        named->run(bytesOf({ std::istreambuf_iterator<char>(stream), {} }));
    }
    return 0;
}
