// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/frames.h"
#include "core/base/result.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay
{

struct Report;
struct Finding;
struct ProgrammeRecord;

/// A place that an answer covers, and the sound there.
struct BoundPlace {
    FrameCount start = 0;
    FrameCount end = 0;
    std::string channel {};
    std::string sound; ///< fingerprint of the place and a second on either side; empty: unknown
};

/// What an answer is about. It holds as long as that is the same.
struct Binding {
    std::string measure {};
    std::string limit {}; ///< as the finding told it
    std::string value {}; ///< what was measured, as JSON; for what is no matter of the sound
    std::string sound {}; ///< fingerprint of the whole programme, or of all; empty: unknown
    std::vector<BoundPlace> places {};
};

/// One entry of the history of answers. Entries are added, never changed or taken out; the last one counts.
struct AnswerRecord {
    enum class Event {
        given,
        withdrawn,
        carried, ///< came along from an earlier version
        lapsed, ///< did not: `reason` says why
    };

    Event event = Event::given;
    std::string programme {}; ///< or package; empty: a finding of the delivery, or a manual check
    std::string rule {};
    std::string check {}; ///< the manual check, instead of a rule
    std::string answer {}; ///< answers::..., or "pass" and "fail" for a manual check
    std::string person {};
    std::string organisation {};
    std::string at {}; ///< UTC, ISO 8601: when the person answered
    std::string why {};
    Binding boundTo {};
    std::string reason {};
};

[[nodiscard]] std::string_view nameOf(AnswerRecord::Event event); ///< "given", ...
[[nodiscard]] std::optional<AnswerRecord::Event> answerEventNamed(std::string_view name);

/// What is answered: a finding by its programme and rule, or a manual check.
struct AnswerTarget {
    std::string programme {};
    std::string rule {};
    std::string check {};
};

/// The entry that counts for a target; nullptr where nobody answered, or it was withdrawn or lapsed.
[[nodiscard]] const AnswerRecord* answerTo(const Report& report, const AnswerTarget& target);

/// The answer of a manual check that counts: "pass", "fail"; empty: open.
[[nodiscard]] std::string manualAnswer(const Report& report, std::string_view check);

/// Adds an entry, binds it to the sound as it is, and settles the report anew. `record` says what, who, when and why.
/// Errors: `usage` where there is no such finding or check, or nothing to answer about it.
[[nodiscard]] Result<Report> answered(Report report, AnswerRecord record);

/// Takes over the history of an earlier version. Each answer that counts there is carried where the finding is the same
/// and the sound around every place of it unchanged, be it at another time; else it lapses, with the reason.
[[nodiscard]] Report withAnswersOf(Report report, const Report& earlier);

/// Puts the answers that count and still fit into the findings, and makes all verdicts from them.
[[nodiscard]] Report settled(Report report);

} // namespace assay
