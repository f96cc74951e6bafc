// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/inspect/inspect.h"
#include "specs/evaluate.h"
#include "specs/loader.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <string>
#include <string_view>

namespace assay::test
{

inline const MeasureSpec& spec(std::string_view id)
{
    const MeasureSpec* found = catalogue().find(id);
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
    std::vector<std::string> channels { "L", "R", "C", "LFE", "Ls", "Rs" };

    void set(std::string_view id, Value value) { measures.add(measured(spec(id), std::move(value))); }
    [[nodiscard]] Subject subject() const
    {
        return { role, layout, { sampleRate, {}, {} }, frames, measures, channels };
    }
};

/// A profile from the text of its rules.
inline LoadedProfile loadText(const std::string& text)
{
    const std::vector<ProfileDraft> all = builtInDrafts(catalogue());
    return resolved(readDraft({ text, "test.toml", false }, catalogue()), all);
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
