// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/finding_card.h"

#include "app/gui/text.h"

#include <QCoreApplication>

#include <algorithm>

namespace assay
{

namespace
{

struct FindingText {
    Q_DECLARE_TR_FUNCTIONS(FindingText)
};

QString weightText(const Finding& finding, std::size_t places)
{
    QStringList parts { wordOf(finding.severity) };
    if (!finding.applies)
        return FindingText::tr("does not apply");
    if (finding.state != FindingState::fail)
        parts.prepend(wordOf(finding.state));
    else if (places > 1)
        parts += FindingText::tr("%n place(s)", nullptr, static_cast<int>(places));
    return parts.join(QStringLiteral(" · "));
}

/// A difference of two levels is in LU or dB, whatever the level's own unit.
Unit unitOfDifference(Unit unit)
{
    switch (unit) {
    case Unit::lufs:
        return Unit::lu;
    case Unit::dbtp:
    case Unit::dbfs:
        return Unit::db;
    default:
        return unit;
    }
}

std::vector<FindingCard::Fact> factsOf(const Finding& finding)
{
    std::vector<FindingCard::Fact> facts;
    if (finding.measured)
        facts.push_back({ FindingText::tr("Measured"), valueWithUnit(*finding.measured, finding.unit) });
    if (!finding.limit.empty())
        facts.push_back({ FindingText::tr("Limit"), typeset(finding.limit) });
    // Of a count that must be none, the count itself says how many are too many.
    if (finding.state == FindingState::fail && finding.delta && finding.unit != Unit::events) {
        const auto number = finding.measured ? numberIn(*finding.measured) : std::nullopt;
        const bool below = number && finding.lowest && *number < *finding.lowest;
        facts.push_back({ below ? FindingText::tr("Under by") : FindingText::tr("Over by"),
            valueWithUnit(*finding.delta, unitOfDifference(finding.unit)) });
    }
    return facts;
}

/// What to do; before it, why there is no value. A failure's message only repeats the facts above it.
std::string adviceOf(const Finding& finding)
{
    switch (finding.state) {
    case FindingState::pass:
        return finding.advice;
    case FindingState::fail:
        return finding.advice.empty() ? finding.message : finding.advice;
    case FindingState::notApplicable:
    case FindingState::notMeasured:
        break;
    }
    const bool both = !finding.message.empty() && !finding.advice.empty();
    return finding.message + (both ? "\n" : "") + finding.advice;
}

QString placeLine(const Place& place, const Finding& finding, const ProgrammeRecord& programme)
{
    QStringList parts { placeText(programme, place, finding.measure) };
    if (!place.channel.empty())
        parts += fromUtf8Text(place.channel);
    if (place.value && finding.unit != Unit::events)
        parts += valueWithUnit(*place.value, finding.unit);
    return parts.join(QStringLiteral("  "));
}

} // namespace

FindingCard cardOf(const Finding& finding, const std::vector<Place>& places, const ProgrammeRecord& programme)
{
    FindingCard card;
    card.title = fromUtf8Text(finding.title.empty() ? finding.rule : finding.title);
    card.weight = weightText(finding, places.size());
    card.facts = factsOf(finding);
    card.advice = typeset(adviceOf(finding));
    QStringList source;
    if (!finding.clause.empty())
        source += typeset(finding.clause);
    source += wordOf(finding.provenance);
    card.source = source.join(QStringLiteral(" · "));
    for (std::size_t i = 0; i < std::min(places.size(), listedPlaces); ++i)
        card.places.push_back({ placeLine(places[i], finding, programme), i });
    if (places.size() > listedPlaces)
        card.morePlaces = FindingText::tr("and %n more", nullptr, static_cast<int>(places.size() - listedPlaces));
    card.hasMargin = finding.measured && numberIn(*finding.measured) && (finding.lowest || finding.highest);
    return card;
}

QString spoken(const FindingCard& card)
{
    QStringList parts { card.title, card.weight };
    for (const FindingCard::Fact& fact : card.facts)
        parts += fact.name + u' ' + fact.value;
    parts += card.advice;
    for (const FindingCard::PlaceLine& place : card.places)
        parts += place.text;
    parts += card.morePlaces;
    parts.removeAll(QString());
    return parts.join(QStringLiteral(". "));
}

std::vector<Place> placesOf(const Finding& finding, const MeasurementSet& measures)
{
    if (!finding.events.empty())
        return finding.events;
    const Measurement* measurement = measures.find(finding.measure);
    if (measurement != nullptr && measurement->at)
        return { *measurement->at };
    return {};
}

} // namespace assay
