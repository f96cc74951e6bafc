// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/layout.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay
{

/// One programme among the channels of a file.
struct TrackPart {
    Layout layout;
    std::string role {}; ///< empty: as the file's name says
};

/// How the channels of a file are several programmes, first to last: "5.1, then stereo".
struct ChannelCut {
    std::vector<TrackPart> parts;
    LayoutSource source = LayoutSource::profile; ///< who says so

    [[nodiscard]] std::size_t channels() const;
};

/// "5.1", "5.1+stereo": the layouts that a person names for a file; empty where one of them is none.
[[nodiscard]] std::optional<std::vector<TrackPart>> trackPartsNamed(std::string_view text);

/// The programmes that channels of these positions are: consecutive whole layouts of more than one channel. Empty where
/// they are one layout, or none.
[[nodiscard]] std::optional<std::vector<TrackPart>> trackPartsOf(const std::vector<Speaker>& channels);

/// What a person said about a file, which no name or metadata may deny.
struct UsersWord {
    std::string files; ///< a path in the delivery or a file name, * for any characters
    std::string role {}; ///< empty: nothing said
    std::vector<TrackPart> parts {}; ///< empty: nothing said
};

/// What a plan is made with beside the files themselves.
struct PlanHints {
    std::vector<ChannelCut> maps {}; ///< of a profile: for files of so many channels whose layout nobody declares
    std::vector<UsersWord> words {}; ///< the last that fits a file counts
};

/// Does `pattern` (with * for any characters) mean this path or its file name?
[[nodiscard]] bool meansFile(std::string_view pattern, std::string_view path);

} // namespace assay
