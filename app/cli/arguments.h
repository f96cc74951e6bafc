// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace assay
{

enum class ProgressStyle { bar, lines, none };

/// Where results go. "-" means standard output.
struct OutputArguments {
    std::string json {};
    std::string pdf {};
    std::string html {};
    bool series = true;
    bool letter = false;
    bool quiet = false;
};

/// `assay check` and `assay measure` (which judges nothing).
struct CheckArguments {
    std::vector<std::filesystem::path> paths;
    std::vector<std::string> profiles {};
    OutputArguments output {};
    ProgressStyle progress = ProgressStyle::bar;
    std::filesystem::path waveformFolder {};
    unsigned jobs = 0;
    bool judge = true;
    std::vector<std::filesystem::path> dialogueStems {};
    std::vector<std::string> only {}; ///< patterns of measure ids; empty: all
    std::optional<bool> hashes {}; // unset: as `--only` leaves it
    bool crossCheck = false;
    bool afterCodec = false;
    bool speech = false; ///< a detector listens for dialogue, whatever the profile asks
    std::vector<std::string> roles {}; ///< "FILE=ROLE"
    std::vector<std::string> layouts {}; ///< "FILE=LAYOUT", "FILE=LAYOUT+LAYOUT"
    int stallLimit = 300; ///< s
    bool workers = true; ///< files are read in children of this program
};

/// `assay worker`: what the program starts for itself, not for people.
struct WorkerArguments {
    CheckArguments inspect {}; ///< how to measure; no paths
    std::vector<std::string> asked {}; ///< InspectOptions::asked
};

/// `assay null`
struct NullArguments {
    std::filesystem::path mix;
    std::vector<std::filesystem::path> stems {};
    std::vector<std::string> profiles {};
    OutputArguments output {};
    ProgressStyle progress = ProgressStyle::bar;
};

/// `assay compare`
struct CompareArguments {
    std::filesystem::path before; ///< media, or a report of them
    std::filesystem::path after;
    std::vector<std::string> profiles {};
    OutputArguments output {};
    ProgressStyle progress = ProgressStyle::bar;
};

/// `assay judge`
struct JudgeArguments {
    std::filesystem::path report;
    std::vector<std::string> profiles;
    OutputArguments output {};
};

/// `assay export`
struct ExportArguments {
    std::filesystem::path report;
    std::string format; ///< "html", "pdf", "json", or the name of a table
    std::string output = "-";
    std::string fps {}; ///< picture rate where the programme says none
    std::string programme {};
    bool series = true;
    bool letter = false;
};

struct ListProfilesArguments {
};
struct ShowProfileArguments {
    std::string profile;
    bool source = false; ///< the TOML itself instead of the page
};
struct LintProfileArguments {
    std::filesystem::path file;
};
struct NewProfileArguments {
    CheckArguments reference {}; ///< what is measured
    std::string id {}; ///< empty: from the name of the first file
    std::string title {};
    std::string output = "-";
};
struct DiffProfilesArguments {
    std::string before;
    std::string after;
    OutputArguments output {};
};
struct MeasuresArguments {
};

/// `assay selftest`
struct SelftestArguments {
    OutputArguments output {};
};

using Command = std::variant<CheckArguments, WorkerArguments, NullArguments, CompareArguments, JudgeArguments,
    ExportArguments, ListProfilesArguments, ShowProfileArguments, LintProfileArguments, NewProfileArguments,
    DiffProfilesArguments, MeasuresArguments, SelftestArguments>;

/// What the command line asks for: a command, or the exit code with which to stop at once (help, version, wrong usage;
/// the text has been printed).
[[nodiscard]] std::variant<Command, int> parseArguments(int argc, char** argv);

} // namespace assay
