// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QGuiApplication>
#include <QPalette>
#include <QStyleFactory>
#include <QStyleHints>

namespace assay
{

namespace
{

QFont fontOf(const QStringList& families, int pixels, QFont::Weight weight)
{
    QFont font;
    font.setFamilies(families);
    font.setPixelSize(pixels);
    font.setWeight(weight);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

bool systemIsDark()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    if (const Qt::ColorScheme scheme = QGuiApplication::styleHints()->colorScheme(); scheme != Qt::ColorScheme::Unknown)
        return scheme == Qt::ColorScheme::Dark;
#endif
    constexpr int middle = 128; // of 255: lightness of the window colour
    return QGuiApplication::palette().color(QPalette::Window).lightness() < middle;
}

QPalette qtPalette(const Palette& colours)
{
    QPalette palette;
    palette.setColor(QPalette::Window, colours.background);
    palette.setColor(QPalette::WindowText, colours.text);
    palette.setColor(QPalette::Base, colours.panel);
    palette.setColor(QPalette::AlternateBase, colours.raised);
    palette.setColor(QPalette::Text, colours.text);
    palette.setColor(QPalette::Button, colours.raised);
    palette.setColor(QPalette::ButtonText, colours.text);
    palette.setColor(QPalette::BrightText, colours.fail);
    palette.setColor(QPalette::ToolTipBase, colours.raised);
    palette.setColor(QPalette::ToolTipText, colours.text);
    palette.setColor(QPalette::PlaceholderText, colours.dim);
    palette.setColor(QPalette::Highlight, colours.accent);
    palette.setColor(QPalette::HighlightedText, colours.panel);
    palette.setColor(QPalette::Link, colours.accent);
    palette.setColor(QPalette::Mid, colours.line);
    for (const QPalette::ColorRole role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText })
        palette.setColor(QPalette::Disabled, role, colours.dim);
    return palette;
}

constexpr const char* sheet = R"(
QMainWindow, QStatusBar { background: @background; }
QMainWindow::separator { background: @line; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: @accent; }
#header { background: @panel; border-bottom: 1px solid @line; }
#panel, #panelTitle { background: @panel; }
#programmeStrip { background: @panel; border-bottom: 1px solid @line; }
#panelHeading { color: @dim; font-size: 11px; font-weight: 600; letter-spacing: 1px; }
#dim, QStatusBar QLabel { color: @dim; font-size: 12px; }
#programmeName { font-weight: 600; }
#assumed { color: @review; }
QStatusBar { background: @panel; border-top: 1px solid @line; min-height: 24px; }
QStatusBar::item { border: none; }
QPushButton, QToolButton, QComboBox {
    background: @raised; color: @text; border: 1px solid @line; border-radius: 6px; padding: 6px 14px; }
QPushButton:hover, QToolButton:hover, QComboBox:hover { border-color: @dim; }
QPushButton:pressed, QToolButton:pressed, QToolButton:open { background: @line; }
QPushButton:focus, QToolButton:focus, QComboBox:focus { border-color: @accent; }
QPushButton:disabled, QToolButton:disabled, QComboBox:disabled { color: @dim; background: @panel; }
QPushButton#primary { background: @accent; border-color: @accent; color: @onAccent; font-weight: 600; }
QPushButton#primary:hover, QPushButton#primary:focus { border-color: @text; }
QToolButton::menu-indicator { image: none; }
QToolButton#quiet, QPushButton#quiet { background: transparent; border-color: transparent; color: @dim; padding: 2px 6px; }
QToolButton#quiet:hover, QPushButton#quiet:hover { color: @text; }
QToolButton#quiet:focus, QPushButton#quiet:focus { border-color: @accent; }
QToolButton#quiet:checked { color: @text; background: @raised; border-color: @line; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: @raised; border: 1px solid @line; outline: none; padding: 4px; }
QMenu { background: @raised; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 6px 18px; border-radius: 4px; }
QMenu::item:selected { background: @accent; color: @onAccent; }
QListView, QTreeView { background: @panel; border: none; outline: none; }
QTreeView::item { padding: 3px 0; }
QTreeView::item:selected { background: @raised; color: @text; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: @dim; padding: 8px 14px; border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: @text; border-bottom-color: @accent; }
QTabBar::tab:hover { color: @text; }
QHeaderView::section { background: @panel; color: @dim; border: none; border-bottom: 1px solid @line; padding: 4px 8px; }
QToolTip { background: @raised; color: @text; border: 1px solid @line; padding: 4px 6px; }
QProgressBar { background: @raised; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: @accent; border-radius: 2px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar::handle:vertical { background: @line; border-radius: 3px; min-height: 28px; margin: 2px; }
QScrollBar::handle:vertical:hover { background: @dim; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
#messageBar { background: @raised; border-bottom: 1px solid @line; }
)";

QString styleSheet(const Palette& colours)
{
    const std::initializer_list<std::pair<const char*, QColor>> roles { { "@background", colours.background },
        { "@panel", colours.panel }, { "@raised", colours.raised }, { "@line", colours.line },
        { "@text", colours.text }, { "@dim", colours.dim }, { "@accent", colours.accent },
        { "@onAccent", colours.isDark ? colours.background : colours.panel }, { "@review", colours.review } };
    QString text = QString::fromLatin1(sheet);
    // "@onAccent" and "@accent" share no prefix, so the order does not matter.
    for (const auto& [role, colour] : roles)
        text.replace(QLatin1String(role), colour.name());
    return text;
}

} // namespace

Theme::Theme(QApplication& app, Choice choice)
    : m_app(app)
{
    const QStringList text { QStringLiteral("Inter"),
        QFontInfo(QFontDatabase::systemFont(QFontDatabase::GeneralFont)).family(), QStringLiteral("Noto Sans CJK SC") };
    const QStringList fixed { QStringLiteral("JetBrains Mono"), QStringLiteral("DejaVu Sans Mono"),
        QFontInfo(QFontDatabase::systemFont(QFontDatabase::FixedFont)).family() };
    m_base = fontOf(text, 13, QFont::Normal);
    m_strong = fontOf(text, 13, QFont::DemiBold);
    m_small = fontOf(text, 11, QFont::Normal);
    m_mono = fontOf(fixed, 12, QFont::Normal);
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    dress(choice == Choice::system ? systemIsDark() : choice == Choice::dark);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    if (choice == Choice::system)
        connect(
            QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, [this] { dress(systemIsDark()); });
#endif
}

void Theme::dress(bool dark)
{
    m_palette = dark ? darkPalette() : lightPalette();
    QApplication::setFont(m_base);
    QApplication::setPalette(qtPalette(m_palette));
    m_app.setStyleSheet(styleSheet(m_palette));
    Q_EMIT changed();
}

} // namespace assay
