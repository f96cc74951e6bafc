// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/wording.h"

#include "core/measure/byte_places.h"
#include "core/measure/measure_titles.h"
#include "reports/timing.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QRegularExpression>
#include <QStringList>
#include <array>

namespace assay
{

namespace
{

// A marked text is translated when it is used, in the language of that moment.
struct Named {
    std::string_view id;
    const char* text;
};

constexpr std::array roles {
    Named { "mix", QT_TRANSLATE_NOOP("wording", "mix") },
    Named { "m&e", QT_TRANSLATE_NOOP("wording", "M&E") },
    Named { "dialogue", QT_TRANSLATE_NOOP("wording", "dialogue stem") },
    Named { "music", QT_TRANSLATE_NOOP("wording", "music stem") },
    Named { "effects", QT_TRANSLATE_NOOP("wording", "effects stem") },
    Named { "stem", QT_TRANSLATE_NOOP("wording", "stem") },
    Named { "unknown", QT_TRANSLATE_NOOP("wording", "programme") },
};

QString translated(const char* text)
{
    return QCoreApplication::translate("wording", text);
}

template <std::size_t count>
const char* textOf(const std::array<Named, count>& table, std::string_view id)
{
    for (const Named& named : table) {
        if (named.id == id)
            return named.text;
    }
    return nullptr;
}

constexpr QChar noBreakSpace(0x00A0);
constexpr QChar dash(0x2013);

} // namespace

QString fromUtf8Text(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString titleOf(std::string_view measureId)
{
    if (const char* title = measureTitle(measureId))
        return translated(title);
    QString words = fromUtf8Text(measureId);
    words.replace(QLatin1Char('.'), QLatin1Char(' ')).replace(QLatin1Char('_'), QLatin1Char(' '));
    if (!words.isEmpty())
        words[0] = words[0].toUpper();
    return words;
}

QString wordOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::pass:
        return translated(QT_TRANSLATE_NOOP("wording", "Pass"));
    case Verdict::review:
        return translated(QT_TRANSLATE_NOOP("wording", "Review"));
    case Verdict::fail:
        return translated(QT_TRANSLATE_NOOP("wording", "Fail"));
    }
    return {};
}

QString wordOf(Severity severity)
{
    switch (severity) {
    case Severity::blocker:
        return translated(QT_TRANSLATE_NOOP("wording", "blocker"));
    case Severity::issue:
        return translated(QT_TRANSLATE_NOOP("wording", "issue"));
    case Severity::fyi:
        return translated(QT_TRANSLATE_NOOP("wording", "FYI"));
    }
    return {};
}

QString wordOf(FindingState state)
{
    switch (state) {
    case FindingState::pass:
        return translated(QT_TRANSLATE_NOOP("wording", "pass"));
    case FindingState::fail:
        return translated(QT_TRANSLATE_NOOP("wording", "fail"));
    case FindingState::notApplicable:
        return wordOf(MeasureState::notApplicable);
    case FindingState::notMeasured:
        return wordOf(MeasureState::notMeasured);
    }
    return {};
}

QString wordOf(MeasureState state)
{
    switch (state) {
    case MeasureState::ok:
        return translated(QT_TRANSLATE_NOOP("wording", "ok"));
    case MeasureState::notApplicable:
        return translated(QT_TRANSLATE_NOOP("wording", "not applicable"));
    case MeasureState::notMeasured:
        return translated(QT_TRANSLATE_NOOP("wording", "not measured"));
    }
    return {};
}

QString wordOf(LayoutSource source)
{
    switch (source) {
    case LayoutSource::declared:
        return translated(QT_TRANSLATE_NOOP("wording", "declared by the file"));
    case LayoutSource::metadata:
        return translated(QT_TRANSLATE_NOOP("wording", "from the file's metadata"));
    case LayoutSource::name:
        return translated(QT_TRANSLATE_NOOP("wording", "from the file names"));
    case LayoutSource::profile:
        return translated(QT_TRANSLATE_NOOP("wording", "from the profile"));
    case LayoutSource::user:
        return translated(QT_TRANSLATE_NOOP("wording", "set by a person"));
    case LayoutSource::assumed:
        return translated(QT_TRANSLATE_NOOP("wording", "assumed: the file does not say it"));
    }
    return {};
}

