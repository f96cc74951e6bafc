// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/programme_sound.h"

#include "core/inspect/programme_reader.h"

namespace assay
{

namespace
{

class ProgrammeSound final : public AudioReader
{
public:
    ProgrammeSound(ProgrammeReader reader, AudioFormat format)
        : m_reader(std::move(reader))
        , m_format(std::move(format))
    {
    }
    const AudioFormat& format() const override { return m_format; }
    Result<std::size_t> read(std::span<double* const> planes, std::size_t frames) override
    {
        return m_reader.read(planes, frames);
    }

private:
    ProgrammeReader m_reader;
    AudioFormat m_format;
};

} // namespace

SoundSource soundOf(const ProgrammePlan& programme, std::shared_ptr<const DeliveryPlan> delivery)
{
    AudioFormat format = streamOf(*delivery, programme.sources.front()).format;
    format.layout = programme.layout;
    format.layoutSource = programme.layoutSource;
    SoundSource sound { programme.name, programme.layout, format.sampleRate, format.frames, {} };
    sound.open = [programme, format, delivery = std::move(delivery)]() -> Result<std::unique_ptr<AudioReader>> {
        auto reader = ProgrammeReader::open(programme, *delivery);
        if (!reader)
            return tl::unexpected(reader.error());
        return std::make_unique<ProgrammeSound>(std::move(*reader), format);
    };
    return sound;
}

} // namespace assay
