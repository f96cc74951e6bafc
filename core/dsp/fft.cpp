// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/fft.h"

#include "core/base/invariant.h"
#include "core/dsp/lanes.h"
#include "core/dsp/vectorise.h"

#include <algorithm>
#include <cmath>
#include <fftw3.h>
#include <mutex>
#include <numbers>
#include <vector>

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

// Four complex numbers, real and imaginary parts by turns.
constexpr std::size_t complexWide = floatsWide / 2;

// Each number conjugate, the last first.
[[gnu::always_inline]] inline void mirror(Floats& x)
{
    const Floats signs = { 1, -1, 1, -1, 1, -1, 1, -1 };
    x = signs * __builtin_shufflevector(x, x, 6, 7, 4, 5, 2, 3, 0, 1);
}

// Real samples in pairs went through a transform of complex numbers, which are as many: takes the transform of the
// even ones from that of the odd ones and puts both together. `turns` holds -i exp(-2 pi i k / size) from k = 1 on.
ASSAY_VECTORISE void untangle(float* bins, std::size_t half, const float* turns)
{
    const Floats signs = { -1, 1, -1, 1, -1, 1, -1, 1 };
    std::size_t k = 1;
    for (; 2 * (k + complexWide) <= half + 1; k += complexWide) {
        float* const low = bins + 2 * k;
        float* const high = bins + 2 * (half - k - complexWide + 1);
        Floats a;
        Floats b;
        Floats turn;
        load(a, low);
        load(b, high);
        load(turn, turns + 2 * (k - 1));
        mirror(b);
        const Floats even = 0.5F * (a + b);
        const Floats odd = 0.5F * (a - b);
        const Floats real = __builtin_shufflevector(turn, turn, 0, 0, 2, 2, 4, 4, 6, 6);
        const Floats imaginary = signs * __builtin_shufflevector(turn, turn, 1, 1, 3, 3, 5, 5, 7, 7);
        const Floats turned = real * odd + imaginary * __builtin_shufflevector(odd, odd, 1, 0, 3, 2, 5, 4, 7, 6);
        store(even + turned, low);
        Floats last = even - turned;
        mirror(last);
        store(last, high);
    }
    for (; k <= half - k; ++k) {
        using Complex = std::complex<float>;
        const Complex a { bins[2 * k], bins[2 * k + 1] };
        const Complex b { bins[2 * (half - k)], -bins[2 * (half - k) + 1] };
        const Complex even = 0.5F * (a + b);
        const Complex turned = Complex { turns[2 * k - 2], turns[2 * k - 1] } * (0.5F * (a - b));
        const Complex low = even + turned;
        const Complex high = std::conj(even - turned);
        bins[2 * (half - k)] = high.real();
        bins[2 * (half - k) + 1] = high.imag();
        bins[2 * k] = low.real();
        bins[2 * k + 1] = low.imag();
    }
    const float sum = bins[0] + bins[1];
    const float difference = bins[0] - bins[1];
    bins[0] = sum;
    bins[1] = 0.0F;
    bins[2 * half] = difference;
    bins[2 * half + 1] = 0.0F;
}

} // namespace

struct RealFft::Plans {
    explicit Plans(std::size_t length)
        : size(length)
        , samples(fftwf_alloc_real(length))
        , bins(fftwf_alloc_complex(length / 2 + 1))
    {
        for (std::size_t k = 1; k <= length / 4; ++k) {
            const double angle = 2.0 * std::numbers::pi * static_cast<double>(k) / static_cast<double>(length);
            turns.push_back(static_cast<float>(-std::sin(angle)));
            turns.push_back(static_cast<float>(-std::cos(angle)));
        }
        const std::scoped_lock lock(planning());
        // Half as many complex numbers go nearly twice as fast as FFTW's own transform of real ones.
        forward = fftwf_plan_dft_1d(
            static_cast<int>(size / 2), reinterpret_cast<fftwf_complex*>(samples), bins, FFTW_FORWARD, FFTW_ESTIMATE);
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
    std::vector<float> turns {}; // see untangle
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
    untangle(&m_plans->bins[0][0], m_plans->size / 2, m_plans->turns.data());
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
