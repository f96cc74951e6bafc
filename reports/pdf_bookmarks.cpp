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

    void add(int number, const QByteArray& dictionary, const QByteArray& behind = {})
    {
        const QByteArray offset = QByteArray::number(m_bytes.size()).rightJustified(10, '0');
        m_table += QByteArray::number(number) + " 1\n" + offset + " 00000 n \n";
        m_bytes += QByteArray::number(number) + " 0 obj\n<<" + dictionary + ">>\n" + behind + "endobj\n";
    }

    void addStream(int number, const QByteArray& dictionary, const QByteArray& content)
    {
        const QByteArray packed = qCompress(content, 9).mid(4); // without the length that Qt puts in front
        add(number, dictionary + "\n/Filter /FlateDecode\n/Length " + QByteArray::number(packed.size()) + '\n',
            "stream\n" + packed + "\nendstream\n");
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

// What PDF/A-3 asks of a file inside: its kind, its date, its size, and what it is to the document.
void addAttachment(Update& update, int number, const PdfAttachment& attachment)
{
    const QByteArray kind = QByteArray(attachment.type).replace('/', "#2F");
    update.addStream(number,
        "\n/Type /EmbeddedFile\n/Subtype /" + kind + "\n/Params << /Size " + QByteArray::number(attachment.bytes.size())
            + " /ModDate (D:" + attachment.date + ") >>",
        attachment.bytes);
    const QByteArray file = QByteArray::number(number) + " 0 R";
    update.add(number + 1,
        "\n/Type /Filespec\n/F " + textString(attachment.name) + "\n/UF " + textString(attachment.name)
            + "\n/AFRelationship /Source\n/EF << /F " + file + " /UF " + file + " >>\n");
}

QByteArray catalogueOf(const PdfAttachment& attachment, int specification)
{
    const QByteArray reference = QByteArray::number(specification) + " 0 R";
    return "\n/AF [" + reference + "]\n/Names << /EmbeddedFiles << /Names [" + textString(attachment.name) + ' '
        + reference + "] >> >>";
}

// Qt writes PDF/A-1b; what that asks for, part 3 asks for too.
void declarePartThree(QByteArray& pdf)
{
    pdf.replace("%PDF-1.4", "%PDF-1.7");
    pdf.replace("pdfaid:part=\"1\"", "pdfaid:part=\"3\"");
}

void addOutline(Update& update, const std::vector<PdfBookmark>& bookmarks, const QList<int>& pages, int outline)
{
    const int first = outline + 1;
    const int count = static_cast<int>(bookmarks.size());
    update.add(outline,
        "\n/Type /Outlines" + reference("/First", first) + reference("/Last", first + count - 1) + "\n/Count "
            + QByteArray::number(count) + '\n');
    for (int i = 0; i < count; ++i) {
        const PdfBookmark& bookmark = bookmarks[static_cast<std::size_t>(i)];
        QByteArray entry = "\n/Title " + textString(bookmark.title) + reference("/Parent", outline);
        if (i > 0)
            entry += reference("/Prev", first + i - 1);
        if (i + 1 < count)
            entry += reference("/Next", first + i + 1);
        entry += "\n/Dest [" + QByteArray::number(pages[bookmark.page - 1]) + " 0 R /Fit]\n";
        update.add(first + i, entry);
    }
}

} // namespace

QByteArray withOutline(
    const QByteArray& pdf, const std::vector<PdfBookmark>& bookmarks, const PdfAttachment* attachment)
{
    const Tail tail = tailOf(pdf);
    const QList<int> pages = pageObjects(pdf);
    const bool lost = std::ranges::any_of(
        bookmarks, [&](const PdfBookmark& bookmark) { return bookmark.page < 1 || bookmark.page > pages.size(); });
    if (tail.size <= 0 || tail.catalogue.isEmpty() || tail.startOfTable.isEmpty() || bookmarks.empty() || lost)
        return pdf;
    const bool attaches = attachment != nullptr && !tail.catalogue.contains("/Names");
    QByteArray base = pdf;
    if (attaches)
        declarePartThree(base);
    const int outline = tail.size;
    const int file = outline + 1 + static_cast<int>(bookmarks.size());
    Update update(base);
    update.add(tail.root.toInt(),
        tail.catalogue + reference("/Outlines", outline) + "\n/PageMode /UseOutlines"
            + (attaches ? catalogueOf(*attachment, file + 1) : QByteArray()) + '\n');
    addOutline(update, bookmarks, pages, outline);
    if (attaches)
        addAttachment(update, file, *attachment);
    return update.finished(tail, attaches ? file + 2 : file);
}

} // namespace assay
