// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/platform.h"
#include "core/base/read_listener.h"
#include "core/base/result.h"
#include "core/inspect/digest.h"
#include "core/inspect/hash_desk.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

namespace assay
{

/// Hashes one file from the bytes that its readers read anyway. What a reader steps over, and the rest in the end, is
/// read here: every byte is hashed once and in order, and the bulk of the sound comes from the disk once.
class AssetHasher final : public ReadListener
{
public:
    /// Errors come out of `finish`.
    AssetHasher(const std::filesystem::path& file, std::int64_t size, HashDesk& desk, std::stop_token stop);
    ~AssetHasher() override;

    void heard(std::int64_t offset, std::span<const std::byte> bytes) override;
    void soundBegins() override;

    /// Reads what nobody read. "xxh64", "md5" and "sha256" of the whole file, lower-case hex.
    /// Errors: `notReadable`, `cancelled`.
    [[nodiscard]] Result<std::map<std::string, std::string>> finish();

    /// Bytes that were read here and nowhere else.
    [[nodiscard]] std::int64_t bytesReadHere() const { return m_readHere; }

private:
    void take(std::span<const std::byte> bytes);
    // Reads on to `offset`; false where the disk fails or somebody cancelled.
    bool readUpTo(std::int64_t offset);

    std::filesystem::path m_path;
    std::int64_t m_size;
    HashDesk& m_desk;
    std::stop_token m_stop;
    Digest m_md5 { Digest::Kind::md5 };
    Digest m_sha256 { Digest::Kind::sha256 };
    Digest m_xxh64 { Digest::Kind::xxh64 };
    HashDesk::Line m_md5Line;
    HashDesk::Line m_otherLine;

    std::mutex m_mutex; ///< guards what follows
    std::optional<platform::InputFile> m_input; ///< opened once there is a gap
    std::int64_t m_position = 0; ///< everything before it is handed on
    bool m_soundBegan = false;
    std::int64_t m_readHere = 0;
};

} // namespace assay
