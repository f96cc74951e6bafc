// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/markup.h"
#include "reports/symbols.h"

namespace assay
{

/// The shape of a state, with the word it stands for where none stands beside it.
void writeHtmlSymbol(Markup& html, Symbol symbol, const QString& word = {});

/// The class that gives a state its colour: "fail".
[[nodiscard]] QString htmlClassOf(Symbol symbol);

/// The drawings that `Markup::symbol` refers to; once in a document.
[[nodiscard]] const char* htmlSymbols();

} // namespace assay
