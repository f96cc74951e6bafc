// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

/// Keys and detached signatures in the files of minisign 0.11 (jedisct1.github.io/minisign): Ed25519 over the
/// BLAKE2b-512 of the message, and a second signature over the first and the trusted comment. The stock program reads
/// all of them.
namespace assay
{

struct PublicKey {
    std::array<unsigned char, 8> id {}; ///< chosen at random when the pair is made
    std::array<unsigned char, 32> key {};

    friend bool operator==(const PublicKey&, const PublicKey&) = default;
};

/// What signs. Overwritten when it goes; never copied.
struct SecretKey {
    PublicKey publicKey {};
    std::array<unsigned char, 64> key {};

    SecretKey() = default;
    SecretKey(SecretKey&& other) noexcept;
    SecretKey& operator=(SecretKey&& other) noexcept;
    ~SecretKey();
};

/// How dear it is to try a passphrase: scrypt's limits as libsodium counts them. They stand in the key's file.
struct PassphraseCost {
    std::uint64_t operations = 1U << 23U;
    std::uint64_t memory = 1U << 28U; ///< bytes: about a second and 256 MiB for each try
};

/// Overwrites a passphrase before it goes.
void wipe(std::string& secret);

[[nodiscard]] SecretKey newSecretKey();

/// As minisign prints it: "8F3A0C5512B7D9E4".
[[nodiscard]] std::string keyIdOf(const std::array<unsigned char, 8>& id);

/// The key on one line: what `minisign -P` takes.
[[nodiscard]] std::string publicKeyText(const PublicKey& key);

/// The file that `minisign -p` takes; `comment` is one line.
[[nodiscard]] std::string publicKeyFile(const PublicKey& key, std::string_view comment);

/// A key from one line, or from the text of its file. Errors: `usage`.
[[nodiscard]] Result<PublicKey> readPublicKey(std::string_view text);

/// The file that `minisign -s` takes, encrypted.
/// Errors: `internal` where there is not the memory that `cost` asks for.
[[nodiscard]] Result<std::string> secretKeyFile(
    const SecretKey& key, std::string_view comment, std::string_view passphrase, const PassphraseCost& cost = {});

/// The id of the key in a secret key's file is encrypted too; whether the file is one at all can be told without.
[[nodiscard]] bool isSecretKeyFile(std::string_view text);

/// Errors: `usage` for a wrong passphrase or what is no such file.
[[nodiscard]] Result<SecretKey> readSecretKey(std::string_view text, std::string_view passphrase);

/// The .minisig file for `message`. `trustedComment` is one line of at most `longestTrustedComment` bytes.
[[nodiscard]] std::string signatureFile(
    const SecretKey& key, std::string_view message, std::string_view trustedComment, std::string_view comment);

constexpr std::size_t longestTrustedComment = 8000; // bytes; minisign reads 8192 with the words before it

/// What a .minisig says. Nothing of it is to be believed before `isSigned...` has said so.
struct SignatureText {
    std::array<unsigned char, 8> keyId {};
    std::array<unsigned char, 64> signature {};
    std::string trustedComment;
    std::array<unsigned char, 64> globalSignature {};
};

/// Errors: `report` for what is no such file, or was made without hashing the message first (minisign -l).
[[nodiscard]] Result<SignatureText> readSignature(std::string_view text);

/// Did the holder of `key` sign `message`?
[[nodiscard]] bool isSignedMessage(const SignatureText& signature, const PublicKey& key, std::string_view message);

/// Did the holder of `key` sign the trusted comment with this signature? True whatever became of the message since.
[[nodiscard]] bool isSignedComment(const SignatureText& signature, const PublicKey& key);

} // namespace assay
