// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/inspect/inspection.h"
#include "core/measure/measurement_set.h"
#include "specs/finding.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace assay
{

/// A finding as the panel shows it: text only, ready to be painted or spoken. Made from the finding, decides nothing.
struct FindingCard {
    struct Fact {
        QString name; ///< "Measured"
        QString value; ///< "−22.4 LUFS"
    };
    struct PlaceLine {
        QString text; ///< "10:12:28:04 – 10:12:36:11   L/R   −0.97"
        std::size_t place = 0; ///< which of the finding's places
    };

    QString title;
    QString weight; ///< "blocker", "issue · 3 places", "pass"
    std::vector<Fact> facts;
    QString advice; ///< what to do, or why there is no value
    QString source; ///< clause and provenance
    std::vector<PlaceLine> places;
    QString morePlaces; ///< "and 12 more", empty where all are listed
    bool hasMargin = false; ///< is there a number with a bound, for the margin bar?
};

/// Places listed on a card; the timeline marks all of them.
constexpr std::size_t listedPlaces = 4;

[[nodiscard]] FindingCard cardOf(
    const Finding& finding, const std::vector<Place>& places, const ProgrammeRecord& programme);

/// The whole card as sentences, for a screen reader.
[[nodiscard]] QString spoken(const FindingCard& card);

/// Where a finding can be shown: its own places, else where the measure's maximum or minimum stands, else nothing.
[[nodiscard]] std::vector<Place> placesOf(const Finding& finding, const MeasurementSet& measures);

} // namespace assay
