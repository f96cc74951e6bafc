// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/inspect/inspection.h"
#include "reports/keyring.h"
#include "reports/report.h"
#include "reports/sign_off.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay
{

/// A file of the report, held against the file there is now.
struct CheckedFile {
    enum class State {
        same,
        soundSame, ///< other bytes, but not one of the sound's: metadata were edited
        soundChanged,
        changed, ///< other bytes, and nobody can say whether the sound's are among them
        missing,
        unreadable,
        unknown, ///< the report holds nothing to compare with
        added, ///< the report does not know it
    };

    std::string path; ///< as the report says
    State state = State::unknown;
    std::string now {}; ///< what it is called now, where that is another name
};

[[nodiscard]] std::string_view nameOf(CheckedFile::State state); ///< "same", "sound-same", ...

/// Files as a report knows them against those there are now, which carry hashes of file and essence. A file is known by
/// its path, else by its bytes, else by its name.
[[nodiscard]] std::vector<CheckedFile> checkFiles(
    const std::vector<AssetRecord>& before, const std::vector<AssetRecord>& now);

/// Does the person who verifies know the key that signed?
enum class KeyTrust {
    known,
    unknown,
    revokedLater, ///< revoked after the time that the signature says
    revoked,
};

[[nodiscard]] std::string_view nameOf(KeyTrust trust); ///< "known", "unknown", "revoked-later", "revoked"

struct VerifiedSignature {
    CheckedSignature checked;
    KeyTrust trust = KeyTrust::unknown;
    std::optional<KeyEntry> owner {}; ///< as the keyring says; empty where it does not know the key
};

/// A file of an archive against the archive's own list.
struct CheckedPart {
    enum class State { same, changed, missing, added };
    std::string name;
    State state = State::same;
};

[[nodiscard]] std::string_view nameOf(CheckedPart::State state);

/// Everything that `assay verify` can tell.
struct Verification {
    std::vector<VerifiedSignature> signatures {};
    std::vector<std::string> openSteps {}; ///< of the profile's sign-off, in words
    bool mediaGiven = false;
    std::vector<CheckedFile> files {};
    std::optional<bool> rulesSame {}; ///< is the profile in the archive the one that judged? Empty: there is none
    std::vector<CheckedPart> parts {}; ///< of an archive
    std::vector<std::string> problems {}; ///< of the hash lists of an archive, in words
};

[[nodiscard]] VerifiedSignature verified(CheckedSignature checked, const Keyring& keyring);

/// 0: all that could be compared is as it was, metadata of files apart. 1: something changed or a signature does not
/// hold. 3: a person must decide: no signature, or of a key that nobody here knows, or that was revoked later. 4: a
/// file could not be read.
[[nodiscard]] int exitCodeOf(const Verification& verification);

} // namespace assay
