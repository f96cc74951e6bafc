// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/fft.h"

#include "core/base/invariant.h"
#include "core/dsp/vectorise.h"

#include <algorithm>
#include <cmath>
#include <fftw3.h>
#include <mutex>

namespace assay
{

namespace
{

// FFTW plans and forgets plans in tables of its own that only one thread may touch; running a plan is free.
std::mutex& planning()
{
    static std::mutex mutex;
    return mutex;
}

constexpr int usualRate = 48000; // Hz

ASSAY_VECTORISE void addSquares(const float* __restrict parts, std::size_t count, double scale, double* __restrict sums)
{
    for (std::size_t k = 0; k < count; ++k) {
        const auto re = static_cast<double>(parts[2 * k]);
        const auto im = static_cast<double>(parts[2 * k + 1]);
        sums[k] += scale * (re * re + im * im);
    }
}

} // namespace

struct RealFft::Plans {
    explicit Plans(std::size_t length)
        : size(length)
        , samples(fftwf_alloc_real(length))
        , bins(fftwf_alloc_complex(length / 2 + 1))
    {
        const std::scoped_lock lock(planning());
        forward = fftwf_plan_dft_r2c_1d(static_cast<int>(size), samples, bins, FFTW_ESTIMATE);
        inverse = fftwf_plan_dft_c2r_1d(static_cast<int>(size), bins, samples, FFTW_ESTIMATE);
    }
    Plans(const Plans&) = delete;
    Plans& operator=(const Plans&) = delete;
    ~Plans()
    {
        const std::scoped_lock lock(planning());
        fftwf_destroy_plan(forward);
        fftwf_destroy_plan(inverse);
        fftwf_free(samples);
        fftwf_free(bins);
    }

    std::size_t size;
    float* samples;
    fftwf_complex* bins;
    fftwf_plan forward = nullptr;
    fftwf_plan inverse = nullptr;
};

RealFft::RealFft(std::size_t size)
    : m_plans(std::make_unique<Plans>(size))
{
    require(size >= 2 && size % 2 == 0, "a transform of an odd size");
    require(m_plans->forward != nullptr && m_plans->inverse != nullptr, "no plan for a transform");
}

RealFft::~RealFft() = default;
RealFft::RealFft(RealFft&&) noexcept = default;
RealFft& RealFft::operator=(RealFft&&) noexcept = default;

std::size_t RealFft::size() const
{
    return m_plans->size;
}

std::span<float> RealFft::samples()
{
    return { m_plans->samples, m_plans->size };
}

std::span<std::complex<float>> RealFft::bins()
{
    // FFTW's complex number is laid out as the standard's.
    return { reinterpret_cast<std::complex<float>*>(m_plans->bins), m_plans->size / 2 + 1 };
}

void RealFft::forward()
{
    fftwf_execute(m_plans->forward);
}

void RealFft::inverse()
{
    fftwf_execute(m_plans->inverse);
}

void addPowers(std::span<const std::complex<float>> bins, std::span<double> sums, double scale)
{
    require(bins.size() == sums.size(), "as many sums as bins");
    // A complex number is laid out as an array of its parts, by the standard.
    addSquares(reinterpret_cast<const float*>(bins.data()), bins.size(), scale, sums.data());
}

struct ComplexFft::Plans {
    explicit Plans(std::size_t length)
        : size(length)
        , values(fftwf_alloc_complex(length))
        , bins(fftwf_alloc_complex(length))
    {
        const std::scoped_lock lock(planning());
        forward = fftwf_plan_dft_1d(static_cast<int>(size), values, bins, FFTW_FORWARD, FFTW_ESTIMATE);
        inverse = fftwf_plan_dft_1d(static_cast<int>(size), bins, values, FFTW_BACKWARD, FFTW_ESTIMATE);
    }
    Plans(const Plans&) = delete;
    Plans& operator=(const Plans&) = delete;
    ~Plans()
    {
        const std::scoped_lock lock(planning());
        fftwf_destroy_plan(forward);
        fftwf_destroy_plan(inverse);
        fftwf_free(values);
        fftwf_free(bins);
    }

    std::size_t size;
    fftwf_complex* values;
    fftwf_complex* bins;
    fftwf_plan forward = nullptr;
    fftwf_plan inverse = nullptr;
};

ComplexFft::ComplexFft(std::size_t size)
    : m_plans(std::make_unique<Plans>(size))
{
    require(m_plans->forward != nullptr && m_plans->inverse != nullptr, "no plan for a transform");
}

ComplexFft::~ComplexFft() = default;
ComplexFft::ComplexFft(ComplexFft&&) noexcept = default;
ComplexFft& ComplexFft::operator=(ComplexFft&&) noexcept = default;

std::size_t ComplexFft::size() const
{
    return m_plans->size;
}

std::span<std::complex<float>> ComplexFft::values()
{
    return { reinterpret_cast<std::complex<float>*>(m_plans->values), m_plans->size };
}

std::span<float> ComplexFft::samples()
{
    return { reinterpret_cast<float*>(m_plans->values), 2 * m_plans->size };
}

std::span<std::complex<float>> ComplexFft::bins()
{
    return { reinterpret_cast<std::complex<float>*>(m_plans->bins), m_plans->size };
}

void ComplexFft::forward()
{
    fftwf_execute(m_plans->forward);
}

void ComplexFft::inverse()
{
    fftwf_execute(m_plans->inverse);
}

std::size_t transformSize(std::size_t sizeAt48k, int sampleRate)
{
    const double wanted = static_cast<double>(sizeAt48k) * sampleRate / usualRate;
    return static_cast<std::size_t>(1) << std::max(1L, std::lround(std::log2(wanted)));
}

} // namespace assay
