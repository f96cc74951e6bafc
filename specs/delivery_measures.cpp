// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/measure/delivery_specs.h"
#include "specs/delivery.h"
#include "specs/wording.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <map>

namespace assay
{

namespace
{

using Programmes = std::span<const DeliveredProgramme>;

bool isBed(const DeliveredProgramme& programme)
{
    return programme.isBed;
}

constexpr const char* tooFew = "fewer than two programmes have it";

/// One programme's value, exact where it is a count of samples.
struct Figure {
    const DeliveredProgramme* programme;
    double value;
};

/// The value most programmes have; of equals, the one met first.
double usualOf(const std::vector<Figure>& known)
{
    std::map<double, int> counts;
    for (const Figure& entry : known)
        ++counts[entry.value];
    return std::ranges::max_element(known, {}, [&](const Figure& entry) { return counts[entry.value]; })->value;
}

double medianOf(const std::vector<Figure>& known)
{
    std::vector<double> values;
    for (const Figure& entry : known)
        values.push_back(entry.value);
    std::ranges::sort(values);
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2.0;
}

/// Largest less smallest, and how far each is from `centre`.
Measurement spread(const MeasureSpec& spec, const std::vector<Figure>& known, double centre)
{
    const auto [least, most] = std::ranges::minmax_element(known, {}, &Figure::value);
    const double value = most->value - least->value;
    Measurement result = spec.kind == ValueKind::integer
        ? measured(spec, static_cast<std::int64_t>(std::llround(value)))
        : measured(spec, value);
    for (const Figure& entry : known)
        result.channels.push_back({ entry.programme->name, entry.value - centre });
    return result;
}

/// A count of samples at the highest rate, so that programmes of different rates compare.
double samplesAt(FrameCount frames, int rate, int highest)
{
    return rate == highest || rate <= 0 ? static_cast<double>(frames) : std::round(toSeconds(frames, rate) * highest);
}

int highestRate(Programmes programmes)
{
    int highest = 0;
    for (const DeliveredProgramme& programme : programmes)
        highest = std::max(highest, programme.time.sampleRate);
    return highest;
}

Measurement sameLength(Programmes programmes)
{
    const MeasureSpec& spec = deliverySpec("delivery.same_length");
    if (programmes.size() < 2)
        return notApplicable(spec, tooFew);
    std::vector<Figure> known;
    for (const DeliveredProgramme& programme : programmes)
        known.push_back(
            { &programme, samplesAt(programme.frames, programme.time.sampleRate, highestRate(programmes)) });
    return spread(spec, known, usualOf(known));
}

Measurement sameStart(Programmes programmes)
{
    const MeasureSpec& spec = deliverySpec("delivery.same_start");
    std::vector<Figure> known;
    std::vector<std::string> silent;
    for (const DeliveredProgramme& programme : programmes) {
        if (programme.time.start)
            known.push_back(
                { &programme, samplesAt(*programme.time.start, programme.time.sampleRate, highestRate(programmes)) });
        else
            silent.push_back(programme.name);
    }
    if (known.empty())
        return notApplicable(spec, "no file states where it starts");
    if (!silent.empty())
        return notMeasured(spec, "no start is stated in " + listed(silent, "or"));
    return known.size() < 2 ? notApplicable(spec, tooFew) : spread(spec, known, usualOf(known));
}

/// How far apart one measure is; `notMeasured` where it is not known of one of them.
Measurement match(std::string_view id, std::string_view measure, Programmes programmes)
{
    const MeasureSpec& spec = deliverySpec(id);
    std::vector<Figure> known;
    for (const DeliveredProgramme& programme : programmes) {
        const Measurement* found = programme.measures->find(measure);
        const auto value = found != nullptr && found->value ? numberIn(*found->value) : std::nullopt;
        if (value)
            known.push_back({ &programme, *value });
        else if (found == nullptr || found->state == MeasureState::notMeasured)
            return notMeasured(spec, fmt::format("{} of {} is not known", measure, programme.name));
    }
    return known.size() < 2 ? notApplicable(spec, tooFew) : spread(spec, known, medianOf(known));
}

/// Sentences about programmes that differ from the most in what one measure says.
void addOddOnes(std::vector<std::string>& odd, std::string_view measure, Programmes programmes)
{
    std::vector<std::pair<const DeliveredProgramme*, std::string>> said;
    std::map<std::string, int> counts;
    for (const DeliveredProgramme& programme : programmes) {
        const Measurement* found = programme.measures->find(measure);
        if (found == nullptr || !found->value)
            continue;
        said.emplace_back(&programme, quoted(*found->value, found->unit));
        ++counts[said.back().second];
    }
    if (counts.size() < 2)
        return;
    const std::string usual
        = std::ranges::max_element(said, {}, [&](const auto& entry) { return counts[entry.second]; })->second;
    for (const auto& [programme, value] : said) {
        if (value != usual)
            odd.push_back(fmt::format("{} has {}, most have {}", programme->name, value, usual));
    }
}

Measurement oddOnes(std::string_view id, std::span<const std::string_view> properties, Programmes programmes)
{
    if (programmes.size() < 2)
        return notApplicable(deliverySpec(id), tooFew);
    std::vector<std::string> odd;
    for (const std::string_view measure : properties)
        addOddOnes(odd, measure, programmes);
    return measured(deliverySpec(id), std::move(odd));
}

Measurement isrcUnique(Programmes programmes)
{
    std::map<std::string, std::vector<std::string>> owners;
    for (const DeliveredProgramme& programme : programmes) {
        const Measurement* found = programme.measures->find("isrc.value");
        const auto* codes
            = found != nullptr && found->value ? std::get_if<std::vector<std::string>>(&*found->value) : nullptr;
        for (const std::string& code : codes != nullptr ? *codes : std::vector<std::string>())
            owners[code].push_back(programme.name);
    }
    if (owners.empty())
        return notApplicable(deliverySpec("delivery.isrc_unique"), "no file holds an ISRC");
    std::vector<std::string> twice;
    for (const auto& [code, names] : owners) {
        if (names.size() > 1)
            twice.push_back(fmt::format("{} stands in {}", code, listed(names, "and")));
    }
    return measured(deliverySpec("delivery.isrc_unique"), std::move(twice));
}

} // namespace

MeasurementSet deliveryMeasures(Programmes all)
{
    std::vector<DeliveredProgramme> programmes(all.begin(), all.end());
    std::erase_if(programmes, &isBed);
    static constexpr std::array<std::string_view, 4> format { "format.sample_rate", "format.bit_depth",
        "format.sample_format", "format.frame_rate" };
    static constexpr std::array<std::string_view, 1> layout { "format.layout" };
    MeasurementSet out;
    double seconds = 0.0;
    for (const DeliveredProgramme& programme : programmes)
        seconds += toSeconds(programme.frames, programme.time.sampleRate);
    out.add(measured(deliverySpec("delivery.programmes"), static_cast<std::int64_t>(programmes.size())));
    out.add(measured(deliverySpec("delivery.duration"), seconds));
    out.add(sameLength(programmes));
    out.add(sameStart(programmes));
    out.add(oddOnes("delivery.same_format", format, programmes));
    out.add(oddOnes("delivery.same_layout", layout, programmes));
    out.add(match("delivery.loudness_match", "loudness.integrated", programmes));
    out.add(match("delivery.range_match", "loudness.range", programmes));
    out.add(match("delivery.dialogue_match", "loudness.dialogue", programmes));
    out.add(match("delivery.head_match", "silence.head", programmes));
    out.add(match("delivery.tail_match", "silence.tail", programmes));
    out.add(isrcUnique(programmes));
    return out;
}

} // namespace assay
