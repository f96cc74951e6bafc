// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace assay
{

namespace
{

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Words)
};

} // namespace

std::filesystem::path toPath(const QString& path)
{
    return { path.toStdU16String() };
}

QString toQString(const Error& error)
{
    return fromUtf8Text(describe(error));
}

QString wordOf(Provenance provenance)
{
    switch (provenance) {
    case Provenance::issuer:
        return Words::tr("issuer");
    case Provenance::thirdParty:
        return Words::tr("third party");
    case Provenance::draft:
        return Words::tr("draft");
    }
    return {};
}

QString wordOf(DeliveryState state, double fraction)
{
    switch (state) {
    case DeliveryState::pass:
        return wordOf(Verdict::pass);
    case DeliveryState::review:
        return wordOf(Verdict::review);
    case DeliveryState::fail:
        return wordOf(Verdict::fail);
    case DeliveryState::measured:
        return Words::tr("Measured");
    case DeliveryState::notJudged:
        return Words::tr("Not judged");
    case DeliveryState::running:
        return Words::tr("%1 %").arg(static_cast<int>(fraction * 100.0));
    case DeliveryState::unreadable:
        return Words::tr("Unreadable");
    }
    return {};
}

QString sectionWord(const QString& section)
{
    if (section == QLatin1String("delivery"))
        return Words::tr("Delivery");
    if (section == QLatin1String("missing"))
        return Words::tr("Missing");
    if (section == QLatin1String("mix"))
        return Words::tr("Mixes");
    if (section == QLatin1String("m&e"))
        return Words::tr("Music and effects");
    if (section == QLatin1String("stem"))
        return Words::tr("Stems");
    if (section == QLatin1String("unreadable"))
        return Words::tr("Not readable");
    if (section == QLatin1String("arriving"))
        return Words::tr("Being measured");
    return Words::tr("Other");
}

QString wholeDeliveryWord()
{
    return Words::tr("The delivery as a whole");
}

QString openText(const OpenCounts& counts)
{
    QStringList parts;
    if (counts.blockers > 0)
        parts += Words::tr("%n blocker(s)", nullptr, counts.blockers);
    if (counts.issues > 0)
        parts += Words::tr("%n issue(s)", nullptr, counts.issues);
    if (counts.unmeasured > 0)
        parts += Words::tr("%n not measured", nullptr, counts.unmeasured);
    return parts.join(QStringLiteral(" · "));
}

QString durationText(double seconds)
{
    constexpr double tellTenths = 10.0; // s: above, tenths are noise
    if (seconds < tellTenths)
        return Words::tr("%1 s").arg(QLocale().toString(seconds, 'f', 1));
    return timeLeftText(seconds);
}

QString timeLeftText(double seconds)
{
    const auto whole = std::max(static_cast<qint64>(std::llround(seconds)), qint64 { 1 });
    if (whole < 60)
        return Words::tr("%1 s").arg(whole);
    if (whole < 3600)
        return Words::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60);
    return Words::tr("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60);
}

} // namespace assay
