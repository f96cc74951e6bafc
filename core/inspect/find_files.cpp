// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/path.h"
#include "core/inspect/discover.h"

#include <algorithm>
#include <system_error>

namespace assay
{

namespace
{

namespace fs = std::filesystem;

bool isHidden(const fs::path& file)
{
    return file.filename().native().starts_with('.');
}

// The deepest folder that holds all of them.
fs::path commonFolder(const std::vector<fs::path>& folders)
{
    fs::path common = folders.front();
    for (const fs::path& folder : folders) {
        fs::path shared;
        auto a = common.begin();
        auto b = folder.begin();
        for (; a != common.end() && b != folder.end() && *a == *b; ++a, ++b)
            shared /= *a;
        common = shared;
    }
    return common;
}

std::optional<Error> listFolder(const fs::path& folder, std::vector<fs::path>& files)
{
    std::error_code error;
    fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied, error);
    for (const fs::recursive_directory_iterator end; !error && entry != end; entry.increment(error)) {
        if (isHidden(entry->path())) {
            entry.disable_recursion_pending();
            continue;
        }
        std::error_code ignored;
        if (entry->is_regular_file(ignored))
            files.push_back(entry->path());
    }
    if (error)
        return Error { ErrorCode::notReadable, "cannot list the folder: " + error.message(), folder };
    if (files.empty())
        return Error { ErrorCode::notFound, "the folder holds no file", folder };
    return std::nullopt;
}

fs::path absoluteNormal(const fs::path& path)
{
    std::error_code error;
    fs::path absolute = fs::absolute(path, error).lexically_normal();
    if (!absolute.has_filename()) // "folder/"
        absolute = absolute.parent_path();
    return absolute;
}

} // namespace

std::vector<FoundFile> findFiles(const std::vector<fs::path>& paths)
{
    std::vector<fs::path> roots;
    std::vector<FoundFile> found;
    for (const fs::path& path : paths) {
        std::error_code ignored;
        const fs::file_status status = fs::status(path, ignored);
        const fs::path absolute = absoluteNormal(path);
        if (!fs::is_directory(status)) {
            roots.push_back(absolute.parent_path());
            FoundFile file { absolute, {}, true };
            if (!fs::exists(status))
                file.error = Error { ErrorCode::notFound, "no such file or folder", path };
            found.push_back(std::move(file));
            continue;
        }
        roots.push_back(absolute);
        std::vector<fs::path> files;
        if (auto error = listFolder(absolute, files))
            found.push_back({ absolute, {}, true, std::move(error) });
        for (fs::path& file : files)
            found.push_back({ std::move(file), {}, false });
    }
    const fs::path common = roots.empty() ? fs::path() : commonFolder(roots);
    for (FoundFile& file : found)
        file.displayPath = toUtf8(file.file.lexically_relative(common));
    // A file given by name and inside a given folder counts once, as named.
    std::ranges::sort(found, [](const FoundFile& a, const FoundFile& b) {
        return a.displayPath != b.displayPath ? a.displayPath < b.displayPath : a.named > b.named;
    });
    const auto sameFile = [](const FoundFile& a, const FoundFile& b) { return a.file == b.file; };
    found.erase(std::unique(found.begin(), found.end(), sameFile), found.end());
    return found;
}

} // namespace assay
