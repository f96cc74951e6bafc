// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/frames.h"
#include "specs/evaluate.h"

#include <string>
#include <tl/expected.hpp>

namespace assay
{

/// Why something is not known of a window: the state and the reason of the measurement that stands for it.
struct Unknown {
    MeasureState state = MeasureState::notMeasured;
    std::string reason;
};

template <class T>
using Known = tl::expected<T, Unknown>;

[[nodiscard]] inline tl::unexpected<Unknown> unknown(MeasureState state, std::string reason)
{
    return tl::unexpected(Unknown { state, std::move(reason) });
}

/// The frames a window means in this programme.
///
/// - `programme`: signal.first_sound to signal.last_sound;
/// - `ffoa`: where the profile declares its offsets, these; else from 2 s after the start of the 2-pop to 2 s before
/// the
///   start of the tail pop (film practice), both from sync.pop. Without a tail pop it ends at the last sound. Without a
///   2-pop nobody knows where the action begins.
[[nodiscard]] Known<TimeRange> extentOf(const Window& window, const Subject& subject);

} // namespace assay
