// SPDX-License-Identifier: GPL-3.0-or-later
// Measures : by what the sound of another version is known to be the same, sample by sample
// Result   : signal.fingerprint [text], of the whole programme; series fingerprint, a number for each 100 ms
// Source   : XXH3 (Collet 2020) of the samples of all channels, cell by cell of the 10 ms grid
// Input    : any rate of 100 Hz and more, any layout
// Undefined: no frames
// Accuracy : one changed sample changes its 100 ms but for one in 2^24; of the whole one in 2^64; tst_fingerprint
#include "core/analyzers/analyzer.h"
#include "core/analyzers/no_result.h"
#include "core/analyzers/shared_sound.h"
#include "core/dsp/grid.h"

#include <array>
#include <fmt/format.h>
#include <xxhash.h>

namespace assay
{

namespace
{

// Not a proof: who forges sound on purpose is stopped by the hashes of the file. So a step's number may be short, and
// the report small.
constexpr unsigned stepBits = 24;

constexpr MeasureSpec fingerprint { "signal.fingerprint", Unit::none, ValueKind::text,
    "A number by which the same sound is known again, sample by sample, whatever the file around it says; the series "
    "of the same name does so for each 100 ms, and answers of people hold where it is unchanged",
    "Own definition: XXH3 over all samples" };
constexpr std::array outputs { fingerprint };

struct FreeState {
    void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
};

class Fingerprint final : public Analyzer
{
public:
    explicit Fingerprint(const AnalyzerContext& context)
        : m_channels(context.channelNames.size())
    {
        XXH3_64bits_reset(m_step.get());
        XXH3_64bits_reset(m_whole.get());
    }
    void process(const Block& block) override
    {
        forEachCell(block, [this](const Cell& cell) { addCell(cell); });
    }
    void finish(MeasurementSet& out) override;

private:
    using State = std::unique_ptr<XXH3_state_t, FreeState>;

    void addCell(const Cell& cell);
    void endStep();

    std::size_t m_channels;
    State m_step { XXH3_createState() };
    State m_whole { XXH3_createState() };
    int m_cells = 0; // of the step
    std::vector<double> m_steps {};
};

void Fingerprint::addCell(const Cell& cell)
{
    for (std::size_t i = 0; i < m_channels; ++i) {
        const auto bytes = std::as_bytes(cell.channel(i));
        XXH3_64bits_update(m_step.get(), bytes.data(), bytes.size());
    }
    if (++m_cells == cellsPerStep)
        endStep();
}

void Fingerprint::endStep()
{
    const XXH64_hash_t hash = XXH3_64bits_digest(m_step.get());
    XXH3_64bits_update(m_whole.get(), &hash, sizeof hash);
    m_steps.push_back(static_cast<double>(hash >> (64U - stepBits)));
    XXH3_64bits_reset(m_step.get());
    m_cells = 0;
}

void Fingerprint::finish(MeasurementSet& out)
{
    if (m_cells > 0)
        endStep();
    if (m_steps.empty())
        return out.add(notApplicable(fingerprint, "the programme has no frames"));
    out.add(measured(fingerprint, fmt::format("{:016x}", XXH3_64bits_digest(m_whole.get()))));
    out.series().tracks["fingerprint"] = std::move(m_steps);
}

std::unique_ptr<Analyzer> create(const AnalyzerContext& context)
{
    if (context.sampleRate < cellsPerSecond)
        return std::make_unique<NoResult>(outputs, "the sample rate is below 100 Hz");
    return std::make_unique<Fingerprint>(context);
}

} // namespace

extern const AnalyzerSpec fingerprintAnalyzer { "fingerprint", outputs, create };

} // namespace assay
