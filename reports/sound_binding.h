// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/answers.h"

#include <optional>
#include <string>
#include <string_view>

namespace assay
{

/// What an answer to `finding` is bound to. `programme`: of the finding; empty for one of the delivery.
[[nodiscard]] Binding bindingOf(const Finding& finding, const ProgrammeRecord* programme, const Report& report);

/// Why an answer bound so does not fit `finding`; empty where it does.
[[nodiscard]] std::string whyNotFitting(
    const Binding& binding, const Finding& finding, const ProgrammeRecord* programme, const Report& report);

/// Fingerprint of all programmes together; empty where one of them has none.
[[nodiscard]] std::string soundOfAll(const Report& report);

} // namespace assay
