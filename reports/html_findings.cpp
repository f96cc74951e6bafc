// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/finding_words.h"
#include "reports/html_pages.h"
#include "reports/report_text.h"
#include "reports/summary.h"
#include "reports/wording.h"

#include "core/measure/byte_places.h"

namespace assay
{

namespace
{

constexpr std::size_t shownPlaces = 8; // of a finding; the others unfold
constexpr std::size_t mostHtmlPlaces = 500; // the JSON report holds all that were kept

// A time that leads to its place in the plot: without script to the plot, with it to the very stretch.
void writePlace(Markup& html, const ProgrammeRecord& programme, const Finding& finding, const Place& place, int number)
{
    const MarkupElement item(html, "li");
    const QString text = placeAndChannel(programme, place, finding.measure);
    if (placesAreBytes(finding.measure) || programme.measures.series().tracks.empty() || programme.sampleRate <= 0) {
        html.text(text);
        return;
    }
    html.leaf("a", text,
        { { "href", QStringLiteral("#plot-%1").arg(number) },
            { "data-from", QString::number(toSeconds(place.start, programme.sampleRate), 'f', 3) },
            { "data-to", QString::number(toSeconds(place.end, programme.sampleRate), 'f', 3) } });
}

void writePlaces(Markup& html, const ProgrammeRecord& programme, const Finding& finding, int number)
{
    const std::vector<Place> places = placesOf(programme, finding);
    if (places.empty())
        return;
    const auto list = [&](std::size_t from, std::size_t to) {
        const MarkupElement items(html, "ul", { { "class", QStringLiteral("places") } });
        for (std::size_t i = from; i < to; ++i)
            writePlace(html, programme, finding, places[i], number);
    };
    const std::size_t shown = std::min(places.size(), shownPlaces);
    list(0, shown);
    if (places.size() <= shown)
        return;
    const MarkupElement details(html, "details");
    html.leaf("summary", ReportText::tr("and %1 more").arg(places.size() - shown));
    const std::size_t unfolded = std::min(places.size(), mostHtmlPlaces);
    list(shown, unfolded);
    if (unfolded < places.size())
        html.leaf("p", ReportText::tr("and %1 more").arg(places.size() - unfolded));
}

QString stateName(const Finding& finding)
{
    const Symbol symbol = symbolOf(finding);
    return symbol == Symbol::fail || symbol == Symbol::review ? QStringLiteral("open")
        : symbol == Symbol::fyi                               ? QStringLiteral("note")
                                                              : QStringLiteral("met");
}

void writeFindingRow(Markup& html, const ProgrammeRecord* programme, const Finding& finding, int number)
{
    const Symbol symbol = symbolOf(finding);
    const MarkupElement row(
        html, "tr", { { "data-state", finding.answer ? QStringLiteral("met") : stateName(finding) } });
    {
        const MarkupElement cell(html, "th", { { "scope", QStringLiteral("row") } });
        {
            const MarkupElement title(html, "p", { { "class", QStringLiteral("title") } });
            writeHtmlSymbol(html, symbol, wordOf(finding.state));
            html.text(findingTitle(finding));
        }
        const QString told = programme == nullptr && finding.state != FindingState::pass
            ? typeset(finding.message) + QLatin1Char(' ') + typeset(finding.advice)
            : findingExplanation(finding);
        if (!told.isEmpty())
            html.leaf("p", told);
        if (const QString clause = findingClause(finding); !clause.isEmpty())
            html.leaf("p", clause, { { "class", QStringLiteral("clause") } });
    }
    {
        const MarkupElement cell(html, "td", { { "class", QStringLiteral("where") } });
        if (programme != nullptr)
            writePlaces(html, *programme, finding, number);
    }
    const bool matters = finding.state == FindingState::fail || finding.state == FindingState::notMeasured;
    html.leaf("td", findingValue(finding),
        { { "class", QStringLiteral("number ") + (matters ? htmlClassOf(symbol) : QStringLiteral("value")) } });
    html.leaf("td", typeset(finding.limit), { { "class", QStringLiteral("number") } });
}

} // namespace

void writeHtmlFindings(Markup& html, const std::vector<Finding>& findings, const ProgrammeRecord* programme, int number)
{
    if (findings.empty())
        return;
    if (programme != nullptr)
        html.leaf("h3", ReportText::tr("Findings"));
    {
        const MarkupElement scroll(html, "div", { { "class", QStringLiteral("scroll") } });
        const MarkupElement table(html, "table", { { "class", QStringLiteral("findings") } });
        {
            const MarkupElement head(html, "thead");
            const MarkupElement row(html, "tr");
            for (const QString& title : { ReportText::tr("Rule and clause"), ReportText::tr("Where") })
                html.leaf("th", title, { { "scope", QStringLiteral("col") } });
            for (const QString& title : { ReportText::tr("Measured"), ReportText::tr("Limit") })
                html.leaf("th", title, { { "scope", QStringLiteral("col") }, { "class", QStringLiteral("number") } });
        }
        const MarkupElement body(html, "tbody");
        for (const Finding* finding : byWeight(findings)) {
            if (finding->applies)
                writeFindingRow(html, programme, *finding, number);
        }
    }
    const auto outside = std::ranges::count(findings, false, &Finding::applies);
    if (outside > 0)
        html.leaf("p", rulesOutside(static_cast<int>(outside)), { { "class", QStringLiteral("dim") } });
}

} // namespace assay
