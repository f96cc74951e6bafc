// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/cart.h"

#include "core/metadata/metadata_specs.h"
#include "core/metadata/text.h"

#include <array>
#include <fmt/format.h>

namespace assay
{

namespace
{

constexpr std::string_view cartSource = "AES46-2002";

constexpr std::array specs {
    MeasureSpec { "cart.version", Unit::none, ValueKind::text, "Version of the cart chunk: 0101 is 1.01.", cartSource },
    MeasureSpec { "cart.title", Unit::none, ValueKind::text, "Title in the cart chunk.", cartSource },
    MeasureSpec { "cart.artist", Unit::none, ValueKind::text, "Artist in the cart chunk.", cartSource },
    MeasureSpec { "cart.cut_id", Unit::none, ValueKind::text, "Cut number in the cart chunk.", cartSource },
    MeasureSpec { "cart.client_id", Unit::none, ValueKind::text, "Client in the cart chunk.", cartSource },
    MeasureSpec { "cart.category", Unit::none, ValueKind::text, "Category in the cart chunk.", cartSource },
    MeasureSpec { "cart.classification", Unit::none, ValueKind::text, "Classification in the cart chunk.", cartSource },
    MeasureSpec { "cart.out_cue", Unit::none, ValueKind::text, "Out cue (last words) in the cart chunk.", cartSource },
    MeasureSpec { "cart.start_date", Unit::none, ValueKind::text,
        "First day of use in the cart chunk, as stored (yyyy-mm-dd).", cartSource },
    MeasureSpec { "cart.start_time", Unit::none, ValueKind::text,
        "First time of use in the cart chunk, as stored (hh:mm:ss).", cartSource },
    MeasureSpec { "cart.end_date", Unit::none, ValueKind::text,
        "Last day of use in the cart chunk, as stored (yyyy-mm-dd).", cartSource },
    MeasureSpec { "cart.end_time", Unit::none, ValueKind::text,
        "Last time of use in the cart chunk, as stored (hh:mm:ss).", cartSource },
    MeasureSpec { "cart.producer_app", Unit::none, ValueKind::text, "Program that wrote the cart chunk.", cartSource },
    MeasureSpec { "cart.producer_app_version", Unit::none, ValueKind::text,
        "Version of the program that wrote the cart chunk.", cartSource },
    MeasureSpec { "cart.user_def", Unit::none, ValueKind::text, "User text in the cart chunk.", cartSource },
    MeasureSpec { "cart.level_reference", Unit::none, ValueKind::integer,
        "Sample value of 0 dB reference level in the cart chunk: 32768 for 0 dBFS.", cartSource },
    MeasureSpec { "cart.timers", Unit::none, ValueKind::list,
        "Post timers of the cart chunk, as use and sample: \"SEGs 48000\".", cartSource },
    MeasureSpec { "cart.url", Unit::none, ValueKind::text, "Web address in the cart chunk.", cartSource },
    MeasureSpec { "cart.tag_text", Unit::none, ValueKind::text, "Free text at the end of the cart chunk.", cartSource },
};

constexpr std::size_t fixedBytes = 2048; // AES46, 5: everything before TagText
constexpr std::size_t levelAt = 680;
constexpr std::size_t timersAt = 684;
constexpr std::size_t timerCount = 8;

struct Field {
    std::size_t at;
    std::size_t size;
    std::string_view id;
};

constexpr std::array fields {
    Field { 0, 4, "cart.version" },
    Field { 4, 64, "cart.title" },
    Field { 68, 64, "cart.artist" },
    Field { 132, 64, "cart.cut_id" },
    Field { 196, 64, "cart.client_id" },
    Field { 260, 64, "cart.category" },
    Field { 324, 64, "cart.classification" },
    Field { 388, 64, "cart.out_cue" },
    Field { 452, 10, "cart.start_date" },
    Field { 462, 8, "cart.start_time" },
    Field { 470, 10, "cart.end_date" },
    Field { 480, 8, "cart.end_time" },
    Field { 488, 64, "cart.producer_app" },
    Field { 552, 64, "cart.producer_app_version" },
    Field { 616, 64, "cart.user_def" },
    Field { 1024, 1024, "cart.url" },
};

void addField(Metadata& metadata, std::string_view id, const std::string& text)
{
    if (!text.empty())
        metadata.sections["cart"].emplace(id.substr(id.find('.') + 1), text);
    addTextMeasure(metadata, id, text);
}

void readTimers(ByteView bytes, Metadata& metadata)
{
    std::vector<std::string> timers;
    for (std::size_t i = 0; i < timerCount; ++i) {
        const std::size_t at = timersAt + 8 * i;
        const std::string usage = fieldText(charsAt(bytes, at, 4));
        if (!usage.empty())
            timers.push_back(fmt::format("{} {}", usage, uintAt(bytes, at + 4, 4, Endian::little)));
    }
    const MeasureSpec& spec = metadataSpec("cart.timers");
    if (timers.empty()) {
        metadata.measures.add(notApplicable(spec, "the cart chunk sets no timer"));
        return;
    }
    metadata.sections["cart"].emplace("timers", fmt::format("{}", fmt::join(timers, "; ")));
    metadata.measures.add(measured(spec, std::move(timers)));
}

} // namespace

std::span<const MeasureSpec> cartSpecs()
{
    return specs;
}

void readCart(ByteView bytes, std::int64_t offset, Metadata& metadata)
{
    if (bytes.size() < fixedBytes) {
        metadata.faults.push_back({ "cart-too-short", offset,
            fmt::format("the cart chunk has {} bytes and needs at least {}: its fields are not read; write it again",
                bytes.size(), fixedBytes) });
        return;
    }
    for (const Field& field : fields)
        addField(metadata, field.id, fieldText(charsAt(bytes, field.at, field.size)));
    addField(metadata, "cart.tag_text", fieldText(charsAt(bytes, fixedBytes, bytes.size())));
    const auto level = static_cast<std::int32_t>(uintAt(bytes, levelAt, 4, Endian::little));
    metadata.sections["cart"].emplace("level_reference", std::to_string(level));
    metadata.measures.add(measured(metadataSpec("cart.level_reference"), std::int64_t { level }));
    readTimers(bytes, metadata);
}

} // namespace assay
