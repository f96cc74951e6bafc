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
    std::string house {}; ///< a report template
    std::string language = "en"; ///< of the pages
    bool series = true;
    bool letter = false;
    bool quiet = false;
};

/// `assay check` and `assay measure` (which judges nothing).
struct CheckArguments {
    std::vector<std::filesystem::path> paths;
    std::vector<std::string> profiles {};
    std::filesystem::path answers {}; ///< a report of an earlier version whose answers are taken over
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
    int stallLimit = 300; ///< s
};

/// `assay compare`
struct CompareArguments {
    std::filesystem::path before; ///< media, or a report of them
    std::filesystem::path after;
    std::vector<std::string> profiles {};
    OutputArguments output {};
    ProgressStyle progress = ProgressStyle::bar;
    int stallLimit = 300; ///< s
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
    std::string house {};
    std::string language = "en";
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

/// `assay answer`: without an answer it lists what is answered and what is open.
struct AnswerArguments {
    std::filesystem::path report;
    std::vector<std::string> rules {}; ///< of the findings
    std::string check {}; ///< a manual check instead
    std::string answer {};
    std::string programme {}; ///< empty: every programme where the rule failed
    std::string person {};
    std::string organisation {};
    std::string why {};
    OutputArguments output {};
};

/// `assay sign`
struct SignArguments {
    std::filesystem::path report;
    std::string key; ///< a secret key's file, or the id or person of one in the keyring
    std::string decision;
    std::string person {}; ///< empty: as the keyring says
    std::string organisation {};
    std::string step {}; ///< empty: the next of the profile's
    std::string comment {};
    std::filesystem::path passphraseFile {}; ///< empty: asked for at the terminal
    OutputArguments output {};
};

/// `assay archive`
struct ArchiveArguments {
    std::filesystem::path report;
    std::filesystem::path media;
    std::filesystem::path to;
    std::vector<std::string> profiles {}; ///< where the library's is not the one that judged
    std::filesystem::path previous {}; ///< the archive whose history goes on
    OutputArguments output {};
};

/// `assay verify`
struct VerifyArguments {
    std::filesystem::path bundle; ///< an archive, or a report
    std::filesystem::path media {};
    std::vector<std::filesystem::path> trusted {}; ///< public keys beside those of the keyring
    OutputArguments output {};
};

struct NewKeyArguments {
    std::string person;
    std::string organisation {};
    std::filesystem::path passphraseFile {};
};
struct ListKeysArguments {
};
struct ExportKeyArguments {
    std::string key;
    std::string output = "-";
};
struct ImportKeyArguments {
    std::filesystem::path file;
    std::string person;
    std::string organisation {};
};
struct RevokeKeyArguments {
    std::string key;
    std::string reason;
};

using Command = std::variant<CheckArguments, WorkerArguments, NullArguments, CompareArguments, JudgeArguments,
    ExportArguments, ListProfilesArguments, ShowProfileArguments, LintProfileArguments, NewProfileArguments,
    DiffProfilesArguments, MeasuresArguments, SelftestArguments, AnswerArguments, SignArguments, ArchiveArguments,
    VerifyArguments, NewKeyArguments, ListKeysArguments, ExportKeyArguments, ImportKeyArguments, RevokeKeyArguments>;

/// What the command line asks for: a command, or the exit code with which to stop at once (help, version, wrong usage;
/// the text has been printed).
[[nodiscard]] std::variant<Command, int> parseArguments(int argc, char** argv);

} // namespace assay
