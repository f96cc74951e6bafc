// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/symbols.h"

#include <QString>
#include <QXmlStreamWriter>
#include <initializer_list>

namespace assay
{

struct HtmlAttribute {
    const char* name;
    QString value;
};
using HtmlAttributes = std::initializer_list<HtmlAttribute>;

/// Markup that is HTML and well-formed XML at once. Every text and every value is escaped here and nowhere else;
/// characters that no document may hold become U+FFFD.
class HtmlMarkup
{
public:
    HtmlMarkup();
    HtmlMarkup(const HtmlMarkup&) = delete;
    HtmlMarkup& operator=(const HtmlMarkup&) = delete;
    ~HtmlMarkup() = default;

    void open(const char* element, HtmlAttributes attributes = {});
    void close();
    void text(const QString& text);
    /// An element with text in it.
    void leaf(const char* element, const QString& text, HtmlAttributes attributes = {});
    /// An element without content: of SVG, or one that HTML closes by itself.
    void empty(const char* element, HtmlAttributes attributes = {});
    /// The shape of a state, with the word it stands for where none stands beside it.
    void symbol(Symbol symbol, const QString& word = {});

    [[nodiscard]] const QByteArray& bytes() const { return m_bytes; }

private:
    QByteArray m_bytes;
    QXmlStreamWriter m_writer;
};

/// An element that ends with the block it is declared in.
class HtmlElement
{
public:
    HtmlElement(HtmlMarkup& html, const char* element, HtmlAttributes attributes = {})
        : m_html(html)
    {
        html.open(element, attributes);
    }
    HtmlElement(const HtmlElement&) = delete;
    HtmlElement& operator=(const HtmlElement&) = delete;
    ~HtmlElement() { m_html.close(); }

private:
    HtmlMarkup& m_html;
};

/// The class that gives a state its colour: "fail".
[[nodiscard]] QString htmlClassOf(Symbol symbol);

/// The drawings that `HtmlMarkup::symbol` refers to; once in a document.
[[nodiscard]] const char* htmlSymbols();

} // namespace assay
