// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/measure/catalogue.h"
#include "specs/evaluate.h"
#include "specs/loader.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <string>
#include <string_view>

namespace assay::test
{

/// The measures that the profiles and these tests know, by hand: the tests do not depend on the analyzers.
inline const Catalogue& handCatalogue()
{
    using enum ValueKind;
    static const Catalogue instance(std::vector<MeasureSpec> {
        { "format.bit_depth", Unit::bits, integer, "", "" },
        { "format.channels", Unit::channels, integer, "", "" },
        { "format.container", Unit::none, text, "", "" },
        { "format.duration", Unit::seconds, number, "", "" },
        { "format.layout", Unit::none, text, "", "" },
        { "format.layout_source", Unit::none, text, "", "" },
        { "format.sample_format", Unit::none, text, "", "" },
        { "format.sample_rate", Unit::hertz, integer, "", "" },
        { "isrc.valid", Unit::none, boolean, "", "" },
        { "isrc.value", Unit::none, list, "", "" },
        { "loudness.dialogue", Unit::lufs, number, "", "" },
        { "loudness.dialogue_share", Unit::percent, number, "", "" },
        { "loudness.integrated", Unit::lufs, number, "", "" },
        { "loudness.momentary_max", Unit::lufs, number, "", "" },
        { "loudness.range", Unit::lu, number, "", "" },
        { "loudness.short_term_max", Unit::lufs, number, "", "" },
        { "peak.sample", Unit::dbfs, number, "", "" },
        { "peak.true", Unit::dbtp, number, "", "" },
        { "phase.correlation", Unit::none, number, "", "" },
        { "signal.clipping", Unit::events, events, "", "" },
        { "signal.first_sound", Unit::seconds, number, "", "" },
        { "signal.invalid_samples", Unit::events, events, "", "" },
        { "signal.last_sound", Unit::seconds, number, "", "" },
        { "signal.silence", Unit::events, events, "", "" },
        { "silence.head", Unit::seconds, number, "", "" },
        { "silence.tail", Unit::seconds, number, "", "" },
        { "structure.faults", Unit::events, events, "", "" },
    });
    return instance;
}

inline const MeasureSpec& spec(std::string_view id)
{
    const MeasureSpec* found = handCatalogue().find(id);
    if (found == nullptr)
        throw std::logic_error("no measure " + std::string(id));
    return *found;
}

/// `measured`, but also for numbers that the real function refuses.
inline Measurement raw(std::string_view id, Value value)
{
    Measurement result = measured(spec(id), std::int64_t { 0 });
    result.value = std::move(value);
    return result;
}

/// A programme to judge: 60 s of 48 kHz 5.1 unless a test says otherwise.
struct Programme {
    std::string role = "mix";
    std::string layout = "5.1";
    int sampleRate = 48000;
    FrameCount frames = FrameCount { 60 } * 48000;
    MeasurementSet measures {};

    void set(std::string_view id, Value value) { measures.add(measured(spec(id), std::move(value))); }
    [[nodiscard]] Subject subject() const { return { role, layout, { sampleRate, {}, {} }, frames, measures }; }
};

/// A profile from the text of its rules.
inline LoadedProfile loadText(const std::string& text)
{
    const std::vector<ProfileDraft> all = builtInDrafts(handCatalogue());
    return resolved(readDraft({ text, "test.toml", false }, handCatalogue()), all);
}

inline constexpr std::string_view header = "schema = 1\nid = \"test\"\nversion = \"1\"\n";

inline Profile profileOf(const std::string& rules)
{
    LoadedProfile loaded = loadText(std::string(header) + rules);
    if (!loaded.errors.empty())
        throw std::logic_error(describe(loaded.errors.front()));
    return std::move(loaded.profile);
}

/// The finding of a profile with one rule of these lines.
inline Finding judgeOne(const std::string& lines, const Programme& programme)
{
    return evaluate(profileOf("[[rule]]\nid = \"r\"\n" + lines), programme.subject()).front();
}

inline void write(const std::string& file, const std::string& text)
{
    std::ofstream(file, std::ios::binary) << text;
}

} // namespace assay::test
