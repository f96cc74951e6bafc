// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

/// Marks a text for Qt's lupdate, which reads the tables too; in them it is the text itself.
#define QT_TRANSLATE_NOOP(context, text) text

namespace assay
{

/// A row of the tables behind `measureTitle`.
struct MeasureTitle {
    std::string_view id;
    const char* title;
};

[[nodiscard]] std::span<const MeasureTitle> soundTitles(); ///< what is heard, alone and compared
[[nodiscard]] std::span<const MeasureTitle> fileTitles(); ///< what a file is, says, and is called
[[nodiscard]] std::span<const MeasureTitle> immersiveTitles(); ///< ADM and Atmos

} // namespace assay
