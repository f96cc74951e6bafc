// SPDX-License-Identifier: GPL-3.0-or-later
// Samples as they lie in a file become planes, whatever the number of channels and frames.
#include "core/media/plain_samples.h"
#include "tests/support/test_class.h"

#include <QtTest>
#include <cstdint>
#include <random>
#include <vector>

using namespace assay;

class TestPlainSamples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void int24IsItsNumberOverFullScale()
    {
        std::mt19937 random(1);
        for (std::size_t channels = 1; channels <= 9; ++channels) {
            for (std::size_t frames = 0; frames < 40; ++frames) {
                std::vector<std::int32_t> numbers(channels * frames);
                // Exactly as long as is promised: what reads on behind the last sample is found by the sanitizer.
                std::vector<std::byte> bytes(roomInFront, std::byte { 0xAB });
                for (std::int32_t& number : numbers) {
                    number = static_cast<std::int32_t>(random() % (1U << 24U)) - (1 << 23);
                    for (int byte = 0; byte < 3; ++byte)
                        bytes.push_back(static_cast<std::byte>((number >> (8 * byte)) & 0xFF));
                }
                constexpr std::size_t at = 3;
                std::vector<std::vector<double>> planes(channels, std::vector<double>(at + frames + 1, 9.0));
                std::vector<double*> pointers;
                for (std::vector<double>& plane : planes)
                    pointers.push_back(plane.data());
                convertPlain(PlainSample::int24, std::span<const std::byte>(bytes).subspan(roomInFront), pointers, at);
                for (std::size_t c = 0; c < channels; ++c) {
                    for (std::size_t i = 0; i < frames; ++i)
                        QCOMPARE(planes[c][at + i], numbers[i * channels + c] / 8388608.0);
                    QCOMPARE(planes[c][at - 1], 9.0);
                    QCOMPARE(planes[c][at + frames], 9.0);
                }
            }
        }
    }
};

ASSAY_TEST(TestPlainSamples)
#include "tst_plain_samples.moc"
