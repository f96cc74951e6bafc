// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/pdf_fonts.h"

#include <QFontDatabase>
#include <QStringList>
#include <algorithm>
#include <cmath>

namespace assay
{

namespace
{

// Those of the wanted families that this system has, best first.
QStringList present(const QStringList& wanted)
{
    const QStringList all = QFontDatabase::families();
    QStringList found;
    for (const QString& family : wanted) {
        if (all.contains(family))
            found << family;
    }
    return found;
}

const QStringList& textFamilies()
{
    static const QStringList families
        = present({ QStringLiteral("Inter"), QStringLiteral("DejaVu Sans"), QStringLiteral("Noto Sans CJK JP") });
    return families;
}

const QStringList& monoFamilies()
{
    static const QStringList families = present({ QStringLiteral("JetBrains Mono"), QStringLiteral("DejaVu Sans Mono"),
        QStringLiteral("Noto Sans Mono CJK JP"), QStringLiteral("Noto Sans CJK JP") });
    return families;
}

} // namespace

QFont pdfFont(Face face, double pixels)
{
    QFont font;
    font.setFamilies(face == Face::mono || face == Face::monoStrong ? monoFamilies() : textFamilies());
    font.setPixelSize(std::max(static_cast<int>(std::lround(pixels)), 1));
    font.setHintingPreference(QFont::PreferNoHinting);
    // Contextual forms (a raised colon between digits, a higher minus) have no character of their own: in a PDF they
    // could neither be searched nor copied. Scripts that need shaping are shaped all the same.
    font.setStyleStrategy(QFont::PreferNoShaping);
    if (face == Face::strong)
        font.setWeight(QFont::DemiBold);
    if (face == Face::monoStrong)
        font.setWeight(QFont::Bold);
    if (face == Face::medium)
        font.setWeight(QFont::Medium);
    return font;
}

} // namespace assay
