// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : which channels carry anything
// Result   : signal.active, the names of the channels in file order
// Source   : own definition: a channel with a sample of -80 dBFS or more
// Input    : any rate and layout; data channels and other services are left out
// Undefined: no frames
// Accuracy : exact; tst_defects
#include "core/analyzers/analyzer.h"
#include "core/analyzers/programme_channels.h"
#include "core/analyzers/shared_sound.h"
#include "core/base/units.h"

#include <array>

namespace assay
{

namespace
{

constexpr MeasureSpec active { "signal.active", Unit::none, ValueKind::list,
    "Channels that carry anything: a sample of -80 dBFS or more", "Assay: sample level" };
constexpr std::array outputs { active };

constexpr Dbfs carriesSound { -80.0 }; // sample magnitude: above the dither of 16 bits; design value

class Active final : public Analyzer
{
public:
    explicit Active(const AnalyzerContext& context)
    {
        for (ProgrammeChannel& channel : programmeChannels(context))
            m_channels.push_back({ std::move(channel) });
    }
    void process(const Block& block) override
    {
        m_frames += static_cast<FrameCount>(block.frames());
        for (Channel& channel : m_channels)
            channel.sounds = channel.sounds || highestOf(block, channel.channel.index) >= m_level;
    }
    void finish(MeasurementSet& out) override
    {
        if (m_frames == 0)
            return out.add(notApplicable(active, "the programme has no frames"));
        std::vector<std::string> names;
        for (const Channel& channel : m_channels) {
            if (channel.sounds)
                names.push_back(channel.channel.name);
        }
        out.add(measured(active, std::move(names)));
    }

private:
    struct Channel {
        ProgrammeChannel channel;
        bool sounds = false;
    };
    std::vector<Channel> m_channels;
    double m_level = dbToAmplitude(carriesSound.value());
    FrameCount m_frames = 0;
};

std::unique_ptr<Analyzer> create(const AnalyzerContext& context)
{
    return std::make_unique<Active>(context);
}

} // namespace

extern const AnalyzerSpec activeAnalyzer { "active", outputs, create };

} // namespace assay
