// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace assay
{

/// The folder of the delivery that ships with Assay, looked for beside a program in `programFolder`: installed
/// (../share/assay/example/NAME) or in a build tree (../example/NAME). Empty where there is none.
[[nodiscard]] QString exampleDelivery(const QString& programFolder);

} // namespace assay
