// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/library.h"

#include "core/base/atomic_file.h"
#include "core/base/invariant.h"
#include "core/base/path.h"
#include "specs/loader.h"
#include "specs/spelling.h"

#include <algorithm>
#include <fmt/format.h>
#include <tuple>

namespace assay
{

namespace
{

constexpr std::size_t largestProfile = 1U << 20U; // bytes; the longest real one is some 20 kB

bool namesFile(const std::string& idOrFile)
{
    return idOrFile.ends_with(".toml") || idOrFile.find('/') != std::string::npos
        || idOrFile.find('\\') != std::string::npos;
}

/// The *.toml files of a folder, by name; none where there is no such folder.
std::vector<std::filesystem::path> profileFiles(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> files;
    std::error_code problem;
    if (folder.empty())
        return files;
    for (std::filesystem::directory_iterator entry(folder, problem), end; !problem && entry != end;
         entry.increment(problem)) {
        if (entry->path().extension() == ".toml")
            files.push_back(entry->path());
    }
    std::ranges::sort(files);
    return files;
}

ProfileDraft draftOf(const std::filesystem::path& file, const Catalogue& catalogue)
{
    const auto text = readWholeFile(file, largestProfile);
    if (text)
        return readDraft({ *text, file, false }, catalogue);
    ProfileDraft unreadable;
    unreadable.source.file = file;
    unreadable.profile.origin = toUtf8(file);
    unreadable.errors.push_back(text.error());
    return unreadable;
}

bool hasDraftOf(const std::vector<ProfileDraft>& drafts, const std::filesystem::path& file)
{
    std::error_code ignored;
    return std::ranges::any_of(drafts, [&](const ProfileDraft& draft) {
        return !draft.source.builtIn
            && (draft.source.file == file || std::filesystem::equivalent(draft.source.file, file, ignored));
    });
}

/// The id a broken file most probably stands for.
std::string idOf(const ProfileDraft& draft)
{
    return draft.profile.id.empty() ? toUtf8(draft.source.file.stem()) : draft.profile.id;
}

bool isBuiltIn(const std::vector<ProfileDraft>& drafts, const std::string& id)
{
    return std::ranges::any_of(
        drafts, [&](const ProfileDraft& draft) { return draft.source.builtIn && draft.profile.id == id; });
}

/// As they stand in the file.
std::vector<Error> inOrder(std::vector<Error> errors)
{
    std::ranges::stable_sort(
        errors, [](const Error& a, const Error& b) { return std::tie(a.line, a.column) < std::tie(b.line, b.column); });
    return errors;
}

void reportDoubles(std::vector<ProfileDraft>& drafts)
{
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const bool same = !drafts[i].source.builtIn && !drafts[j].source.builtIn && !drafts[i].profile.id.empty()
                && drafts[i].profile.id == drafts[j].profile.id;
            if (same)
                drafts[i].errors.push_back(Error { ErrorCode::profile,
                    fmt::format("the profile \"{}\" is already in {}; give one of them another id",
                        drafts[i].profile.id, toUtf8(drafts[j].source.file)),
                    drafts[i].source.file, {}, 1, 1 });
        }
    }
}

} // namespace

ProfileLibrary ProfileLibrary::load(const std::filesystem::path& userFolder, const Catalogue& catalogue)
{
    ProfileLibrary library;
    library.m_catalogue = &catalogue;
    std::vector<ProfileDraft> drafts = builtInDrafts(catalogue);
    for (const std::filesystem::path& file : profileFiles(userFolder))
        drafts.push_back(draftOf(file, catalogue));
    reportDoubles(drafts);
    for (const ProfileDraft& draft : drafts) {
        LoadedProfile loaded = resolved(draft, drafts);
        if (loaded.errors.empty()) {
            loaded.profile.overridesBuiltIn = !draft.source.builtIn && isBuiltIn(drafts, loaded.profile.id);
            library.m_profiles.push_back(std::move(loaded.profile));
            continue;
        }
        library.m_broken.try_emplace(idOf(draft), loaded.errors);
        library.m_problems.insert(library.m_problems.end(), loaded.errors.begin(), loaded.errors.end());
    }
    library.hideReplaced();
    std::ranges::sort(library.m_profiles, {}, &Profile::id);
    return library;
}

