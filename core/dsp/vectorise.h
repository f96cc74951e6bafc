// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Marks a function whose loops are worth a second machine version for CPUs with wide registers. The result is the same
/// to the last bit: the folder is compiled without contraction into fused operations. ASSAY_BASELINE leaves it out, so
/// that a test can compare the two.
#if !defined(ASSAY_BASELINE) && defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__linux__)
#define ASSAY_VECTORISE __attribute__((target_clones("avx2", "default")))
#else
#define ASSAY_VECTORISE
#endif
