// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace assay
{

/// The names without what all of them share at both ends, cut at word boundaries and marked by "…".
[[nodiscard]] QStringList shortNames(const QStringList& names);

} // namespace assay
