// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/minisign.h"

#include "core/base/invariant.h"

#include <algorithm>
#include <cstring>
#include <fmt/format.h>
#include <sodium.h>
#include <vector>

namespace assay
{

namespace
{

using KeyBytes = std::vector<unsigned char>;

// minisign.h of minisign 0.11
constexpr std::string_view keyAlgorithm = "Ed";
constexpr std::string_view hashedAlgorithm = "ED";
constexpr std::string_view passphraseAlgorithm = "Sc";
constexpr std::string_view checksumAlgorithm = "B2";
constexpr std::string_view commentPrefix = "untrusted comment: ";
constexpr std::string_view trustedPrefix = "trusted comment: ";

constexpr std::size_t publicSize = 2 + 8 + 32; // algorithm, id, key
constexpr std::size_t signatureSize = 2 + 8 + 64; // algorithm, id, signature
constexpr std::size_t saltAt = 6; // after the three algorithms
constexpr std::size_t operationsAt = saltAt + 32;
constexpr std::size_t memoryAt = operationsAt + 8;
constexpr std::size_t hiddenAt = memoryAt + 8;
constexpr std::size_t hiddenSize = 8 + 64 + 32; // id, key, checksum
constexpr std::size_t secretSize = hiddenAt + hiddenSize;
constexpr std::uint64_t mostMemory = 1ULL << 30U; // bytes; minisign's own files ask for as much, hostile ones for more
constexpr std::uint64_t mostOperations = 1ULL << 26U; // twice minisign's own

void startSodium()
{
    static const bool started = sodium_init() >= 0;
    require(started, "libsodium cannot be started");
}

std::string base64(const KeyBytes& bytes)
{
    std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
    text.pop_back(); // the zero at the end
    return text;
}

// Exactly `size` bytes, or nothing.
KeyBytes fromBase64(std::string_view text, std::size_t size)
{
    KeyBytes bytes(size);
    std::size_t length = 0;
    const char* end = nullptr;
    const int done = sodium_base642bin(
        bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &length, &end, sodium_base64_VARIANT_ORIGINAL);
    const bool whole = done == 0 && length == size && end == text.data() + text.size();
    return whole ? bytes : KeyBytes();
}

template <class Range>
void append(KeyBytes& bytes, const Range& range)
{
    bytes.insert(bytes.end(), range.begin(), range.end());
}

void appendLittleEndian(KeyBytes& bytes, std::uint64_t value)
{
    for (unsigned shift = 0; shift < 64; shift += 8)
        bytes.push_back(static_cast<unsigned char>((value >> shift) & 0xFFU));
}

std::uint64_t littleEndian(const unsigned char* bytes)
{
    std::uint64_t value = 0;
    for (std::size_t i = 8; i-- > 0;)
        value = (value << 8U) | bytes[i];
    return value;
}

template <std::size_t N>
std::array<unsigned char, N> arrayAt(const KeyBytes& bytes, std::size_t offset)
{
    std::array<unsigned char, N> array {};
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(offset), N, array.begin());
    return array;
}

bool startsWith(const KeyBytes& bytes, std::string_view algorithms)
{
    return bytes.size() >= algorithms.size() && std::equal(algorithms.begin(), algorithms.end(), bytes.begin());
}

const unsigned char* bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::vector<std::string_view> linesOf(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        lines.push_back(line);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::array<unsigned char, 32> checksumOf(const SecretKey& key)
{
    std::array<unsigned char, 32> checksum {};
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, checksum.size());
    crypto_generichash_update(&state, bytesOf(keyAlgorithm), keyAlgorithm.size());
    crypto_generichash_update(&state, key.publicKey.id.data(), key.publicKey.id.size());
    crypto_generichash_update(&state, key.key.data(), key.key.size());
    crypto_generichash_final(&state, checksum.data(), checksum.size());
    return checksum;
}

// Hides what is open, opens what is hidden: a stream from the passphrase over the last part of the file's bytes.
bool cross(KeyBytes& file, std::string_view passphrase)
{
    KeyBytes stream(hiddenSize);
    const std::uint64_t memory = littleEndian(&file[memoryAt]);
    const std::uint64_t operations = littleEndian(&file[operationsAt]);
    if (memory > mostMemory || operations > mostOperations)
        return false;
    const int done = crypto_pwhash_scryptsalsa208sha256(stream.data(), stream.size(), passphrase.data(),
        passphrase.size(), &file[saltAt], operations, static_cast<std::size_t>(memory));
    for (std::size_t i = 0; i < hiddenSize; ++i)
        file[hiddenAt + i] = static_cast<unsigned char>(file[hiddenAt + i] ^ stream[i]);
    sodium_memzero(stream.data(), stream.size());
    return done == 0;
}

std::array<unsigned char, 64> hashOf(std::string_view message)
{
    startSodium();
    std::array<unsigned char, 64> hash {};
    crypto_generichash(hash.data(), hash.size(), bytesOf(message), message.size(), nullptr, 0);
    return hash;
}

std::array<unsigned char, 64> signedBy(const SecretKey& key, const KeyBytes& bytes)
{
    std::array<unsigned char, 64> signature {};
    crypto_sign_detached(signature.data(), nullptr, bytes.data(), bytes.size(), key.key.data());
    return signature;
}

bool isSignedBy(const std::array<unsigned char, 64>& signature, const PublicKey& key, const KeyBytes& bytes)
{
    return crypto_sign_verify_detached(signature.data(), bytes.data(), bytes.size(), key.key.data()) == 0;
}

KeyBytes withComment(const std::array<unsigned char, 64>& signature, std::string_view comment)
{
    KeyBytes bytes(signature.begin(), signature.end());
    append(bytes, comment);
    return bytes;
}

KeyBytes secretBytes(std::string_view text)
{
    const auto lines = linesOf(text);
    const bool commented = lines.size() >= 2 && lines[0].starts_with(commentPrefix);
    KeyBytes bytes = commented ? fromBase64(lines[1], secretSize) : KeyBytes();
    const std::string algorithms = fmt::format("{}{}{}", keyAlgorithm, passphraseAlgorithm, checksumAlgorithm);
    return startsWith(bytes, algorithms) ? bytes : KeyBytes();
}

} // namespace

