// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : how many bits the samples really use, whatever the container says
// Result   : signal.effective_bits [bits], the channel that uses most as value
// Source   : own definition: the coarsest integer scale (full scale 2^(b-1) steps) that every sample stands on
// Input    : any rate and layout; integers; float sound only where all of it stands on such a scale
// Undefined: coded sound, silence, float sound that is no whole steps, no frames
// Accuracy : exact; tst_defects, tst_defect_reference
#include "core/analyzers/analyzer.h"
#include "core/analyzers/no_result.h"
#include "core/analyzers/programme_channels.h"
#include "core/dsp/used_bits.h"

#include <algorithm>
#include <array>

namespace assay
{

namespace
{

constexpr MeasureSpec effectiveBits { "signal.effective_bits", Unit::bits, ValueKind::integer,
    "Bits the samples really use: 16 for 16-bit sound padded to 24; the value is the channel's that uses most. Float "
    "sound has it where every sample is a whole step of an integer scale of at most 24 bits (32 of 64-bit float)",
    "Assay: trailing zero bits" };
constexpr std::array outputs { effectiveBits };

constexpr int floatBits = 24; // bits of a 32-bit float beside its exponent, IEEE 754 clause 3.6

class EffectiveBits final : public Analyzer
{
public:
    explicit EffectiveBits(const AnalyzerContext& context)
        : m_isFloat(context.sampleFormat == SampleFormat::floating)
        , m_deepest(m_isFloat && context.bitDepth <= 32 ? floatBits : finestBits)
        , m_enough(m_isFloat || context.bitDepth <= 0 ? finestBits + 1 : context.bitDepth)
    {
        for (ProgrammeChannel& channel : programmeChannels(context))
            m_channels.push_back({ std::move(channel) });
    }
    void process(const Block& block) override
    {
        for (Channel& channel : m_channels) {
            if (!isSettled(channel))
                channel.used.add(block.channel(channel.channel.index));
        }
    }
    void finish(MeasurementSet& out) override;

private:
    struct Channel {
        ProgrammeChannel channel;
        UsedBits used {};
    };
    // More samples can only use more bits; where all are used there is nothing left to learn.
    [[nodiscard]] bool isSettled(const Channel& channel) const
    {
        const std::optional<int> bits = channel.used.bits();
        return !bits || *bits >= m_enough;
    }

    bool m_isFloat;
    int m_deepest; // bits of the finest scale that counts as one
    int m_enough; // bits after which nothing can change: those of the source
    std::vector<Channel> m_channels;
};

void EffectiveBits::finish(MeasurementSet& out)
{
    std::vector<ChannelValue> values;
    int most = 0;
    bool whole = true;
    for (const Channel& channel : m_channels) {
        const int bits = std::min(channel.used.bits().value_or(finestBits + 1), m_enough);
        const bool counts = bits > 0 && bits <= m_deepest;
        values.push_back({ channel.channel.name, {} });
        if (counts)
            values.back().value = static_cast<double>(bits);
        whole = whole && bits <= m_deepest;
        most = std::max(most, bits);
    }
    Measurement result = most == 0 ? notApplicable(effectiveBits, "digital silence")
        : whole
        ? measured(effectiveBits, std::int64_t { most })
        : notApplicable(effectiveBits, "the samples are no whole steps of an integer scale: true floating point");
    result.channels = std::move(values);
    out.add(std::move(result));
}

std::unique_ptr<Analyzer> create(const AnalyzerContext& context)
{
    if (context.sampleFormat == SampleFormat::coded)
        return std::make_unique<NoResult>(outputs, "coded sound has no bit depth");
    return std::make_unique<EffectiveBits>(context);
}

} // namespace

extern const AnalyzerSpec effectiveBitsAnalyzer { "effective_bits", outputs, create };

} // namespace assay
