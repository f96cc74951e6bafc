// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/hashes.h"

#include "core/base/invariant.h"

#include <array>
#include <fstream>
#include <memory>
#include <openssl/evp.h>
#include <vector>
#include <xxhash.h>

namespace assay
{

namespace
{

std::string hex(const unsigned char* bytes, std::size_t count)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        text += digits[bytes[i] >> 4U];
        text += digits[bytes[i] & 0xFU];
    }
    return text;
}

class Digest
{
public:
    explicit Digest(const EVP_MD* kind)
        : m_context(EVP_MD_CTX_new())
    {
        require(m_context && EVP_DigestInit_ex(m_context.get(), kind, nullptr) == 1, "a digest could not be started");
    }

    void update(const char* bytes, std::size_t count)
    {
        require(EVP_DigestUpdate(m_context.get(), bytes, count) == 1, "a digest could not be continued");
    }

    std::string finish()
    {
        std::array<unsigned char, EVP_MAX_MD_SIZE> bytes {};
        unsigned count = 0;
        require(EVP_DigestFinal_ex(m_context.get(), bytes.data(), &count) == 1, "a digest could not be finished");
        return hex(bytes.data(), count);
    }

private:
    struct Deleter {
        void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    };
    std::unique_ptr<EVP_MD_CTX, Deleter> m_context;
};

struct XxhashDeleter {
    void operator()(XXH64_state_t* state) const { XXH64_freeState(state); }
};

} // namespace

Result<std::map<std::string, std::string>> hashFile(const std::filesystem::path& file, std::stop_token stop)
{
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        return fail(ErrorCode::notReadable, "cannot be opened", file);
    Digest md5(EVP_md5());
    Digest sha256(EVP_sha256());
    const std::unique_ptr<XXH64_state_t, XxhashDeleter> xxh64(XXH64_createState());
    require(xxh64 && XXH64_reset(xxh64.get(), 0) == XXH_OK, "a hash could not be started");
    std::vector<char> buffer(1U << 20U);
    while (stream) {
        if (stop.stop_requested())
            return fail(ErrorCode::cancelled, "cancelled", file);
        stream.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        const auto count = static_cast<std::size_t>(stream.gcount());
        md5.update(buffer.data(), count);
        sha256.update(buffer.data(), count);
        XXH64_update(xxh64.get(), buffer.data(), count);
    }
    if (stream.bad())
        return fail(ErrorCode::notReadable, "cannot be read to its end", file);
    XXH64_canonical_t canonical {};
    XXH64_canonicalFromHash(&canonical, XXH64_digest(xxh64.get()));
    return std::map<std::string, std::string> { { "md5", md5.finish() }, { "sha256", sha256.finish() },
        { "xxh64", hex(canonical.digest, sizeof canonical.digest) } };
}

} // namespace assay
