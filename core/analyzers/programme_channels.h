// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyzers/analyzer.h"

#include <string>
#include <vector>

namespace assay
{

/// One channel that belongs to the programme: data channels and other services are left out of programme measures.
struct ProgrammeChannel {
    std::size_t index = 0; ///< in the block
    std::string name;
    Speaker speaker = Speaker::unknown;
};

[[nodiscard]] inline std::vector<ProgrammeChannel> programmeChannels(const AnalyzerContext& context)
{
    std::vector<ProgrammeChannel> channels;
    for (std::size_t i = 0; i < context.layout.size(); ++i) {
        if (isProgrammeAudio(context.layout.channels[i]))
            channels.push_back({ i, context.channelNames.at(i), context.layout.channels[i] });
    }
    return channels;
}

} // namespace assay
