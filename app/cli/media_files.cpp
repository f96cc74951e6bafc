// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/media_files.h"

#include "core/base/path.h"
#include "core/inspect/asset_hasher.h"
#include "core/inspect/inspect.h"

#include <algorithm>

namespace assay
{

namespace
{

// Somebody else's files, and those that systems strew: as ASC MHL's reference implementation.
bool isIgnored(const std::filesystem::path& relative)
{
    return relative.filename() == ".DS_Store"
        || std::ranges::any_of(relative, [](const std::filesystem::path& step) { return step == "ascmhl"; });
}

AssetRecord hashed(const std::filesystem::path& file, const std::string& name)
{
    std::error_code error;
    AssetRecord record { name, static_cast<std::int64_t>(std::filesystem::file_size(file, error)) };
    HashDesk desk(false);
    AssetHasher hasher(file, record.size, {}, desk, {});
    auto hashes = hasher.finish();
    if (hashes)
        record.hashes = std::move(hashes->file);
    else
        record.error = hashes.error();
    return record;
}

} // namespace

Result<std::vector<AssetRecord>> soundsIn(const std::filesystem::path& folder)
{
    InspectOptions options;
    auto cheapest = MeasureChoice::of({ "signal.fingerprint" }); // the hashes alone matter; something must be measured
    if (!cheapest)
        return tl::unexpected(cheapest.error());
    options.only = std::move(*cheapest);
    auto inspection = inspect({ folder }, options);
    if (!inspection)
        return tl::unexpected(inspection.error());
    return std::move(inspection->assets);
}

Result<std::vector<AssetRecord>> mediaIn(const std::filesystem::path& folder)
{
    auto records = soundsIn(folder);
    if (!records)
        return records;
    std::error_code error;
    for (std::filesystem::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        const std::filesystem::path relative = entry->path().lexically_relative(folder);
        const std::string name = toUtf8(relative);
        const bool known = std::ranges::find(*records, name, &AssetRecord::path) != records->end();
        if (entry->is_regular_file() && !known && !isIgnored(relative))
            records->push_back(hashed(entry->path(), name));
    }
    if (error)
        return fail(ErrorCode::notReadable, "cannot be read: " + error.message(), folder);
    std::ranges::sort(*records, {}, &AssetRecord::path);
    return records;
}

} // namespace assay
