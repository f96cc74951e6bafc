// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/dialogue.h"

#include "core/dsp/grid.h"
#include "core/dsp/speech_time.h"
#include "core/inspect/speech_lane.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace assay
{

namespace
{

constexpr MeasureSpec dialogue { "loudness.dialogue", Unit::lufs, ValueKind::number,
    "Ungated loudness of the whole mix over speech time; loudness.dialogue_method says how that was found. By a "
    "dialogue stem: where the momentary loudness of the stem is above -60 LUFS and less than 20 LU below its "
    "integrated, pauses under 0.3 s filled, sounds under 0.2 s dropped",
    "ITU-R BS.1770-1 (no gates) over speech; detection: design values" };
constexpr MeasureSpec share { "loudness.dialogue_share", Unit::percent, ValueKind::number,
    "Speech time over programme time; its places are the speech", "speech-gated measurement practice" };
constexpr MeasureSpec range { "loudness.dialogue_range", Unit::lu, ValueKind::number,
    "Loudness range of the mix over speech time, the rest cut out", "EBU Tech 3342 v4 over speech" };
constexpr MeasureSpec toProgramme { "loudness.dialogue_to_programme", Unit::lu, ValueKind::number,
    "Loudness of the programme less that of its dialogue (LDR)", "EBU R 128 s4 (11/2023)" };
constexpr MeasureSpec method { "loudness.dialogue_method", Unit::none, ValueKind::text,
    "How the time of speech was found", "speech-gated measurement practice" };
constexpr MeasureSpec ofStem { "loudness.dialogue_stem", Unit::lufs, ValueKind::number,
    "Ungated loudness of the dialogue stem alone over the same speech time", "ITU-R BS.1770-1 (no gates) over speech" };
constexpr MeasureSpec separation { "loudness.dialogue_separation", Unit::lu, ValueKind::number,
    "Loudness of the dialogue stem over speech time less that of all else that sounds meanwhile (the mix without the "
    "stem, by power)",
    "speech-gated measurement practice" };
constexpr MeasureSpec detected { "loudness.dialogue_detected", Unit::lufs, ValueKind::number,
    "Ungated loudness of the whole mix over the speech that a detector hears in it (probability of 100 ms from 0.65 "
    "on, until it falls below 0.6; pauses under 0.3 s filled, sounds under 0.3 s dropped), also where a stem decides",
    "ITU-R BS.1770-1 (no gates) over speech; Silero VAD v6" };
constexpr MeasureSpec difference { "loudness.dialogue_difference", Unit::lu, ValueKind::number,
    "Dialogue loudness by the detector less that by the stem", "Assay: two methods, one mix" };
constexpr MeasureSpec confidence { "loudness.dialogue_confidence", Unit::percent, ValueKind::number,
    "How sure the detector is: mean distance of its probability from one half, 100 % where it is always 0 or 1",
    "Assay: own definition" };
constexpr std::array specs { dialogue, share, range, toProgramme, method, ofStem, separation, detected, difference,
    confidence };

constexpr double secondsPerStep = 1.0 / stepsPerSecond;
constexpr std::size_t enoughSpeech = 600; // steps, 60 s: so much shows whether a stem belongs to a mix, design value

// A dialogue stem and where it speaks.
struct Stem {
    const ProgrammeRecord* record;
    std::vector<double> loudness;
    SpeechTime speech;
};

// Speech in a programme, and how it is known.
struct Speech {
    SpeechTime time;
    std::string method;
    const Stem* stem = nullptr; // where it is known by one
    int lag = 0; // of the programme behind the stem, in steps
};

void addNotMeasured(ProgrammeRecord& programme, const std::string& reason)
{
    for (const MeasureSpec& spec : specs)
        programme.measures.add(notMeasured(spec, reason));
}

void addNotApplicable(ProgrammeRecord& programme, const std::string& reason)
{
    for (const MeasureSpec& spec : specs)
        programme.measures.add(notApplicable(spec, reason));
}

// Why a programme has no loudness to gate; empty where it has.
std::string whyNoLoudness(const ProgrammeRecord& programme)
{
    if (programme.measures.series().find("loudness") != nullptr)
        return "";
    const Measurement* integrated = programme.measures.find(dialogueInput);
    return integrated != nullptr && !integrated->reason.empty() ? integrated->reason : "its loudness is not known";
}

std::vector<Stem> stemsAmong(std::span<const ProgrammeRecord> programmes)
{
    std::vector<Stem> stems;
    for (const ProgrammeRecord& programme : programmes) {
        if (programme.role != "dialogue" || !whyNoLoudness(programme).empty())
            continue;
        const Series& series = programme.measures.series();
        const auto integrated = programme.measures.number(dialogueInput);
        stems.push_back({ &programme, *series.find("loudness"),
            integrated ? speechOfStem(*series.find("momentary"), Lufs { *integrated })
                       : SpeechTime(series.find("loudness")->size()) });
    }
    return stems;
}

std::string lagText(int lag)
{
    return lag == 0
        ? ""
        : fmt::format(", which lies {:.1f} s {} in it", std::abs(lag) * secondsPerStep, lag > 0 ? "later" : "earlier");
}

// What a stem says about a mix; empty where it does not belong to it.
std::optional<Speech> speechBy(const Stem& stem, std::span<const double> mix, const SyllableFit& fit)
{
    const auto spoken = static_cast<std::size_t>(std::ranges::count(stem.speech, true));
    const bool fits = fit.evidence >= fitEvidence;
    if (!fits && spoken >= enoughSpeech)
        return std::nullopt;
    const int lag = fits && std::abs(fit.lag) > 1 ? fit.lag : 0; // 100 ms: nearer than the steps can tell
    const std::string doubt = fits || spoken == 0 ? "" : ", taken to lie as the mix does: too little speech to tell";
    return Speech { shifted(stem.speech, lag, mix.size()), "dialogue stem " + stem.record->name + lagText(lag) + doubt,
        &stem, lag };
}

// The stem whose syllables lie over the mix best; of equals the one in the mix's layout.
std::optional<Speech> bestSpeech(const ProgrammeRecord& programme, std::span<const Stem> stems)
{
    const std::vector<double>& mix = *programme.measures.series().find("loudness");
    std::optional<Speech> best;
    double most = 0.0;
    for (const Stem& stem : stems) {
        const bool isItself = stem.record == &programme;
        const SyllableFit fit = isItself ? SyllableFit { 0, fitEvidence } : fitOf(mix, stem.loudness);
        auto speech = speechBy(stem, mix, fit);
        if (!speech)
            continue;
        if (isItself)
            return speech;
        const bool sameLayout = stem.record->layout.name == programme.layout.name;
        const double weight = fit.evidence + (sameLayout ? 0.1 : 0.0);
        if (!best || weight > most) {
            best = std::move(speech);
            most = weight;
        }
    }
    return best;
}

void addShare(ProgrammeRecord& programme, const SpeechTime& speech)
{
    std::vector<Place> places = placesOfSpeech(speech, programme.frames, programme.sampleRate);
    FrameCount spoken = 0;
    for (const Place& place : places)
        spoken += place.end - place.start;
    Measurement result = measured(share, 100.0 * static_cast<double>(spoken) / static_cast<double>(programme.frames));
    places.resize(std::min(places.size(), maxEvents));
    result.events = std::move(places);
    programme.measures.add(std::move(result));
}

void addStemLevels(ProgrammeRecord& programme, const Speech& speech, double mixPower)
{
    if (speech.stem == nullptr) {
        programme.measures.add(notMeasured(ofStem, "no dialogue stem of this mix was delivered"));
        return programme.measures.add(notMeasured(separation, "no dialogue stem of this mix was delivered"));
    }
    const auto power
        = powerOverSpeech(speech.stem->loudness, shifted(speech.time, -speech.lag, speech.stem->loudness.size()));
    if (!power) {
        programme.measures.add(notApplicable(ofStem, "no speech in the dialogue stem"));
        return programme.measures.add(notApplicable(separation, "no speech in the dialogue stem"));
    }
    programme.measures.add(measured(ofStem, loudnessOf(*power).value()));
    programme.measures.add(*power < mixPower
            ? measured(separation, (loudnessOf(*power) - loudnessOf(mixPower - *power)).value())
            : notApplicable(separation, "the mix is not louder than the dialogue stem alone"));
}

void addLevels(ProgrammeRecord& programme, const Speech& speech)
{
    const std::vector<double>& levels = *programme.measures.series().find("loudness");
    const auto power = powerOverSpeech(levels, speech.time);
    if (!power) {
        for (const MeasureSpec& spec : { dialogue, range, toProgramme, ofStem, separation })
            programme.measures.add(notApplicable(spec, "no speech in it by the " + speech.method));
        return;
    }
    const Lufs loudness = loudnessOf(*power);
    programme.measures.add(measured(dialogue, loudness.value()));
    const auto found = rangeOverSpeech(levels, speech.time);
    programme.measures.add(
        found ? measured(range, (found->high - found->low).value()) : notApplicable(range, "less than 3 s of speech"));
    const auto integrated = programme.measures.number(dialogueInput);
    programme.measures.add(integrated ? measured(toProgramme, *integrated - loudness.value())
                                      : notApplicable(toProgramme, "the programme has no integrated loudness"));
    addStemLevels(programme, speech, *power);
}

// What a detector heard; empty where none listened.
std::optional<Speech> detectedSpeech(const ProgrammeRecord& programme)
{
    const std::vector<double>* const track = programme.measures.series().find(speechTrack);
    const Measurement* const detector = programme.measures.find(speechLaneSpecs().front().id);
    if (track == nullptr || detector == nullptr || !detector->value)
        return std::nullopt;
    return Speech { speechOfProbabilities(*track), "speech detector " + std::get<std::string>(*detector->value) };
}

void addDetected(ProgrammeRecord& programme, const std::optional<Speech>& heard, const std::string& whyNot)
{
    if (!heard) {
        for (const MeasureSpec& spec : { detected, difference, confidence })
            programme.measures.add(notMeasured(spec, whyNot));
        return;
    }
    const Series& series = programme.measures.series();
    double sum = 0.0;
    for (const double probability : *series.find(speechTrack))
        sum += std::abs(2.0 * probability - 1.0);
    const auto steps = static_cast<double>(std::max<std::size_t>(heard->time.size(), 1));
    programme.measures.add(measured(confidence, 100.0 * sum / steps));
    const auto power = powerOverSpeech(*series.find("loudness"), heard->time);
    programme.measures.add(power ? measured(detected, loudnessOf(*power).value())
                                 : notApplicable(detected, "the detector hears no speech in it"));
    const auto byStem = programme.measures.number(ofStem.id) ? programme.measures.number(dialogue.id) : std::nullopt;
    programme.measures.add(power && byStem ? measured(difference, loudnessOf(*power).value() - *byStem)
                                           : notApplicable(difference, "only one of the two methods has a value"));
}

std::string whyNotHeard(const ProgrammeRecord& programme)
{
    const Measurement* const detector = programme.measures.find(speechLaneSpecs().front().id);
    return detector != nullptr && !detector->reason.empty()
        ? detector->reason
        : "nobody has listened for speech: measure again by a profile that asks for dialogue, or with --speech";
}

std::string whyNoSpeech(bool isAnyStem)
{
    return isAnyStem ? "no dialogue stem here belongs to this mix: their syllables do not lie over each other"
                     : "no dialogue stem was delivered (--dialogue-stem names one)";
}

void measureDialogue(ProgrammeRecord& programme, std::span<const Stem> stems)
{
    if (programme.frames == 0)
        return addNotApplicable(programme, "there is no sound");
    if (programme.role == "m&e")
        return addNotApplicable(programme, "an M&E holds no dialogue; me.speech is what is heard in it");
    if (const std::string reason = whyNoLoudness(programme); !reason.empty())
        return addNotMeasured(programme, reason);
    const bool mayHaveStem = programme.role == "mix" || programme.role == "unknown" || programme.role == "dialogue";
    const auto heard = detectedSpeech(programme);
    auto speech = mayHaveStem ? bestSpeech(programme, stems) : std::nullopt;
    const std::string whyNot = whyNotHeard(programme);
    if (!speech)
        speech = heard;
    if (!speech)
        return addNotMeasured(programme, whyNoSpeech(mayHaveStem && !stems.empty()) + "; " + whyNot);
    programme.measures.add(measured(method, speech->method));
    addShare(programme, speech->time);
    addLevels(programme, *speech);
    addDetected(programme, heard, whyNot);
    std::vector<double>& track = programme.measures.series().tracks["speech"];
    track.assign(speech->time.begin(), speech->time.end());
}

} // namespace

void addDialogueMeasures(std::span<ProgrammeRecord> programmes)
{
    const std::vector<Stem> stems = stemsAmong(programmes);
    for (ProgrammeRecord& programme : programmes)
        measureDialogue(programme, stems);
}

std::span<const MeasureSpec> dialogueSpecs()
{
    return specs;
}

} // namespace assay
