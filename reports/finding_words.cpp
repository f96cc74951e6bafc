// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/finding_words.h"

#include "reports/report_text.h"
#include "reports/wording.h"

namespace assay
{

namespace
{

// A list of sentences is no value for a narrow column: it is told in full.
bool saysSentences(const Finding& finding)
{
    return finding.measured && std::holds_alternative<std::vector<std::string>>(*finding.measured);
}

} // namespace

QString wordOfAnswer(std::string_view answer)
{
    if (answer == answers::willFix)
        return ReportText::tr("will fix");
    if (answer == answers::intent)
        return ReportText::tr("creative intent");
    if (answer == answers::bestPossible)
        return ReportText::tr("best possible");
    if (answer == "pass")
        return ReportText::tr("in order");
    if (answer == "fail")
        return ReportText::tr("not in order");
    return fromUtf8Text(std::string(answer));
}

QString findingExplanation(const Finding& finding)
{
    if (finding.state == FindingState::pass)
        return {};
    if (finding.answer)
        return ReportText::tr("Answered: %1").arg(wordOfAnswer(*finding.answer));
    if (finding.state == FindingState::fail && saysSentences(finding))
        return typeset(finding.message) + QLatin1Char(' ') + typeset(finding.advice);
    if (finding.state == FindingState::fail && !finding.advice.empty())
        return typeset(finding.advice);
    return typeset(finding.message);
}

QString findingValue(const Finding& finding)
{
    if (saysSentences(finding))
        return wordOf(finding.state);
    if (finding.measured)
        return valueWithUnit(*finding.measured, finding.unit);
    return finding.state == FindingState::notApplicable && !finding.applies ? QStringLiteral("–")
                                                                            : wordOf(finding.state);
}

QString findingTitle(const Finding& finding)
{
    QString title = fromUtf8Text(finding.title.empty() ? finding.rule : finding.title);
    if (finding.state == FindingState::fail || finding.state == FindingState::notMeasured)
        title += QStringLiteral("\u00a0\u00a0·\u00a0") + wordOf(finding.severity);
    return title;
}

QString findingClause(const Finding& finding)
{
    QStringList parts;
    if (!finding.clause.empty())
        parts << typeset(finding.clause);
    if (finding.provenance == Provenance::draft)
        parts << ReportText::tr("draft");
    return parts.join(QStringLiteral(" · "));
}

QString placeAndChannel(const ProgrammeRecord& programme, const Place& place, std::string_view measureId)
{
    const QString channel = place.channel.empty() ? QString() : QLatin1Char(' ') + fromUtf8Text(place.channel);
    return placeText(programme, place, measureId) + channel;
}

std::vector<Place> placesOf(const ProgrammeRecord& programme, const Finding& finding)
{
    if (finding.state == FindingState::pass || finding.state == FindingState::notApplicable)
        return {};
    if (!finding.events.empty())
        return finding.events;
    const Measurement* measurement = programme.measures.find(finding.measure);
    return measurement != nullptr && measurement->at ? std::vector<Place> { *measurement->at } : std::vector<Place>();
}

QString rulesOutside(int count)
{
    return count == 1 ? ReportText::tr("One further rule of the profile does not apply to this programme.")
                      : ReportText::tr("%1 further rules of the profile do not apply to this programme.").arg(count);
}

} // namespace assay
