// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compare/sound_source.h"

#include <cstddef>
#include <span>
#include <vector>

namespace assay
{

/// Reads a sound moved in time: frame t is what the file holds at t + offset, parts of a frame included. There is
/// silence before its start and behind its end, and in place of NaN and infinity.
class AlignedSound
{
public:
    /// Errors: those of opening.
    [[nodiscard]] static Result<AlignedSound> open(const SoundSource& source, double offset);

    /// Fills every plane with the next `frames` frames. Errors: those of reading, with the source's name.
    [[nodiscard]] Result<void> read(std::size_t frames);

    /// What the last read gave of one channel.
    [[nodiscard]] std::span<const double> channel(std::size_t index) const;

    /// Frames of the file read by now; once `ended`, all it holds.
    [[nodiscard]] FrameCount framesRead() const { return m_framesRead; }
    [[nodiscard]] bool ended() const { return m_ended; }

private:
    Result<void> append(std::size_t frames);
    Result<void> skip(FrameCount frames);
    Result<std::size_t> readSome(std::size_t at, std::size_t frames);

    std::unique_ptr<AudioReader> m_reader;
    std::string m_name;
    std::vector<std::vector<double>> m_planes; // as read, with what the filter needs before and behind
    std::vector<std::vector<double>> m_moved; // by parts of a frame; empty where the offset is whole
    std::vector<double> m_taps;
    FrameCount m_silence = 0; // frames of it still to come before the sound
    std::size_t m_kept = 0; // frames in the planes
    std::size_t m_frames = 0; // of the last read
    FrameCount m_framesRead = 0;
    bool m_ended = false;
};

} // namespace assay
