// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/platform.h"
#include "core/base/read_listener.h"
#include "core/base/result.h"
#include "core/inspect/block_digest.h"
#include "core/inspect/digest.h"
#include "core/inspect/hash_desk.h"
#include "core/media/header_facts.h"
#include "core/metadata/metadata.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

namespace assay
{

/// What hashing one file yields: lower-case hex.
struct AssetHashes {
    std::map<std::string, std::string> file {}; ///< "xxh64", "md5", "sha256" of the whole file
    std::optional<std::string> essenceMd5 {}; ///< see `AssetHasher`; empty where there is no such thing
    std::optional<Fault> fault {}; ///< the essence is not what the file says it is
};

/// Where the sound itself is to be had for its own hash.
struct EssenceSource {
    std::optional<ByteRange> range {}; ///< one run of the file's bytes
    bool handed = false; ///< the reader hands it over (`heardEssence`)
    std::string statedMd5 {}; ///< what the file itself says of the essence; empty where it says nothing
};

/// Hashes one file from the bytes that its readers read anyway. What a reader steps over, and the rest in the end, is
/// read here: every byte is hashed once and in order, and the bulk of the sound comes from the disk once.
///
/// The essence's MD5 is that of the sound as it is stored, apart from everything around it: the payload of the data
/// chunk (RIFF, RF64, BW64, W64, CAF) or of SSND (AIFF) as far as the file holds it; for FLAC the decoded samples as
/// STREAMINFO counts them; elsewhere the coded packets of the one audio stream, joined. A file of several audio streams
/// has no one essence and no such hash.
class AssetHasher final : public ReadListener
{
public:
    /// Errors come out of `finish`.
    AssetHasher(const std::filesystem::path& file, std::int64_t size, EssenceSource essence, HashDesk& desk,
        std::stop_token stop);

    void heard(std::int64_t offset, std::span<const std::byte> bytes) override;
    void heardEssence(std::span<const std::byte> bytes) override;
    void essenceEnds() override;
    void soundBegins() override;

    /// After the last of the sound: is the essence another than the file states? RFC 9639, 8.2 (FLAC); chunk "MD5 " of
    /// BWF MetaEdit (WAVE).
    [[nodiscard]] std::optional<Fault> faultOfEssence();

    /// After the last of the sound: is the essence what the file states? Empty where it states nothing or the sound
    /// broke off.
    [[nodiscard]] std::optional<bool> isEssenceAsStated();

    /// Reads what nobody read. Errors: `notReadable`, `cancelled`.
    [[nodiscard]] Result<AssetHashes> finish();

    /// Bytes that were read here and nowhere else.
    [[nodiscard]] std::int64_t bytesReadHere() const { return m_readHere; }

private:
    void take(std::span<const std::byte> bytes);
    void digest(std::span<const std::byte> bytes);
    void flushEssence();
    // Of an essence that was heard, or handed over, to its end; empty otherwise.
    std::optional<std::string> wholeEssenceMd5();
    bool readToTheEnd();
    // Reads on to `offset`; false where the disk fails or somebody cancelled.
    bool readUpTo(std::int64_t offset);

    std::filesystem::path m_path;
    std::int64_t m_size;
    EssenceSource m_essence;
    HashDesk& m_desk;
    std::stop_token m_stop;
    Md5 m_md5 {};
    Md5 m_rangeMd5 {}; ///< of essence that is a range of the file
    std::optional<Sha256> m_quickSha256 {}; ///< goes along with m_md5, where the processor has it
    std::int64_t m_md5Position = 0; ///< bytes that m_md5 has taken
    std::optional<Digest> m_sha256 {}; ///< elsewhere
    Digest m_xxh64 { Digest::Kind::xxh64 };
    Md5 m_handedMd5 {}; ///< of essence that is handed over
    HashDesk::Line m_digestLine; ///< alone has m_md5, m_quickSha256 and m_rangeMd5
    HashDesk::Line m_otherLine;
    HashDesk::Line m_handedLine; ///< alone has m_handedMd5

    std::mutex m_mutex; ///< guards what follows
    std::optional<platform::InputFile> m_input; ///< opened once there is a gap
    std::int64_t m_position = 0; ///< everything before it is handed on
    bool m_soundBegan = false;
    std::vector<std::byte> m_handed {}; ///< essence that waits to be worth handing on
    bool m_essenceEnded = false;
    std::optional<std::string> m_wholeMd5 {};
    std::int64_t m_readHere = 0;
};

} // namespace assay
