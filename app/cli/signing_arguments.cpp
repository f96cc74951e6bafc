// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/signing_arguments.h"

#include "core/base/path.h"

#include <CLI/CLI.hpp>
#include <functional>
#include <utility>
#include <vector>

namespace assay
{

namespace
{

CLI::Option* addPath(CLI::App& command, const std::string& name, std::filesystem::path& path, const std::string& what)
{
    return command.add_option_function<std::string>(
        name, [&path](const std::string& text) { path = fromUtf8(text); }, what);
}

CLI::Option* addPaths(
    CLI::App& command, const std::string& name, std::vector<std::filesystem::path>& paths, const std::string& what)
{
    return command.add_option_function<std::vector<std::string>>(
        name,
        [&paths](const std::vector<std::string>& texts) {
            for (const std::string& text : texts)
                paths.push_back(fromUtf8(text));
        },
        what);
}

void addPerson(CLI::App& command, std::string& person, std::string& organisation)
{
    command.add_option("--person", person, "Who it is")->type_name("NAME");
    command.add_option("--organisation", organisation, "Of which house")->type_name("NAME");
}

void addPassphrase(CLI::App& command, std::filesystem::path& file)
{
    addPath(command, "--passphrase-file", file,
        "Take the passphrase from the first line of FILE, or of standard input with -, instead of asking for it")
        ->type_name("FILE");
}

void addQuiet(CLI::App& command, bool& quiet)
{
    command.add_flag("-q,--quiet", quiet, "No text beside the data");
}

} // namespace

struct SigningArguments::Parts {
    AnswerArguments answer {};
    SignArguments sign {};
    ArchiveArguments archive {};
    VerifyArguments verify {};
    NewKeyArguments newKey {};
    ListKeysArguments listKeys {};
    ExportKeyArguments exportKey {};
    ImportKeyArguments importKey {};
    RevokeKeyArguments revokeKey {};
    std::vector<std::pair<CLI::App*, std::function<Command()>>> commands {};
    bool quiet = false;

    template <class Arguments>
    CLI::App& add(CLI::App& to, const char* name, const char* what, const Arguments& arguments)
    {
        CLI::App* command = to.add_subcommand(name, what);
        commands.emplace_back(command, [&arguments] { return Command(arguments); });
        return *command;
    }

