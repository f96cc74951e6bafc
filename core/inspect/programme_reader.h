// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/inspect/programme_plan.h"
#include "core/media/audio_reader.h"

#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace assay
{

/// Reads a programme's channels, whether they lie in one stream or one in each of several.
class ProgrammeReader
{
public:
    /// Opens every source; `listenerOf`, if any, names who overhears the reading of an asset. Errors: those of
    /// `openAudio`.
    [[nodiscard]] static Result<ProgrammeReader> open(const ProgrammePlan& programme, const DeliveryPlan& delivery,
        const std::function<ReadListener*(std::size_t asset)>& listenerOf = {});

    [[nodiscard]] std::size_t channels() const { return m_channels; }

    /// Fills the planes; 0 is the end, which is that of the shortest source. Otherwise as AudioReader::read.
    [[nodiscard]] Result<std::size_t> read(std::span<double* const> planes, std::size_t frames);

    /// Which source ended before which other one; empty while none did.
    [[nodiscard]] const std::string& unequal() const { return m_unequal; }

private:
    struct Source {
        std::unique_ptr<AudioReader> reader;
        std::filesystem::path file;
        std::size_t channels = 0; ///< of the programme that it brings
        std::vector<std::size_t> picked {}; ///< of the stream; empty: all
        std::vector<std::vector<double>> whole {}; ///< planes of all its channels, where only some are picked
    };

    static Result<std::size_t> readSource(Source& source, std::span<double* const> planes, std::size_t frames);

    std::vector<Source> m_sources;
    std::size_t m_channels = 0;
    FrameCount m_position = 0;
    std::string m_unequal {};
};

} // namespace assay
