// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/plots.h"
#include "reports/report_pdf.h"
#include "reports/summary.h"

#include <QPainter>
#include <QPdfWriter>
#include <vector>

class QImage;
class QIODevice;

namespace assay
{

enum class Face { text, medium, strong, mono, monoStrong };

/// How a text is set; size in points.
struct TextStyle {
    double size = 9.0;
    QColor colour {};
    Face face = Face::text;
};

/// What stands at the head of a page.
struct PageHead {
    QString strong; ///< left, bold
    QString plain; ///< left, after it; elided in the middle where long
    QString right;
};

/// Pages of paper, written from top to bottom. All lengths are points (1/72 inch) from the top left corner of the
/// content; `y` is where the next thing goes. Text is never clipped: what may be long is elided or wrapped by choice.
class PdfCanvas
{
public:
    /// `totalPages` is what the footers say; a first pass with any number finds out how many there are.
    PdfCanvas(QIODevice& device, const Report& report, const PdfOptions& options, int totalPages);
    PdfCanvas(const PdfCanvas&) = delete;
    PdfCanvas& operator=(const PdfCanvas&) = delete;
    ~PdfCanvas();

    [[nodiscard]] bool isOpen() const { return m_painter.isActive(); }
    [[nodiscard]] int pages() const { return m_page; }
    [[nodiscard]] double width() const { return m_width; }
    [[nodiscard]] double y() const { return m_y; }
    [[nodiscard]] double remaining() const { return m_height - m_y; }
    [[nodiscard]] bool isAtTop() const { return m_y <= m_top; }
    [[nodiscard]] const Palette& palette() const { return paperPalette(); }

    /// Starts a page under this head; pages that follow by `ensure` carry it too.
    void startPage(const PageHead& head);
    void advance(double points) { m_y += points; }
    /// Starts a new page where less than `points` are left. True if it did.
    bool ensure(double points);

    [[nodiscard]] double textWidth(const QString& text, const TextStyle& style) const;
    [[nodiscard]] double lineHeight(const TextStyle& style) const;
    /// One line in a box, centred vertically; elided where it does not fit.
    void line(const QRectF& box, const QString& text, const TextStyle& style, Qt::Alignment side = Qt::AlignLeft,
        Qt::TextElideMode elide = Qt::ElideRight);
    /// A number in tabular figures (the monospace), flush right in its box; text without digits in its own face.
    void figures(const QRectF& box, const QString& text, const TextStyle& style);
    /// Wrapped text from (x, y); returns its height. Nothing is drawn where `measureOnly`.
    double paragraph(double x, double top, double wide, const std::vector<Phrase>& phrases, const TextStyle& style,
        bool measureOnly = false, Qt::Alignment side = Qt::AlignLeft);
    double paragraph(double x, double top, double wide, const QString& text, const TextStyle& style,
        bool measureOnly = false, Qt::Alignment side = Qt::AlignLeft);
    void hairline(double atY, const QColor& colour, double thickness = 0.5);
    void box(const QRectF& where, const QColor& fill, const QColor& edge, double radius);
    void symbol(const QRectF& where, Symbol symbol);
    /// A picture as large as fits, flush right at the top of its box.
    void picture(const QRectF& where, const QImage& image);
    /// A bold heading of a section, with `following` points kept together with it.
    void heading(const QString& text, double following);

    /// For plots: the painter, its rectangle of a box and its style.
    [[nodiscard]] QPainter& painter() { return m_painter; }
    [[nodiscard]] QRectF onDevice(const QRectF& box) const;
    [[nodiscard]] PlotStyle plotStyle() const;

private:
    [[nodiscard]] QFont fontFor(const TextStyle& style) const;
    void drawHead();
    void drawFoot();

    QPdfWriter m_writer;
    QPainter m_painter;
    PageHead m_head;
    QString m_foot;
    double m_width = 0.0;
    double m_height = 0.0; ///< of the room for content, head included
    double m_top = 0.0; ///< where content starts below the head
    double m_y = 0.0;
    int m_page = 0;
    int m_totalPages = 0;
};

} // namespace assay
