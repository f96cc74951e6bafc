// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/html_symbols.h"

namespace assay
{

void writeHtmlSymbol(Markup& html, Symbol symbol, const QString& word)
{
    const QString shape = htmlClassOf(symbol);
    if (word.isEmpty())
        html.open("svg", { { "class", QStringLiteral("symbol ") + shape }, { "aria-hidden", QStringLiteral("true") } });
    else
        html.open("svg",
            { { "class", QStringLiteral("symbol ") + shape }, { "role", QStringLiteral("img") },
                { "aria-label", word } });
    html.empty("use", { { "href", QStringLiteral("#symbol-") + shape } });
    html.close();
}

QString htmlClassOf(Symbol symbol)
{
    switch (symbol) {
    case Symbol::pass:
        return QStringLiteral("pass");
    case Symbol::review:
        return QStringLiteral("review");
    case Symbol::fail:
        return QStringLiteral("fail");
    case Symbol::fyi:
        return QStringLiteral("fyi");
    case Symbol::missing:
        return QStringLiteral("missing");
    case Symbol::running:
    case Symbol::none:
        return QStringLiteral("none");
    }
    return QStringLiteral("none");
}

// The strokes of symbols.cpp, in the same square of side 16.
const char* htmlSymbols()
{
    return R"(<svg class="hidden" aria-hidden="true">
<symbol id="symbol-pass" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.6"/><path d="M5 8.3 7.2 10.4 11.1 5.9"/></symbol>
<symbol id="symbol-review" viewBox="0 0 16 16"><path d="M8 1.9 14.8 13.8H1.2Z"/><path d="M8 6.4V9.6"/><circle class="dot" cx="8" cy="11.7" r=".9"/></symbol>
<symbol id="symbol-fail" viewBox="0 0 16 16"><circle class="dot" cx="8" cy="8" r="7.2"/><path class="cut" d="M5.4 5.4 10.6 10.6M10.6 5.4 5.4 10.6"/></symbol>
<symbol id="symbol-fyi" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.6"/><path d="M8 7.6V11.2"/><circle class="dot" cx="8" cy="5.1" r=".95"/></symbol>
<symbol id="symbol-missing" viewBox="0 0 16 16"><rect x="2.2" y="2.2" width="11.6" height="11.6" rx="2" stroke-dasharray="2.7 2.1"/></symbol>
<symbol id="symbol-none" viewBox="0 0 16 16"><path d="M5 8H11"/></symbol>
</svg>
)";
}

} // namespace assay
