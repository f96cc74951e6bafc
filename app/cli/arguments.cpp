// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"

#include "app/cli/output.h"
#include "app/cli/signing_arguments.h"
#include "core/base/path.h"
#include "core/base/timecode.h"
#include "reports/exports.h"
#include "reports/report_language.h"
#include "reports/report_template.h"

#include <CLI/CLI.hpp>
#include <map>

namespace assay
{

namespace
{

// A wrong template is known before hours of measuring, not after.
std::string whyNoTemplate(const std::string& file)
{
    const auto house = readReportTemplate(fromUtf8(file));
    return house ? std::string() : describe(house.error());
}

void addPageOptions(CLI::App& command, std::string& house, std::string& language, bool& letter)
{
    command
        .add_option(
            "--template", house, "What a house puts on PDF and HTML, in TOML: house, logo, title, client, reference")
        ->type_name("FILE")
        ->check(CLI::Validator(whyNoTemplate, ""));
    const auto languages = reportLanguages();
    command.add_option("--language", language, "Language of PDF and HTML: en (default) or de")
        ->check(CLI::IsMember(std::vector<std::string>(languages.begin(), languages.end())).description(""))
        ->type_name("LANG");
    static const std::map<std::string, bool> papers { { "a4", false }, { "letter", true } };
    command.add_option("--paper", letter, "Pages of the PDF: a4 (default) or letter")
        ->transform(CLI::CheckedTransformer(papers, CLI::ignore_case).description(""))
        ->type_name("SIZE");
}

void addOutputOptions(CLI::App& command, OutputArguments& output, bool withPages)
{
    command.add_option("--json", output.json, "Write the report as JSON to FILE, or to standard output with -")
        ->type_name("FILE");
    if (withPages) {
        command.add_option("--pdf", output.pdf, "Write the report as PDF to FILE")->type_name("FILE");
        command
            .add_option("--html", output.html,
                "Write the report as one HTML page to FILE, for people without Assay: plots to zoom, no network")
            ->type_name("FILE");
        addPageOptions(command, output.house, output.language, output.letter);
    }
    command.add_flag("!--no-series", output.series, "Leave the time series out of the JSON");
    command.add_flag("-q,--quiet", output.quiet, "No progress, no summary beside the data");
}

void addProgressOption(CLI::App& command, ProgressStyle& style)
{
    static const std::map<std::string, ProgressStyle> styles { { "bar", ProgressStyle::bar },
        { "json", ProgressStyle::lines }, { "none", ProgressStyle::none } };
    command.add_option("--progress", style, "bar, json (one line an event on standard error) or none")
        ->transform(CLI::CheckedTransformer(styles, CLI::ignore_case));
}

void addStallOption(CLI::App& command, int& seconds)
{
    command
        .add_option(
            "--stall-limit", seconds, "End the reading of a file that stands still for so many seconds (default: 300)")
        ->type_name("S")
        ->check(CLI::Range(1, 86400));
}

void addInputOptions(CLI::App& command, CheckArguments& arguments, std::vector<std::string>& paths)
{
    command.add_option("PATH", paths, "Files, or folders (each folder is one delivery)")
        ->required()
        ->check([](const std::string& path) { return path.empty() ? "an empty path names no file" : ""; });
    command
        .add_option_function<std::vector<std::string>>(
            "--dialogue-stem",
            [&arguments](const std::vector<std::string>& files) {
                for (const std::string& file : files)
                    arguments.dialogueStems.push_back(fromUtf8(file));
            },
            "A stem that holds the dialogue of a mix, whatever its name says; may be given more than once")
        ->type_name("FILE")
        ->allow_extra_args(false);
    command.add_option("-j,--jobs", arguments.jobs, "Threads; results do not depend on it (default: one a core)")
        ->check(CLI::Range(1, 1024));
    command.add_flag("--cross-check", arguments.crossCheck, "Measure with libebur128 as well and compare");
    command.add_flag("--after-codec", arguments.afterCodec,
        "Measure the true peak after AAC, MP3, Opus, Vorbis and AC-3 too, whatever the profile asks (slow)");
    command.add_flag("--speech", arguments.speech,
        "Listen for speech in mixes and measure dialogue, whatever the profile asks (packaging/install-speech.sh)");
    command
        .add_option("--role", arguments.roles,
            "Say what a file is: FILE=ROLE with mix, m&e, dialogue, music, effects or stem; * stands for any "
            "characters")
        ->type_name("FILE=ROLE")
        ->allow_extra_args(false);
    command
        .add_option("--layout", arguments.layouts,
            "Say what a file's channels are, in their order: FILE=5.1; FILE=5.1+stereo for two programmes in one file")
        ->type_name("FILE=LAYOUT")
        ->allow_extra_args(false);
    addProgressOption(command, arguments.progress);
    addStallOption(command, arguments.stallLimit);
    command.add_flag("!--no-workers", arguments.workers,
        "Read files in this very process, not in children: what kills a decoder then ends everything");
    command.add_option("--waveforms", arguments.waveformFolder, "Folder to write one waveform file a programme into")
        ->type_name("DIR")
        ->check(CLI::ExistingDirectory);
}

// Not for `check`: it judges, and what was left out would be unknown.
void addChoiceOptions(CLI::App& command, CheckArguments& arguments)
{
    command
        .add_option("--only", arguments.only,
            "Take these measures alone, by id with * for any characters: loudness.*,peak.*; the report holds no others")
        ->type_name("ID[,ID...]")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->excludes("--cross-check");
    command.add_flag_function(
        "--hashes,!--no-hashes", [&arguments](std::int64_t sum) { arguments.hashes = sum > 0; },
        "Compute hashes, or none (default: yes; with --only no, unless it takes structure.contents); without, the "
        "report says null and FLAC is not held against its own MD5");
}

std::string exportFormats()
{
    std::string text = "html, pdf, json, or a table:";
    for (const ExportTableName& table : exportTables())
        text += "\n" + std::string(table.name) + ": " + std::string(table.what);
    return text;
}

CLI::App* addExportCommand(CLI::App& app, ExportArguments& arguments)
{
    CLI::App* command = app.add_subcommand(
        "export", "Write a stored report as a page, a table, a test result, or markers for an editor");
    command
        ->add_option_function<std::string>(
            "REPORT", [&arguments](const std::string& file) { arguments.report = fromUtf8(file); },
            "A report that check, measure or judge wrote as JSON")
        ->required();
    command->add_option("--to", arguments.format, exportFormats())->type_name("FORMAT")->required();
    command->add_option("-o,--output", arguments.output, "Write to FILE instead of standard output; a PDF needs one")
        ->type_name("FILE");
    command
        ->add_option(
            "--fps", arguments.fps, "Picture rate of programmes that say none, for timecode: 25, 23.976, 29.97DF, ...")
        ->type_name("RATE")
        ->check([](const std::string& rate) { return parseFrameRate(rate) ? "" : "no picture rate: " + rate; });
    command->add_option("--programme", arguments.programme, "Only the markers of this programme")->type_name("NAME");
    addPageOptions(*command, arguments.house, arguments.language, arguments.letter);
    command->add_flag("!--no-series", arguments.series, "Leave the time series out of the JSON");
    return command;
}

} // namespace

std::variant<Command, int> parseArguments(int argc, char** argv)
{
    CLI::App app("Assay tells whether an audio delivery may leave the house.", "assay");
    app.set_version_flag("--version", std::string("assay ") + ASSAY_VERSION);
    app.require_subcommand(1);
    app.footer("Exit codes: 0 pass, 1 fail, 2 wrong usage or internal error, 3 review, 4 an input could not be read,\n"
               "130 cancelled.");

    std::vector<std::string> paths;
    CheckArguments check;
    CLI::App* checkCommand = app.add_subcommand("check", "Measure files and judge them against a profile");
    checkCommand->add_option("-p,--profile", check.profiles, "Profile id or TOML file; may be given more than once")
        ->type_name("ID|FILE")
        ->allow_extra_args(false);
    addInputOptions(*checkCommand, check, paths);
    checkCommand
        ->add_option_function<std::string>(
            "--answers", [&check](const std::string& file) { check.answers = fromUtf8(file); },
            "The report of an earlier version: its answers hold where the sound they were about is unchanged")
        ->type_name("REPORT");
    addOutputOptions(*checkCommand, check.output, true);

    CheckArguments measure;
    measure.judge = false;
    CLI::App* measureCommand = app.add_subcommand("measure", "Measure only, judge nothing");
    addInputOptions(*measureCommand, measure, paths);
    addChoiceOptions(*measureCommand, measure);
    addOutputOptions(*measureCommand, measure.output, true);

    WorkerArguments worker;
    worker.inspect.judge = false;
    CLI::App* workerCommand = app.add_subcommand("worker", "What Assay starts for itself")->group("");
    workerCommand->add_option("--jobs", worker.inspect.jobs);
    workerCommand->add_option("--only", worker.inspect.only)->allow_extra_args(false);
    workerCommand->add_option("--ask", worker.asked)->allow_extra_args(false);
    workerCommand->add_flag("--cross-check", worker.inspect.crossCheck);
    workerCommand->add_flag_callback("--no-hashes", [&worker] { worker.inspect.hashes = false; });

    NullArguments null;
    std::string mix;
    std::vector<std::string> stems;
    CLI::App* nullCommand = app.add_subcommand("null", "Do the stems sum to the mix? Or how do two versions differ?");
    nullCommand->add_option("--mix", mix, "The mix: a file, FILE#N for its Nth programme, or a folder of mono files")
        ->type_name("FILE")
        ->required();
    nullCommand->add_option("STEM", stems, "The stems: files, FILE#N, or folders of them")->required();
    nullCommand
        ->add_option("-p,--profile", null.profiles,
            "Profile id or TOML file to judge by (default: stem-null); may be given more than once")
        ->type_name("ID|FILE")
        ->allow_extra_args(false);
    addProgressOption(*nullCommand, null.progress);
    addStallOption(*nullCommand, null.stallLimit);
    addOutputOptions(*nullCommand, null.output, false);

    CompareArguments compare;
    std::string before;
    std::string after;
    CLI::App* compareCommand = app.add_subcommand("compare",
        "What changed between two versions: sound, metadata, measures, and by a profile what is fixed, still there, "
        "new");
    compareCommand->add_option("OLD", before, "The old version: a file, a folder, or a report of it")->required();
    compareCommand->add_option("NEW", after, "The new version, likewise")->required();
    compareCommand
        ->add_option("-p,--profile", compare.profiles,
            "Profile id or TOML file to judge both by; the exit code is then that of NEW, else 0; may be given more "
            "than once")
        ->type_name("ID|FILE")
        ->allow_extra_args(false);
    compareCommand
        ->add_option("--json", compare.output.json, "Write what changed as JSON to FILE, or to standard output with -")
        ->type_name("FILE");
    compareCommand->add_flag("-q,--quiet", compare.output.quiet, "No progress, no text beside the data");
    addProgressOption(*compareCommand, compare.progress);
    addStallOption(*compareCommand, compare.stallLimit);

    JudgeArguments judge;
    std::string reportFile;
    CLI::App* judgeCommand = app.add_subcommand("judge", "Judge stored measurements again; the media are not read");
    judgeCommand->add_option("REPORT", reportFile, "A report that check or measure wrote as JSON")->required();
    judgeCommand->add_option("-p,--profile", judge.profiles, "Profile id or TOML file; may be given more than once")
        ->type_name("ID|FILE")
        ->required()
        ->allow_extra_args(false);
    addOutputOptions(*judgeCommand, judge.output, true);

    ExportArguments exporting;
    CLI::App* exportCommand = addExportCommand(app, exporting);

    bool quiet = false;
    CLI::App* profilesCommand = app.add_subcommand("profiles", "The delivery specifications that Assay judges by");
    profilesCommand->require_subcommand(1);
    CLI::App* listCommand = profilesCommand->add_subcommand("list", "All profiles, a line each");
    CLI::App* showCommand = profilesCommand->add_subcommand("show", "One profile as a page to read");
    CLI::App* lintCommand = profilesCommand->add_subcommand("lint", "Say what is wrong with a profile file");
    CLI::App* measuresCommand
        = app.add_subcommand("measures", "The catalogue: id, unit, what it is, where it is defined");
    ShowProfileArguments show;
    showCommand->add_option("ID", show.profile, "Profile id or TOML file")->required();
    showCommand->add_flag("--toml", show.source, "The file itself, to start one of your own from");
    NewProfileArguments fresh;
    fresh.reference.judge = false;
    fresh.reference.hashes = false;
    std::vector<std::string> references;
    CLI::App* newCommand = profilesCommand->add_subcommand(
        "new", "Write a draft profile that asks for what a good delivery measures, with some room");
    newCommand->add_option("--from", references, "The good delivery: files or folders")->type_name("FILE")->required();
    newCommand->add_option("--id", fresh.id, "Its id (default: after the first file's name)");
    newCommand->add_option("--title", fresh.title, "Its title");
    newCommand->add_option("-o,--output", fresh.output, "Write to FILE instead of standard output")->type_name("FILE");
    newCommand->add_flag_callback(
        "-q,--quiet", [&] { fresh.reference.output.quiet = true; }, "No progress");
    DiffProfilesArguments diff;
    CLI::App* diffCommand = profilesCommand->add_subcommand(
        "diff", "What B asks otherwise than A, limit by limit (exit 0: nothing, 1: something)");
    diffCommand->add_option("A", diff.before, "Profile id or TOML file")->required();
    diffCommand->add_option("B", diff.after, "Profile id or TOML file")->required();
    diffCommand
        ->add_option("--json", diff.output.json, "Write the differences as JSON to FILE, or to standard output with -")
        ->type_name("FILE");
    diffCommand->add_flag("-q,--quiet", diff.output.quiet, "No text beside the data");
    std::string lintFile;
    lintCommand->add_option("FILE", lintFile, "A profile in TOML")->required();
    SelftestArguments selftest;
    CLI::App* selftestCommand
        = app.add_subcommand("selftest", "Measure sounds of known answer on this machine: the certificate of metering");
    selftestCommand
        ->add_option(
            "--json", selftest.output.json, "Write the certificate as JSON to FILE, or to standard output with -")
        ->type_name("FILE");
    selftestCommand->add_flag("-q,--quiet", selftest.output.quiet, "No table beside the data");
    for (CLI::App* command : { exportCommand, listCommand, showCommand, lintCommand, measuresCommand })
        command->add_flag("-q,--quiet", quiet, "Accepted everywhere; there is no progress here");

    const SigningArguments signing(app);

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : exitUsage;
    }
    for (const std::string& path : paths) {
        check.paths.push_back(fromUtf8(path));
        measure.paths.push_back(fromUtf8(path));
    }
    if (auto command = signing.chosen())
        return std::move(*command);
    if (checkCommand->parsed())
        return Command(std::move(check));
    if (measureCommand->parsed())
        return Command(std::move(measure));
    if (workerCommand->parsed())
        return Command(std::move(worker));
    if (nullCommand->parsed()) {
        null.mix = fromUtf8(mix);
        for (const std::string& stem : stems)
            null.stems.push_back(fromUtf8(stem));
        return Command(std::move(null));
    }
    if (compareCommand->parsed()) {
        compare.before = fromUtf8(before);
        compare.after = fromUtf8(after);
        return Command(std::move(compare));
    }
    if (judgeCommand->parsed()) {
        judge.report = fromUtf8(reportFile);
        return Command(std::move(judge));
    }
    if (exportCommand->parsed())
        return Command(std::move(exporting));
    if (listCommand->parsed())
        return Command(ListProfilesArguments {});
    if (showCommand->parsed())
        return Command(std::move(show));
    if (lintCommand->parsed())
        return Command(LintProfileArguments { fromUtf8(lintFile) });
    for (const std::string& path : references)
        fresh.reference.paths.push_back(fromUtf8(path));
    if (newCommand->parsed())
        return Command(std::move(fresh));
    if (diffCommand->parsed())
        return Command(std::move(diff));
    if (selftestCommand->parsed())
        return Command(std::move(selftest));
    return Command(MeasuresArguments {});
}

} // namespace assay
