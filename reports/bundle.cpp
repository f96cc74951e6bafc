// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/bundle.h"

#include "core/base/atomic_file.h"
#include "core/base/path.h"
#include "core/base/platform.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <zip.h>

namespace assay
{

namespace
{

constexpr std::size_t largestPart = 1U << 30U; // bytes; reports of forty hours stay far below
constexpr std::size_t mostParts = 10'000;

struct CloseZip {
    void operator()(zip_t* zip) const { zip_discard(zip); }
};
struct FreeSource {
    void operator()(zip_source_t* source) const { zip_source_free(source); }
};
struct CloseFile {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using Zip = std::unique_ptr<zip_t, CloseZip>;
using ZipSource = std::unique_ptr<zip_source_t, FreeSource>;

bool isZip(const std::filesystem::path& path)
{
    return path.extension() == ".zip" || path.extension() == ".ZIP";
}

Error cannotWrite(const std::filesystem::path& to, const std::string& reason)
{
    return Error { ErrorCode::write, "cannot write the archive: " + reason, to };
}

// DOS time, which zip files hold: years since 1980, seconds by two.
struct DosTime {
    zip_uint16_t time = 0;
    zip_uint16_t date = (1U << 5U) | 1U; // the first of January 1980
};

DosTime dosTime(std::string_view iso)
{
    if (iso.size() < 19)
        return {};
    const auto number = [&](std::size_t at, std::size_t length) {
        return static_cast<unsigned>(std::strtoul(std::string(iso.substr(at, length)).c_str(), nullptr, 10));
    };
    if (number(0, 4) < 1980)
        return {};
    return { static_cast<zip_uint16_t>((number(11, 2) << 11U) | (number(14, 2) << 5U) | (number(17, 2) / 2)),
        static_cast<zip_uint16_t>(((number(0, 4) - 1980U) << 9U) | (number(5, 2) << 5U) | number(8, 2)) };
}

bool addPart(zip_t* zip, const BundlePart& part, const DosTime& time)
{
    zip_source_t* source = zip_source_buffer(zip, part.bytes.data(), part.bytes.size(), 0);
    const zip_int64_t index = source == nullptr ? -1 : zip_file_add(zip, part.name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return false;
    }
    return zip_file_set_dostime(zip, static_cast<zip_uint64_t>(index), time.time, time.date, 0) == 0;
}

Result<std::string> bytesOf(zip_source_t* source)
{
    zip_stat_t facts;
    if (zip_source_stat(source, &facts) != 0 || zip_source_open(source) != 0)
        return fail(ErrorCode::write, "the zip could not be made");
    std::string bytes(facts.size, '\0');
    const zip_int64_t got = zip_source_read(source, bytes.data(), bytes.size());
    zip_source_close(source);
    if (got != static_cast<zip_int64_t>(bytes.size()))
        return fail(ErrorCode::write, "the zip could not be made");
    return bytes;
}

// In memory, so that it reaches the disk by the one way that all our files do.
Result<std::string> zipped(const Bundle& bundle, std::string_view time)
{
    zip_error_t error;
    zip_error_init(&error);
    const ZipSource source(zip_source_buffer_create(nullptr, 0, 0, &error));
    Zip zip(source ? zip_open_from_source(source.get(), ZIP_TRUNCATE, &error) : nullptr);
    zip_error_fini(&error);
    if (!zip)
        return fail(ErrorCode::write, "the zip could not be made");
    zip_source_keep(source.get()); // the zip frees it, too
    const DosTime stamp = dosTime(time);
    for (const BundlePart& part : bundle) {
        if (!addPart(zip.get(), part, stamp))
            return fail(ErrorCode::write, "the zip could not hold " + part.name);
    }
    if (zip_close(zip.get()) != 0)
        return fail(ErrorCode::write, std::string("the zip could not be made: ") + zip_strerror(zip.get()));
    (void)zip.release(); // closed is freed
    return bytesOf(source.get());
}

Result<void> writeFolder(const Bundle& bundle, const std::filesystem::path& folder)
{
    std::error_code error;
    for (const BundlePart& part : bundle) {
        const std::filesystem::path file = folder / fromUtf8(part.name);
        std::filesystem::create_directories(file.parent_path(), error);
        if (error)
            return tl::unexpected(cannotWrite(file, error.message()));
        if (auto written = writeFileAtomically(file, part.bytes); !written)
            return written;
    }
    return {};
}

// Beside its place, then at it in one step.
Result<void> writeNewFolder(const Bundle& bundle, const std::filesystem::path& to)
{
    std::filesystem::path unfinished = to;
    unfinished += ".part-" + std::to_string(platform::processId());
    std::error_code error;
    auto written = writeFolder(bundle, unfinished);
    if (written) {
        std::filesystem::rename(unfinished, to, error);
        if (!error)
            error = platform::flushFolder(to.parent_path());
        if (error)
            written = tl::unexpected(cannotWrite(to, error.message()));
    }
    if (!written)
        std::filesystem::remove_all(unfinished, error);
    return written;
}

// A name that leads out of the bundle is no name of a part.
bool isSafe(std::string_view name)
{
    const std::filesystem::path path = fromUtf8(name);
    const bool climbs = std::ranges::any_of(path, [](const std::filesystem::path& step) { return step == ".."; });
    return !name.empty() && !climbs && path.is_relative() && name.find('\\') == std::string_view::npos;
}

Result<BundlePart> partAt(zip_t* zip, zip_uint64_t index, const std::filesystem::path& from)
{
    zip_stat_t facts;
    if (zip_stat_index(zip, index, 0, &facts) != 0 || !isSafe(facts.name))
        return fail(ErrorCode::malformed, "the zip holds a file without a proper name", from);
    if (facts.size > largestPart)
        return fail(
            ErrorCode::unsupported, std::string(facts.name) + " in it is larger than any part of an archive", from);
    BundlePart part { facts.name, std::string(facts.size, '\0') };
    const std::unique_ptr<zip_file_t, CloseFile> file(zip_fopen_index(zip, index, 0));
    const zip_int64_t got = file ? zip_fread(file.get(), part.bytes.data(), part.bytes.size()) : -1;
    zip_uint8_t beyond = 0; // reading on makes libzip look at the check sum
    if (got != static_cast<zip_int64_t>(part.bytes.size()) || zip_fread(file.get(), &beyond, 1) != 0)
        return fail(ErrorCode::malformed, part.name + " in the zip is broken", from);
    return part;
}

Result<Bundle> readZip(const std::filesystem::path& from)
{
    int problem = 0;
    const Zip zip(zip_open(from.string().c_str(), ZIP_RDONLY | ZIP_CHECKCONS, &problem));
    if (!zip)
        return fail(ErrorCode::malformed, "not a readable zip", from);
    const zip_int64_t count = zip_get_num_entries(zip.get(), 0);
    if (count > static_cast<zip_int64_t>(mostParts))
        return fail(ErrorCode::unsupported, "more files than an archive has", from);
    Bundle bundle;
    for (zip_int64_t i = 0; i < count; ++i) {
        auto part = partAt(zip.get(), static_cast<zip_uint64_t>(i), from);
        if (!part)
            return tl::unexpected(std::move(part.error()));
        if (!part->name.ends_with('/')) // a folder has no bytes
            bundle.push_back(std::move(*part));
    }
    return bundle;
}

Result<Bundle> readFolder(const std::filesystem::path& from)
{
    Bundle bundle;
    std::error_code error;
    for (std::filesystem::recursive_directory_iterator entry(from, error), end; !error && entry != end;
         entry.increment(error)) {
        if (!entry->is_regular_file() || entry->is_symlink())
            continue;
        if (bundle.size() == mostParts)
            return fail(ErrorCode::unsupported, "more files than an archive has; is it the folder of the media?", from);
        auto bytes = readWholeFile(entry->path(), largestPart);
        if (!bytes)
            return tl::unexpected(std::move(bytes.error()));
        bundle.push_back({ toUtf8(entry->path().lexically_relative(from)), std::move(*bytes) });
    }
    if (error)
        return fail(ErrorCode::notReadable, "cannot be read: " + error.message(), from);
    return bundle;
}

} // namespace

const BundlePart* partNamed(const Bundle& bundle, std::string_view name)
{
    const auto found = std::ranges::find(bundle, name, &BundlePart::name);
    return found == bundle.end() ? nullptr : &*found;
}

Result<void> writeBundle(const Bundle& bundle, const std::filesystem::path& to, std::string_view time)
{
    std::error_code ignored;
    if (std::filesystem::exists(to, ignored))
        return tl::unexpected(cannotWrite(to, "there is something of this name already; name another"));
    if (!isZip(to))
        return writeNewFolder(bundle, to);
    const auto bytes = zipped(bundle, time);
    if (!bytes)
        return tl::unexpected(cannotWrite(to, bytes.error().message));
    return writeFileAtomically(to, *bytes);
}

Result<Bundle> readBundle(const std::filesystem::path& from)
{
    std::error_code ignored;
    const auto status = std::filesystem::status(from, ignored);
    if (!std::filesystem::exists(status))
        return fail(ErrorCode::notFound, "no such file or folder", from);
    auto bundle = std::filesystem::is_directory(status) ? readFolder(from) : readZip(from);
    if (bundle)
        std::ranges::sort(*bundle, {}, &BundlePart::name);
    return bundle;
}

} // namespace assay
