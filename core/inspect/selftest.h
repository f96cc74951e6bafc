// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/inspect/selftest_signals.h"
#include "core/measure/unit.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace assay
{

// The metering certificate: sounds of known answer, measured by the analyzers of this very program.

/// What a measure must read.
struct Expectation {
    std::string measure {}; ///< id
    std::optional<double> value {}; ///< empty: there must be no reading (the measure is not applicable)
    double below = 0.0; ///< the document's tolerance, in the measure's unit (dB for levels)
    double above = 0.0;
    std::string series {}; ///< set: every value of this track must read so, not the measure itself ...
    double seriesFrom = 0.0; ///< ... from this second on
};

/// A sound and what a meter must say of it.
struct SelftestVector {
    std::string test; ///< "Tech 3341-10.3": document, number there, and which of its files
    std::string source; ///< document, edition, clause
    std::string sound; ///< what it is, for a person
    std::vector<Expectation> expectations;
    std::function<Signal()> signal; ///< makes it; called from any thread
};

/// EBU Tech 3341 v4 tests 1-6, 9, 10, 12, 13, 15-23; Tech 3342 v4 tests 1-4; and Assay's own on gates, weights,
/// summing, frequencies and sample rates, which take over the kinds of test of ITU-R BS.2217.
///
/// Left out are the documents' programme recordings (3341-7, -8, 3342-5, -6), which no formula makes, and the tests of
/// live meters (3341-11, -14).
[[nodiscard]] std::vector<SelftestVector> selftestVectors();

/// One line of the certificate.
struct SelftestLine {
    std::string test;
    std::string source;
    std::string sound;
    Expectation expected;
    Unit unit = Unit::none;
    std::optional<double> measured; ///< of a series: the value farthest from what is expected
    std::string reason; ///< why there is no value
    bool ok = false;
};

/// Measures every vector with the analyzers of the registry that declare what it expects, in blocks. One line an
/// expectation, in order, whatever the number of threads.
[[nodiscard]] std::vector<SelftestLine> runSelftest(std::span<const SelftestVector> vectors, unsigned threads);

/// Does every line stand? A certificate without lines certifies nothing.
[[nodiscard]] bool passes(std::span<const SelftestLine> lines);

/// The instructions that the kernels take on this machine: "AVX2", or "baseline" (of x86-64: SSE2).
[[nodiscard]] const char* kernelsInUse();

} // namespace assay