SecretKey::SecretKey(SecretKey&& other) noexcept
    : publicKey(other.publicKey)
    , key(other.key)
{
    sodium_memzero(other.key.data(), other.key.size());
}

SecretKey& SecretKey::operator=(SecretKey&& other) noexcept
{
    std::swap(publicKey, other.publicKey);
    std::swap(key, other.key);
    return *this;
}

SecretKey::~SecretKey()
{
    sodium_memzero(key.data(), key.size());
}

void wipe(std::string& secret)
{
    sodium_memzero(secret.data(), secret.size());
    secret.clear();
}

SecretKey newSecretKey()
{
    startSodium();
    SecretKey key;
    randombytes_buf(key.publicKey.id.data(), key.publicKey.id.size());
    crypto_sign_keypair(key.publicKey.key.data(), key.key.data());
    return key;
}

std::string keyIdOf(const std::array<unsigned char, 8>& id)
{
    return fmt::format("{:016X}", littleEndian(id.data()));
}

std::string publicKeyText(const PublicKey& key)
{
    KeyBytes bytes(keyAlgorithm.begin(), keyAlgorithm.end());
    append(bytes, key.id);
    append(bytes, key.key);
    return base64(bytes);
}

std::string publicKeyFile(const PublicKey& key, std::string_view comment)
{
    return fmt::format("{}{}\n{}\n", commentPrefix, comment, publicKeyText(key));
}

Result<PublicKey> readPublicKey(std::string_view text)
{
    const auto lines = linesOf(text);
    const bool commented = lines.size() >= 2 && lines[0].starts_with(commentPrefix);
    const std::string_view line = commented ? lines[1] : lines.empty() ? std::string_view() : lines[0];
    const KeyBytes bytes = fromBase64(line, publicSize);
    if (!startsWith(bytes, keyAlgorithm))
        return fail(ErrorCode::usage, "not a public key of minisign's (one begins with RW)");
    return PublicKey { arrayAt<8>(bytes, 2), arrayAt<32>(bytes, 10) };
}

