// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace assay
{

/// Overhears what a reader takes from the disk, so that whoever needs the bytes as well (hashes) need not read the
/// file again. Calls come from the thread that reads; several readers of one file may share a listener.
class ReadListener
{
public:
    ReadListener() = default;
    ReadListener(const ReadListener&) = delete;
    ReadListener& operator=(const ReadListener&) = delete;
    virtual ~ReadListener() = default;

    /// Bytes of the file from `offset`, as the disk gave them. Readers jump: some bytes come twice, some never.
    virtual void heard(std::int64_t offset, std::span<const std::byte> bytes) = 0;

    /// The essence in its own order, where it is no single run of the file's bytes: coded packets, decoded FLAC.
    virtual void heardEssence(std::span<const std::byte> bytes) = 0;

    /// That was all of the essence. Never called where the sound broke off.
    virtual void essenceEnds() = 0;

    /// The headers are read; what is read from now on is sound, mostly in the order of the file.
    virtual void soundBegins() = 0;
};

} // namespace assay
