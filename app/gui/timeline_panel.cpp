// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/timeline_panel.h"

#include "app/gui/elided_label.h"
#include "app/gui/text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace assay
{

namespace
{

QString factsOf(const ProgrammeRecord& programme)
{
    QStringList facts { fromUtf8Text(programme.layout.name),
        TimelinePanel::tr("%1 kHz").arg(QLocale().toString(programme.sampleRate / 1000.0)) };
    if (const auto bits = programme.measures.number("format.bit_depth"))
        facts += TimelinePanel::tr("%1 bit").arg(*bits);
    if (programme.frameRate)
        facts += TimelinePanel::tr("%1 fps").arg(fromUtf8Text(nameOf(*programme.frameRate)));
    facts += ProgrammeClock::of(programme).lengthText(programme.frames);
    return facts.join(QStringLiteral("  ·  "));
}

QToolButton* toolButton(const QString& text, const QString& name, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setObjectName(QStringLiteral("quiet"));
    button->setText(text);
    button->setToolTip(name);
    button->setAccessibleName(name);
    return button;
}

} // namespace

TimelinePanel::TimelinePanel(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_name(new ElidedLabel(this))
    , m_facts(new ElidedLabel(this))
    , m_warning(new QLabel(this))
    , m_text(new QLabel(this))
    , m_tools(new QWidget(this))
    , m_stack(new QStackedLayout)
    , m_view(new TimelineView(theme, this))
{
    auto* strip = new QWidget(this);
    strip->setObjectName(QStringLiteral("programmeStrip"));
    strip->setAttribute(Qt::WA_StyledBackground);
    auto* line = new QHBoxLayout(strip);
    line->setContentsMargins(12, 4, 6, 4);
    line->setSpacing(14);
    m_name->setObjectName(QStringLiteral("programmeName"));
    m_facts->setObjectName(QStringLiteral("dim"));
    m_warning->setObjectName(QStringLiteral("assumed"));
    line->addWidget(m_name);
    line->addWidget(m_facts);
    line->addWidget(m_warning);
    line->addStretch(1);
    auto* tools = new QHBoxLayout(m_tools);
    tools->setContentsMargins(0, 0, 0, 0);
    tools->setSpacing(0);
    QToolButton* out = toolButton(QStringLiteral("−"), tr("Zoom out (-)"), m_tools);
    QToolButton* in = toolButton(QStringLiteral("+"), tr("Zoom in (+)"), m_tools);
    QToolButton* fit = toolButton(tr("Fit"), tr("Show everything (F)"), m_tools);
    connect(out, &QToolButton::clicked, m_view, &TimelineView::zoomOut);
    connect(in, &QToolButton::clicked, m_view, &TimelineView::zoomIn);
    connect(fit, &QToolButton::clicked, m_view, &TimelineView::fit);
    for (QToolButton* button : { out, in, fit })
        tools->addWidget(button);
    line->addWidget(m_tools);

    m_text->setWordWrap(true);
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setMargin(48);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_text);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(strip);
    layout->addLayout(m_stack, 1);
}

void TimelinePanel::show(
    std::shared_ptr<const Report> report, int programme, std::shared_ptr<const WaveformPyramid> waves)
{
    const ProgrammeRecord& record = report->programmes.at(static_cast<std::size_t>(programme)).programme;
    m_name->setText(fromUtf8Text(record.name));
    m_facts->setText(factsOf(record));
    QString warning;
    if (record.layoutSource == LayoutSource::assumed)
        warning = tr("channel layout assumed");
    else if (!waves)
        warning = tr("opened from a report: no waveform");
    m_warning->setText(warning);
    m_tools->setVisible(true);
    m_view->show(timelineDataOf(std::move(report), programme, std::move(waves)));
    m_stack->setCurrentWidget(m_view);
}

void TimelinePanel::explain(const QString& title, const QString& text)
{
    m_name->setText(title);
    m_facts->setText({});
    m_warning->clear();
    m_text->setText(text);
    m_tools->setVisible(false);
    m_view->show({});
    m_stack->setCurrentWidget(m_text);
}

} // namespace assay
