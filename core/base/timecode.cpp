// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/timecode.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace assay
{

namespace
{

struct NamedRate {
    std::string_view name;
    FrameRate rate;
};

constexpr std::array namedRates {
    NamedRate { "23.976", { 24000, 1001, false } },
    NamedRate { "23.98", { 24000, 1001, false } },
    NamedRate { "24", { 24, 1, false } },
    NamedRate { "25", { 25, 1, false } },
    NamedRate { "29.97", { 30000, 1001, false } },
    NamedRate { "29.97DF", { 30000, 1001, true } },
    NamedRate { "30", { 30, 1, false } },
    NamedRate { "47.952", { 48000, 1001, false } },
    NamedRate { "48", { 48, 1, false } },
    NamedRate { "50", { 50, 1, false } },
    NamedRate { "59.94", { 60000, 1001, false } },
    NamedRate { "59.94DF", { 60000, 1001, true } },
    NamedRate { "60", { 60, 1, false } },
};

std::optional<int> parseInt(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc {} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

// Two frame numbers are dropped at every minute but each tenth (four at 59.94): SMPTE ST 12-1, 6.3.
FrameCount droppedPerMinute(const FrameRate& rate)
{
    return rate.nominal() / 15;
}

FrameCount numberOfPictureFrame(FrameCount picture, const FrameRate& rate)
{
    if (!rate.drop)
        return picture;
    const FrameCount dropped = droppedPerMinute(rate);
    const FrameCount perMinute = rate.nominal() * 60 - dropped;
    const FrameCount perTenMinutes = rate.nominal() * 600 - 9 * dropped;
    const FrameCount tens = picture / perTenMinutes;
    const FrameCount rest = picture % perTenMinutes;
    const FrameCount minutes = rest < rate.nominal() * 60 ? 0 : 1 + (rest - rate.nominal() * 60) / perMinute;
    return picture + dropped * (9 * tens + minutes);
}

} // namespace

int FrameRate::nominal() const
{
    return (numerator + denominator - 1) / denominator;
}

std::optional<FrameRate> parseFrameRate(std::string_view text)
{
    for (const NamedRate& named : namedRates) {
        if (named.name == text)
            return named.rate;
    }
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos)
        return std::nullopt;
    const auto numerator = parseInt(text.substr(0, slash));
    const auto denominator = parseInt(text.substr(slash + 1));
    if (!numerator || !denominator || *numerator <= 0 || *denominator <= 0 || *numerator / *denominator > 1000)
        return std::nullopt;
    return FrameRate { *numerator, *denominator, false };
}

std::string nameOf(const FrameRate& rate)
{
    for (const NamedRate& named : namedRates) {
        if (named.rate.drop == rate.drop
            && static_cast<std::int64_t>(named.rate.numerator) * rate.denominator
                == static_cast<std::int64_t>(rate.numerator) * named.rate.denominator)
            return std::string(named.name);
    }
    return std::to_string(rate.numerator) + '/' + std::to_string(rate.denominator) + (rate.drop ? "DF" : "");
}

std::string formatTimecode(FrameCount frame, int sampleRate, const FrameRate& rate)
{
    // Exact integer arithmetic: picture = floor(frame * numerator / (rate * denominator)).
    const FrameCount divisor = static_cast<FrameCount>(sampleRate) * rate.denominator;
    const FrameCount whole = frame / divisor * rate.numerator;
    FrameCount picture = whole + (frame % divisor) * rate.numerator / divisor;
    picture = numberOfPictureFrame(std::max<FrameCount>(picture, 0), rate);
    const FrameCount nominal = rate.nominal();
    const FrameCount seconds = picture / nominal;
    std::array<char, 48> text {};
    std::snprintf(text.data(), text.size(), "%02d:%02d:%02d%c%02d", static_cast<int>(seconds / 3600 % 24),
        static_cast<int>(seconds / 60 % 60), static_cast<int>(seconds % 60), rate.drop ? ';' : ':',
        static_cast<int>(picture % nominal));
    return text.data();
}

std::optional<FrameCount> parseTimecode(std::string_view text, int sampleRate, const FrameRate& rate)
{
    if (text.size() != 11 || text[2] != ':' || text[5] != ':' || (text[8] != ':' && text[8] != ';'))
        return std::nullopt;
    const auto hours = parseInt(text.substr(0, 2));
    const auto minutes = parseInt(text.substr(3, 2));
    const auto seconds = parseInt(text.substr(6, 2));
    const auto frames = parseInt(text.substr(9, 2));
    if (!hours || !minutes || !seconds || !frames || *hours < 0 || *hours > 23 || *minutes < 0 || *minutes > 59
        || *seconds < 0 || *seconds > 59 || *frames < 0 || *frames >= rate.nominal())
        return std::nullopt;
    const FrameCount totalMinutes = *hours * 60 + *minutes;
    FrameCount picture = (totalMinutes * 60 + *seconds) * rate.nominal() + *frames;
    if (rate.drop)
        picture -= droppedPerMinute(rate) * (totalMinutes - totalMinutes / 10);
    // The first audio frame that falls into this picture frame: rounded up, so that formatting gives the same text
    // back.
    const FrameCount scaled = picture * sampleRate * rate.denominator;
    return (scaled + rate.numerator - 1) / rate.numerator;
}

namespace
{

// Beyond these the integer arithmetic of a timecode could overflow; a hostile report may claim anything.
constexpr FrameCount longestSeconds = 366LL * 24 * 3600; // s; a year of sound
constexpr int highestSampleRate = 100'000'000; // Hz
constexpr int highestNumerator = 500'000; // 120000/1001 is the highest rate in use
constexpr int highestDenominator = 2'000;

bool isPlausible(const FrameRate& rate, int sampleRate)
{
    return rate.numerator > 0 && rate.numerator <= highestNumerator && rate.denominator > 0
        && rate.denominator <= highestDenominator && sampleRate > 0 && sampleRate <= highestSampleRate;
}

} // namespace

std::optional<std::string> timecodeAt(const TimeBase& base, FrameCount frame)
{
    if (!base.rate || !isPlausible(*base.rate, base.sampleRate))
        return std::nullopt;
    const FrameCount start = base.start.value_or(0);
    const FrameCount longest = longestSeconds * base.sampleRate;
    if (start < 0 || start > longest || frame < -start || frame > longest)
        return std::nullopt;
    return formatTimecode(start + frame, base.sampleRate, *base.rate);
}

std::string momentAt(const TimeBase& base, FrameCount frame)
{
    return timecodeAt(base, frame).value_or(formatClock(toSeconds(frame, base.sampleRate)));
}

std::string formatClock(double seconds)
{
    const auto milliseconds = static_cast<std::int64_t>(std::llround(std::max(seconds, 0.0) * 1000.0));
    std::array<char, 48> text {};
    std::snprintf(text.data(), text.size(), "%02d:%02d:%02d.%03d", static_cast<int>(milliseconds / 3600000),
        static_cast<int>(milliseconds / 60000 % 60), static_cast<int>(milliseconds / 1000 % 60),
        static_cast<int>(milliseconds % 1000));
    return text.data();
}

} // namespace assay
