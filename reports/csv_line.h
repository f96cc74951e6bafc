// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace assay
{

/// Lines of CSV after RFC 4180.
class CsvText
{
public:
    /// Quoted where it must be. What a spreadsheet would take for a formula gets an apostrophe in front.
    CsvText& text(std::string_view field);
    CsvText& number(std::optional<double> value); ///< the shortest text that reads back the same; nothing where empty
    CsvText& line(); ///< ends it
    [[nodiscard]] const std::string& all() const { return m_text; }

private:
    void separate();

    std::string m_text;
    bool m_begun = false;
};

} // namespace assay
