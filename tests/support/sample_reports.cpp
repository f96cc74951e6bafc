// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/sample_reports.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>

namespace assay::test
{

namespace
{

constexpr int rate = 48000; // Hz
constexpr FrameCount hop = rate / 10;
constexpr FrameCount filmFrames = FrameCount { 48 * 60 + 12 } * rate + 4 * rate / 25; // 00:48:12:04
constexpr FrameCount tenOClock = FrameCount { 10 } * 3600 * rate;
constexpr double none = std::numeric_limits<double>::quiet_NaN();

// Deterministic noise in [-1, 1]; the standard's distributions differ between libraries.
class Noise
{
public:
    double next()
    {
        m_state = m_state * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<double>(static_cast<std::int32_t>(m_state >> 32U)) / 2147483648.0;
    }

private:
    std::uint64_t m_state = 7;
};

FrameCount at(int minutes, int seconds, int pictureFrames = 0)
{
    return FrameCount { minutes * 60 + seconds } * rate + FrameCount { pictureFrames } * rate / 25;
}

std::vector<double> averaged(const std::vector<double>& levels, std::size_t width)
{
    std::vector<double> out(levels.size(), none);
    double sum = 0.0;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        sum += std::pow(10.0, levels[i] / 10.0);
        if (i >= width)
            sum -= std::pow(10.0, levels[i - width] / 10.0);
        if (i + 1 >= width)
            out[i] = rounded(10.0 * std::log10(sum / static_cast<double>(width)), levelStep);
    }
    return out;
}

// Scenes swell and fall over minutes, lines over seconds, words over tenths.
std::vector<double> filmLevels(std::size_t count, double mean)
{
    Noise noise;
    std::vector<double> levels;
    double line = 0.0;
    for (std::size_t i = 0; i < count; ++i) {
        const double minutes = static_cast<double>(i) / 600.0;
        const double scene = 4.0 * std::sin(minutes * 0.55) + 3.0 * std::sin(minutes * 1.7 + 1.0);
        const double climax = 9.0 * std::exp(-std::pow((minutes - 13.0) / 2.5, 2));
        line = 0.97 * line + 0.9 * noise.next();
        const double fade = minutes > 46.5 ? -12.0 * (minutes - 46.5) : 0.0;
        levels.push_back(mean + scene + climax + line + 2.5 * noise.next() + fade);
    }
    return levels;
}

struct Span {
    FrameCount start;
    FrameCount end;
};

Series filmSeries(FrameCount frames, double mean, const std::vector<Span>& inverted)
{
    const auto count = static_cast<std::size_t>((frames + hop - 1) / hop);
    const std::vector<double> levels = filmLevels(count, mean);
    Series series;
    series.tracks["momentary"] = averaged(levels, 4);
    series.tracks["short_term"] = averaged(levels, 30);
    Noise noise;
    for (std::size_t i = 0; i < count; ++i) {
        const auto frame = static_cast<FrameCount>(i) * hop;
        const bool flipped
            = std::ranges::any_of(inverted, [&](const Span& span) { return frame >= span.start && frame < span.end; });
        const double correlation = flipped ? -0.93 + 0.04 * noise.next() : 0.55 + 0.2 * noise.next();
        series.tracks["correlation"].push_back(rounded(correlation, correlationStep));
        const double ceiling = -2.3 + 0.1 * noise.next(); // dBTP, the mixer's limiter
        const double peak = std::min(levels[i] + 13.0 + 2.0 * noise.next(), ceiling);
        series.tracks["true_peak"].push_back(rounded(peak, levelStep));
    }
    return series;
}

void addNumber(MeasurementSet& set, const char* id, Unit unit, Value value)
{
    set.add(Measurement { .id = id, .unit = unit, .value = std::move(value) });
}

void addFormat(JudgedProgramme& entry, std::int64_t bitDepth)
{
    MeasurementSet& set = entry.programme.measures;
    addNumber(set, "format.container", Unit::none, std::string("wav"));
    addNumber(set, "format.codec", Unit::none, std::string("pcm"));
    addNumber(set, "format.sample_rate", Unit::hertz, std::int64_t { entry.programme.sampleRate });
    addNumber(set, "format.bit_depth", Unit::bits, bitDepth);
    addNumber(set, "format.duration", Unit::seconds, toSeconds(entry.programme.frames, entry.programme.sampleRate));
}

struct Levels {
    double integrated, shortTerm, momentary, range, truePeak;
};

void addLevels(JudgedProgramme& entry, const Levels& levels, Place truePeakAt)
{
    MeasurementSet& set = entry.programme.measures;
    addNumber(set, "loudness.integrated", Unit::lufs, levels.integrated);
    addNumber(set, "loudness.short_term_max", Unit::lufs, levels.shortTerm);
    addNumber(set, "loudness.momentary_max", Unit::lufs, levels.momentary);
    addNumber(set, "loudness.range", Unit::lu, levels.range);
    Measurement peak { .id = "peak.true", .unit = Unit::dbtp, .value = levels.truePeak };
    double below = 0.0;
    for (const std::string& channel : entry.programme.layout.channelNames()) {
        peak.channels.push_back(ChannelValue { channel, levels.truePeak - below });
        below += 0.7;
    }
    peak.at = std::move(truePeakAt);
    set.add(std::move(peak));
    addNumber(set, "silence.head", Unit::seconds, 0.48);
    addNumber(set, "signal.clipping", Unit::events, std::int64_t { 0 });
}

Finding levelFinding(std::string rule, std::string title, std::string measure, Unit unit, double measured,
    std::optional<double> lowest, std::optional<double> highest, std::string limit, std::string clause)
{
    Finding finding;
    finding.rule = std::move(rule);
    finding.title = std::move(title);
    finding.measure = std::move(measure);
    finding.severity = Severity::blocker;
    finding.unit = unit;
    finding.measured = measured;
    finding.lowest = lowest;
    finding.highest = highest;
    finding.limit = std::move(limit);
    finding.clause = std::move(clause);
    finding.provenance = Provenance::issuer;
    double outside = -std::numeric_limits<double>::infinity();
    if (highest)
        outside = std::max(outside, measured - *highest);
    if (lowest)
        outside = std::max(outside, *lowest - measured);
    finding.delta = outside;
    finding.state = outside > 0.0 ? FindingState::fail : FindingState::pass;
    return finding;
}

Finding factFinding(std::string rule, std::string title, std::string measure, Value measured, std::string limit)
{
    Finding finding;
    finding.rule = std::move(rule);
    finding.title = std::move(title);
    finding.measure = std::move(measure);
    finding.severity = Severity::issue;
    finding.state = FindingState::pass;
    finding.measured = std::move(measured);
    finding.limit = std::move(limit);
    finding.clause = "3.1 File format";
    finding.provenance = Provenance::issuer;
    return finding;
}

void addFilmFindings(JudgedProgramme& entry, const Levels& levels)
{
    std::vector<Finding>& findings = entry.findings;
    findings.push_back(levelFinding("integrated-loudness", "Programme loudness", "loudness.integrated", Unit::lufs,
        levels.integrated, -29.0, -25.0, "-27.0 ± 2.0 LUFS", "2.1 Loudness"));
    findings.push_back(levelFinding("true-peak", "True peak", "peak.true", Unit::dbtp, levels.truePeak, std::nullopt,
        -2.0, "at most -2.0 dBTP", "2.2 Peaks"));
    findings.push_back(levelFinding("loudness-range", "Loudness range", "loudness.range", Unit::lu, levels.range, 4.0,
        18.0, "4.0 to 18.0 LU", "2.3 Range"));
    findings.back().severity = Severity::fyi;
    findings.push_back(
        factFinding("sample-rate", "Sample rate", "format.sample_rate", std::int64_t { rate }, "48000 Hz"));
    findings.back().unit = Unit::hertz;
    findings.push_back(factFinding("bit-depth", "Bit depth", "format.bit_depth", std::int64_t { 24 }, "24 bits"));
    findings.back().unit = Unit::bits;
    findings.push_back(factFinding("container", "Container", "format.container", std::string("wav"), "wav"));
    findings.push_back(factFinding("no-clipping", "No clipped samples", "signal.clipping", std::int64_t { 0 }, "none"));
    findings.back().unit = Unit::events;
}

JudgedProgramme filmProgramme(std::string name, const char* layout, const Levels& levels)
{
    JudgedProgramme entry;
    entry.judged = true;
    ProgrammeRecord& programme = entry.programme;
    programme.name = name;
    programme.assets = { "nightfall/" + name };
    programme.role = "mix";
    programme.layout = layoutNamed(layout).value();
    programme.layoutSource = LayoutSource::declared;
    programme.sampleRate = rate;
    programme.frames = filmFrames;
    programme.startFrame = tenOClock;
    programme.frameRate = FrameRate { 25, 1, false };
    addFormat(entry, 24);
    addLevels(entry, levels, Place { at(13, 8, 2), at(13, 8, 2), "L", std::nullopt });
    addFilmFindings(entry, levels);
    return entry;
}

void addInvertedSurround(JudgedProgramme& entry, const std::vector<Span>& spans)
{
    Measurement inverted { .id = "phase.inverted", .unit = Unit::events, .value = std::int64_t { 3 } };
    for (const Span& span : spans)
        inverted.events.push_back(Place { span.start, span.end, "Ls/Rs", -0.97 });
    Finding finding
        = factFinding("no-inverted-pairs", "No channel pair inverted", "phase.inverted", std::int64_t { 3 }, "none");
    finding.state = FindingState::fail;
    finding.unit = Unit::events;
    finding.events = inverted.events;
    finding.delta = 3.0;
    finding.message = "3 places where Ls/Rs run against each other, limit none; first at 10:12:28:04";
    finding.advice = "Flip the polarity of one surround at these places and fold down to mono to check.";
    finding.clause = "house rule";
    entry.findings.push_back(std::move(finding));
    entry.programme.measures.add(std::move(inverted));
    addNumber(entry.programme.measures, "phase.correlation_min", Unit::none, -0.97);
}

Finding unmeasuredDialogue()
{
    Finding finding;
    finding.rule = "dialogue-loudness";
    finding.title = "Dialogue loudness";
    finding.measure = "loudness.dialogue";
    finding.severity = Severity::blocker;
    finding.state = FindingState::notMeasured;
    finding.unit = Unit::lufs;
    finding.limit = "-27.0 ± 2.0 LUFS";
    finding.lowest = -29.0;
    finding.highest = -25.0;
    finding.message = "Dialogue loudness could not be measured: no dialogue stem was delivered";
    finding.clause = "2.1 Loudness";
    finding.provenance = Provenance::issuer;
    return finding;
}

std::string hexOf(const std::string& text, std::size_t length)
{
    std::uint64_t state = 0xcbf29ce484222325ULL;
    std::string hex;
    for (std::size_t i = 0; i < length; ++i) {
        state = (state ^ static_cast<unsigned char>(text[i % text.size()])) * 0x100000001b3ULL;
        hex += "0123456789abcdef"[state >> 60U];
    }
    return hex;
}

} // namespace

