// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QXmlStreamWriter>
#include <initializer_list>

namespace assay
{

struct MarkupAttribute {
    const char* name;
    QString value;
};
using MarkupAttributes = std::initializer_list<MarkupAttribute>;

/// Well-formed XML that is good HTML too where it is used for that. Every text and every value is escaped here and
/// nowhere else; characters that no document may hold become U+FFFD.
class Markup
{
public:
    Markup();
    Markup(const Markup&) = delete;
    Markup& operator=(const Markup&) = delete;
    ~Markup() = default;

    void open(const char* element, MarkupAttributes attributes = {});
    void close();
    void text(const QString& text);
    /// An element with text in it.
    void leaf(const char* element, const QString& text, MarkupAttributes attributes = {});
    /// An element without content: of SVG, or one that HTML closes by itself.
    void empty(const char* element, MarkupAttributes attributes = {});
    [[nodiscard]] const QByteArray& bytes() const { return m_bytes; }

private:
    QByteArray m_bytes;
    QXmlStreamWriter m_writer;
};

/// An element that ends with the block it is declared in.
class MarkupElement
{
public:
    MarkupElement(Markup& html, const char* element, MarkupAttributes attributes = {})
        : m_html(html)
    {
        html.open(element, attributes);
    }
    MarkupElement(const MarkupElement&) = delete;
    MarkupElement& operator=(const MarkupElement&) = delete;
    ~MarkupElement() { m_html.close(); }

private:
    Markup& m_html;
};

} // namespace assay