Result<std::string> secretKeyFile(
    const SecretKey& key, std::string_view comment, std::string_view passphrase, const PassphraseCost& cost)
{
    startSodium();
    KeyBytes bytes;
    for (const std::string_view algorithm : { keyAlgorithm, passphraseAlgorithm, checksumAlgorithm })
        append(bytes, algorithm);
    bytes.resize(operationsAt);
    randombytes_buf(&bytes[saltAt], operationsAt - saltAt);
    appendLittleEndian(bytes, cost.operations);
    appendLittleEndian(bytes, cost.memory);
    append(bytes, key.publicKey.id);
    append(bytes, key.key);
    append(bytes, checksumOf(key));
    const bool hidden = cross(bytes, passphrase);
    if (!hidden) {
        sodium_memzero(bytes.data(), bytes.size());
        return fail(ErrorCode::internal, "not enough memory to encrypt the key; close other programs and try again");
    }
    return fmt::format("{}{}\n{}\n", commentPrefix, comment, base64(bytes));
}

bool isSecretKeyFile(std::string_view text)
{
    return !secretBytes(text).empty();
}

Result<SecretKey> readSecretKey(std::string_view text, std::string_view passphrase)
{
    startSodium();
    KeyBytes bytes = secretBytes(text);
    if (bytes.empty())
        return fail(ErrorCode::usage, "not a secret key of minisign's that a passphrase protects");
    if (!cross(bytes, passphrase))
        return fail(ErrorCode::usage, "the key cannot be opened: its file asks for more memory than there is");
    SecretKey key;
    key.publicKey.id = arrayAt<8>(bytes, hiddenAt);
    key.key = arrayAt<64>(bytes, hiddenAt + 8);
    const auto stated = arrayAt<32>(bytes, hiddenAt + 8 + 64);
    sodium_memzero(bytes.data(), bytes.size());
    if (checksumOf(key) != stated)
        return fail(ErrorCode::usage, "wrong passphrase");
    crypto_sign_ed25519_sk_to_pk(key.publicKey.key.data(), key.key.data());
    return key;
}

std::string signatureFile(
    const SecretKey& key, std::string_view message, std::string_view trustedComment, std::string_view comment)
{
    startSodium();
    require(trustedComment.size() <= longestTrustedComment && trustedComment.find('\n') == std::string_view::npos,
        "a trusted comment is one line that minisign can read");
    const auto hash = hashOf(message);
    const auto signature = signedBy(key, KeyBytes(hash.begin(), hash.end()));
    const auto global = signedBy(key, withComment(signature, trustedComment));
    KeyBytes bytes(hashedAlgorithm.begin(), hashedAlgorithm.end());
    append(bytes, key.publicKey.id);
    append(bytes, signature);
    return fmt::format("{}{}\n{}\n{}{}\n{}\n", commentPrefix, comment, base64(bytes), trustedPrefix, trustedComment,
        base64(KeyBytes(global.begin(), global.end())));
}

Result<SignatureText> readSignature(std::string_view text)
{
    const auto lines = linesOf(text);
    const bool shaped = lines.size() == 4 && lines[0].starts_with(commentPrefix) && lines[2].starts_with(trustedPrefix);
    const KeyBytes bytes = shaped ? fromBase64(lines[1], signatureSize) : KeyBytes();
    const KeyBytes global = shaped ? fromBase64(lines[3], crypto_sign_BYTES) : KeyBytes();
    if (!startsWith(bytes, hashedAlgorithm) || global.empty())
        return fail(ErrorCode::report, "not a signature of minisign's over a hashed message");
    return SignatureText { arrayAt<8>(bytes, 2), arrayAt<64>(bytes, 10),
        std::string(lines[2].substr(trustedPrefix.size())), arrayAt<64>(global, 0) };
}

bool isSignedMessage(const SignatureText& signature, const PublicKey& key, std::string_view message)
{
    const auto hash = hashOf(message);
    return signature.keyId == key.id && isSignedBy(signature.signature, key, KeyBytes(hash.begin(), hash.end()));
}

bool isSignedComment(const SignatureText& signature, const PublicKey& key)
{
    return signature.keyId == key.id
        && isSignedBy(signature.globalSignature, key, withComment(signature.signature, signature.trustedComment));
}

} // namespace assay