JudgedProgramme failingFilmMix()
{
    const Levels levels { -24.1, -14.3, -11.8, 16.2, -1.6 };
    JudgedProgramme entry = filmProgramme("nightfall_102_PM_51.wav", "5.1", levels);
    const std::vector<Span> inverted { { at(12, 28, 4), at(12, 36, 11) }, { at(27, 2, 19), at(27, 4, 0) },
        { at(31, 40, 6), at(31, 51, 22) } };
    entry.programme.measures.series() = filmSeries(filmFrames, -26.5, inverted);
    std::vector<double>& peaks = entry.programme.measures.series().tracks["true_peak"];
    peaks[static_cast<std::size_t>(at(13, 8, 2) / hop)] = -1.6;
    peaks[static_cast<std::size_t>(at(14, 1, 20) / hop)] = -1.8;
    addInvertedSurround(entry, inverted);
    Finding& loudness = entry.findings[0];
    loudness.message = "Programme loudness is -24.1 LUFS, limit -27.0 ± 2.0 LUFS";
    loudness.advice = "Lower the mix by 0.9 to 4.9 LU; at -0.9 LU true peak is -2.5 dBTP, then inside its limit.";
    Finding& peak = entry.findings[1];
    peak.message = "True peak is -1.6 dBTP at 10:13:08:02 on L, limit at most -2.0 dBTP";
    peak.advice = "Lower the peaks by 0.4 dB with a true-peak limiter.";
    peak.events
        = { Place { at(13, 8, 2), at(13, 8, 3), "L", -1.6 }, Place { at(14, 1, 20), at(14, 1, 21), "C", -1.8 } };
    entry.findings.push_back(unmeasuredDialogue());
    entry.verdict = verdictOf(entry.findings, false);
    return entry;
}

