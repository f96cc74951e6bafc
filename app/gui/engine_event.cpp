// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/engine_event.h"

#include "app/gui/text.h"
#include "reports/report_json.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace assay
{

namespace
{

double fractionIn(const QJsonObject& object, QLatin1String key)
{
    return std::clamp(object.value(key).toDouble(), 0.0, 1.0);
}

/// The text of a member of the outermost object as it stands in `json`, which is known to be valid: a QJsonDocument
/// would write -23.0 as -23 and so change the report.
QByteArray memberText(const QByteArray& json, const QByteArray& key)
{
    const QByteArray wanted = '"' + key + '"';
    int depth = 0;
    qsizetype valueStart = -1;
    for (qsizetype i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (c == '"') {
            const qsizetype begin = i++;
            while (i < json.size() && json[i] != '"')
                i += json[i] == '\\' ? 2 : 1;
            const bool isKey = json.mid(i + 1, 8).trimmed().startsWith(':');
            if (depth == 1 && valueStart < 0 && isKey && json.mid(begin, i - begin + 1) == wanted)
                valueStart = json.indexOf(':', i) + 1;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            --depth;
            if (valueStart >= 0 && depth == 1)
                return json.mid(valueStart, i - valueStart + 1);
        }
    }
    return {};
}

EngineEvent programmeIn(const QJsonObject& object, const QByteArray& line)
{
    const QByteArray text = memberText(line, "programme");
    Result<ProgrammeRecord> programme
        = programmeFromJson(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
    if (!programme)
        return MessageEvent { MessageEvent::Level::error, toQString(programme.error()) };
    return ProgrammeEvent { object.value(QLatin1String("index")).toInt(),
        object.value(QLatin1String("waveform")).toString(), std::move(*programme) };
}

MessageEvent messageIn(const QJsonObject& object)
{
    const QString level = object.value(QLatin1String("level")).toString();
    MessageEvent event { MessageEvent::Level::warning, object.value(QLatin1String("text")).toString() };
    if (level == QLatin1String("error"))
        event.level = MessageEvent::Level::error;
    else if (level == QLatin1String("info"))
        event.level = MessageEvent::Level::info;
    return event;
}

} // namespace

EngineEvent parseEngineLine(const QByteArray& line)
{
    const QJsonDocument document = QJsonDocument::fromJson(line);
    if (!document.isObject())
        return StrayText { QString::fromUtf8(line).trimmed() };
    const QJsonObject object = document.object();
    const QString event = object.value(QLatin1String("event")).toString();
    if (event == QLatin1String("progress"))
        return ProgressEvent { object.value(QLatin1String("programme")).toString(),
            fractionIn(object, QLatin1String("fraction")), fractionIn(object, QLatin1String("total")) };
    if (event == QLatin1String("programme"))
        return programmeIn(object, line);
    if (event == QLatin1String("message"))
        return messageIn(object);
    return MessageEvent {};
}

} // namespace assay