QString roleWord(std::string_view role)
{
    const char* text = textOf(roles, role);
    return text != nullptr ? translated(text) : fromUtf8Text(role);
}

QString typeset(std::string_view text)
{
    // A hyphen before a digit is a minus unless a word, a number or a timecode runs into it.
    static const QRegularExpression minus(QStringLiteral("(?<![\\w.:;-])-(?=\\d)"));
    return fromUtf8Text(text).replace(minus, QString(QChar(0x2212)));
}

QString numberText(double value, Unit unit)
{
    return typeset(formatValue(value, unit));
}

QString valueText(const Value& value, Unit unit)
{
    if (const auto* truth = std::get_if<bool>(&value))
        return *truth ? translated(QT_TRANSLATE_NOOP("wording", "yes"))
                      : translated(QT_TRANSLATE_NOOP("wording", "no"));
    if (const auto* text = std::get_if<std::string>(&value))
        return fromUtf8Text(*text);
    if (const auto* list = std::get_if<std::vector<std::string>>(&value)) {
        QStringList parts;
        for (const std::string& part : *list)
            parts << fromUtf8Text(part);
        return parts.join(QStringLiteral(", "));
    }
    return typeset(formatValue(value, unit));
}

QString valueWithUnit(const Value& value, Unit unit)
{
    const QString text = valueText(value, unit);
    const std::string_view symbol = symbolOf(unit);
    return symbol.empty() ? text : text + noBreakSpace + fromUtf8Text(symbol);
}

QString cellText(const MeasurementSet& measures, std::string_view id)
{
    const Measurement* measurement = measures.find(id);
    return measurement == nullptr || !measurement->value ? QString(dash)
                                                         : valueText(*measurement->value, measurement->unit);
}

QString placeText(const ProgrammeRecord& programme, const Place& place, std::string_view measureId)
{
    if (placesAreBytes(measureId))
        return translated(QT_TRANSLATE_NOOP("wording", "byte %1")).arg(place.start);
    const QString start = fromUtf8Text(momentOf(programme, place.start));
    const QString end = fromUtf8Text(momentOf(programme, place.end));
    return place.end <= place.start || start == end ? start : start + QStringLiteral(" – ") + end;
}

QString rateText(int sampleRate)
{
    QString text = QString::number(sampleRate / 1000.0, 'f', 3);
    while (text.endsWith(QLatin1Char('0')))
        text.chop(1);
    if (text.endsWith(QLatin1Char('.')))
        text.chop(1);
    return text + noBreakSpace + QStringLiteral("kHz");
}

QString dateText(std::string_view created)
{
    const QDateTime time = QDateTime::fromString(fromUtf8Text(created), Qt::ISODate);
    if (!time.isValid())
        return fromUtf8Text(created);
    return QLocale(QLocale::English).toString(time.toUTC(), QStringLiteral("d MMMM yyyy, HH:mm"))
        + QStringLiteral(" UTC");
}

QString factsText(const ProgrammeRecord& programme)
{
    QStringList parts { rateText(programme.sampleRate) };
    if (const auto depth = programme.measures.number("format.bit_depth"); depth && *depth > 0)
        parts << translated(QT_TRANSLATE_NOOP("wording", "%1-bit")).arg(*depth);
    QStringList channels;
    for (const std::string& channel : programme.layout.channelNames())
        channels << fromUtf8Text(channel);
    parts << channels.join(QLatin1Char(' '));
    parts << fromUtf8Text(lengthOf(programme, programme.frames));
    if (programme.startFrame)
        parts << translated(QT_TRANSLATE_NOOP("wording", "starts %1")).arg(fromUtf8Text(momentOf(programme, 0)));
    return parts.join(QStringLiteral(" · "));
}

} // namespace assay
