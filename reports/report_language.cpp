// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/report_language.h"

#include "reports/translations.h"

#include <QCoreApplication>
#include <array>

namespace assay
{

namespace
{

constexpr std::array<std::string_view, 2> languages { "en", "de" };

} // namespace

std::span<const std::string_view> reportLanguages()
{
    return languages;
}

ReportLanguage::ReportLanguage(std::string_view language)
{
    if (language != "de")
        return;
    const std::string_view texts = germanTexts();
    if (m_translator.load(reinterpret_cast<const uchar*>(texts.data()), static_cast<int>(texts.size())))
        QCoreApplication::installTranslator(&m_translator);
}

ReportLanguage::~ReportLanguage()
{
    QCoreApplication::removeTranslator(&m_translator);
}

} // namespace assay
