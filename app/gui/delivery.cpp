// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/delivery.h"

#include "app/gui/text.h"
#include "reports/short_names.h"
#include "specs/verdict.h"

#include <algorithm>
#include <array>

namespace assay
{

namespace
{

// Sections from top to bottom; roles that are not named here come under "other".
constexpr std::array sections { QLatin1String("delivery"), QLatin1String("missing"), QLatin1String("mix"),
    QLatin1String("m&e"), QLatin1String("stem"), QLatin1String("other"), QLatin1String("unreadable"),
    QLatin1String("arriving") };

QString sectionOf(std::string_view role)
{
    if (role == "dialogue" || role == "music" || role == "effects" || role == "stem")
        return QStringLiteral("stem");
    return role == "mix" || role == "m&e" ? fromUtf8Text(role) : QStringLiteral("other");
}

std::ptrdiff_t rankOf(const QString& section)
{
    return std::ranges::find(sections, section) - sections.begin();
}

DeliveryState stateOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::pass:
        return DeliveryState::pass;
    case Verdict::review:
        return DeliveryState::review;
    case Verdict::fail:
        return DeliveryState::fail;
    }
    return DeliveryState::review;
}

DeliveryState stateOf(const Report& report, const JudgedProgramme& entry)
{
    if (!report.profile)
        return DeliveryState::measured;
    if (!entry.judged)
        return DeliveryState::notJudged;
    return stateOf(entry.verdict);
}

QString detailOf(const JudgedProgramme& entry)
{
    QStringList parts { fromUtf8Text(entry.programme.layout.name), rateText(entry.programme.sampleRate) };
    if (!entry.slot.empty())
        parts.prepend(fromUtf8Text(entry.slot));
    return parts.join(QStringLiteral(" · "));
}

/// What holds over several programmes, and each deliverable that did not arrive.
void addDelivery(std::vector<DeliveryItem>& items, const Report& report)
{
    const std::vector<Finding>& findings = report.delivery.findings;
    if (findings.empty())
        return;
    const QString open = openText(openCounts(findings));
    items.push_back({ .name = wholeDeliveryWord(),
        .section = QStringLiteral("delivery"),
        .detail = open,
        .state = stateOf(verdictOf(findings, false)),
        .programme = wholeDelivery });
    const Measurement* missing = report.delivery.measures.find("delivery.missing");
    const auto* sentences
        = missing != nullptr && missing->value ? std::get_if<std::vector<std::string>>(&*missing->value) : nullptr;
    for (const std::string& sentence : sentences != nullptr ? *sentences : std::vector<std::string>())
        items.push_back({ .name = fromUtf8Text(sentence),
            .section = QStringLiteral("missing"),
            .state = DeliveryState::fail,
            .programme = wholeDelivery });
}

/// A stray file that could not be read has a name of its own and must not make the others long.
void shortenNames(std::vector<DeliveryItem>& items)
{
    const auto takesPart = [](const DeliveryItem& item) {
        return item.state != DeliveryState::unreadable && item.programme != wholeDelivery;
    };
    QStringList names;
    for (const DeliveryItem& item : items) {
        if (takesPart(item))
            names += item.name;
    }
    names = shortNames(names);
    for (DeliveryItem& item : items)
        item.shortName = takesPart(item) ? names.takeFirst() : item.name;
}

} // namespace

std::vector<DeliveryItem> deliveryItems(const Report& report, const std::vector<Arriving>& arriving)
{
    std::vector<DeliveryItem> items;
    addDelivery(items, report);
    int index = 0;
    for (const JudgedProgramme& entry : report.programmes) {
        const ProgrammeRecord& programme = entry.programme;
        items.push_back({ .name = fromUtf8Text(programme.name),
            .section = sectionOf(programme.role),
            .detail = detailOf(entry),
            .state = stateOf(report, entry),
            .programme = index++,
            .asset = programme.assets.empty() ? QString() : fromUtf8Text(programme.assets.front()) });
    }
    for (const AssetRecord& asset : report.assets) {
        if (asset.error)
            items.push_back({ .name = fromUtf8Text(asset.path),
                .section = QStringLiteral("unreadable"),
                .state = DeliveryState::unreadable,
                .error = toQString(*asset.error),
                .asset = fromUtf8Text(asset.path) });
    }
    for (const Arriving& row : arriving)
        items.push_back({ .name = row.name, .section = QStringLiteral("arriving"), .fraction = row.fraction });
    shortenNames(items);
    std::ranges::stable_sort(items, {}, [](const DeliveryItem& item) { return rankOf(item.section); });
    return items;
}

bool isOpen(const Finding& finding)
{
    return !finding.answer && (finding.state == FindingState::fail || finding.state == FindingState::notMeasured);
}

int urgencyOf(const Finding& finding)
{
    const int weight = static_cast<int>(finding.severity); // blocker, issue, fyi
    if (isOpen(finding))
        return finding.state == FindingState::fail ? weight : 3 + weight;
    if (finding.answer)
        return 6;
    switch (finding.state) {
    case FindingState::pass:
        return 7;
    case FindingState::notApplicable:
        return finding.applies ? 8 : 9;
    case FindingState::fail:
    case FindingState::notMeasured:
        return 6;
    }
    return 9;
}

OpenCounts openCounts(const std::vector<Finding>& findings)
{
    OpenCounts counts;
    for (const Finding& finding : findings) {
        if (!isOpen(finding) || finding.severity == Severity::fyi)
            continue;
        if (finding.state == FindingState::notMeasured)
            ++counts.unmeasured;
        else if (finding.severity == Severity::blocker)
            ++counts.blockers;
        else
            ++counts.issues;
    }
    return counts;
}

OpenCounts openCounts(const Report& report)
{
    OpenCounts all = openCounts(report.delivery.findings);
    for (const JudgedProgramme& entry : report.programmes) {
        const OpenCounts one = openCounts(entry.findings);
        all.blockers += one.blockers;
        all.issues += one.issues;
        all.unmeasured += one.unmeasured;
    }
    return all;
}

Report joined(Report first, const Report& second)
{
    first.toolVersion = second.toolVersion;
    first.created = second.created;
    first.elapsedSeconds += second.elapsedSeconds;
    first.assets.insert(first.assets.end(), second.assets.begin(), second.assets.end());
    first.delivery.comparisons.insert(
        first.delivery.comparisons.end(), second.delivery.comparisons.begin(), second.delivery.comparisons.end());
    first.programmes.insert(first.programmes.end(), second.programmes.begin(), second.programmes.end());
    return first;
}

} // namespace assay
