// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

/// ASC MHL 2.0 (github.com/ascmitc/mhl-specification): the industry's list of hashes of a folder of media. A folder
/// `ascmhl` holds one manifest a generation, and a chain file with the C4 hash of each.
namespace assay
{

/// One file of a generation.
struct HashedFile {
    std::string path; ///< relative to the folder, forward slashes
    std::int64_t size = 0; ///< bytes
    std::map<std::string, std::string> hashes {}; ///< "md5", "xxh64", lower-case hex
};

/// One manifest, with its name and its text.
struct HashList {
    int generation = 1;
    std::string fileName; ///< "0001_Nightfall_2026-11-22_140500Z.mhl"
    std::string xml;
};

/// All generations, oldest first.
struct HashHistory {
    std::vector<HashList> lists {};
    std::string chain {}; ///< the text of ascmhl_chain.xml; empty where there is no history yet
};

constexpr const char* chainFileName = "ascmhl_chain.xml";

/// Who writes a generation, and of what.
struct HashListFacts {
    std::string folder; ///< its name, without a path
    std::string created; ///< UTC, ISO 8601
    std::string host;
    std::string toolVersion;
    std::string author {};
};

/// The C4 id of some bytes (SMPTE ST 2114): SHA-512 in base 58.
[[nodiscard]] std::string c4Of(std::string_view bytes);

/// Everything that is wrong with a history: a manifest that is not what the chain says, is missing or unreadable, an
/// order with holes. In words; empty: it is whole.
[[nodiscard]] std::vector<std::string> problemsOf(const HashHistory& history);

/// The files of the newest generation. Errors: `report`.
[[nodiscard]] Result<std::vector<HashedFile>> filesOf(const HashHistory& history);

/// The history with one generation more. A hash is "original" where no generation knows the file, "verified" where it
/// is that of the first generation that has one of its kind, else "failed". Errors: `report` where the history is
/// broken.
[[nodiscard]] Result<HashHistory> withGeneration(
    HashHistory history, const std::vector<HashedFile>& files, const HashListFacts& facts);

} // namespace assay
