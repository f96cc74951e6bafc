// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/json_text.h"

#include <algorithm>

namespace assay
{

namespace
{

constexpr int deepestNesting = 64; // a report needs 8; the rest is for "x-" keys

} // namespace

TextPosition positionOf(std::string_view text, std::size_t offset)
{
    const std::string_view before = text.substr(0, std::min(offset, text.size()));
    const std::size_t lastBreak = before.rfind('\n');
    const std::size_t column = lastBreak == std::string_view::npos ? before.size() : before.size() - lastBreak - 1;
    return TextPosition { 1 + static_cast<int>(std::ranges::count(before, '\n')), 1 + static_cast<int>(column) };
}

std::size_t tooDeepAt(std::string_view text)
{
    int depth = 0;
    bool inString = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '[' || c == '{') {
            if (++depth > deepestNesting)
                return i;
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return std::string_view::npos;
}

Error brokenJson(std::string_view text, std::size_t offset, const std::filesystem::path& file)
{
    const TextPosition position = positionOf(text, offset);
    const bool brokenOff = offset >= text.size();
    Error error { ErrorCode::report,
        brokenOff ? "not a report: the JSON text breaks off here; the file is incomplete"
                  : "not a report: the JSON text is wrong here",
        file };
    error.line = position.line;
    error.column = position.column;
    return error;
}

} // namespace assay
