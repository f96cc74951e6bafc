// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/measure/measure_spec.h"

#include <span>
#include <string_view>
#include <vector>

namespace assay
{

/// All measures that exist, ordered by id. Built in core/inspect from the analyzers and the file facts; handed to the
/// linter, `assay measures` and the app.
class Catalogue
{
public:
    explicit Catalogue(std::vector<MeasureSpec> specs);

    [[nodiscard]] std::span<const MeasureSpec> all() const { return m_specs; }
    [[nodiscard]] const MeasureSpec* find(std::string_view id) const;

private:
    std::vector<MeasureSpec> m_specs;
};

} // namespace assay
