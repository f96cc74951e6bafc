// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/inspect/inspection.h"
#include "reports/symbols.h"

#include <QFont>
#include <QRectF>
#include <QString>
#include <optional>
#include <string_view>
#include <vector>

class QPainter;

/// Plots for the app and the PDF. Each draws into the rectangle it is given, leaves the painter as it was and is fast
/// enough to be drawn anew at every step of a zoom: a series is reduced to one low and one high a column.
namespace assay
{

/// How a plot looks. `unit` is the length of one point (on paper) or pixel (on screen) in the painter's coordinates.
struct PlotStyle {
    const Palette& palette;
    QFont font; ///< for labels, its size set for the painter
    double unit = 1.0;
};

/// The stretch of time a plot shows, and what its labels count.
struct TimeAxis {
    double from = 0.0; ///< s from the programme's start at the left edge
    double to = 0.0; ///< s at the right edge
    double origin = 0.0; ///< what the clock says at the programme's start, in seconds of that clock
    double stretch = 1.0; ///< real seconds in a second of the clock: 1.001 for 23.976 and 29.97 non-drop timecode

    /// Where a moment (s from the programme's start) stands.
    [[nodiscard]] double xAt(double seconds, const QRectF& plot) const;
    [[nodiscard]] double secondsAt(double x, const QRectF& plot) const;
};

/// The whole programme; labels count its timecode where it has one, else from zero.
[[nodiscard]] TimeAxis timeAxisOf(const ProgrammeRecord& programme);

/// A stretch of time to point at.
struct PlotMarker {
    double from = 0.0; ///< s from the programme's start
    double to = 0.0;
    Symbol symbol = Symbol::fail;
};

struct TimeTick {
    double seconds = 0.0; ///< from the programme's start
    QString text;
};

/// At most about `most` round times of the clock along the axis, with their words.
[[nodiscard]] std::vector<TimeTick> timeTicks(const TimeAxis& axis, int most);

/// The places of the findings that did not pass, in order of time.
[[nodiscard]] std::vector<PlotMarker> markersOf(const std::vector<Finding>& findings, int sampleRate);

/// Does a track hold any value at all?
[[nodiscard]] bool hasValues(const Series& series, std::string_view track);

struct LoudnessPlot {
    const Series& series; ///< draws "momentary" and "short_term"
    TimeAxis axis;
    std::optional<double> lowest {}; ///< LUFS, the target band; empty where open on that side
    std::optional<double> highest {};
    std::optional<double> integrated {}; ///< LUFS, a line across
    bool integratedFails = false;
    bool isOfDialogue = false; ///< `integrated` and the band are of the dialogue alone
};

struct LevelRange {
    double bottom = -50.0; ///< LUFS
    double top = -10.0;
};

/// What a plot shows: as high as the loudest moment, as low as all but the quietest twentieth, never so tight that
/// noise looks like drama.
[[nodiscard]] LevelRange levelRangeOf(const LoudnessPlot& plot);

/// Room for the level labels left of every plot, so that plots above each other line up.
[[nodiscard]] double labelWidth(const PlotStyle& style);

/// Loudness over time: momentary grey, short-term amber, target band and integrated loudness labelled. The curve fills
/// `where` right of `labelWidth`.
void drawLoudness(QPainter& painter, const QRectF& where, const LoudnessPlot& plot, const PlotStyle& style);

/// What lies below says nothing about peaks: where plots of them end.
constexpr double deepestPeak = -36.0; // dBTP
constexpr double peakHeadroom = 1.5; // dB above the highest of limit, 0 dBTP and the peaks

/// True peak as bars, with the limit as a dashed line.
void drawTruePeak(QPainter& painter, const QRectF& where, const Series& series, const TimeAxis& axis,
    std::optional<double> limit, const PlotStyle& style);

/// Where somebody speaks: bars as high as the share of their time that is spoken.
void drawSpeech(
    QPainter& painter, const QRectF& where, const Series& series, const TimeAxis& axis, const PlotStyle& style);

/// Correlation from +1 to -1; stretches below zero are shaded.
void drawCorrelation(
    QPainter& painter, const QRectF& where, const Series& series, const TimeAxis& axis, const PlotStyle& style);

/// Ticks and their clock times, readable at any zoom.
void drawTimeAxis(QPainter& painter, const QRectF& where, const TimeAxis& axis, const PlotStyle& style);

/// Diamonds where findings are; one stands for all that fall on its width, the weightiest in front.
void drawMarkers(QPainter& painter, const QRectF& where, const std::vector<PlotMarker>& markers, const TimeAxis& axis,
    const PlotStyle& style);

/// Where the measured number stands between its limits: the allowed range green on a grey track, the value a stroke.
/// Draws the bare track where the finding has no number or no bound.
void drawMarginBar(QPainter& painter, const QRectF& where, const Finding& finding, const PlotStyle& style);

} // namespace assay
