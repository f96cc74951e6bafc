// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/exports.h"

#include <algorithm>
#include <array>

namespace assay
{

namespace
{

constexpr std::array tables {
    ExportTableName { ExportTable::findings, "findings-csv", ".csv", "a line for every rule and programme" },
    ExportTableName { ExportTable::places, "places-csv", ".csv", "a line for every place of what did not pass" },
    ExportTableName { ExportTable::measures, "measures-csv", ".csv", "a line for every measure, by channel too" },
    ExportTableName { ExportTable::assets, "assets-csv", ".csv", "a line for every file: size, hashes, programme" },
    ExportTableName { ExportTable::junit, "junit", ".xml", "JUnit XML, a test suite for every programme" },
    ExportTableName { ExportTable::reaper, "reaper", ".csv",
        "markers and regions for REAPER's Region/Marker Manager, from the start of the programme" },
    ExportTableName { ExportTable::proTools, "protools", ".txt",
        "markers in the layout of Pro Tools' session info as text, which marker tools import" },
    ExportTableName { ExportTable::nuendo, "nuendo", ".csv", "markers with timecode for Nuendo's CSV import" },
    ExportTableName { ExportTable::edl, "edl", ".edl",
        "markers as CMX 3600 EDL with timecode, for DaVinci Resolve (markers) and Media Composer (locators)" },
};

} // namespace

std::span<const ExportTableName> exportTables()
{
    return tables;
}

std::optional<ExportTable> exportTableNamed(std::string_view name)
{
    const auto* found = std::ranges::find(tables, name, &ExportTableName::name);
    return found == tables.end() ? std::nullopt : std::optional(found->table);
}

Result<std::string> exported(const Report& report, ExportTable table, const ExportOptions& options)
{
    switch (table) {
    case ExportTable::findings:
        return findingsCsv(report);
    case ExportTable::places:
        return placesCsv(report);
    case ExportTable::measures:
        return measuresCsv(report);
    case ExportTable::assets:
        return assetsCsv(report);
    case ExportTable::junit:
        return junitXml(report);
    case ExportTable::reaper:
    case ExportTable::proTools:
    case ExportTable::nuendo:
    case ExportTable::edl:
        return markerList(report, table, options);
    }
    return std::string();
}

} // namespace assay
