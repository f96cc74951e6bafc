// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/exports.h"
#include "reports/markup.h"
#include "reports/timing.h"
#include "reports/wording.h"

#include <algorithm>

namespace assay
{

namespace
{

struct Outcomes {
    int tests = 0;
    int failures = 0;
    int errors = 0;
    int skipped = 0;

    void add(const Outcomes& other)
    {
        tests += other.tests;
        failures += other.failures;
        errors += other.errors;
        skipped += other.skipped;
    }
};

bool isSkipped(const Finding& finding)
{
    return finding.state == FindingState::notApplicable && !needsPerson(finding);
}

Outcomes outcomesOf(const std::vector<Finding>& findings)
{
    Outcomes outcomes;
    for (const Finding& finding : findings) {
        ++outcomes.tests;
        outcomes.failures += isFault(finding) ? 1 : 0;
        outcomes.errors += needsPerson(finding) ? 1 : 0;
        outcomes.skipped += isSkipped(finding) ? 1 : 0;
    }
    return outcomes;
}

void openSuite(Markup& xml, const char* element, const QString& name, const Outcomes& outcomes)
{
    xml.open(element,
        { { "name", name }, { "tests", QString::number(outcomes.tests) },
            { "failures", QString::number(outcomes.failures) }, { "errors", QString::number(outcomes.errors) },
            { "skipped", QString::number(outcomes.skipped) } });
}

QString detailOf(const Finding& finding, const ProgrammeRecord* programme)
{
    QStringList lines { fromUtf8Text(finding.message), fromUtf8Text(finding.advice), fromUtf8Text(finding.clause) };
    lines.removeAll(QString());
    for (const Place& place : finding.events) {
        if (programme != nullptr)
            lines << fromUtf8Text(momentOf(*programme, place.start) + " " + place.channel).trimmed();
    }
    return lines.join(QLatin1Char('\n'));
}

void writeCase(Markup& xml, const Finding& finding, const ProgrammeRecord* programme, const QString& group)
{
    const MarkupElement test(xml, "testcase", { { "classname", group }, { "name", fromUtf8Text(finding.rule) } });
    const QString message
        = fromUtf8Text(finding.title.empty() ? finding.message : finding.title + ": " + finding.message);
    const QString severity = fromUtf8Text(nameOf(finding.severity));
    if (isFault(finding))
        xml.leaf("failure", detailOf(finding, programme), { { "type", severity }, { "message", message } });
    else if (needsPerson(finding))
        xml.leaf("error", detailOf(finding, programme), { { "type", severity }, { "message", message } });
    else if (isSkipped(finding))
        xml.leaf("skipped", QString(), { { "message", fromUtf8Text(finding.message) } });
    else if (finding.state != FindingState::pass)
        xml.leaf("system-out", severity + QStringLiteral(": ") + message); // a note, or answered by a person
}

void writeFindings(Markup& xml, const QString& name, const std::vector<Finding>& findings,
    const ProgrammeRecord* programme, const QString& group)
{
    openSuite(xml, "testsuite", name, outcomesOf(findings));
    for (const Finding& finding : findings)
        writeCase(xml, finding, programme, group);
    xml.close();
}

Outcomes filesOutcomes(const Report& report)
{
    Outcomes outcomes;
    outcomes.tests = static_cast<int>(report.assets.size());
    outcomes.errors = static_cast<int>(
        std::ranges::count_if(report.assets, [](const AssetRecord& asset) { return asset.error.has_value(); }));
    return outcomes;
}

void writeFiles(Markup& xml, const Report& report)
{
    openSuite(xml, "testsuite", QStringLiteral("files"), filesOutcomes(report));
    for (const AssetRecord& asset : report.assets) {
        const MarkupElement test(
            xml, "testcase", { { "classname", QStringLiteral("files") }, { "name", fromUtf8Text(asset.path) } });
        if (asset.error)
            xml.leaf("error", QString(),
                { { "type", fromUtf8Text(codeName(asset.error->code)) },
                    { "message", fromUtf8Text(asset.error->message) } });
    }
    xml.close();
}

void writeChecks(Markup& xml, const Report& report, const QString& group)
{
    const int count = static_cast<int>(report.manualChecks.size());
    if (count == 0)
        return;
    openSuite(xml, "testsuite", QStringLiteral("manual checks"), { count, 0, 0, count });
    for (const ManualCheck& check : report.manualChecks) {
        const MarkupElement test(xml, "testcase", { { "classname", group }, { "name", fromUtf8Text(check.id) } });
        xml.leaf("skipped", QString(), { { "message", QStringLiteral("open: ") + fromUtf8Text(check.title) } });
    }
    xml.close();
}

} // namespace

std::string junitXml(const Report& report)
{
    const QString group = report.profile ? fromUtf8Text(report.profile->id) : QStringLiteral("measured");
    Outcomes all = filesOutcomes(report);
    all.add(outcomesOf(report.delivery.findings));
    const int checks = static_cast<int>(report.manualChecks.size());
    all.add({ checks, 0, 0, checks });
    for (const JudgedProgramme& entry : report.programmes) {
        if (entry.judged)
            all.add(outcomesOf(entry.findings));
    }
    Markup xml;
    openSuite(xml, "testsuites", QStringLiteral("assay"), all);
    writeFiles(xml, report);
    if (!report.delivery.findings.empty())
        writeFindings(xml, QStringLiteral("delivery"), report.delivery.findings, nullptr, group);
    for (const JudgedProgramme& entry : report.programmes) {
        if (entry.judged)
            writeFindings(xml, fromUtf8Text(entry.programme.name), entry.findings, &entry.programme, group);
    }
    writeChecks(xml, report, group);
    xml.close();
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + xml.bytes().toStdString() + "\n";
}

} // namespace assay
