// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace assay
{

/// Time series of one programme on one grid: entry i covers [i, i + 1) * hopSeconds, the last entry may be shorter.
/// Windowed values stand at the entry in which their window ends (a momentary value needs the last 400 ms), so the
/// first entries of `momentary` (3) and `short_term` (29) have none. "No value" (window not full, silence, undefined
/// correlation) is NaN here and null in a report.
///
/// Values are rounded as reports store them (see `rounded`), so that whatever is computed from a series is the same
/// from the media and from a stored report.
struct Series {
    double hopSeconds = 0.1;
    std::map<std::string, std::vector<double>, std::less<>>
        tracks; ///< levels: "loudness" (of each step alone), "momentary", "short_term", "true_peak", "sample_peak",
                ///< "rms", "leq_m"; of stereo also "mono_momentary" and the ratios "balance" and "width"; "correlation"
                ///< of the first pair; "speech" is 1 where dialogue is heard, else 0

    /// nullptr where there is no such track.
    [[nodiscard]] const std::vector<double>* find(std::string_view name) const;

    friend bool operator==(const Series&, const Series&) = default;
};

constexpr double levelStep = 0.01; ///< dB and LU in series: report contract
constexpr double correlationStep = 0.001; ///< correlation in series: report contract

/// `value` to the nearest multiple of `step`; infinities become NaN ("no value").
[[nodiscard]] double rounded(double value, double step);

} // namespace assay