void ProfileLibrary::hideReplaced()
{
    std::vector<std::string> users;
    for (const Profile& profile : m_profiles) {
        if (profile.origin != "built-in")
            users.push_back(profile.id);
    }
    std::erase_if(m_profiles, [&](const Profile& profile) {
        return profile.origin == "built-in"
            && (m_broken.contains(profile.id) || std::ranges::find(users, profile.id) != users.end());
    });
}

Result<Profile> ProfileLibrary::find(const std::string& idOrFile) const
{
    auto found = look(idOrFile);
    if (!found)
        return tl::unexpected<Error>(found.error().front());
    return std::move(*found);
}

std::vector<Error> ProfileLibrary::whyNot(const std::string& idOrFile) const
{
    const auto found = look(idOrFile);
    return found ? std::vector<Error> {} : found.error();
}

tl::expected<Profile, std::vector<Error>> ProfileLibrary::look(const std::string& idOrFile) const
{
    const auto found = std::ranges::find(m_profiles, idOrFile, &Profile::id);
    if (found != m_profiles.end())
        return *found;
    if (const auto broken = m_broken.find(idOrFile); broken != m_broken.end())
        return tl::unexpected(broken->second);
    if (namesFile(idOrFile))
        return fromFile(fromUtf8(idOrFile));
    std::vector<std::string> ids;
    for (const Profile& profile : m_profiles)
        ids.push_back(profile.id);
    return tl::unexpected(std::vector {
        Error { ErrorCode::profile, fmt::format("unknown profile \"{}\"{}", idOrFile, spellingHint(idOrFile, ids)) } });
}

std::vector<ProfileDraft> ProfileLibrary::drafts() const
{
    require(m_catalogue != nullptr, "a profile library that was never loaded was asked for a file");
    std::vector<ProfileDraft> all = builtInDrafts(*m_catalogue);
    for (const Profile& profile : m_profiles) {
        if (profile.origin != "built-in")
            all.push_back(draftOf(fromUtf8(profile.origin), *m_catalogue));
    }
    return all;
}

Result<std::vector<ProfileText>> ProfileLibrary::textsOf(const std::string& idOrFile) const
{
    const auto profile = find(idOrFile);
    if (!profile)
        return tl::unexpected(profile.error());
    const std::vector<ProfileDraft> all = drafts();
    const auto builtIn = std::ranges::find_if(all, [&](const ProfileDraft& draft) {
        return draft.source.builtIn && profile->origin == "built-in" && draft.profile.id == profile->id;
    });
    const ProfileDraft draft = builtIn != all.end() ? *builtIn : draftOf(fromUtf8(profile->origin), *m_catalogue);
    std::vector<ProfileText> texts;
    for (const ProfileSource& source : resolved(draft, all).sources)
        texts.push_back({ toUtf8(source.file.filename()), source.text });
    return texts;
}

tl::expected<Profile, std::vector<Error>> ProfileLibrary::fromFile(const std::filesystem::path& file) const
{
    const std::vector<ProfileDraft> all = drafts();
    const ProfileDraft draft = draftOf(file, *m_catalogue);
    LoadedProfile loaded = resolved(draft, all);
    if (!loaded.errors.empty())
        return tl::unexpected(inOrder(std::move(loaded.errors)));
    loaded.profile.overridesBuiltIn = isBuiltIn(all, loaded.profile.id);
    return std::move(loaded.profile);
}

Result<std::string> ProfileLibrary::sourceOf(const std::string& idOrFile) const
{
    const auto profile = find(idOrFile);
    if (!profile)
        return tl::unexpected<Error>(profile.error());
    if (profile->origin != "built-in")
        return readWholeFile(fromUtf8(profile->origin), largestProfile);
    const auto text = builtInText(profile->id);
    require(text.has_value(), "a built-in profile stands in a file that is not named after its id");
    return std::string(*text);
}

std::vector<Error> lintProfile(const std::filesystem::path& file, const Catalogue& catalogue)
{
    std::vector<ProfileDraft> drafts = builtInDrafts(catalogue);
    const ProfileDraft draft = draftOf(file, catalogue);
    std::filesystem::path folder = file.parent_path();
    if (folder.empty())
        folder = ".";
    for (const std::filesystem::path& sibling : profileFiles(folder)) {
        std::error_code ignored;
        if (!std::filesystem::equivalent(sibling, file, ignored) && !hasDraftOf(drafts, sibling))
            drafts.push_back(draftOf(sibling, catalogue));
    }
    return inOrder(resolved(draft, drafts).errors);
}

} // namespace assay
