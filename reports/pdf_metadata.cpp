// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/pdf_metadata.h"

#include <QCryptographicHash>
#include <QDateTime>

namespace assay
{

namespace
{

// Replaces what `pattern` finds by `date`, which keeps as many bytes: the file's own table of offsets stays true. A
// time zone in the place becomes UTC.
void replaceDate(QByteArray& pdf, const char* before, const QByteArray& date, const char* zeroZone)
{
    const QByteArray marker(before);
    for (qsizetype at = pdf.indexOf(marker); at >= 0; at = pdf.indexOf(marker, at + marker.size())) {
        const qsizetype start = at + marker.size();
        if (start + date.size() >= pdf.size())
            return;
        pdf.replace(start, date.size(), date);
        const qsizetype zone = start + date.size();
        if (pdf[zone] == '+' || pdf[zone] == '-')
            pdf.replace(zone, static_cast<qsizetype>(qstrlen(zeroZone)), zeroZone);
    }
}

// The file's identifier: random as Qt writes it, the digest of everything else as we leave it.
void replaceIdentifier(QByteArray& pdf)
{
    constexpr qsizetype digits = 32; // of an MD5 in hex
    const QByteArray marker("/ID [ <");
    QList<qsizetype> places; // an appended outline repeats it
    for (qsizetype at = pdf.indexOf(marker); at >= 0; at = pdf.indexOf(marker, at + 1)) {
        const qsizetype first = at + marker.size();
        const qsizetype second = first + digits + 3; // behind "> <"
        if (second + digits <= pdf.size())
            places << first << second;
    }
    for (const qsizetype place : places)
        pdf.replace(place, digits, QByteArray(digits, '0'));
    const QByteArray digest = QCryptographicHash::hash(pdf, QCryptographicHash::Md5).toHex();
    for (const qsizetype place : places)
        pdf.replace(place, digits, digest);
}

} // namespace

QByteArray withReportDate(QByteArray pdf, const std::string& created)
{
    const QDateTime time = QDateTime::fromString(QString::fromStdString(created), Qt::ISODate).toUTC();
    if (time.isValid()) {
        const QByteArray iso = time.toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss")).toLatin1();
        replaceDate(pdf, "/CreationDate (D:", time.toString(QStringLiteral("yyyyMMddHHmmss")).toLatin1(), "+00'00'");
        replaceDate(pdf, "xmp:CreateDate=\"", iso, "+00:00");
        replaceDate(pdf, "xmp:ModifyDate=\"", iso, "+00:00");
    }
    replaceIdentifier(pdf);
    return pdf;
}

} // namespace assay
