// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/pdf_bookmarks.h"

#include <QList>
#include <algorithm>

namespace assay
{

namespace
{

// What stands between two markers, from `from` on; empty where they do not stand there.
QByteArray between(const QByteArray& text, const char* open, const char* close, qsizetype from = 0)
{
    const qsizetype start = text.indexOf(open, from);
    if (start < 0)
        return {};
    const qsizetype first = start + static_cast<qsizetype>(qstrlen(open));
    const qsizetype end = text.indexOf(close, first);
    return end < 0 ? QByteArray() : text.mid(first, end - first);
}

// The numbers of the page objects in order: "/Kids [ 7 0 R 20 0 R ]".
QList<int> pageObjects(const QByteArray& pdf)
{
    QList<int> numbers;
    const qsizetype tree = pdf.indexOf("/Type /Pages");
    const QList<QByteArray> words
        = tree < 0 ? QList<QByteArray>() : between(pdf, "/Kids", "]", tree).replace('[', ' ').simplified().split(' ');
    for (qsizetype i = 0; i + 2 < words.size(); i += 3)
        numbers << words[i].toInt();
    return numbers;
}

// A text string as PDF knows it: UTF-16 with its byte order mark, in hex.
QByteArray textString(const QString& text)
{
    QByteArray hex = "<FEFF";
    for (const QChar c : text)
        hex += QByteArray::number(c.unicode(), 16).rightJustified(4, '0').toUpper();
    return hex + '>';
}

// The end of the file as it is, needed to append to it.
struct Tail {
    int size = 0; ///< objects
    QByteArray root; ///< number of the catalogue
    QByteArray info;
    QByteArray identifier;
    QByteArray startOfTable;
    QByteArray catalogue; ///< what stands in the catalogue's dictionary
};

Tail tailOf(const QByteArray& pdf)
{
    const qsizetype at = pdf.lastIndexOf("trailer");
    if (at < 0)
        return {};
    Tail tail;
    tail.size = between(pdf, "/Size ", "\n", at).toInt();
    tail.root = between(pdf, "/Root ", " 0 R", at);
    tail.info = between(pdf, "/Info ", " 0 R", at);
    tail.identifier = between(pdf, "/ID [", "]", at);
    tail.startOfTable = between(pdf, "startxref\n", "\n", at).trimmed();
    const QByteArray object = between(pdf, QByteArray("\n" + tail.root + " 0 obj\n").constData(), "endobj");
    tail.catalogue = object.mid(object.indexOf("<<") + 2);
    tail.catalogue.truncate(std::max<qsizetype>(tail.catalogue.lastIndexOf(">>"), 0));
    return tail;
}

// Objects appended behind the file, with the table that finds them.
class Update
{
public:
    explicit Update(const QByteArray& pdf)
        : m_bytes(pdf)
    {
        if (!m_bytes.endsWith('\n'))
            m_bytes += '\n';
    }

    void add(int number, const QByteArray& dictionary)
    {
        const QByteArray offset = QByteArray::number(m_bytes.size()).rightJustified(10, '0');
        m_table += QByteArray::number(number) + " 1\n" + offset + " 00000 n \n";
        m_bytes += QByteArray::number(number) + " 0 obj\n<<" + dictionary + ">>\nendobj\n";
    }

    QByteArray finished(const Tail& tail, int size)
    {
        const QByteArray start = QByteArray::number(m_bytes.size());
        m_bytes += "xref\n" + m_table + "trailer\n<<\n/Size " + QByteArray::number(size) + "\n/Info " + tail.info
            + " 0 R\n/Root " + tail.root + " 0 R\n/ID [" + tail.identifier + "]\n/Prev " + tail.startOfTable
            + "\n>>\nstartxref\n" + start + "\n%%EOF\n";
        return m_bytes;
    }

private:
    QByteArray m_bytes;
    QByteArray m_table;
};

QByteArray reference(const char* key, int number)
{
    return QByteArray("\n") + key + ' ' + QByteArray::number(number) + " 0 R";
}

} // namespace

QByteArray withBookmarks(const QByteArray& pdf, const std::vector<PdfBookmark>& bookmarks)
{
    const Tail tail = tailOf(pdf);
    const QList<int> pages = pageObjects(pdf);
    if (tail.size <= 0 || tail.catalogue.isEmpty() || tail.startOfTable.isEmpty() || bookmarks.empty())
        return pdf;
    const int outline = tail.size;
    const int first = outline + 1;
    const int count = static_cast<int>(bookmarks.size());
    Update update(pdf);
    update.add(tail.root.toInt(), tail.catalogue + reference("/Outlines", outline) + "\n/PageMode /UseOutlines\n");
    update.add(outline,
        "\n/Type /Outlines" + reference("/First", first) + reference("/Last", first + count - 1) + "\n/Count "
            + QByteArray::number(count) + '\n');
    for (int i = 0; i < count; ++i) {
        const PdfBookmark& bookmark = bookmarks[static_cast<std::size_t>(i)];
        if (bookmark.page < 1 || bookmark.page > pages.size())
            return pdf;
        QByteArray entry = "\n/Title " + textString(bookmark.title) + reference("/Parent", outline);
        if (i > 0)
            entry += reference("/Prev", first + i - 1);
        if (i + 1 < count)
            entry += reference("/Next", first + i + 1);
        entry += "\n/Dest [" + QByteArray::number(pages[bookmark.page - 1]) + " 0 R /Fit]\n";
        update.add(first + i, entry);
    }
    return update.finished(tail, first + count);
}

} // namespace assay
