// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/method_facts.h"

#include "reports/finding_words.h"
#include "reports/report_text.h"
#include "reports/wording.h"

#include <QLocale>
#include <algorithm>

namespace assay
{

namespace
{

void add(FactSection& section, const QString& label, const QString& text, bool isCode = false)
{
    section.facts.push_back({ label, text, isCode });
}

// How speech was found, how sure that is, and what the other way of finding it says.
QString dialogueText(const MeasurementSet& measures)
{
    const auto reading = [&](const char* id) {
        const Measurement* measurement = measures.find(id);
        return measurement != nullptr && measurement->value ? valueWithUnit(*measurement->value, measurement->unit)
                                                            : QString();
    };
    QString text = ReportText::tr("ungated loudness (BS.1770-1) over the speech found by %1")
                       .arg(reading("loudness.dialogue_method"));
    if (measures.number("loudness.dialogue_confidence"))
        text += ReportText::tr("; confidence of the detector %1").arg(reading("loudness.dialogue_confidence"));
    if (measures.number("loudness.dialogue_difference"))
        text += ReportText::tr("; by the detector %1, %2 from the stem")
                    .arg(reading("loudness.dialogue_detected"), reading("loudness.dialogue_difference"));
    return text;
}

// What the meter is, by the documents that define it. Facts of the engine, not limits.
FactSection engineFacts(const Report& report)
{
    FactSection section { ReportText::tr("Engine"), {} };
    add(section, ReportText::tr("Program"), QStringLiteral("Assay ") + fromUtf8Text(report.toolVersion));
    add(section, ReportText::tr("Loudness"),
        ReportText::tr(
            "ITU-R BS.1770-5: K-weighting, channel weights by position, absolute and relative gate. Momentary and "
            "short-term loudness as EBU Tech 3341 defines them, their maxima searched every 10 ms."));
    add(section, ReportText::tr("Loudness range"),
        ReportText::tr("EBU Tech 3342, from short-term loudness ten times a second."));
    add(section, ReportText::tr("True peak"),
        ReportText::tr(
            "ITU-R BS.1770-5 Annex 2: the highest of the oversampled and the stored samples of any channel."));
    add(section, ReportText::tr("Numbers"),
        ReportText::tr("Limits are compared with unrounded numbers; only what is printed is rounded. What could not be "
                       "measured never counts as passed."));
    for (const JudgedProgramme& entry : report.programmes) {
        if (const Measurement* method = entry.programme.measures.find("loudness.dialogue_method");
            method && method->value)
            add(section, ReportText::tr("Dialogue"),
                fromUtf8Text(entry.programme.name) + QStringLiteral(": ") + dialogueText(entry.programme.measures));
    }
    for (const JudgedProgramme& entry : report.programmes) {
        const Measurement* difference = entry.programme.measures.find("crosscheck.difference");
        if (difference == nullptr)
            continue;
        const auto reading = [&](const char* id) {
            const Measurement* measurement = entry.programme.measures.find(id);
            return measurement != nullptr && measurement->value ? valueWithUnit(*measurement->value, measurement->unit)
                                                                : QStringLiteral("–");
        };
        const QString text = difference->value
            ? ReportText::tr("Assay %1, libebur128 %2, difference %3")
                  .arg(reading("loudness.integrated"), reading("crosscheck.integrated"),
                      valueWithUnit(*difference->value, difference->unit))
            : fromUtf8Text(difference->reason);
        add(section, ReportText::tr("Second opinion"),
            fromUtf8Text(entry.programme.name) + QStringLiteral(": ") + text);
    }
    return section;
}

QString originText(const ProfileIdentity& profile)
{
    if (profile.overridesBuiltIn)
        return ReportText::tr("the user's own, in place of the built-in profile of the same id");
    return profile.origin == "built-in" ? ReportText::tr("built into Assay") : ReportText::tr("the user's own");
}

FactSection profileFacts(const Report& report)
{
    FactSection section { ReportText::tr("Profile"), {} };
    if (!report.profile) {
        add(section, ReportText::tr("Judged by"), ReportText::tr("nobody: measured only"));
        return section;
    }
    const ProfileIdentity& profile = *report.profile;
    add(section, ReportText::tr("Judged by"), fromUtf8Text(profile.title));
    add(section, ReportText::tr("Id and version"),
        fromUtf8Text(profile.id) + QLatin1Char(' ') + fromUtf8Text(profile.version));
    add(section, ReportText::tr("Origin"), originText(profile));
    add(section, ReportText::tr("SHA-256"), fromUtf8Text(profile.sha256), true);
    return section;
}

// One line where all layouts come from the same kind of place, else one a programme.
FactSection layoutFacts(const Report& report)
{
    FactSection section { ReportText::tr("Channel layouts"), {} };
    if (report.programmes.empty())
        return section;
    const LayoutSource first = report.programmes.front().programme.layoutSource;
    const bool alike = report.programmes.size() > 1 && first != LayoutSource::assumed
        && std::ranges::all_of(
            report.programmes, [&](const JudgedProgramme& entry) { return entry.programme.layoutSource == first; });
    if (alike) {
        add(section, ReportText::tr("All programmes"), wordOf(first));
        return section;
    }
    for (const JudgedProgramme& entry : report.programmes) {
        const ProgrammeRecord& programme = entry.programme;
        QStringList channels;
        for (const std::string& channel : programme.layout.channelNames())
            channels << fromUtf8Text(channel);
        add(section, fromUtf8Text(programme.layout.name),
            fromUtf8Text(programme.name) + QStringLiteral(" · ") + wordOf(programme.layoutSource)
                + QStringLiteral(" · ") + channels.join(QLatin1Char(' ')));
    }
    return section;
}

QString dotted(const QStringList& parts)
{
    QStringList said = parts;
    said.removeAll(QString());
    return said.join(QStringLiteral(" · "));
}

QString eventText(const AnswerRecord& record)
{
    switch (record.event) {
    case AnswerRecord::Event::given:
        return {};
    case AnswerRecord::Event::withdrawn:
        return ReportText::tr("withdrawn");
    case AnswerRecord::Event::carried:
        return ReportText::tr("carried over: the sound there is unchanged");
    case AnswerRecord::Event::lapsed:
        return ReportText::tr("lapsed: %1").arg(fromUtf8Text(record.reason));
    }
    return {};
}

// All that was ever answered, in order: nothing is left out of the history.
FactSection answerFacts(const Report& report)
{
    FactSection section { ReportText::tr("Answers and waivers"), {} };
    for (const AnswerRecord& record : report.answers)
        add(section, fromUtf8Text(record.check.empty() ? record.rule : record.check),
            dotted({ wordOfAnswer(record.answer), fromUtf8Text(record.why), fromUtf8Text(record.programme),
                fromUtf8Text(record.person), fromUtf8Text(record.organisation), fromUtf8Text(record.at),
                eventText(record) }));
    return section;
}

QString decisionText(Decision decision)
{
    switch (decision) {
    case Decision::approved:
        return ReportText::tr("Approved");
    case Decision::approvedWithWaivers:
        return ReportText::tr("Approved with waivers");
    case Decision::rejected:
        return ReportText::tr("Rejected");
    }
    return {};
}

FactSection signatureFacts(const Report& report)
{
    FactSection section { ReportText::tr("Signatures"), {} };
    for (const SignatureRecord& record : report.signatures) {
        const SignOff& says = record.says;
        add(section, decisionText(says.decision),
            dotted({ fromUtf8Text(says.person), fromUtf8Text(says.organisation), fromUtf8Text(says.step),
                fromUtf8Text(says.at), fromUtf8Text(says.comment) }));
        add(section, ReportText::tr("Key"), fromUtf8Text(record.publicKey), true);
    }
    if (!section.facts.empty())
        add(section, ReportText::tr("To be checked"),
            ReportText::tr("This page repeats what the report says. Whether a signature holds, assay verify tells."));
    return section;
}

QString hashLine(const AssetRecord& asset, const char* name)
{
    const auto found = asset.hashes.find(name);
    return found == asset.hashes.end() ? QString() : fromUtf8Text(found->second);
}

} // namespace

std::vector<FactSection> methodSections(const Report& report)
{
    std::vector<FactSection> sections { engineFacts(report), profileFacts(report), layoutFacts(report),
        answerFacts(report), signatureFacts(report) };
    std::erase_if(sections, [](const FactSection& section) { return section.facts.empty(); });
    return sections;
}

std::vector<Fact> identityOf(const AssetRecord& asset)
{
    if (asset.error)
        return { { ReportText::tr("unread"),
            ReportText::tr("could not be read: ") + fromUtf8Text(asset.error->message) } };
    std::vector<Fact> facts { { QStringLiteral("sha256"), hashLine(asset, "sha256"), true },
        { QStringLiteral("md5"), hashLine(asset, "md5"), true },
        { QStringLiteral("xxh64"), hashLine(asset, "xxh64"), true },
        { QStringLiteral("essence"),
            asset.essenceMd5 ? QStringLiteral("md5 ") + fromUtf8Text(*asset.essenceMd5) : QString(), true } };
    std::erase_if(facts, [](const Fact& fact) { return fact.text.isEmpty(); });
    return facts;
}

QString sizeText(const AssetRecord& asset)
{
    const QLocale english(QLocale::English);
    return english.toString(static_cast<qlonglong>(asset.size)) + ReportText::tr(" bytes");
}

QString profileLine(const Report& report)
{
    if (!report.profile)
        return ReportText::tr("Measured only: no profile has judged this delivery");
    QString text = ReportText::tr("Judged against %1, version %2")
                       .arg(fromUtf8Text(report.profile->title), fromUtf8Text(report.profile->version));
    if (report.profile->isDraft())
        text += ReportText::tr(" · DRAFT: it has numbers that nobody has held against their document");
    if (report.profile->overridesBuiltIn)
        text += ReportText::tr(" · a profile of one's own in place of the built-in one");
    return text;
}

} // namespace assay
