// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>
#include <string>

namespace assay
{

/// A bug in Assay. Caught once per file by the pipeline and once in main(), nowhere else.
class InternalError : public std::logic_error
{
public:
    using std::logic_error::logic_error;
};

/// Always on, in every build: a broken invariant must never become a verdict.
inline void require(bool holds, const char* what)
{
    if (!holds)
        throw InternalError(std::string("internal error, please report it: ") + what);
}

} // namespace assay