    void addAnswer(CLI::App& app);
    void addSign(CLI::App& app);
    void addArchive(CLI::App& app);
    void addVerify(CLI::App& app);
    void addKeys(CLI::App& app);
};

void SigningArguments::Parts::addAnswer(CLI::App& app)
{
    CLI::App& command = add(app, "answer",
        "Answer a finding: will-fix, intent (it shall be so), best-possible; or a manual check. Without --as: what is "
        "open",
        answer);
    addPath(command, "REPORT", answer.report, "A judged report; the answer is written into it")->required();
    command.add_option("--rule", answer.rules, "The finding's rule; may be given more than once")
        ->type_name("ID")
        ->allow_extra_args(false);
    command.add_option("--check", answer.check, "A manual check instead")->type_name("ID")->excludes("--rule");
    command.add_option("--programme", answer.programme, "Of which programme (default: all that break the rule)")
        ->type_name("NAME");
    command
        .add_option("--as", answer.answer,
            "will-fix, intent, best-possible; pass or fail for a manual check; withdraw takes an answer back")
        ->check(CLI::IsMember({ "will-fix", "intent", "best-possible", "pass", "fail", "withdraw" }));
    addPerson(command, answer.person, answer.organisation);
    command.add_option("--why", answer.why, "The reason, for whoever reads it years later")->type_name("TEXT");
    command
        .add_option(
            "--json", answer.output.json, "Write the answered report to FILE, or to standard output with -, instead")
        ->type_name("FILE");
    addQuiet(command, answer.output.quiet);
}

void SigningArguments::Parts::addSign(CLI::App& app)
{
    CLI::App& command = add(app, "sign", "Sign a report: approve or reject what it is about", sign);
    addPath(command, "REPORT", sign.report, "A judged report; the signature is written into it")->required();
    command.add_option("--key", sign.key, "Secret key: a file, or the id or person of one of yours (assay keys list)")
        ->type_name("FILE|ID|PERSON")
        ->required();
    command.add_option("--decision", sign.decision, "approved, approved-with-waivers or rejected")
        ->required()
        ->check(CLI::IsMember({ "approved", "approved-with-waivers", "rejected" }));
    addPerson(command, sign.person, sign.organisation);
    command
        .add_option("--step", sign.step, "Step of the sign-off: operator, producer, ... (default: the profile's next)")
        ->type_name("ID");
    command.add_option("--comment", sign.comment, "What else is to be said; it is signed, too")->type_name("TEXT");
    addPassphrase(command, sign.passphraseFile);
    command
        .add_option(
            "--json", sign.output.json, "Write the signed report to FILE, or to standard output with -, instead")
        ->type_name("FILE");
    addQuiet(command, sign.output.quiet);
}

void SigningArguments::Parts::addArchive(CLI::App& app)
{
    CLI::App& command = add(app, "archive",
        "Keep a report for years: PDF, HTML, JSON, signatures, profile as used, and an ASC MHL hash list of the media",
        archive);
    addPath(command, "REPORT", archive.report, "A judged report, signed or not")->required();
    addPath(command, "MEDIA_DIR", archive.media, "The folder of the media; it is read, not copied")->required();
    addPath(
        command, "--to", archive.to, "Where the archive goes: a new folder, or a new file whose name ends with .zip")
        ->type_name("FOLDER|FILE.zip")
        ->required();
    command
        .add_option(
            "-p,--profile", archive.profiles, "The profile that judged, where it is not the one of its id any more")
        ->type_name("ID|FILE")
        ->allow_extra_args(false);
    addPath(command, "--previous", archive.previous,
        "An earlier archive of these media, whose hash lists go on (default: those in MEDIA_DIR/ascmhl)")
        ->type_name("ARCHIVE");
    command.add_flag("--letter", archive.output.letter, "PDF pages in US Letter instead of A4");
    addQuiet(command, archive.output.quiet);
}

void SigningArguments::Parts::addVerify(CLI::App& app)
{
    CLI::App& command = add(app, "verify",
        "Is it still the same sound, the same files, the same rules? Who signed, and what changed since?", verify);
    addPath(command, "REPORT", verify.bundle, "A signed report, or an archive of one")->required();
    addPath(command, "MEDIA_DIR", verify.media, "The media, to be held against it");
    addPaths(
        command, "--trust", verify.trusted, "A public key to trust beside those of your keyring (assay keys import)")
        ->type_name("FILE")
        ->allow_extra_args(false);
    command
        .add_option("--json", verify.output.json, "Write what was found as JSON to FILE, or to standard output with -")
        ->type_name("FILE");
    addQuiet(command, verify.output.quiet);
}

void SigningArguments::Parts::addKeys(CLI::App& app)
{
    CLI::App& keys = *app.add_subcommand("keys", "The keys that sign reports: yours, and those of others you trust");
    keys.require_subcommand(1);
    CLI::App& made = add(keys, "new", "Make a key pair; a passphrase protects its secret half", newKey);
    made.add_option("--person", newKey.person, "Whose it is")->type_name("NAME")->required();
    made.add_option("--organisation", newKey.organisation, "Of which house")->type_name("NAME");
    addPassphrase(made, newKey.passphraseFile);
    CLI::App& list = add(keys, "list", "All keys, a line each", listKeys);
    CLI::App& exported
        = add(keys, "export", "The public half of a key, for those who verify (minisign's file)", exportKey);
    exported.add_option("KEY", exportKey.key, "Its id, or its person")->required();
    exported.add_option("-o,--output", exportKey.output, "Write to FILE instead of standard output")->type_name("FILE");
    CLI::App& imported = add(keys, "import", "Trust the public key of somebody else", importKey);
    addPath(imported, "FILE", importKey.file, "The file that keys export, or minisign -G, wrote")->required();
    imported.add_option("--person", importKey.person, "Whose it is")->type_name("NAME")->required();
    imported.add_option("--organisation", importKey.organisation, "Of which house")->type_name("NAME");
    CLI::App& revoked = add(keys, "revoke", "Trust a key no more from now on; it stays on the list", revokeKey);
    revoked.add_option("KEY", revokeKey.key, "Its id, or its person")->required();
    revoked.add_option("--reason", revokeKey.reason, "Why: lost, stolen, left the house, ...")
        ->type_name("TEXT")
        ->required();
    for (CLI::App* command : { &made, &list, &exported, &imported, &revoked })
        addQuiet(*command, quiet);
}

SigningArguments::SigningArguments(CLI::App& app)
    : m_parts(std::make_unique<Parts>())
{
    m_parts->addAnswer(app);
    m_parts->addSign(app);
    m_parts->addArchive(app);
    m_parts->addVerify(app);
    m_parts->addKeys(app);
}

SigningArguments::~SigningArguments() = default;

std::optional<Command> SigningArguments::chosen() const
{
    for (const auto& [command, make] : m_parts->commands) {
        if (command->parsed())
            return make();
    }
    return std::nullopt;
}

} // namespace assay
