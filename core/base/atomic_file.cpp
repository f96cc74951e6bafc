// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"

#include "core/base/path.h"
#include "core/base/platform.h"

#include <fstream>
#include <system_error>

namespace assay
{

Result<void> writeFileAtomically(const std::filesystem::path& file, std::string_view bytes)
{
    std::error_code unknown;
    const std::filesystem::file_status there = std::filesystem::status(file, unknown);
    if (std::filesystem::exists(there) && std::filesystem::is_other(there)) { // a pipe or device keeps its place
        if (const auto error = platform::writeDurably(file, bytes))
            return fail(ErrorCode::write, "cannot write: " + error.message(), file);
        return {};
    }
    std::filesystem::path temporary = file;
    temporary += ".part-" + std::to_string(platform::processId());
    const auto failed = [&](const std::string& reason) {
        std::error_code ignored;
        std::filesystem::remove(temporary, ignored);
        return fail(ErrorCode::write, "cannot write: " + reason, file);
    };
    if (const auto error = platform::writeDurably(temporary, bytes))
        return failed(error.message());
    std::error_code error;
    std::filesystem::rename(temporary, file, error);
    if (error)
        return failed(error.message());
    return {};
}

Result<std::string> readWholeFile(const std::filesystem::path& file, std::size_t maxBytes)
{
    std::error_code error;
    const auto status = std::filesystem::status(file, error);
    if (!std::filesystem::exists(status))
        return fail(ErrorCode::notFound, "no such file", file);
    if (!std::filesystem::is_regular_file(status))
        return fail(ErrorCode::notReadable, "not a regular file", file);
    const auto size = std::filesystem::file_size(file, error);
    if (!error && size > maxBytes)
        return fail(ErrorCode::unsupported, "larger than " + std::to_string(maxBytes) + " bytes", file);
    std::ifstream stream(file, std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
    if (!stream.is_open() || stream.bad())
        return fail(ErrorCode::notReadable, "cannot be read", file);
    return bytes;
}

} // namespace assay
