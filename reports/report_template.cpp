// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/report_template.h"

#include "core/base/atomic_file.h"
#include "core/base/path.h"
#include "specs/table_reader.h"

namespace assay
{

namespace
{

constexpr std::size_t largestLogo = 4'000'000; // bytes: it is in every report

Result<void> readLogo(ReportTemplate& house, const std::filesystem::path& file)
{
    auto bytes = readWholeFile(file, largestLogo);
    if (!bytes)
        return tl::unexpected(bytes.error());
    if (bytes->starts_with("\x89PNG\r\n"))
        house.logoType = "image/png";
    else if (bytes->starts_with("\xFF\xD8\xFF"))
        house.logoType = "image/jpeg";
    else
        return fail(ErrorCode::unsupported, "a logo must be a PNG or JPEG picture", file);
    house.logo = std::move(*bytes);
    return {};
}

} // namespace

Result<ReportTemplate> readReportTemplate(const std::filesystem::path& file)
{
    const auto text = readWholeFile(file);
    if (!text)
        return tl::unexpected(text.error());
    const auto root = parseToml(*text, file);
    if (!root)
        return tl::unexpected(root.error());
    Problems problems { file };
    const TableReader table(*root, "a report template", { "house", "title", "client", "reference", "logo" }, problems);
    ReportTemplate house;
    house.house = table.text("house").value_or("");
    house.title = table.text("title").value_or("");
    house.client = table.text("client").value_or("");
    house.reference = table.text("reference").value_or("");
    const std::string logo = table.text("logo").value_or("");
    if (!problems.errors.empty())
        return tl::unexpected(problems.errors.front());
    if (!logo.empty()) {
        if (const auto read = readLogo(house, file.parent_path() / fromUtf8(logo)); !read)
            return tl::unexpected(read.error());
    }
    return house;
}

} // namespace assay
