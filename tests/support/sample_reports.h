// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/report.h"

#include <string>
#include <vector>

/// Reports with invented but plausible content, for tests of whatever reads a report.
namespace assay::test
{

/// A 5.1 film mix of 48 minutes at 25 fps from 10:00:00:00 with full 10 Hz series: too loud by 0.9 LU, true peak over
/// the limit in two places, a surround leg inverted in three, one rule not measured.
[[nodiscard]] JudgedProgramme failingFilmMix();

/// A stereo mix of 48 minutes that passes everything.
[[nodiscard]] JudgedProgramme passingStereo();

/// Eight seconds of digital silence: nearly everything is not applicable.
[[nodiscard]] JudgedProgramme silentMono();

/// The asset records of a programme's files, with hashes and bext.
[[nodiscard]] std::vector<AssetRecord> assetsOf(const JudgedProgramme& entry);

/// A file that could not be read.
[[nodiscard]] AssetRecord unreadableAsset(const std::string& path = "nightfall/nightfall_102_FX_51.wav");

/// A report of these programmes, with their assets, judged by an invented profile; the verdict follows from findings.
[[nodiscard]] Report reportOf(std::vector<JudgedProgramme> programmes);

/// Film mix, stereo and an unreadable stem, with two manual checks.
[[nodiscard]] Report sampleDelivery();

/// A report small enough to read as a whole: 2 s of 5.1, a handful of measures, short series.
[[nodiscard]] Report smallReport();

} // namespace assay::test
