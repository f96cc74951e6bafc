// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/output.h"

#include "app/cli/summary.h"
#include "core/base/atomic_file.h"
#include "core/base/path.h"
#include "core/base/platform.h"
#include "core/inspect/inspect.h"
#include "reports/report_html.h"
#include "reports/report_json.h"
#include "reports/report_language.h"
#include "reports/report_pdf.h"

#include <QGuiApplication>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <fmt/chrono.h>
#include <fmt/format.h>

namespace assay
{

namespace
{

// Fonts and pages need Qt's graphics, but no screen.
Result<void> writePdfOffscreen(const Report& report, const OutputArguments& output, const ReportTemplate& house)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString&) {}); // our own messages say it all
    static int argc = 1;
    static char name[] = "assay";
    static char* argv[] = { name, nullptr };
    const QGuiApplication application(argc, argv);
    const ReportLanguage language(output.language);
    PdfOptions options;
    options.letter = output.letter;
    options.series = output.series;
    options.house = house;
    return writePdf(report, fromUtf8(output.pdf), options);
}

bool orComplain(const Result<void>& result)
{
    if (!result)
        complain(result.error());
    return result.has_value();
}

} // namespace

void complain(std::string_view message)
{
    fmt::print(stderr, "assay: {}\n", message);
}

void complain(const Error& error)
{
    complain(describe(error));
}

ProfileLibrary profileLibrary()
{
    const std::filesystem::path config = platform::configFolder();
    return ProfileLibrary::load(config.empty() ? config : config / "profiles", catalogue());
}

std::optional<Profile> profileOrComplaints(const ProfileLibrary& library, const std::string& idOrFile)
{
    if (auto profile = library.find(idOrFile))
        return std::move(*profile);
    for (const Error& problem : library.whyNot(idOrFile))
        complain(problem);
    return std::nullopt;
}

std::optional<Profile> chosenProfile(const std::vector<std::string>& idsOrFiles)
{
    const ProfileLibrary library = profileLibrary();
    std::vector<Profile> chosen;
    for (const std::string& idOrFile : idsOrFiles) {
        auto profile = profileOrComplaints(library, idOrFile);
        if (!profile)
            return std::nullopt;
        if (profile->overridesBuiltIn)
            complain(fmt::format("{}: your own profile {} stands for the built-in one", profile->origin, profile->id));
        chosen.push_back(std::move(*profile));
    }
    for (const Error& problem : library.problems()) // of the user's own profiles; those asked for are right
        complain(problem);
    return chosen.size() == 1 ? std::move(chosen.front()) : combined(chosen);
}

std::string timestamp()
{
    const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(now));
}

bool writeText(const std::string& text, const std::string& fileOrDash)
{
    if (fileOrDash == "-") {
        std::fwrite(text.data(), 1, text.size(), stdout);
        if (std::fflush(stdout) == 0)
            return true;
        complain("standard output: cannot write the report");
        return false;
    }
    const auto result = writeFileAtomically(fromUtf8(fileOrDash), text);
    if (!result)
        complain(result.error());
    return result.has_value();
}

bool writeOutputs(const Report& report, const OutputArguments& output)
{
    bool written = true;
    if (!output.json.empty()) {
        JsonOptions options;
        options.series = output.series;
        written = writeText(toJson(report, options), output.json);
    }
    const auto house = houseOf(output.house);
    if (!house) {
        complain(house.error());
        return false;
    }
    if (!output.html.empty())
        written = writeText(htmlPage(report, *house, output.language), output.html) && written;
    if (!output.pdf.empty())
        written = orComplain(writePdfOffscreen(report, output, *house)) && written;
    return written;
}

std::string htmlPage(const Report& report, const ReportTemplate& house, const std::string& language)
{
    int argc = 1;
    char name[] = "assay";
    char* argv[] = { name, nullptr };
    const QCoreApplication application(argc, argv); // it holds the language
    const ReportLanguage texts(language);
    return toHtml(report, house);
}

Result<ReportTemplate> houseOf(const std::string& file)
{
    return file.empty() ? ReportTemplate {} : readReportTemplate(fromUtf8(file));
}

std::optional<Report> storedReport(const std::filesystem::path& file)
{
    const auto text = readWholeFile(file);
    auto stored = text ? reportFromJson(*text, file) : Result<Report>(tl::unexpected(text.error()));
    if (stored)
        return std::move(*stored);
    complain(stored.error());
    return std::nullopt;
}

void printText(const std::string& text, const OutputArguments& output)
{
    const bool dataOnStdout = output.json == "-";
    if (output.quiet && dataOnStdout)
        return;
    std::fwrite(text.data(), 1, text.size(), dataOnStdout ? stderr : stdout);
}

void printSummary(const Report& report, const OutputArguments& output)
{
    printText(summaryOf(report), output);
}

} // namespace assay
