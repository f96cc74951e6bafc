// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/html_pages.h"
#include "reports/margins.h"
#include "reports/report_text.h"
#include "reports/summary.h"
#include "reports/wording.h"

namespace assay
{

namespace
{

void writeProvenance(Markup& html, const ProgrammeRecord& programme)
{
    const bool assumed = programme.layoutSource == LayoutSource::assumed;
    {
        const MarkupElement line(
            html, "p", { { "class", assumed ? QStringLiteral("state review") : QStringLiteral("dim") } });
        if (assumed)
            writeHtmlSymbol(html, Symbol::review);
        html.text(
            ReportText::tr("Layout %1, %2").arg(fromUtf8Text(programme.layout.name), wordOf(programme.layoutSource)));
    }
    if (const QString note = monoNote(programme.measures); !note.isEmpty())
        html.leaf("p", note, { { "class", QStringLiteral("dim") } });
    if (programme.assets.size() < 2)
        return;
    const MarkupElement list(html, "ul", { { "class", QStringLiteral("files") } });
    for (const std::string& asset : programme.assets)
        html.leaf("li", fromUtf8Text(asset), { { "dir", QStringLiteral("auto") } });
}

QString shareText(double share)
{
    return QString::number(share * 100.0, 'f', 1);
}

void writeBar(Markup& html, const Finding& finding)
{
    const MarkupElement svg(html, "svg",
        { { "class", QStringLiteral("bar") }, { "viewBox", QStringLiteral("0 0 100 10") },
            { "preserveAspectRatio", QStringLiteral("none") }, { "aria-hidden", QStringLiteral("true") } });
    const auto box = [&html](const char* cssClass, double from, double to, int top, int height) {
        html.empty("rect",
            { { "class", QLatin1String(cssClass) }, { "x", shareText(from) }, { "width", shareText(to - from) },
                { "y", QString::number(top) }, { "height", QString::number(height) } });
    };
    box("track", 0.0, 1.0, 4, 3);
    const std::optional<MarginBar> bar = marginBarOf(finding);
    if (!bar)
        return;
    constexpr double stroke = 0.007; // of the bar's length
    box("range", bar->from, std::max(bar->to, bar->from + stroke), 4, 3);
    for (const double tick : bar->ticks)
        box("tick", tick, tick + stroke / 2, 4, 3);
    const double left = std::clamp(bar->value, 0.0, 1.0 - stroke);
    box(finding.state == FindingState::fail ? "value fails" : "value", left, left + stroke, 0, 10);
}

void writeMargins(Markup& html, const JudgedProgramme& entry)
{
    const std::vector<MarginRow> rows = marginRows(entry);
    if (rows.empty())
        return;
    html.leaf("h3", entry.judged ? ReportText::tr("Measured against limit") : ReportText::tr("Measured"));
    const MarkupElement scroll(html, "div", { { "class", QStringLiteral("scroll") } });
    const MarkupElement table(html, "table", { { "class", QStringLiteral("margins") } });
    {
        const MarkupElement head(html, "thead", { { "class", QStringLiteral("aloud") } });
        const MarkupElement row(html, "tr");
        for (const QString& title : { ReportText::tr("Measure"), ReportText::tr("Measured"), ReportText::tr("Margin"),
                 ReportText::tr("Limit") })
            html.leaf("th", title, { { "scope", QStringLiteral("col") } });
    }
    const MarkupElement body(html, "tbody");
    for (const MarginRow& row : rows) {
        const MarkupElement line(html, "tr");
        html.leaf("th", row.title, { { "scope", QStringLiteral("row") } });
        const bool fails = row.finding.state == FindingState::fail;
        html.leaf("td", row.value,
            { { "class",
                QStringLiteral("number ") + (fails ? htmlClassOf(symbolOf(row.finding)) : QStringLiteral("value")) } });
        {
            const MarkupElement cell(html, "td");
            writeBar(html, row.finding);
        }
        html.leaf("td", row.limit, { { "class", QStringLiteral("number dim") } });
    }
}

QString measurementText(const Measurement& measurement)
{
    if (measurement.value)
        return valueWithUnit(*measurement.value, measurement.unit);
    return wordOf(measurement.state) + QStringLiteral(": ") + fromUtf8Text(measurement.reason);
}

QString channelsText(const Measurement& measurement)
{
    QStringList parts;
    for (const ChannelValue& channel : measurement.channels)
        parts << fromUtf8Text(channel.channel) + QLatin1Char(' ')
                + (channel.value ? numberText(*channel.value, measurement.unit) : QStringLiteral("–"));
    return parts.join(QStringLiteral(" · "));
}

void writeMeasures(Markup& html, const ProgrammeRecord& programme)
{
    if (programme.measures.all().empty())
        return;
    const MarkupElement details(html, "details");
    html.leaf("summary", ReportText::tr("All %1 measures").arg(programme.measures.all().size()));
    const MarkupElement scroll(html, "div", { { "class", QStringLiteral("scroll") } });
    const MarkupElement table(html, "table", { { "class", QStringLiteral("measures") } });
    {
        const MarkupElement head(html, "thead");
        const MarkupElement row(html, "tr");
        for (const QString& title :
            { ReportText::tr("Measure"), ReportText::tr("Id"), ReportText::tr("Measured"), ReportText::tr("Channels") })
            html.leaf("th", title, { { "scope", QStringLiteral("col") } });
    }
    const MarkupElement body(html, "tbody");
    for (const auto& [id, measurement] : programme.measures.all()) {
        const MarkupElement row(html, "tr");
        html.leaf("th", titleOf(id), { { "scope", QStringLiteral("row") } });
        html.leaf("td", fromUtf8Text(id), { { "class", QStringLiteral("code") } });
        html.leaf("td", measurementText(measurement));
        html.leaf("td", channelsText(measurement), { { "class", QStringLiteral("dim") } });
    }
}

} // namespace

void writeHtmlProgramme(Markup& html, const JudgedProgramme& entry, int number, std::size_t mostColumns)
{
    const ProgrammeRecord& programme = entry.programme;
    const QString id = QStringLiteral("programme-%1").arg(number);
    const Symbol symbol = entry.judged ? symbolOf(entry.verdict) : Symbol::none;
    const MarkupElement section(html, "section",
        { { "class", QStringLiteral("programme") }, { "id", id },
            { "aria-labelledby", id + QStringLiteral("-title") } });
    {
        const MarkupElement heading(html, "h2", { { "id", id + QStringLiteral("-title") } });
        html.text(kindOf(programme) + QLatin1Char(' '));
        html.leaf("span", fromUtf8Text(programme.name),
            { { "class", QStringLiteral("name") }, { "dir", QStringLiteral("auto") } });
    }
    html.leaf("p", factsText(programme), { { "class", QStringLiteral("dim") } });
    {
        const MarkupElement line(html, "p", { { "class", QStringLiteral("outcome") } });
        writeHtmlSymbol(html, symbol);
        html.leaf("strong", entry.judged ? wordOf(entry.verdict) : ReportText::tr("Not judged"),
            { { "class", htmlClassOf(symbol) } });
        html.text(QLatin1Char(' ')
            + (entry.judged ? countsText(countsOf(entry.findings))
                            : ReportText::tr("the profile asks nothing of this role")));
    }
    writeProvenance(html, programme);
    writeMargins(html, entry);
    writeHtmlPlots(html, entry, number, mostColumns);
    writeHtmlFindings(html, entry.findings, &programme, number);
    writeMeasures(html, programme);
}

} // namespace assay
