// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <complex>
#include <cstddef>
#include <memory>
#include <span>

namespace assay
{

/// Discrete Fourier transform of real samples in single precision, with its buffers. Its rounding is noise some 140 dB
/// under the whole. The way it computes is chosen without timing, so results repeat on a machine.
class RealFft
{
public:
    /// `size`: an even number of samples, best a power of two.
    explicit RealFft(std::size_t size);
    ~RealFft();
    RealFft(RealFft&&) noexcept;
    RealFft& operator=(RealFft&&) noexcept;

    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] std::span<float> samples(); ///< `size` of them
    [[nodiscard]] std::span<std::complex<float>> bins(); ///< size / 2 + 1 of them

    void forward(); ///< samples to bins; leaves the samples
    void inverse(); ///< bins to samples, times `size`; spoils the bins

private:
    struct Plans;
    std::unique_ptr<Plans> m_plans;
};

/// Adds the squared magnitude of each bin, times `scale`, to as many sums.
void addPowers(std::span<const std::complex<float>> bins, std::span<double> sums, double scale = 1.0);

/// Discrete Fourier transform of complex numbers, otherwise as RealFft. FFTW finds a far better way for it than for
/// real samples, so what can be packed in pairs should be.
class ComplexFft
{
public:
    explicit ComplexFft(std::size_t size);
    ~ComplexFft();
    ComplexFft(ComplexFft&&) noexcept;
    ComplexFft& operator=(ComplexFft&&) noexcept;

    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] std::span<std::complex<float>> values(); ///< `size` of them
    [[nodiscard]] std::span<float> samples(); ///< the values, real and imaginary parts in turn
    [[nodiscard]] std::span<std::complex<float>> bins(); ///< `size` of them

    void forward(); ///< values to bins; leaves the values
    void inverse(); ///< bins to values, times `size`; leaves the bins

private:
    struct Plans;
    std::unique_ptr<Plans> m_plans;
};

/// The power of two next to `size` times the rate over 48 kHz: a transform of that length resolves the same frequencies
/// at every rate.
[[nodiscard]] std::size_t transformSize(std::size_t sizeAt48k, int sampleRate);

} // namespace assay
