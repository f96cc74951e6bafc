// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/signing.h"

#include "app/cli/output.h"
#include "core/base/atomic_file.h"
#include "core/base/platform.h"
#include "core/base/terminal.h"

#include <iostream>

namespace assay
{

Result<Keyring> userKeyring()
{
    const std::filesystem::path config = platform::configFolder();
    if (config.empty())
        return fail(ErrorCode::usage, "there is no home folder to keep keys in: set HOME");
    return Keyring::load(config / "keys");
}

Result<std::string> passphraseFrom(const std::filesystem::path& file, const std::string& question)
{
    std::string passphrase;
    if (file.empty()) {
        auto typed = platform::askSecretly(question);
        if (!typed)
            return fail(ErrorCode::usage, "no terminal to ask for the passphrase at: name a --passphrase-file");
        passphrase = std::move(*typed);
    } else if (file == "-") {
        std::getline(std::cin, passphrase);
    } else {
        auto text = readWholeFile(file, 1U << 16U);
        if (!text)
            return text;
        passphrase = text->substr(0, text->find('\n'));
        wipe(*text);
    }
    if (passphrase.ends_with('\r'))
        passphrase.pop_back();
    if (passphrase.empty())
        return fail(ErrorCode::usage, "an empty passphrase protects nothing", file);
    return passphrase;
}

int failed(const Error& error)
{
    complain(error);
    const bool aboutAFile = error.code == ErrorCode::notFound || error.code == ErrorCode::notReadable
        || error.code == ErrorCode::report || error.code == ErrorCode::malformed
        || error.code == ErrorCode::unsupported;
    return aboutAFile ? exitUnreadable : exitUsage;
}

} // namespace assay
