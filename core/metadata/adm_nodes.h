// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metadata/adm_block.h"

#include <string>
#include <string_view>

namespace pugi
{
class xml_node;
}

namespace assay
{

/// Name of an element without its namespace prefix.
[[nodiscard]] std::string_view admName(const pugi::xml_node& node);

/// An attribute's text; empty where it is missing.
[[nodiscard]] std::string admAttribute(const pugi::xml_node& node, const char* name);

/// The text in an element.
[[nodiscard]] std::string admContent(const pugi::xml_node& node);

/// A gain element as a linear factor.
[[nodiscard]] double admGain(const pugi::xml_node& node);

/// An audioBlockFormat.
[[nodiscard]] AdmBlock admBlock(const pugi::xml_node& node);

} // namespace assay
