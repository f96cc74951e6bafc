// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/sign_off.h"

#include <string>

namespace assay
{

// Templates, so that the JSON library stays out of the header.

/// One entry of the report's "signatures".
template <class Json>
[[nodiscard]] Json signatureJson(const SignatureRecord& record)
{
    return Json { { "statement", Json::parse(record.statement) }, { "public_key", record.publicKey },
        { "signature", record.signature } };
}

/// Such an entry, read; it is valid against the schema.
template <class Json>
[[nodiscard]] SignatureRecord readSignatureRecord(const Json& json)
{
    const auto& statement = json.at("statement");
    const auto text = [&](const char* key) { return statement.at(key).template get<std::string>(); };
    SignatureRecord record;
    record.says = SignOff { decisionNamed(text("decision")).value_or(Decision::rejected), text("person"),
        text("organisation"), text("step"), text("comment"), text("at") };
    record.statement = statement.dump();
    record.publicKey = json.at("public_key").template get<std::string>();
    record.signature = json.at("signature").template get<std::string>();
    return record;
}

} // namespace assay
