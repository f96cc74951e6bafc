// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compare/sounds_together.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace assay
{

/// Sums of products of a mix and its stems over some time: all that least squares ask for.
class Products
{
public:
    explicit Products(std::size_t stems);

    [[nodiscard]] std::size_t stems() const { return m_stems; }
    [[nodiscard]] double mix() const { return m_sums[0]; } ///< energy of the mix
    [[nodiscard]] double withMix(std::size_t stem) const { return m_sums[stem + 1]; }
    [[nodiscard]] double between(std::size_t a, std::size_t b) const { return at(a + 1, b + 1); }
    [[nodiscard]] double& at(std::size_t a, std::size_t b); ///< 0 is the mix
    [[nodiscard]] double at(std::size_t a, std::size_t b) const;

    Products& operator+=(const Products& other);

    /// Energy of the mix less the stems at these gains.
    [[nodiscard]] double residual(const std::vector<double>& gains) const;

private:
    [[nodiscard]] std::size_t index(std::size_t a, std::size_t b) const;

    std::size_t m_stems;
    std::vector<double> m_sums; // upper triangle, row by row
};

/// The products of a whole programme, second by second (windows), and each stem's energy by channel of the mix.
class StemProducts
{
public:
    StemProducts(std::size_t channels, std::size_t stems);

    void add(const Stretch& stretch);

    [[nodiscard]] const std::vector<Products>& windows() const { return m_windows; }
    [[nodiscard]] Products whole() const;
    [[nodiscard]] std::size_t channels() const { return m_channels.size(); }
    [[nodiscard]] const Products& ofChannel(std::size_t channel) const { return m_channels[channel]; }

private:
    std::vector<Products> m_windows; // all channels together
    std::vector<Products> m_channels; // all time together
    std::size_t m_steps = 0; // of 100 ms
};

/// Products of a whole programme with the slopes of the stems beside them: a stem that is late by part of a sample
/// leaves its slope in the mix.
class SlopeProducts
{
public:
    SlopeProducts(std::size_t channels, std::size_t stems);

    void add(const Stretch& stretch);

    /// Samples by which each stem is still late, all by least squares at once; good to a third where it is half of one.
    [[nodiscard]] std::vector<double> parts() const;

private:
    std::size_t m_channels;
    std::size_t m_stems;
    Products m_sums; // the stems, then their slopes
};

/// Gains of the stems, all at once.
struct StemGains {
    std::vector<std::optional<double>> stems; ///< empty: the stem holds no sound
    double common = 1.0; ///< one gain for their plain sum
    double fit = 0.0; ///< energy left over energy of the mix, where it fits

    /// The gains, 1 where there is none.
    [[nodiscard]] std::vector<double> factors() const;
};

/// Least squares over these sums as they are; empty for stems without sound there.
[[nodiscard]] std::vector<std::optional<double>> plainGains(const Products& sums);

/// Least squares over the windows that fit best (trimmed: a limiter or a fault in less than half of a stem's sound does
/// not bend the outcome).
[[nodiscard]] StemGains solveGains(const std::vector<Products>& windows);

} // namespace assay
