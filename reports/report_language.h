// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTranslator>
#include <span>
#include <string_view>

namespace assay
{

/// The languages in which a report can be written, "en" first.
[[nodiscard]] std::span<const std::string_view> reportLanguages();

/// While this lives, the application's texts are those of `language`; of one that is not in the list, English. Needs a
/// QCoreApplication. What a profile, a finding or a file says stays as it is.
class ReportLanguage
{
public:
    explicit ReportLanguage(std::string_view language);
    ReportLanguage(const ReportLanguage&) = delete;
    ReportLanguage& operator=(const ReportLanguage&) = delete;
    ~ReportLanguage();

private:
    QTranslator m_translator;
};

} // namespace assay
