// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/report_schema.h"

#include "reports/json_text.h"
#include "reports/report_json.h"
#include "reports/version_diff.h"

#include <exception>
#include <nlohmann/json.hpp>
// The library is not written for our warnings.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>
#pragma GCC diagnostic pop

namespace assay
{

namespace
{

using Adapter = valijson::adapters::NlohmannJsonAdapter;

// The schema without its bans on other keys.
nlohmann::json tolerant(nlohmann::json part)
{
    for (auto entry = part.begin(); entry != part.end();) {
        if (part.is_object() && entry.key() == "additionalProperties" && *entry == false) {
            entry = part.erase(entry);
            continue;
        }
        if (entry->is_structured())
            *entry = tolerant(std::move(*entry));
        ++entry;
    }
    return part;
}

// A schema, parsed; immutable after.
class Schema
{
public:
    explicit Schema(nlohmann::json document)
        : m_document(std::move(document))
    {
        valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(Adapter(m_document), m_parsed);
    }
    [[nodiscard]] const valijson::Schema& parsed() const { return m_parsed; }

private:
    nlohmann::json m_document;
    valijson::Schema m_parsed {};
};

// A form that is not ours; empty where the report says it is, or where it says nothing.
std::string foreignForm(const nlohmann::json& document)
{
    const auto form = document.is_object() ? document.find("schema") : document.end();
    if (form == document.end() || !form->is_string())
        return {};
    const auto& name = form->get_ref<const std::string&>();
    return name.starts_with("assay-report/") && name != "assay-report/1" ? name : std::string();
}

// {"<root>", "[programmes]", "[0]", "[verdict]"} -> "/programmes/0/verdict"
std::string pathOf(const std::vector<std::string>& context)
{
    std::string path;
    for (std::size_t i = 1; i < context.size(); ++i) {
        const std::string& part = context[i];
        const bool bracketed = part.size() >= 2 && part.front() == '[' && part.back() == ']';
        path += '/' + (bracketed ? part.substr(1, part.size() - 2) : part);
    }
    return path.empty() ? "/" : path;
}

// The innermost complaint is the one a person can act on; the outer ones only say that something inside is wrong.
std::string complaintOf(const valijson::ValidationResults& results)
{
    const valijson::ValidationResults::Error* deepest = nullptr;
    for (const auto& error : results) {
        if (deepest == nullptr || error.context.size() > deepest->context.size())
            deepest = &error;
    }
    if (deepest == nullptr)
        return "the report breaks its schema";
    return "at " + pathOf(deepest->context) + ": " + deepest->description;
}

Result<void> validate(std::string_view text, const Schema& schema, const std::string& name)
{
    if (const std::size_t offset = tooDeepAt(text); offset != std::string_view::npos)
        return fail(ErrorCode::report, "not an Assay report: nested too deeply");
    try {
        const nlohmann::json document = nlohmann::json::parse(text);
        if (const std::string form = foreignForm(document); !form.empty())
            return fail(ErrorCode::report,
                "its schema is " + form
                    + " and this Assay reads assay-report/1: open it with the version that wrote it, or a newer one");
        valijson::Validator validator;
        valijson::ValidationResults results;
        if (!validator.validate(schema.parsed(), Adapter(document), &results))
            return fail(ErrorCode::report, "not a valid " + name + ": " + complaintOf(results));
    } catch (const nlohmann::json::parse_error& error) {
        return tl::unexpected(brokenJson(text, error.byte == 0 ? 0 : error.byte - 1));
    } catch (const std::exception& error) {
        return fail(ErrorCode::report, std::string("not a readable report: ") + error.what());
    }
    return {};
}

} // namespace

Result<void> validateReport(std::string_view text)
{
    static const Schema schema(nlohmann::json::parse(reportSchema()));
    return validate(text, schema, "assay-report/1");
}

Result<void> validateForReading(std::string_view text)
{
    static const Schema schema(tolerant(nlohmann::json::parse(reportSchema())));
    return validate(text, schema, "assay-report/1");
}

Result<void> validateComparison(std::string_view text)
{
    static const Schema schema(nlohmann::json::parse(comparisonSchema()));
    return validate(text, schema, "assay-comparison/1");
}

} // namespace assay
