// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/answers.h"

#include <string>

namespace assay
{

// Templates, so that the JSON library stays out of the header.

template <class Json>
[[nodiscard]] Json bindingJson(const Binding& binding)
{
    Json json = Json::object();
    const auto add = [](Json& to, const char* key, const std::string& text) {
        if (!text.empty())
            to[key] = text;
    };
    add(json, "measure", binding.measure);
    add(json, "limit", binding.limit);
    add(json, "value", binding.value);
    add(json, "sound", binding.sound);
    for (const BoundPlace& place : binding.places) {
        Json entry { { "start", place.start }, { "end", place.end } };
        add(entry, "channel", place.channel);
        entry["sound"] = place.sound;
        json["places"].push_back(std::move(entry));
    }
    return json;
}

/// One entry of the report's "answers".
template <class Json>
[[nodiscard]] Json answerJson(const AnswerRecord& record)
{
    Json json { { "event", nameOf(record.event) } };
    if (!record.programme.empty())
        json["programme"] = record.programme;
    if (record.check.empty())
        json["rule"] = record.rule;
    else
        json["check"] = record.check;
    json["answer"] = record.answer;
    json["person"] = record.person;
    json["organisation"] = record.organisation;
    json["at"] = record.at;
    json["why"] = record.why;
    json["bound_to"] = bindingJson<Json>(record.boundTo);
    if (!record.reason.empty())
        json["reason"] = record.reason;
    return json;
}

/// Such an entry, read; it is valid against the schema.
template <class Json>
[[nodiscard]] AnswerRecord readAnswer(const Json& json)
{
    const auto text = [](const Json& from, const char* key) { return from.value(key, std::string()); };
    AnswerRecord record;
    record.event = answerEventNamed(text(json, "event")).value_or(AnswerRecord::Event::lapsed);
    record.programme = text(json, "programme");
    record.rule = text(json, "rule");
    record.check = text(json, "check");
    record.answer = text(json, "answer");
    record.person = text(json, "person");
    record.organisation = text(json, "organisation");
    record.at = text(json, "at");
    record.why = text(json, "why");
    record.reason = text(json, "reason");
    const Json bound = json.value("bound_to", Json::object());
    record.boundTo
        = Binding { text(bound, "measure"), text(bound, "limit"), text(bound, "value"), text(bound, "sound") };
    for (const Json& place : bound.value("places", Json::array()))
        record.boundTo.places.push_back({ place.at("start").template get<FrameCount>(),
            place.at("end").template get<FrameCount>(), text(place, "channel"), text(place, "sound") });
    return record;
}

} // namespace assay
