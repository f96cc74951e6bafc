// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/coding_history.h"

#include "core/metadata/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>

namespace assay
{

namespace
{

constexpr std::string_view order = "AFBWMT"; // EBU R 98, 1
constexpr std::array<std::string_view, 8> algorithms { "ANALOGUE", "PCM", "MPEG1L1", "MPEG1L2", "MPEG1L3", "MPEG2L1",
    "MPEG2L2", "MPEG2L3" }; // EBU R 98, 1
constexpr std::array<std::string_view, 4> modes { "mono", "stereo", "dual-mono", "joint-stereo" }; // EBU R 98, 1
constexpr std::size_t mostLines = 1000; // looked at of one history

struct Field {
    std::string_view key; // "A"; several letters or none where it is no field of R 98
    std::string_view value;
};

std::vector<std::string_view> linesOf(std::string_view history)
{
    std::vector<std::string_view> lines;
    while (!history.empty() && lines.size() < mostLines) {
        const std::size_t end = std::min(history.find_first_of("\r\n"), history.size());
        if (end > 0)
            lines.push_back(history.substr(0, end));
        history.remove_prefix(std::min(end + 1, history.size()));
    }
    return lines;
}

// T= is free text and the last field: commas in it part nothing.
std::vector<Field> fieldsOf(std::string_view line)
{
    std::vector<Field> fields;
    while (!line.empty()) {
        const bool isFree = trimmed(line).starts_with("T=");
        const std::size_t end = isFree ? line.size() : std::min(line.find(','), line.size());
        const std::string_view part = trimmed(line.substr(0, end));
        line.remove_prefix(std::min(end + 1, line.size()));
        const std::size_t equals = part.find('=');
        if (equals == std::string_view::npos)
            fields.push_back({ {}, part });
        else
            fields.push_back({ part.substr(0, equals), part.substr(equals + 1) });
    }
    return fields;
}

std::optional<int> numberOf(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc {} || end != text.data() + text.size() || value < 0)
        return std::nullopt;
    return value;
}

bool isKnownValue(const Field& field)
{
    switch (field.key.front()) {
    case 'A':
        return std::ranges::find(algorithms, field.value) != algorithms.end();
    case 'M':
        return std::ranges::find(modes, field.value) != modes.end();
    case 'T':
        return true;
    default:
        return numberOf(field.value).has_value();
    }
}

std::optional<std::string> deviationOf(const Field& field, std::size_t& furthest)
{
    const std::size_t place = field.key.size() == 1 ? order.find(field.key) : std::string_view::npos;
    if (field.key.empty())
        return fmt::format("\"{}\" is no field", fieldText(field.value.substr(0, 40)));
    if (place == std::string_view::npos)
        return fmt::format("{}= is no field of R 98", fieldText(field.key.substr(0, 40)));
    if (place < furthest)
        return fmt::format("{}= stands too late: the order is A, F, B, W, M, T", field.key);
    furthest = place + 1;
    if (!isKnownValue(field))
        return fmt::format("{}={} is no value of R 98", field.key, fieldText(field.value.substr(0, 40)));
    return std::nullopt;
}

} // namespace

std::vector<CodingProcess> codingProcesses(std::string_view history)
{
    std::vector<CodingProcess> processes;
    for (const std::string_view line : linesOf(history)) {
        CodingProcess process;
        for (const Field& field : fieldsOf(line)) {
            if (field.key == "A")
                process.algorithm = fieldText(field.value);
            else if (field.key == "F")
                process.sampleRate = numberOf(field.value);
            else if (field.key == "B")
                process.bitRate = numberOf(field.value);
            else if (field.key == "W")
                process.bits = numberOf(field.value);
            else if (field.key == "M")
                process.mode = fieldText(field.value);
            else if (field.key == "T")
                process.text = fieldText(field.value);
        }
        if (process != CodingProcess {})
            processes.push_back(std::move(process));
    }
    return processes;
}

std::vector<std::string> codingHistoryDeviations(std::string_view history)
{
    constexpr std::size_t mostDeviations = 20; // told of one history
    std::vector<std::string> deviations;
    std::size_t number = 0;
    for (const std::string_view line : linesOf(history)) {
        ++number;
        std::size_t furthest = 0;
        for (const Field& field : fieldsOf(line)) {
            if (const auto deviation = deviationOf(field, furthest))
                deviations.push_back(fmt::format("line {}: {}", number, *deviation));
            if (deviations.size() == mostDeviations)
                return deviations;
        }
    }
    if (!history.empty() && !history.ends_with("\r\n"))
        deviations.emplace_back("the last line does not end with CR LF");
    return deviations;
}

std::optional<int> channelsOfMode(std::string_view mode)
{
    if (mode == "mono")
        return 1;
    return std::ranges::find(modes, mode) == modes.end() ? std::nullopt : std::optional(2);
}

} // namespace assay
