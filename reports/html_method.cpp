// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/html_pages.h"
#include "reports/method_facts.h"
#include "reports/report_text.h"
#include "reports/wording.h"

namespace assay
{

namespace
{

void writeFacts(Markup& html, const std::vector<Fact>& facts)
{
    const MarkupElement list(html, "dl");
    for (const Fact& fact : facts) {
        html.leaf("dt", fact.label);
        html.leaf("dd", fact.text, { { "class", fact.isCode ? QStringLiteral("code") : QStringLiteral("text") } });
    }
}

void writeMetadata(Markup& html, const AssetRecord& asset)
{
    for (const auto& [section, fields] : asset.metadata) {
        if (fields.empty())
            continue;
        const MarkupElement details(html, "details");
        html.leaf("summary", ReportText::tr("Metadata: %1").arg(fromUtf8Text(section)));
        const MarkupElement list(html, "dl");
        for (const auto& [name, value] : fields) {
            html.leaf("dt", fromUtf8Text(name));
            html.leaf("dd", fromUtf8Text(value),
                { { "class", QStringLiteral("metadata") }, { "dir", QStringLiteral("auto") } });
        }
    }
}

void writeFaults(Markup& html, const AssetRecord& asset)
{
    if (asset.faults.empty())
        return;
    const MarkupElement list(html, "ul");
    for (const Fault& fault : asset.faults) {
        QString text = fromUtf8Text(fault.message);
        if (fault.offset)
            text += ReportText::tr(" (at byte %1)").arg(*fault.offset);
        html.leaf("li", text);
    }
}

void writeAsset(Markup& html, const AssetRecord& asset)
{
    const MarkupElement section(html, "section", { { "class", QStringLiteral("file") } });
    {
        const MarkupElement heading(html, "h3");
        html.leaf("span", fromUtf8Text(asset.path),
            { { "class", QStringLiteral("name") }, { "dir", QStringLiteral("auto") } });
        html.leaf("span", QLatin1Char(' ') + sizeText(asset), { { "class", QStringLiteral("dim") } });
    }
    writeFacts(html, identityOf(asset));
    writeFaults(html, asset);
    writeMetadata(html, asset);
}

} // namespace

void writeHtmlMethod(Markup& html, const Report& report)
{
    const MarkupElement section(html, "section", { { "id", QStringLiteral("method") } });
    html.leaf("h2", ReportText::tr("How this was measured"));
    for (const FactSection& facts : methodSections(report)) {
        html.leaf("h3", facts.title);
        writeFacts(html, facts.facts);
    }
    if (report.assets.empty())
        return;
    html.leaf("h2", ReportText::tr("Files as they arrived"));
    for (const AssetRecord& asset : report.assets)
        writeAsset(html, asset);
}

} // namespace assay
