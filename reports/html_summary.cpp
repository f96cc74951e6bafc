// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/html_pages.h"
#include "reports/method_facts.h"
#include "reports/report_text.h"
#include "reports/summary.h"
#include "reports/timing.h"
#include "reports/wording.h"

namespace assay
{

namespace
{

void writeVerdict(Markup& html, const Report& report)
{
    const Symbol symbol = report.verdict ? symbolOf(*report.verdict) : Symbol::none;
    const MarkupElement box(html, "section",
        { { "class", QStringLiteral("verdict ") + htmlClassOf(symbol) }, { "aria-label", ReportText::tr("Verdict") } });
    {
        const MarkupElement word(html, "p", { { "class", QStringLiteral("word") } });
        writeHtmlSymbol(html, symbol);
        html.text(report.verdict ? wordOf(*report.verdict) : ReportText::tr("Measured"));
    }
    FindingCounts counts = countsOf(report);
    counts.met = 0;
    if (const QString weights = countsText(counts); !weights.isEmpty())
        html.leaf("p", weights, { { "class", QStringLiteral("counts") } });
    const MarkupElement sentence(html, "p", { { "class", QStringLiteral("reason") } });
    for (const Phrase& phrase : verdictSentence(report)) {
        if (phrase.strong)
            html.leaf("strong", phrase.text);
        else
            html.text(phrase.text);
    }
}

void writeSteps(Markup& html, const Report& report)
{
    const std::vector<Step> steps = firstSteps(report);
    if (steps.empty())
        return;
    const MarkupElement section(html, "section");
    html.leaf("h2", ReportText::tr("What to do first"));
    const MarkupElement list(html, "ol", { { "class", QStringLiteral("steps") } });
    for (const Step& step : steps) {
        const MarkupElement item(html, "li",
            { { "class", step.severity == Severity::blocker ? QStringLiteral("fail") : QStringLiteral("review") } });
        html.leaf("strong", step.title);
        html.leaf("p", step.detail, { { "class", QStringLiteral("dim") } });
    }
}

void writeNumber(Markup& html, const QString& text, bool fails = false)
{
    html.leaf("td", text, { { "class", fails ? QStringLiteral("number fail") : QStringLiteral("number") } });
}

void writeDeliverable(Markup& html, const JudgedProgramme& entry, int number)
{
    const ProgrammeRecord& programme = entry.programme;
    const Symbol symbol = entry.judged ? symbolOf(entry.verdict) : Symbol::none;
    const MarkupElement row(html, "tr");
    {
        const MarkupElement cell(html, "th", { { "scope", QStringLiteral("row") } });
        writeHtmlSymbol(html, symbol);
        html.text(entry.slot.empty() ? roleWord(programme.role) : fromUtf8Text(entry.slot));
    }
    {
        const MarkupElement cell(html, "td");
        html.leaf("a", fromUtf8Text(programme.name),
            { { "class", QStringLiteral("name") }, { "dir", QStringLiteral("auto") },
                { "href", QStringLiteral("#programme-%1").arg(number) } });
    }
    for (const char* measure : { "loudness.integrated", "peak.true", "loudness.range" })
        writeNumber(html, cellText(programme.measures, measure), entry.judged && failsOn(entry, measure));
    html.leaf("td", fromUtf8Text(programme.layout.name));
    writeNumber(html, fromUtf8Text(lengthOf(programme, programme.frames)));
    html.leaf("td", entry.judged ? wordOf(entry.verdict) : QStringLiteral("–"),
        { { "class", QStringLiteral("state ") + htmlClassOf(symbol) } });
}

void writeMissing(Markup& html, const Report& report)
{
    for (const QString& sentence : missingDeliverables(report)) {
        const MarkupElement row(html, "tr");
        const MarkupElement cell(
            html, "td", { { "colspan", QStringLiteral("8") }, { "class", QStringLiteral("state fail") } });
        writeHtmlSymbol(html, Symbol::missing);
        html.text(sentence);
    }
}

void writeHead(Markup& html, std::initializer_list<QString> titles, std::initializer_list<int> numbers)
{
    const MarkupElement head(html, "thead");
    const MarkupElement row(html, "tr");
    int column = 0;
    for (const QString& title : titles) {
        const bool number = std::ranges::find(numbers, column++) != numbers.end();
        html.leaf("th", title,
            { { "scope", QStringLiteral("col") },
                { "class", number ? QStringLiteral("number") : QStringLiteral("word") } });
    }
}

void writeDeliverables(Markup& html, const Report& report)
{
    if (report.programmes.empty())
        return;
    const MarkupElement section(html, "section");
    html.leaf("h2", ReportText::tr("Deliverables"));
    const MarkupElement scroll(html, "div", { { "class", QStringLiteral("scroll") } });
    const MarkupElement table(html, "table");
    writeHead(html,
        { ReportText::tr("Deliverable"), ReportText::tr("File"), ReportText::tr("LUFS"), ReportText::tr("dBTP"),
            ReportText::tr("LRA"), ReportText::tr("Layout"), ReportText::tr("Length"), ReportText::tr("Verdict") },
        { 2, 3, 4, 6 });
    const MarkupElement body(html, "tbody");
    int number = 0;
    for (const JudgedProgramme& entry : report.programmes)
        writeDeliverable(html, entry, ++number);
    writeMissing(html, report);
}

void writeDeliveryFindings(Markup& html, const Report& report)
{
    if (report.delivery.findings.empty())
        return;
    const MarkupElement section(html, "section");
    html.leaf("h2", ReportText::tr("The delivery as a whole"));
    writeHtmlFindings(html, report.delivery.findings, nullptr, 0);
}

void writeUnreadable(Markup& html, const Report& report)
{
    if (std::ranges::none_of(report.assets, [](const AssetRecord& asset) { return asset.error.has_value(); }))
        return;
    const MarkupElement section(html, "section");
    html.leaf("h2", ReportText::tr("Files that could not be read"));
    const MarkupElement list(html, "dl");
    for (const AssetRecord& asset : report.assets) {
        if (!asset.error)
            continue;
        {
            const MarkupElement name(html, "dt");
            writeHtmlSymbol(html, Symbol::fail);
            html.leaf("span", fromUtf8Text(asset.path),
                { { "class", QStringLiteral("name") }, { "dir", QStringLiteral("auto") } });
        }
        QString message = fromUtf8Text(asset.error->message);
        if (asset.error->offset)
            message += ReportText::tr(" (at byte %1)").arg(*asset.error->offset);
        html.leaf("dd", message);
    }
}

void writeManualChecks(Markup& html, const Report& report)
{
    if (report.manualChecks.empty())
        return;
    const MarkupElement section(html, "section");
    html.leaf("h2", ReportText::tr("To be checked by a person"));
    const MarkupElement list(html, "ul", { { "class", QStringLiteral("checks") } });
    for (const ManualCheck& check : report.manualChecks) {
        const MarkupElement item(html, "li");
        writeHtmlSymbol(html, Symbol::missing);
        html.text(fromUtf8Text(check.title) + QStringLiteral(" · ") + ReportText::tr("open"));
    }
}

} // namespace

void writeHtmlSummary(Markup& html, const Report& report, const ReportTemplate& house)
{
    html.leaf("h1", titleOf(report, house), { { "dir", QStringLiteral("auto") } });
    if (const QString order = orderLine(house); !order.isEmpty())
        html.leaf("p", order, { { "class", QStringLiteral("dim") } });
    html.leaf("p", profileLine(report), { { "class", QStringLiteral("dim") } });
    writeVerdict(html, report);
    writeSteps(html, report);
    writeDeliverables(html, report);
    writeDeliveryFindings(html, report);
    writeUnreadable(html, report);
    writeManualChecks(html, report);
}

} // namespace assay