JudgedProgramme passingStereo()
{
    const Levels levels { -26.6, -19.7, -16.9, 9.8, -2.9 };
    JudgedProgramme entry = filmProgramme("nightfall_102_PM_20.wav", "stereo", levels);
    entry.programme.measures.series() = filmSeries(filmFrames, -29.0, {});
    entry.verdict = verdictOf(entry.findings, false);
    return entry;
}

JudgedProgramme silentMono()
{
    JudgedProgramme entry;
    entry.judged = true;
    ProgrammeRecord& programme = entry.programme;
    programme.name = "room_tone.wav";
    programme.assets = { "nightfall/room_tone.wav" };
    programme.role = "unknown";
    programme.layout = layoutNamed("mono").value();
    programme.sampleRate = rate;
    programme.frames = FrameCount { 8 } * rate;
    addFormat(entry, 16);
    for (const char* id : { "loudness.integrated", "loudness.range", "peak.true" })
        programme.measures.add(Measurement { .id = id, .state = MeasureState::notApplicable, .reason = "silence" });
    for (const char* track : { "momentary", "short_term", "true_peak", "correlation" })
        programme.measures.series().tracks[track] = std::vector<double>(80, none);
    Finding finding = unmeasuredDialogue();
    finding.rule = "integrated-loudness";
    finding.title = "Programme loudness";
    finding.measure = "loudness.integrated";
    finding.state = FindingState::notApplicable;
    finding.message = "Programme loudness has no value: silence";
    entry.findings = { finding,
        factFinding("sample-rate", "Sample rate", "format.sample_rate", std::int64_t { rate }, "48000 Hz") };
    entry.verdict = verdictOf(entry.findings, false);
    return entry;
}

