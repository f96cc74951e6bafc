// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"

#include "core/base/path.h"
#include "core/base/platform.h"

#include <fstream>
#include <system_error>

namespace assay
{

namespace
{

Error whyNotWritten(const std::filesystem::path& file, const std::error_code& error)
{
    std::string message = "cannot write: " + error.message();
    if (platform::isOutOfRoom(error))
        message += "; nothing was changed: make room, or name another place, and try again";
    else if (error == std::errc::read_only_file_system || error == std::errc::permission_denied)
        message += "; nothing was changed: name a place that you may write to";
    return Error { ErrorCode::write, message, file };
}

} // namespace

Result<void> writeFileAtomically(const std::filesystem::path& file, std::string_view bytes, platform::FileAccess access)
{
    std::error_code unknown;
    const std::filesystem::file_status there = std::filesystem::status(file, unknown);
    if (std::filesystem::exists(there) && std::filesystem::is_other(there)) { // a pipe or device keeps its place
        if (const auto error = platform::writeDurably(file, bytes))
            return tl::unexpected(whyNotWritten(file, error));
        return {};
    }
    std::filesystem::path temporary = file;
    temporary += ".part-" + std::to_string(platform::processId());
    std::filesystem::remove(temporary, unknown); // of a process of the same number that was ended in the middle
    std::error_code error = platform::writeDurably(temporary, bytes, access);
    if (!error)
        std::filesystem::rename(temporary, file, error);
    if (!error)
        error = platform::flushFolder(file.parent_path());
    if (!error)
        return {};
    std::filesystem::remove(temporary, unknown);
    return tl::unexpected(whyNotWritten(file, error));
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
