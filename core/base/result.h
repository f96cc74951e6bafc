// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace assay
{

/// What kind of trouble stopped a task. Callers branch on this, never on the text.
enum class ErrorCode {
    notFound, ///< no such file or folder
    notReadable, ///< it exists but the system will not let us read it
    unsupported, ///< a format, codec or feature that Assay does not read
    malformed, ///< the file breaks its own format so badly that it cannot be read
    decode, ///< the decoder gave up in the middle
    cancelled, ///< the person asked to stop
    profile, ///< a profile is wrong
    report, ///< a stored report is wrong
    usage, ///< the program was called wrongly
    write, ///< a result could not be written
    internal, ///< a bug in Assay
};

/// The stable machine name of a code ("not-found", "malformed", ...), as it stands in reports.
[[nodiscard]] std::string_view codeName(ErrorCode code);

/// A failed task. The message is complete by itself: what is wrong and what to do.
struct Error {
    ErrorCode code = ErrorCode::internal;
    std::string message;
    std::filesystem::path file {};
    std::optional<std::int64_t> offset {}; ///< bytes from the start of the file
    std::optional<int> line {}; ///< 1-based, for text files
    std::optional<int> column {}; ///< 1-based
};

/// One line for a person: "file:line:column: message (at byte n)", as far as known.
[[nodiscard]] std::string describe(const Error& error);

template <class T>
using Result = tl::expected<T, Error>;

/// `return fail(ErrorCode::malformed, "…", path);`
[[nodiscard]] tl::unexpected<Error> fail(
    ErrorCode code, std::string message, std::filesystem::path file = {}, std::optional<std::int64_t> offset = {});

} // namespace assay
