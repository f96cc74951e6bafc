// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace assay
{

/// Lower-case.
[[nodiscard]] std::string hex(std::span<const unsigned char> bytes);

/// A checksum in the making. MD5 is elsewhere: block_digest.h.
class Digest
{
public:
    enum class Kind { xxh64, sha256 };

    explicit Digest(Kind kind);
    Digest(Digest&&) noexcept;
    Digest& operator=(Digest&&) noexcept;
    ~Digest();

    void update(std::span<const std::byte> bytes);

    /// Lower-case hex. Call once, last.
    [[nodiscard]] std::string finish();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace assay