std::vector<AssetRecord> assetsOf(const JudgedProgramme& entry)
{
    std::vector<AssetRecord> assets;
    for (const std::string& path : entry.programme.assets) {
        AssetRecord asset { path, entry.programme.frames * 3 + 44 };
        asset.hashes
            = { { "md5", hexOf(path, 32) }, { "sha256", hexOf(path + "s", 64) }, { "xxh64", hexOf(path + "x", 16) } };
        asset.essenceMd5 = hexOf(path + "e", 32);
        asset.metadata["bext"] = { { "description", "Nightfall 102" }, { "originator", "Mixer" } };
        assets.push_back(std::move(asset));
    }
    return assets;
}

AssetRecord unreadableAsset(const std::string& path)
{
    AssetRecord asset { path, 1048620 };
    asset.error = Error { ErrorCode::malformed, "the file ends inside its format chunk; ask for it again", {}, 36 };
    return asset;
}

Report reportOf(std::vector<JudgedProgramme> programmes)
{
    Report report;
    report.toolVersion = "0.1.0";
    report.created = "2026-11-22T14:05:00Z";
    report.elapsedSeconds = 4.125;
    report.profile = ProfileIdentity { "example-nearfield", "1.4-2", "Example nearfield package", hexOf("p", 64),
        "built-in", false };
    std::vector<Verdict> verdicts;
    for (JudgedProgramme& entry : programmes) {
        for (AssetRecord& asset : assetsOf(entry))
            report.assets.push_back(std::move(asset));
        if (entry.judged)
            verdicts.push_back(entry.verdict);
        report.programmes.push_back(std::move(entry));
    }
    report.verdict = worst(verdicts);
    return report;
}

Report sampleDelivery()
{
    Report report = reportOf({ failingFilmMix(), passingStereo() });
    report.assets.push_back(unreadableAsset());
    report.manualChecks
        = { { "sync", "Dialogue in sync at 25 %, 50 %, 75 %" }, { "watch", "Watched from start to end" } };
    return report;
}

Report smallReport()
{
    JudgedProgramme entry = filmProgramme("small.wav", "5.1", { -22.4, -21.0, -19.5, 3.1, -0.4 });
    ProgrammeRecord& programme = entry.programme;
    programme.assets = { "small.wav" };
    programme.frames = FrameCount { 2 } * rate;
    programme.measures.add(Measurement {
        .id = "loudness.range", .unit = Unit::lu, .state = MeasureState::notMeasured, .reason = "shorter than 3 s" });
    programme.measures.add(Measurement { .id = "signal.clipping",
        .unit = Unit::events,
        .value = std::int64_t { 1 },
        .events = { Place { 1000, 1008, "L", 0.0 } } });
    programme.measures.add(Measurement { .id = "isrc.sources", .value = std::vector<std::string> { "axml", "info" } });
    programme.measures.add(Measurement { .id = "isrc.valid", .value = true });
    programme.measures.series().tracks = { { "momentary", { none, none, none, -23.1 } }, { "true_peak", { -4.2 } } };
    entry.findings.resize(2);
    entry.verdict = verdictOf(entry.findings, false);
    Report report = reportOf({ std::move(entry) });
    report.assets[0].parts = { { "fmt ", 12, 16 }, { "data", 36, 192000 } };
    report.assets[0].faults = { Fault { "riff-size-mismatch", 4, "the RIFF size says 10 bytes more than there are" } };
    return report;
}

} // namespace assay::test
