// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/pdf_pages.h"
#include "reports/wording.h"

#include <QLocale>
#include <algorithm>

namespace assay
{

namespace
{

constexpr double labelColumn = 104.0; // pt

void writeFact(PdfCanvas& canvas, const QString& label, const QString& text, Face face = Face::text)
{
    const Palette& palette = canvas.palette();
    const TextStyle style { face == Face::mono ? 7.0 : 8.5, palette.text, face };
    const double wide = canvas.width() - labelColumn;
    const double height = canvas.paragraph(labelColumn, 0, wide, text, style, true);
    canvas.ensure(height + 8.0);
    canvas.paragraph(0, canvas.y() + 3.5, labelColumn - 10.0, label, TextStyle { 8.5, palette.dim });
    canvas.paragraph(labelColumn, canvas.y() + 3.5, wide, text, style);
    canvas.advance(std::max(height, 12.0) + 7.0);
    canvas.hairline(canvas.y(), palette.line);
}

// What the meter is, by the documents that define it. Facts of the engine, not limits.
void writeEngine(PdfCanvas& canvas, const Report& report)
{
    canvas.heading(translated("Engine"), 60.0);
    writeFact(canvas, translated("Program"), QStringLiteral("Assay ") + fromUtf8Text(report.toolVersion));
    writeFact(canvas, translated("Loudness"),
        translated(
            "ITU-R BS.1770-5: K-weighting, channel weights by position, absolute and relative gate. Momentary and "
            "short-term loudness as EBU Tech 3341 defines them, their maxima searched every 10 ms."));
    writeFact(canvas, translated("Loudness range"),
        translated("EBU Tech 3342, from short-term loudness ten times a second."));
    writeFact(canvas, translated("True peak"),
        translated("ITU-R BS.1770-5 Annex 2: the highest of the oversampled and the stored samples of any channel."));
    writeFact(canvas, translated("Numbers"),
        translated("Limits are compared with unrounded numbers; only what is printed is rounded. What could not be "
                   "measured never counts as passed."));
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
            ? translated("Assay %1, libebur128 %2, difference %3")
                  .arg(reading("loudness.integrated"), reading("crosscheck.integrated"),
                      valueWithUnit(*difference->value, difference->unit))
            : fromUtf8Text(difference->reason);
        writeFact(
            canvas, translated("Second opinion"), fromUtf8Text(entry.programme.name) + QStringLiteral(": ") + text);
    }
}

QString originText(const ProfileIdentity& profile)
{
    if (profile.overridesBuiltIn)
        return translated("the user's own, in place of the built-in profile of the same id");
    return profile.origin == "built-in" ? translated("built into Assay") : translated("the user's own");
}

void writeProfile(PdfCanvas& canvas, const Report& report)
{
    canvas.heading(translated("Profile"), 60.0);
    if (!report.profile) {
        writeFact(canvas, translated("Judged by"), translated("nobody: measured only"));
        return;
    }
    const ProfileIdentity& profile = *report.profile;
    writeFact(canvas, translated("Judged by"), fromUtf8Text(profile.title));
    writeFact(canvas, translated("Id and version"),
        fromUtf8Text(profile.id) + QLatin1Char(' ') + fromUtf8Text(profile.version));
    writeFact(canvas, translated("Origin"), originText(profile));
    writeFact(canvas, translated("SHA-256"), fromUtf8Text(profile.sha256), Face::mono);
}

// One line where all layouts come from the same kind of place, else one a programme.
void writeLayouts(PdfCanvas& canvas, const Report& report)
{
    if (report.programmes.empty())
        return;
    canvas.heading(translated("Channel layouts"), 40.0);
    const LayoutSource first = report.programmes.front().programme.layoutSource;
    const bool alike = report.programmes.size() > 1 && first != LayoutSource::assumed
        && std::ranges::all_of(
            report.programmes, [&](const JudgedProgramme& entry) { return entry.programme.layoutSource == first; });
    if (alike) {
        writeFact(canvas, translated("All programmes"), wordOf(first));
        return;
    }
    for (const JudgedProgramme& entry : report.programmes) {
        const ProgrammeRecord& programme = entry.programme;
        QStringList channels;
        for (const std::string& channel : programme.layout.channelNames())
            channels << fromUtf8Text(channel);
        writeFact(canvas, fromUtf8Text(programme.layout.name),
            fromUtf8Text(programme.name) + QStringLiteral(" · ") + wordOf(programme.layoutSource)
                + QStringLiteral(" · ") + channels.join(QLatin1Char(' ')));
    }
}

QString hashLine(const AssetRecord& asset, const char* name)
{
    const auto found = asset.hashes.find(name);
    return found == asset.hashes.end() ? QString() : fromUtf8Text(found->second);
}

void writeFile(PdfCanvas& canvas, const AssetRecord& asset)
{
    const Palette& palette = canvas.palette();
    const TextStyle mono { 7.0, palette.dim, Face::mono };
    std::vector<std::pair<QString, QString>> lines { { QStringLiteral("sha256"), hashLine(asset, "sha256") },
        { QStringLiteral("md5"), hashLine(asset, "md5") }, { QStringLiteral("xxh64"), hashLine(asset, "xxh64") },
        { QStringLiteral("essence"),
            asset.essenceMd5 ? QStringLiteral("md5 ") + fromUtf8Text(*asset.essenceMd5) : QString() } };
    if (asset.error)
        lines = { { translated("unread"), translated("could not be read: ") + fromUtf8Text(asset.error->message) } };
    std::erase_if(lines, [](const auto& line) { return line.second.isEmpty(); });
    canvas.ensure(15.0 + 10.0 * static_cast<double>(lines.size()) + 8.0);
    const QLocale english(QLocale::English);
    canvas.line(QRectF(0, canvas.y() + 3.5, canvas.width() - 110.0, 12.0), fromUtf8Text(asset.path),
        TextStyle { 7.5, palette.text, Face::mono }, Qt::AlignLeft, Qt::ElideMiddle);
    canvas.figures(QRectF(canvas.width() - 105.0, canvas.y() + 3.5, 105.0, 12.0),
        english.toString(static_cast<qlonglong>(asset.size)) + translated(" bytes"), TextStyle { 8.0, palette.dim });
    canvas.advance(16.0);
    for (const auto& [name, hash] : lines) {
        canvas.line(QRectF(0, canvas.y(), 44.0, 10.0), name, TextStyle { 7.0, palette.dim });
        canvas.line(QRectF(46.0, canvas.y(), canvas.width() - 46.0, 10.0), hash, mono, Qt::AlignLeft, Qt::ElideMiddle);
        canvas.advance(10.0);
    }
    canvas.advance(4.0);
    canvas.hairline(canvas.y(), palette.line);
}

void writeFiles(PdfCanvas& canvas, const Report& report)
{
    if (report.assets.empty())
        return;
    canvas.heading(translated("Files as they arrived"), 60.0);
    for (const AssetRecord& asset : report.assets)
        writeFile(canvas, asset);
}

} // namespace

void writeLastPage(PdfCanvas& canvas, const Report& report)
{
    canvas.startPage({ translated("How this was measured"), QString(),
        deliveryTitle(report) + QStringLiteral(" · ") + dateText(report.created) });
    writeEngine(canvas, report);
    writeProfile(canvas, report);
    writeLayouts(canvas, report);
    writeFiles(canvas, report);
}

} // namespace assay
