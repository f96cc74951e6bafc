// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "reports/json_text.h"

#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace assay
{

/// Parses a text that is to be signed or held against a signature: no key twice in an object (RFC 7493, 2.3), because
/// readers disagree which of the two counts. A template, so that the JSON library stays out of the header.
/// Errors: `report`, with line and column where the text is no JSON.
template <class Json>
[[nodiscard]] Result<Json> parsedStrictly(std::string_view text, const std::filesystem::path& file = {})
{
    if (tooDeepAt(text) != std::string_view::npos)
        return fail(ErrorCode::report, "the JSON text nests too deeply", file);
    std::vector<std::set<std::string>> keys; // of the objects that are open
    std::string twice;
    const auto watch = [&](int, typename Json::parse_event_t event, const Json& parsed) {
        if (event == Json::parse_event_t::object_start)
            keys.emplace_back();
        else if (event == Json::parse_event_t::object_end)
            keys.pop_back();
        else if (event == Json::parse_event_t::key && !keys.back().insert(parsed.template get<std::string>()).second)
            twice = parsed.template get<std::string>();
        return true;
    };
    try {
        Json json = Json::parse(text, watch);
        if (!twice.empty())
            return fail(ErrorCode::report, "the key \"" + twice + "\" stands twice in one object", file);
        return json;
    } catch (const typename Json::parse_error& error) {
        return tl::unexpected(brokenJson(text, error.byte == 0 ? 0 : error.byte - 1, file));
    } catch (const typename Json::exception& error) {
        return fail(ErrorCode::report, std::string("not JSON that can be signed: ") + error.what(), file);
    }
}

} // namespace assay
