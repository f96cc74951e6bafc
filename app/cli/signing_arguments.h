// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/arguments.h"

#include <memory>
#include <optional>

namespace CLI
{
class App;
}

namespace assay
{

/// The commands that answer, sign, keep and verify reports: what they take, and which of them was asked for.
class SigningArguments
{
public:
    explicit SigningArguments(CLI::App& app);
    ~SigningArguments();

    /// After parsing; empty where it was another command.
    [[nodiscard]] std::optional<Command> chosen() const;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace assay
