// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/pdf_canvas.h"

#include "reports/pdf_fonts.h"
#include "reports/wording.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPageSize>
#include <QtGui/QPageLayout>
#include <QtGui/QTextLayout>
#include <algorithm>

namespace assay
{

namespace
{

constexpr int resolution = 1200; // dots an inch: glyph positions finer than any printer's
constexpr double unit = resolution / 72.0; // dots a point
constexpr double sideMargin = 45.0; // pt
constexpr double topMargin = 36.0; // pt
constexpr double footHeight = 34.0; // pt below the content
constexpr double headHeight = 26.0; // pt, with its hairline
constexpr double gapBelowHead = 22.0; // pt
constexpr double monoShare = 0.94; // the monospace looks larger than the text font at the same size
constexpr qsizetype longestText = 1200; // characters: a report may hold any text, a page may not

QTextOption optionFor(Qt::Alignment side)
{
    QTextOption option(side);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    return option;
}

} // namespace

PdfCanvas::PdfCanvas(QIODevice& device, const Report& report, const PdfOptions& options, int totalPages)
    : m_writer(&device)
    , m_totalPages(totalPages)
{
    m_writer.setPdfVersion(QPagedPaintDevice::PdfVersion_A1b);
    m_writer.setResolution(resolution);
    m_writer.setPageLayout(QPageLayout(QPageSize(options.letter ? QPageSize::Letter : QPageSize::A4),
        QPageLayout::Portrait, QMarginsF(0, 0, 0, 0), QPageLayout::Point));
    m_writer.setTitle(titleOf(report, options.house));
    m_writer.setCreator(QStringLiteral("Assay ") + fromUtf8Text(report.toolVersion));
    const QSizeF paper = m_writer.pageLayout().fullRect(QPageLayout::Point).size();
    m_width = paper.width() - 2 * sideMargin;
    m_height = paper.height() - topMargin - footHeight;
    m_foot = QStringLiteral("Assay ") + fromUtf8Text(report.toolVersion);
    if (report.profile)
        m_foot += QStringLiteral(" · ") + fromUtf8Text(report.profile->id) + QLatin1Char(' ')
            + fromUtf8Text(report.profile->version);
    m_painter.begin(&m_writer);
    m_painter.translate(sideMargin * unit, topMargin * unit);
}

PdfCanvas::~PdfCanvas()
{
    if (m_page > 0)
        drawFoot();
    m_painter.end();
}

void PdfCanvas::startPage(const PageHead& head)
{
    if (m_page > 0) {
        drawFoot();
        m_writer.newPage();
    }
    m_head = head;
    ++m_page;
    drawHead();
    m_top = headHeight + gapBelowHead;
    m_y = m_top;
}

bool PdfCanvas::ensure(double points)
{
    if (remaining() >= points || isAtTop())
        return false;
    startPage(m_head);
    return true;
}

void PdfCanvas::drawHead()
{
    const TextStyle strong { 8.0, palette().text, Face::strong };
    const TextStyle dim { 8.0, palette().dim };
    const double height = 14.0;
    const double right = std::min(textWidth(m_head.right, dim), m_width * 0.62);
    const double left = std::min(textWidth(m_head.strong, strong), m_width - right - 20.0);
    line(QRectF(0, 0, left + 1.0, height), m_head.strong, strong, Qt::AlignLeft, Qt::ElideMiddle);
    line(QRectF(left + 4.0, 0, std::max(m_width - right - left - 16.0, 0.0), height), m_head.plain, dim, Qt::AlignLeft,
        Qt::ElideMiddle);
    line(QRectF(m_width - right - 1.0, 0, right + 1.0, height), m_head.right, dim, Qt::AlignRight);
    hairline(headHeight - 5.0, palette().line, 0.75);
}

void PdfCanvas::drawFoot()
{
    const TextStyle dim { 7.0, palette().dim };
    const double top = m_height + 8.0;
    hairline(top - 4.0, palette().line);
    line(QRectF(0, top, m_width * 0.7, 12.0), m_foot, dim, Qt::AlignLeft, Qt::ElideMiddle);
    line(QRectF(m_width * 0.7, top, m_width * 0.3, 12.0), QStringLiteral("%1 / %2").arg(m_page).arg(m_totalPages), dim,
        Qt::AlignRight);
}

QFont PdfCanvas::fontFor(const TextStyle& style) const
{
    return pdfFont(style.face, style.size * unit);
}

double PdfCanvas::textWidth(const QString& text, const TextStyle& style) const
{
    return QFontMetricsF(fontFor(style)).horizontalAdvance(text) / unit;
}

double PdfCanvas::lineHeight(const TextStyle& style) const
{
    return QFontMetricsF(fontFor(style)).height() / unit;
}

QRectF PdfCanvas::onDevice(const QRectF& where) const
{
    return QRectF(where.left() * unit, where.top() * unit, where.width() * unit, where.height() * unit);
}

PlotStyle PdfCanvas::plotStyle() const
{
    return PlotStyle { palette(), fontFor(TextStyle { 7.0, palette().dim }), unit };
}

void PdfCanvas::line(
    const QRectF& where, const QString& text, const TextStyle& style, Qt::Alignment side, Qt::TextElideMode elide)
{
    const QFont font = fontFor(style);
    const QFontMetricsF metrics(font);
    const QRectF target = onDevice(where);
    const QString shown = metrics.elidedText(text.simplified(), elide, target.width() + 0.5 * unit);
    const double wide = metrics.horizontalAdvance(shown);
    const double x = side & Qt::AlignRight ? target.right() - wide
        : side & Qt::AlignHCenter          ? target.center().x() - wide / 2
                                           : target.left();
    m_painter.setFont(font);
    m_painter.setPen(style.colour);
    m_painter.drawText(QPointF(x, target.center().y() + (metrics.ascent() - metrics.descent()) / 2), shown);
}

// The text font's digits differ in width and Qt 6.4 cannot ask it for tabular ones. Placing each by itself would align
// them, but tear the number apart for whoever searches or copies it.
void PdfCanvas::figures(const QRectF& where, const QString& text, const TextStyle& style)
{
    TextStyle shown = style;
    if (std::ranges::any_of(text, [](QChar c) { return c.isDigit(); })) {
        shown.face = style.face == Face::strong ? Face::monoStrong : Face::mono;
        shown.size = style.size * monoShare;
    }
    line(where, text, shown, Qt::AlignRight);
}

double PdfCanvas::paragraph(double x, double top, double wide, const std::vector<Phrase>& phrases,
    const TextStyle& style, bool measureOnly, Qt::Alignment side)
{
    QString text;
    QList<QTextLayout::FormatRange> formats;
    QTextCharFormat strong;
    strong.setFont(fontFor(TextStyle { style.size, style.colour, Face::strong }));
    for (const Phrase& phrase : phrases) {
        if (phrase.strong)
            formats.push_back({ static_cast<int>(text.size()), static_cast<int>(phrase.text.size()), strong });
        text += phrase.text;
    }
    if (text.size() > longestText)
        text = text.first(longestText) + QStringLiteral("…");
    const double leading = style.size * 1.42 * unit;
    QTextLayout layout(text.replace(QLatin1Char('\n'), QChar(QChar::LineSeparator)), fontFor(style));
    layout.setTextOption(optionFor(side));
    layout.setFormats(formats);
    layout.beginLayout();
    double height = 0.0;
    for (QTextLine row = layout.createLine(); row.isValid(); row = layout.createLine()) {
        row.setLineWidth(wide * unit);
        row.setPosition(QPointF(0, height + (leading - row.height()) / 2));
        height += leading;
    }
    layout.endLayout();
    if (!measureOnly) {
        m_painter.setPen(style.colour);
        layout.draw(&m_painter, QPointF(x * unit, top * unit));
    }
    return height / unit;
}

double PdfCanvas::paragraph(double x, double top, double wide, const QString& text, const TextStyle& style,
    bool measureOnly, Qt::Alignment side)
{
    return paragraph(x, top, wide, std::vector { Phrase { text } }, style, measureOnly, side);
}

void PdfCanvas::hairline(double atY, const QColor& colour, double thickness)
{
    m_painter.setPen(QPen(colour, thickness * unit));
    m_painter.drawLine(QPointF(0, atY * unit), QPointF(m_width * unit, atY * unit));
}

void PdfCanvas::box(const QRectF& where, const QColor& fill, const QColor& edge, double radius)
{
    m_painter.setPen(QPen(edge, 0.75 * unit));
    m_painter.setBrush(fill);
    m_painter.drawRoundedRect(onDevice(where), radius * unit, radius * unit);
    m_painter.setBrush(Qt::NoBrush);
}

void PdfCanvas::symbol(const QRectF& where, Symbol which)
{
    drawSymbol(m_painter, onDevice(where), which, palette());
}

void PdfCanvas::picture(const QRectF& where, const QImage& image)
{
    const QSizeF size = QSizeF(image.size()).scaled(where.size(), Qt::KeepAspectRatio);
    const QRectF box(QPointF(where.right() - size.width(), where.top()), size);
    QImage opaque(image.size(), QImage::Format_RGB32); // on paper: an archive takes no transparency
    opaque.fill(palette().panel);
    QPainter(&opaque).drawImage(0, 0, image);
    m_painter.drawImage(onDevice(box), opaque);
}

void PdfCanvas::heading(const QString& text, double following)
{
    ensure(34.0 + following);
    const bool atTop = isAtTop();
    m_y += atTop ? 0.0 : 18.0;
    line(QRectF(0, m_y, m_width, 16.0), text, TextStyle { 10.5, palette().text, Face::strong });
    m_y += 22.0;
}

} // namespace assay
