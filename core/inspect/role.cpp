// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/role.h"

#include "core/base/path.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>
#include <vector>

namespace assay
{

namespace
{

struct Token {
    std::string_view text;
    std::string_view role;
};

// Whole tokens that mean a stem wherever they stand (Netflix file naming, specs in either case).
constexpr std::array stemTokens {
    Token { "diastem", "dialogue" },
    Token { "dxstem", "dialogue" },
    Token { "mxstem", "music" },
    Token { "musicstem", "music" },
    Token { "fxstem", "effects" },
    Token { "sfxstem", "effects" },
    Token { "fffxstem", "effects" },
    Token { "fullyfilledfxstem", "effects" },
};

// Trade abbreviations: only in capitals, because "me" and "fx" are words too.
constexpr std::array capitalTokens {
    Token { "PM", "mix" },
    Token { "ME", "m&e" },
    Token { "M&E", "m&e" },
    Token { "MNE", "m&e" },
    Token { "DX", "dialogue" },
    Token { "DIA", "dialogue" },
    Token { "MX", "music" },
    Token { "FX", "effects" },
    Token { "SFX", "effects" },
    Token { "FOL", "effects" },
    Token { "BG", "effects" },
};

// Plain words: they name a part only beside the word "stem".
constexpr std::array wordTokens {
    Token { "dialogue", "dialogue" },
    Token { "dialog", "dialogue" },
    Token { "music", "music" },
    Token { "effects", "effects" },
    Token { "fx", "effects" },
    Token { "foley", "effects" },
};

std::vector<std::string> tokensOf(std::string_view name)
{
    std::vector<std::string> tokens(1);
    for (const char c : name) {
        if (c == '_' || c == '-' || c == '.' || c == ' ')
            tokens.emplace_back();
        else
            tokens.back() += c;
    }
    return tokens;
}

std::string lower(std::string text)
{
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

template <std::size_t N>
const Token* firstMatch(const std::vector<std::string>& tokens, const std::array<Token, N>& table)
{
    for (const std::string& token : tokens) {
        const auto found = std::ranges::find(table, token, &Token::text);
        if (found != table.end())
            return &*found;
    }
    return nullptr;
}

} // namespace

std::string roleOf(const std::filesystem::path& file)
{
    return roleInName(file).value_or("mix");
}

std::optional<std::string> roleInName(const std::filesystem::path& file)
{
    const std::vector<std::string> tokens = tokensOf(toUtf8(file.stem()));
    std::vector<std::string> lowered;
    std::ranges::transform(tokens, std::back_inserter(lowered), lower);
    if (const Token* token = firstMatch(lowered, stemTokens))
        return std::string(token->role);
    if (const Token* token = firstMatch(tokens, capitalTokens))
        return std::string(token->role);
    const bool saysStem
        = std::ranges::any_of(lowered, [](const std::string& token) { return token == "stem" || token == "stems"; });
    if (!saysStem)
        return std::nullopt;
    const Token* word = firstMatch(lowered, wordTokens);
    return std::string(word != nullptr ? word->role : "stem");
}

SaidRole saidRole(const std::filesystem::path& file, const std::vector<std::string>& trackNames)
{
    if (const auto named = roleInName(file))
        return { *named, LayoutSource::name };
    std::optional<std::string> common;
    for (const std::string& name : trackNames) {
        const auto role = roleInName(fromUtf8(name + ".wav"));
        if (!role || (common && *common != *role))
            return { "mix" };
        common = role;
    }
    return common ? SaidRole { *common, LayoutSource::metadata } : SaidRole { "mix" };
}

} // namespace assay
