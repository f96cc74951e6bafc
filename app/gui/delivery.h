// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/report.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

namespace assay
{

/// The states a row of the delivery list can be in: each has a shape and a word.
enum class DeliveryState { pass, review, fail, measured, notJudged, running, unreadable };

/// Stands for an index of a programme: what holds between all of them.
constexpr int wholeDelivery = -2;

/// One row of the delivery list.
struct DeliveryItem {
    QString name {};
    QString shortName {}; ///< without what all names of the delivery share: "…DIASTEM_6ch.wav"
    QString section {}; ///< what heads the row: see sectionWord
    QString detail {}; ///< "5.1 · 48 kHz"
    DeliveryState state = DeliveryState::running;
    double fraction = 0.0; ///< while running, 0..1
    int programme = -1; ///< index in the report, `wholeDelivery`, or -1 where there is none (yet)
    QString error {}; ///< why the file could not be read
    QString asset {}; ///< the first file it is made of

    /// Rows of one key are the same row at another time, though its programme may have got another index.
    [[nodiscard]] QString key() const { return section + u'/' + asset + u'/' + name; }
};

/// A programme that is being measured.
struct Arriving {
    QString name {};
    double fraction = 0.0;
};

/// The rows in their order: the delivery as a whole and what is missing of it, mixes, music and effects, stems, others,
/// what is not readable, what is still arriving.
[[nodiscard]] std::vector<DeliveryItem> deliveryItems(const Report& report, const std::vector<Arriving>& arriving);

/// What is open in a set of findings, by weight.
struct OpenCounts {
    int blockers = 0; ///< failed and unanswered
    int issues = 0;
    int unmeasured = 0; ///< blockers and issues that could not be measured
};

[[nodiscard]] OpenCounts openCounts(const std::vector<Finding>& findings);
[[nodiscard]] OpenCounts openCounts(const Report& report);

/// Does this finding still ask something of a person: a failure without an answer, or a value nobody knows?
[[nodiscard]] bool isOpen(const Finding& finding);
/// Where a finding stands in the list: smaller is more urgent.
[[nodiscard]] int urgencyOf(const Finding& finding);

/// Two reports as one: what was dropped later follows. Judges nothing; elapsed times add up.
[[nodiscard]] Report joined(Report first, const Report& second);

} // namespace assay
