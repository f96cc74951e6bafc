// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/text_pattern.h"

namespace assay
{

namespace
{

constexpr std::size_t longestPattern = 1000; // characters: the library compiles by recursion
constexpr std::size_t longestText = 65536; // bytes: metadata fields are far shorter

std::regex::flag_type flags()
{
    std::regex::flag_type chosen = std::regex::ECMAScript;
#ifdef __GLIBCXX__
    chosen |= std::regex_constants::__polynomial; // breadth first: no exponential time, no deep recursion
#endif
    return chosen;
}

} // namespace

Result<TextPattern> TextPattern::compile(const std::string& pattern)
{
    if (pattern.size() > longestPattern)
        return fail(ErrorCode::profile, "it is longer than 1000 characters");
    try {
        return TextPattern(std::regex(pattern, flags()));
    } catch (const std::regex_error& error) {
        return fail(ErrorCode::profile, error.what());
    }
}

Result<bool> TextPattern::matches(const std::string& text) const
{
    if (text.size() > longestText)
        return fail(ErrorCode::unsupported, "the text is too long to compare with a pattern");
    try {
        return std::regex_match(text, m_expression);
    } catch (const std::regex_error& error) {
        return fail(ErrorCode::unsupported, error.what());
    }
}

} // namespace assay
