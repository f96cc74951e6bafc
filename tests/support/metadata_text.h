// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metadata/metadata.h"

#include <QStringList>
#include <string_view>

namespace assay::test
{

/// A measure as text; in brackets the reason where it has no value.
[[nodiscard]] inline QString textOf(const Metadata& metadata, std::string_view id)
{
    const Measurement* found = metadata.measures.find(id);
    if (found == nullptr)
        return "missing";
    if (!found->value)
        return QString::fromStdString("(" + found->reason + ")");
    if (const auto number = numberIn(*found->value))
        return QString::number(*number);
    if (const auto* yes = std::get_if<bool>(&*found->value))
        return *yes ? "yes" : "no";
    if (const auto* text = std::get_if<std::string>(&*found->value))
        return QString::fromStdString(*text);
    QStringList list;
    for (const std::string& text : std::get<std::vector<std::string>>(*found->value))
        list += QString::fromStdString(text);
    return list.join(" | ");
}

/// The codes of all faults, with blanks between them.
[[nodiscard]] inline QString codesOf(const Metadata& metadata)
{
    QStringList codes;
    for (const Fault& fault : metadata.faults)
        codes += QString::fromStdString(fault.code);
    return codes.join(' ');
}

} // namespace assay::test
