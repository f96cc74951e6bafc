// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metadata/metadata.h"

#include <string>
#include <string_view>

namespace assay
{

/// The catalogue row of one of this room's measures; an unknown id is a bug.
[[nodiscard]] const MeasureSpec& metadataSpec(std::string_view id);

/// Adds a text measure; an empty text is not applicable, "the field is empty".
void addTextMeasure(Metadata& metadata, std::string_view id, const std::string& text);

/// Gives every measure that nobody added its reason: "the file has no bext chunk".
void addAbsentMeasures(Metadata& metadata);

/// What a chunk of this id (in lower case) might have said and nobody read: not measured, where nothing else says it.
void addUnreadMeasures(Metadata& metadata, std::string_view id);

} // namespace assay
