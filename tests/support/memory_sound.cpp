// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/memory_sound.h"

#include "core/media/probe.h"

#include <algorithm>
#include <stdexcept>

namespace assay::test
{

namespace
{

class MemoryReader final : public AudioReader
{
public:
    explicit MemoryReader(std::shared_ptr<const Signal> signal)
        : m_signal(std::move(signal))
    {
        m_format.sampleRate = m_signal->sampleRate;
        m_format.layout = m_signal->layout;
    }
    const AudioFormat& format() const override { return m_format; }
    Result<std::size_t> read(std::span<double* const> planes, std::size_t frames) override
    {
        constexpr std::size_t odd = 4567; // frames: no multiple of anything
        const std::size_t length = m_signal->channels.empty() ? 0 : m_signal->channels.front().size();
        const std::size_t count = std::min({ frames, odd, length - m_position });
        for (std::size_t c = 0; c < planes.size(); ++c)
            std::copy_n(m_signal->channels[c].begin() + static_cast<std::ptrdiff_t>(m_position), count, planes[c]);
        m_position += count;
        return count;
    }

private:
    std::shared_ptr<const Signal> m_signal;
    AudioFormat m_format;
    std::size_t m_position = 0;
};

} // namespace

SoundSource soundOf(Signal signal, std::string name)
{
    auto shared = std::make_shared<const Signal>(std::move(signal));
    SoundSource source { std::move(name), shared->layout, shared->sampleRate, {}, {} };
    source.frames = static_cast<FrameCount>(shared->channels.empty() ? 0 : shared->channels.front().size());
    source.open = [shared]() -> Result<std::unique_ptr<AudioReader>> { return std::make_unique<MemoryReader>(shared); };
    return source;
}

Signal signalOf(const std::filesystem::path& file, std::size_t stream)
{
    const auto media = probeMedia(file);
    if (!media)
        throw std::runtime_error(describe(media.error()));
    auto reader = openAudio(file, media->streams.at(stream).index);
    if (!reader)
        throw std::runtime_error(describe(reader.error()));
    const AudioFormat& format = (*reader)->format();
    Signal signal { format.sampleRate, format.layout, std::vector<Samples>(format.channels()) };
    constexpr std::size_t atOnce = 65536;
    for (std::size_t length = 0;;) {
        std::vector<double*> planes;
        for (Samples& channel : signal.channels) {
            channel.resize(length + atOnce);
            planes.push_back(channel.data() + length);
        }
        const auto got = (*reader)->read(planes, atOnce);
        if (!got)
            throw std::runtime_error(describe(got.error()));
        length += *got;
        for (Samples& channel : signal.channels)
            channel.resize(length);
        if (*got == 0)
            return signal;
    }
}

} // namespace assay::test
