// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/result.h"

#include "core/base/path.h"

namespace assay
{

std::string_view codeName(ErrorCode code)
{
    switch (code) {
    case ErrorCode::notFound:
        return "not-found";
    case ErrorCode::notReadable:
        return "not-readable";
    case ErrorCode::unsupported:
        return "unsupported";
    case ErrorCode::malformed:
        return "malformed";
    case ErrorCode::decode:
        return "decode";
    case ErrorCode::cancelled:
        return "cancelled";
    case ErrorCode::profile:
        return "profile";
    case ErrorCode::report:
        return "report";
    case ErrorCode::usage:
        return "usage";
    case ErrorCode::write:
        return "write";
    case ErrorCode::internal:
        return "internal";
    }
    return "internal";
}

std::string describe(const Error& error)
{
    std::string text;
    if (!error.file.empty()) {
        text += toUtf8(error.file);
        if (error.line) {
            text += ':' + std::to_string(*error.line);
            if (error.column)
                text += ':' + std::to_string(*error.column);
        }
        text += ": ";
    }
    text += error.message;
    if (error.offset)
        text += " (at byte " + std::to_string(*error.offset) + ")";
    return text;
}

tl::unexpected<Error> fail(
    ErrorCode code, std::string message, std::filesystem::path file, std::optional<std::int64_t> offset)
{
    return tl::unexpected<Error>(Error { code, std::move(message), std::move(file), offset, {}, {} });
}

} // namespace assay
