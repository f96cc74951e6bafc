// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/example_delivery.h"

#include <QDir>

namespace assay
{

QString exampleDelivery(const QString& programFolder)
{
    const QDir program(programFolder);
    for (const QString& place : { QStringLiteral("../share/assay/example"), QStringLiteral("../example") }) {
        const QDir folder(QDir::cleanPath(program.filePath(place)));
        const QStringList deliveries = folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        if (!deliveries.isEmpty())
            return folder.filePath(deliveries.front());
    }
    return {};
}

} // namespace assay
