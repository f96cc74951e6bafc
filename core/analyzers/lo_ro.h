// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyzers/shared_sound.h"
#include "core/base/layout.h"
#include "core/dsp/fold_down.h"

#include <array>
#include <vector>

namespace assay
{

/// Folds a surround programme down to Lo and Ro (ITU-R BS.775, no scaling), cell by cell.
class LoRo
{
public:
    /// A layout of known positions (see whyNoFold).
    explicit LoRo(const Layout& layout)
    {
        for (std::size_t i = 0; i < layout.size(); ++i) {
            const StereoGains gains = loRoGains(foldGains(layout.channels[i]).value());
            if (gains.left != 0.0)
                m_shares[0].push_back({ i, gains.left });
            if (gains.right != 0.0)
                m_shares[1].push_back({ i, gains.right });
        }
    }

    /// Lo (side 0) or Ro of a cell.
    void fold(const Cell& cell, std::size_t side, std::vector<double>& into)
    {
        mixOf(cell.frames(), side, into, [&](std::size_t channel) { return cell.channel(channel); });
    }

    /// The same, K-weighted: that is linear, so the fold-down of the weighted channels is the weighted fold-down.
    void foldWeighted(const Cell& cell, std::size_t side, std::vector<double>& into)
    {
        mixOf(cell.frames(), side, into, [&](std::size_t channel) { return cell.weighted(channel); });
    }

private:
    struct Share {
        std::size_t channel = 0;
        double gain = 0.0;
    };

    template <class SamplesOf>
    void mixOf(std::size_t frames, std::size_t side, std::vector<double>& into, const SamplesOf& samplesOf)
    {
        m_parts.clear();
        for (const Share& share : m_shares[side])
            m_parts.push_back({ samplesOf(share.channel).data(), share.gain });
        into.resize(frames);
        mix(m_parts, into);
    }

    std::array<std::vector<Share>, 2> m_shares; // of the channels in each side
    std::vector<MixPart> m_parts;
};

} // namespace assay
