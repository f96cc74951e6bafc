// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/media_files.h"
#include "app/cli/output.h"
#include "app/cli/signing.h"
#include "core/base/atomic_file.h"
#include "core/base/path.h"
#include "core/base/platform.h"
#include "reports/archive.h"
#include "reports/report_json.h"

#include <QString>
#include <QSysInfo>
#include <algorithm>
#include <fmt/format.h>

namespace assay
{

namespace
{

/// A folder beside the archive for what writers put into files, gone when this goes.
class Scratch
{
public:
    explicit Scratch(const std::filesystem::path& beside)
        : m_folder(beside)
    {
        m_folder += ".making-" + std::to_string(platform::processId());
        std::error_code ignored; // whoever writes there says why it cannot
        std::filesystem::create_directories(m_folder, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_folder, ignored);
    }
    [[nodiscard]] std::filesystem::path file(const char* name) const { return m_folder / name; }

private:
    std::filesystem::path m_folder;
};

std::vector<std::string> profileIds(const Report& report, const ArchiveArguments& arguments)
{
    if (!arguments.profiles.empty())
        return arguments.profiles;
    std::vector<std::string> ids;
    std::string all = report.profile->id; // several that judged as one are joined with '+'
    for (std::size_t plus = 0; plus != std::string::npos;) {
        plus = all.find('+');
        ids.push_back(all.substr(0, plus));
        all.erase(0, plus == std::string::npos ? plus : plus + 1);
    }
    return ids;
}

Result<std::vector<KeptProfile>> profilesOf(const Report& report, const ArchiveArguments& arguments)
{
    const ProfileLibrary library = profileLibrary();
    std::vector<KeptProfile> profiles;
    for (const std::string& id : profileIds(report, arguments)) {
        const auto texts = library.textsOf(id);
        if (!texts)
            return fail(ErrorCode::usage,
                fmt::format(
                    "{} ({}): name the file of the profile that judged: --profile FILE", id, texts.error().message));
        KeptProfile& kept = profiles.emplace_back();
        for (const ProfileText& text : *texts)
            kept.emplace_back(text.name, text.text);
    }
    if (hashOfProfiles(profiles) != report.profile->sha256)
        return fail(ErrorCode::usage,
            fmt::format(
                "the profile {} here is not the one that judged; name the file of that one: --profile FILE, or judge "
                "again (assay judge)",
                report.profile->id));
    return profiles;
}

/// The hash lists that the new one follows.
Result<HashHistory> historyOf(const ArchiveArguments& arguments)
{
    const std::filesystem::path inMedia = arguments.media / "ascmhl";
    std::error_code ignored;
    const bool named = !arguments.previous.empty();
    if (!named && !std::filesystem::is_directory(inMedia, ignored))
        return HashHistory {};
    const auto bundle = readBundle(named ? arguments.previous : inMedia);
    if (!bundle)
        return tl::unexpected(bundle.error());
    return historyIn(*bundle);
}

/// Media that are not those of the report, in words.
std::string whyNotTheseMedia(const Report& report, const std::vector<AssetRecord>& media)
{
    std::string words;
    for (const CheckedFile& file : checkFiles(report.assets, media)) {
        const bool other = file.state != CheckedFile::State::same && file.state != CheckedFile::State::added;
        if (other || !file.now.empty())
            words += fmt::format(
                "\n  {}: {}{}", file.path, nameOf(file.state), file.now.empty() ? "" : ", now called " + file.now);
    }
    return words;
}

Result<HashHistory> withMedia(HashHistory history, const std::vector<AssetRecord>& media,
    const ArchiveArguments& arguments, const std::string& time)
{
    std::vector<HashedFile> files;
    for (const AssetRecord& record : media)
        files.push_back({ record.path, record.size, record.hashes });
    const std::filesystem::path folder = std::filesystem::absolute(arguments.media).lexically_normal();
    const std::filesystem::path name = folder.has_filename() ? folder.filename() : folder.parent_path().filename();
    return withGeneration(
        std::move(history), files, { toUtf8(name), time, QSysInfo::machineHostName().toStdString(), ASSAY_VERSION });
}

Result<void> addPages(const Report& report, const ArchiveArguments& arguments, ArchiveInput& input)
{
    const Scratch scratch(arguments.to);
    OutputArguments pages;
    pages.letter = arguments.output.letter;
    pages.pdf = toUtf8(scratch.file("report.pdf"));
    pages.html = toUtf8(scratch.file("report.html"));
    if (!writeOutputs(report, pages))
        return fail(ErrorCode::write, "the pages of the report could not be made", arguments.to);
    auto pdf = readWholeFile(scratch.file("report.pdf"));
    auto html = readWholeFile(scratch.file("report.html"));
    if (!pdf || !html)
        return tl::unexpected(pdf ? html.error() : pdf.error());
    input.pdf = std::move(*pdf);
    input.html = std::move(*html);
    return {};
}

Result<Bundle> madeArchive(const Report& report, ArchiveInput input, const std::vector<AssetRecord>& media,
    const ArchiveArguments& arguments, const std::string& time)
{
    auto profiles = profilesOf(report, arguments);
    if (!profiles)
        return tl::unexpected(profiles.error());
    auto before = historyOf(arguments);
    auto history = before ? withMedia(std::move(*before), media, arguments, time) : before;
    if (!history)
        return tl::unexpected(history.error());
    input.profiles = std::move(*profiles);
    input.history = std::move(*history);
    if (auto added = addPages(report, arguments, input); !added)
        return tl::unexpected(added.error());
    return archiveOf(input);
}

} // namespace

int run(const ArchiveArguments& arguments)
{
    auto text = readWholeFile(arguments.report);
    const auto report = text ? reportFromJson(*text, arguments.report) : Result<Report>(tl::unexpected(text.error()));
    if (!report)
        return failed(report.error());
    if (!report->profile)
        return failed(Error { ErrorCode::usage, "nothing was judged, so there is nothing to keep", arguments.report });
    const auto media = mediaIn(arguments.media);
    if (!media)
        return failed(media.error());
    if (const std::string other = whyNotTheseMedia(*report, *media); !other.empty()) {
        complain(fmt::format("{}: not the media of this report; check them anew, then archive that report:{}",
            toUtf8(arguments.media), other));
        return 1;
    }
    const std::string time = timestamp();
    ArchiveInput input;
    input.reportText = std::move(*text);
    const auto bundle = madeArchive(*report, std::move(input), *media, arguments, time);
    if (!bundle)
        return failed(bundle.error());
    if (const auto written = writeBundle(*bundle, arguments.to, time); !written)
        return failed(written.error());
    if (!arguments.output.quiet)
        complain(fmt::format("{}: {} files; keep it apart from the media (assay verify {} MEDIA_DIR)",
            toUtf8(arguments.to), bundle->size(), toUtf8(arguments.to)));
    return 0;
}

} // namespace assay
