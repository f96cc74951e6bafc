// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compare/sounds_together.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace assay
{

/// What is left of a mix after its stems, in steps of 100 ms.
class ResidualMeter
{
public:
    /// One channel of the mix in one step.
    struct Channel {
        float mix = 0.0F; ///< energy, as all below
        float residual = 0.0F;
        float peak = 0.0F; ///< of the residual
        std::uint32_t peakAt = 0; ///< frames into the step
    };
    /// All channels together in one step; the sum is that of the stems at their gains.
    struct Whole {
        TimeRange range {};
        double mix = 0.0;
        double residual = 0.0;
        double mixWithResidual = 0.0; ///< product
        double mixPeak = 0.0;
        double sumPeak = 0.0;
    };
    /// One stem in one step.
    struct Stem {
        float energy = 0.0F;
        float withResidual = 0.0F; ///< product
    };

    ResidualMeter(std::size_t channels, std::vector<double> gains);

    void add(const Stretch& stretch);

    [[nodiscard]] const std::vector<Whole>& steps() const { return m_steps; }
    [[nodiscard]] const Channel& channel(std::size_t step, std::size_t index) const
    {
        return m_channelSteps[step * m_channels + index];
    }
    [[nodiscard]] const Stem& stem(std::size_t step, std::size_t index) const
    {
        return m_stemSteps[step * m_gains.size() + index];
    }
    [[nodiscard]] std::size_t channels() const { return m_channels; }
    [[nodiscard]] std::size_t stems() const { return m_gains.size(); }
    [[nodiscard]] const std::vector<double>& gains() const { return m_gains; }

private:
    void addChannel(const Stretch& stretch, std::size_t channel, Whole& whole);

    std::size_t m_channels;
    std::vector<double> m_gains;
    std::vector<Whole> m_steps;
    std::vector<Channel> m_channelSteps;
    std::vector<Stem> m_stemSteps;
    std::vector<double> m_sum; // of the stems, then the residual, of the channel at hand
};

} // namespace assay
