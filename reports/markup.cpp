// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/markup.h"

namespace assay
{

namespace
{

// What XML 1.0 (2.2) allows, surrogates in pairs.
QString allowed(QString text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        const bool paired = c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        const bool control = c < QChar(0x20) && c != QLatin1Char('\t') && c != QLatin1Char('\n');
        if (paired)
            ++i;
        else if (control || c.isSurrogate() || c == QChar(0x7F) || c >= QChar(0xFFFE))
            text[i] = QChar::ReplacementCharacter;
    }
    return text;
}

} // namespace

Markup::Markup()
    : m_writer(&m_bytes)
{
}

void Markup::open(const char* element, MarkupAttributes attributes)
{
    m_writer.writeStartElement(QLatin1String(element));
    for (const MarkupAttribute& attribute : attributes)
        m_writer.writeAttribute(QLatin1String(attribute.name), allowed(attribute.value));
}

void Markup::close()
{
    m_writer.writeCharacters(QString()); // or an empty element would be written as <div/>, which HTML leaves open
    m_writer.writeEndElement();
}

void Markup::text(const QString& text)
{
    m_writer.writeCharacters(allowed(text));
}

void Markup::leaf(const char* element, const QString& content, MarkupAttributes attributes)
{
    open(element, attributes);
    text(content);
    close();
}

void Markup::empty(const char* element, MarkupAttributes attributes)
{
    m_writer.writeEmptyElement(QLatin1String(element));
    for (const MarkupAttribute& attribute : attributes)
        m_writer.writeAttribute(QLatin1String(attribute.name), allowed(attribute.value));
}

} // namespace assay
