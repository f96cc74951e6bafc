// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <regex>
#include <string>

namespace assay
{

/// A regular expression of a profile: ECMAScript, over the whole text, without back-references, matched in a time that
/// grows with the text's length only, so that no pattern can hang a check.
class TextPattern
{
public:
    /// Errors: `profile`, with what is wrong in the pattern.
    [[nodiscard]] static Result<TextPattern> compile(const std::string& pattern);

    /// Errors: `unsupported` where the text is too long to compare.
    [[nodiscard]] Result<bool> matches(const std::string& text) const;

private:
    explicit TextPattern(std::regex expression)
        : m_expression(std::move(expression))
    {
    }
    std::regex m_expression;
};

} // namespace assay
