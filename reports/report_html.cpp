// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/report_html.h"

#include "core/base/atomic_file.h"
#include "reports/html_pages.h"
#include "reports/html_parts.h"
#include "reports/report_text.h"
#include "reports/summary.h"
#include "reports/wording.h"

#include <QCryptographicHash>

namespace assay
{

namespace
{

// So that forty programmes of ninety minutes stay a file one can send, and one of an hour can be zoomed to a second.
constexpr std::size_t allColumns = 24000;
constexpr std::size_t fewestColumns = 600;
constexpr std::size_t mostColumns = 4000;

QByteArray colours(const Palette& palette)
{
    const std::initializer_list<std::pair<const char*, QColor>> roles { { "background", palette.background },
        { "panel", palette.panel }, { "raised", palette.raised }, { "line", palette.line }, { "text", palette.text },
        { "dim", palette.dim }, { "accent", palette.accent }, { "pass", palette.pass }, { "review", palette.review },
        { "fail", palette.fail }, { "wave", palette.wave }, { "momentary", palette.momentary },
        { "short-term", palette.shortTerm }, { "band", palette.band } };
    QByteArray text = palette.isDark ? "color-scheme:dark;" : "color-scheme:light;";
    for (const auto& [role, colour] : roles)
        text += "--" + QByteArray(role) + ':' + colour.name().toLatin1() + ';';
    return text;
}

QByteArray style()
{
    const QByteArray light = colours(lightPalette());
    const QByteArray dark = colours(darkPalette());
    const std::string_view rest = htmlStyle();
    return ":root{" + light + "}\n@media (prefers-color-scheme:dark){:root:not([data-theme]){" + dark
        + "}}\n:root[data-theme=dark]{" + dark + "}\n" + QByteArray(rest.data(), static_cast<qsizetype>(rest.size()))
        + "@media print{:root,:root[data-theme]{" + light + "--background:#fff;}}\n";
}

QByteArray script()
{
    const std::string_view text = htmlScript();
    return "//<![CDATA[\n" + QByteArray(text.data(), static_cast<qsizetype>(text.size())) + "//]]>";
}

// Nothing may be fetched, and no script runs but ours, whatever a file's name or metadata hold.
QString policyFor(const QByteArray& script)
{
    const QByteArray hash = QCryptographicHash::hash(script, QCryptographicHash::Sha256).toBase64();
    return QStringLiteral("default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-")
        + QString::fromLatin1(hash) + QStringLiteral("'; base-uri 'none'; form-action 'none'");
}

void writeHeader(Markup& html, const Report& report, const ReportTemplate& house)
{
    const MarkupElement header(html, "header");
    {
        const MarkupElement brand(html, "span");
        html.leaf("strong", house.house.empty() ? QStringLiteral("Assay") : fromUtf8Text(house.house));
        html.text(QLatin1Char(' ') + ReportText::tr("delivery report"));
    }
    html.leaf("span", dateText(report.created), { { "class", QStringLiteral("end") } });
    html.leaf("button", ReportText::tr("Dark"),
        { { "type", QStringLiteral("button") }, { "id", QStringLiteral("theme") },
            { "class", QStringLiteral("scripted") }, { "hidden", QStringLiteral("hidden") } });
    if (!house.logo.empty())
        html.empty("img",
            { { "alt", fromUtf8Text(house.house) },
                { "src",
                    QStringLiteral("data:%1;base64,%2")
                        .arg(fromUtf8Text(house.logoType),
                            QString::fromLatin1(QByteArray::fromStdString(house.logo).toBase64())) } });
}

void writeFilter(Markup& html, const Report& report)
{
    if (findingsOf(report).empty())
        return;
    const MarkupElement box(html, "div",
        { { "id", QStringLiteral("filter") }, { "class", QStringLiteral("filter scripted") },
            { "hidden", QStringLiteral("hidden") }, { "role", QStringLiteral("search") },
            { "data-count", ReportText::tr("%1 of %2 findings", "both are numbers") } });
    const auto button = [&html](const char* shown, const QString& text, bool pressed) {
        html.leaf("button", text,
            { { "type", QStringLiteral("button") }, { "data-show", QLatin1String(shown) },
                { "aria-pressed", pressed ? QStringLiteral("true") : QStringLiteral("false") } });
    };
    button("all", ReportText::tr("All findings"), true);
    button("open", ReportText::tr("Open"), false);
    button("note", ReportText::tr("Notes"), false);
    button("met", ReportText::tr("Met"), false);
    html.empty("input",
        { { "type", QStringLiteral("search") }, { "placeholder", ReportText::tr("Find in findings") },
            { "aria-label", ReportText::tr("Find in findings") } });
    html.leaf("output", QString());
}

void writeFooter(Markup& html, const Report& report)
{
    const MarkupElement footer(html, "footer");
    QString text = QStringLiteral("Assay ") + fromUtf8Text(report.toolVersion);
    if (report.profile)
        text += QStringLiteral(" · ") + fromUtf8Text(report.profile->id) + QLatin1Char(' ')
            + fromUtf8Text(report.profile->version) + QStringLiteral(" · sha256 ")
            + fromUtf8Text(report.profile->sha256);
    html.leaf("p", text);
}

void writeBody(Markup& html, const Report& report, const ReportTemplate& house)
{
    html.leaf("a", ReportText::tr("To the report"),
        { { "class", QStringLiteral("skip") }, { "href", QStringLiteral("#report") } });
    writeHeader(html, report, house);
    {
        const MarkupElement main(html, "main", { { "id", QStringLiteral("report") } });
        writeHtmlSummary(html, report, house);
        writeFilter(html, report);
        const std::size_t share = allColumns / std::max<std::size_t>(report.programmes.size(), 1);
        int number = 0;
        for (const JudgedProgramme& entry : report.programmes)
            writeHtmlProgramme(html, entry, ++number, std::clamp(share, fewestColumns, mostColumns));
        writeHtmlMethod(html, report);
    }
    writeFooter(html, report);
}

} // namespace

std::string toHtml(const Report& report, const ReportTemplate& house)
{
    const QByteArray code = script();
    Markup head;
    head.empty("meta", { { "http-equiv", QStringLiteral("Content-Security-Policy") }, { "content", policyFor(code) } });
    head.empty("meta",
        { { "name", QStringLiteral("viewport") },
            { "content", QStringLiteral("width=device-width, initial-scale=1") } });
    head.empty("meta",
        { { "name", QStringLiteral("generator") },
            { "content", QStringLiteral("Assay ") + fromUtf8Text(report.toolVersion) } });
    head.leaf("title", titleOf(report, house) + QStringLiteral(" · Assay"));
    Markup body;
    body.open("body");
    writeBody(body, report, house);
    QByteArray page = "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\""
        + ReportText::tr("en", "the code of this very language").toLatin1()
        + "\">\n<head>\n<meta charset=\"utf-8\"/>\n";
    page += head.bytes() + "\n<style>\n" + style() + "</style>\n</head>\n";
    page += body.bytes(); // not closed yet: drawings and script are not text to be escaped
    page += htmlSymbols();
    page += "<script>" + code + "</script>\n</body>\n</html>\n";
    return page.toStdString();
}

Result<void> writeHtml(const Report& report, const std::filesystem::path& file, const ReportTemplate& house)
{
    return writeFileAtomically(file, toHtml(report, house));
}

} // namespace assay
