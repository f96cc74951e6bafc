// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string>

namespace assay
{

/// What a house puts on its reports; each may be empty.
struct ReportTemplate {
    std::string house {}; ///< stands at the head of the first page instead of "Assay"
    std::string title {}; ///< instead of the delivery's own name
    std::string client {};
    std::string reference {}; ///< an order, a job
    std::string logo {}; ///< the bytes of a PNG or JPEG picture
    std::string logoType {}; ///< "image/png", "image/jpeg"
};

/// Reads a template in TOML; the logo is a file beside it. Errors: as a profile's, with line and nearest spelling, or
/// why the logo cannot be read.
[[nodiscard]] Result<ReportTemplate> readReportTemplate(const std::filesystem::path& file);

} // namespace assay
