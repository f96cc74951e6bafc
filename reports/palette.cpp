// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/palette.h"

namespace assay
{

namespace
{

constexpr double bandShare = 0.12; // of the accent over the panel

Palette withBand(Palette palette)
{
    palette.band = tinted(palette.accent, palette.panel, bandShare);
    return palette;
}

Palette makeDark()
{
    return withBand(Palette { .background = QColor(0x15181c),
        .panel = QColor(0x1b1f24),
        .raised = QColor(0x232930),
        .line = QColor(0x2e353d),
        .text = QColor(0xe6eaee),
        .dim = QColor(0x98a3ad),
        .accent = QColor(0x5aa9ff),
        .pass = QColor(0x41ba8b),
        .review = QColor(0xe2ab3f),
        .fail = QColor(0xf2655f),
        .wave = QColor(0x4f7da6),
        .waveRms = QColor(0x8db9df),
        .momentary = QColor(0x6b7681),
        .shortTerm = QColor(0xe2ab3f),
        .band = {},
        .isDark = true });
}

Palette makeLight()
{
    return withBand(Palette { .background = QColor(0xf4f5f7),
        .panel = QColor(0xffffff),
        .raised = QColor(0xeceff2),
        .line = QColor(0xd9dee3),
        .text = QColor(0x1c2126),
        .dim = QColor(0x57626d),
        .accent = QColor(0x1768c9),
        .pass = QColor(0x15795a),
        .review = QColor(0x946200),
        .fail = QColor(0xc22f2b),
        .wave = QColor(0x7fa6c9),
        .waveRms = QColor(0x3f729f),
        .momentary = QColor(0xa3adb6),
        .shortTerm = QColor(0xb97d10),
        .band = {},
        .isDark = false });
}

Palette makePaper()
{
    Palette palette = makeLight();
    palette.background = palette.panel;
    return palette;
}

} // namespace

const Palette& darkPalette()
{
    static const Palette palette = makeDark();
    return palette;
}

const Palette& lightPalette()
{
    static const Palette palette = makeLight();
    return palette;
}

const Palette& paperPalette()
{
    static const Palette palette = makePaper();
    return palette;
}

QColor colourOf(Verdict verdict, const Palette& palette)
{
    switch (verdict) {
    case Verdict::pass:
        return palette.pass;
    case Verdict::review:
        return palette.review;
    case Verdict::fail:
        return palette.fail;
    }
    return palette.review;
}

QColor tinted(const QColor& colour, const QColor& ground, double share)
{
    const auto mix = [share](float a, float b) { return static_cast<float>(a * share + b * (1.0 - share)); };
    return QColor::fromRgbF(
        mix(colour.redF(), ground.redF()), mix(colour.greenF(), ground.greenF()), mix(colour.blueF(), ground.blueF()));
}

} // namespace assay
