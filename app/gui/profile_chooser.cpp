// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/profile_chooser.h"

#include "app/gui/text.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QStylePainter>
#include <QStyledItemDelegate>

namespace assay
{

namespace
{

constexpr int factsRole = Qt::UserRole + 1; // Qt::UserRole holds the id

/// Title on the left, version and provenance dim on the right.
void paintProfile(QPainter& painter, const Theme& theme, const QRect& rect, const QString& title, const QString& facts)
{
    painter.setFont(theme.small());
    painter.setPen(theme.palette().dim);
    const int factsWidth = painter.fontMetrics().horizontalAdvance(facts) + 4;
    painter.drawText(rect, Qt::AlignRight | Qt::AlignVCenter, facts);
    painter.setFont(theme.strong());
    painter.setPen(theme.palette().text);
    const int room = rect.width() - factsWidth - 10;
    painter.drawText(
        rect, Qt::AlignLeft | Qt::AlignVCenter, painter.fontMetrics().elidedText(title, Qt::ElideRight, room));
}

class ProfileDelegate : public QStyledItemDelegate
{
public:
    ProfileDelegate(const Theme& theme, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        painter->save();
        if (option.state.testFlag(QStyle::State_Selected)) {
            QColor fill = m_theme.palette().accent;
            fill.setAlphaF(0.2F);
            painter->fillRect(option.rect, fill);
        }
        paintProfile(*painter, m_theme, option.rect.adjusted(10, 0, -10, 0), index.data().toString(),
            index.data(factsRole).toString());
        painter->restore();
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return { 340, 30 }; }

private:
    const Theme& m_theme;
};

} // namespace

ProfileChooser::ProfileChooser(const Theme& theme, QWidget* parent)
    : QComboBox(parent)
    , m_theme(theme)
{
    setItemDelegate(new ProfileDelegate(theme, this));
    setAccessibleName(tr("Profile"));
    setToolTip(tr("The profile that judges. Another one gives another verdict at once; nothing is measured again."));
    setMinimumWidth(300);
    setMaximumWidth(420);
    setFixedHeight(34);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ProfileChooser::setProfiles(const std::vector<Profile>& profiles)
{
    const QSignalBlocker quiet(this);
    clear();
    for (const Profile& profile : profiles) {
        addItem(fromUtf8Text(profile.title), fromUtf8Text(profile.id));
        QString facts = QStringLiteral("v%1 · %2").arg(fromUtf8Text(profile.version), wordOf(profile.status));
        if (profile.origin != "built-in")
            facts += QStringLiteral(" · ") + tr("yours");
        setItemData(count() - 1, facts, factsRole);
        setItemData(count() - 1, QString(itemText(count() - 1) + QStringLiteral(", ") + facts), Qt::AccessibleTextRole);
        setItemData(count() - 1, fromUtf8Text(profile.document), Qt::ToolTipRole);
    }
    setCurrentIndex(-1);
}

bool ProfileChooser::choose(const QString& id)
{
    const int index = findData(id);
    if (index >= 0)
        setCurrentIndex(index);
    return index >= 0;
}

void ProfileChooser::showStored(const QString& title, const QString& version)
{
    const QSignalBlocker quiet(this);
    setCurrentIndex(-1);
    m_storedTitle = title.isEmpty() ? tr("Not judged: choose a profile") : title;
    m_storedFacts = version.isEmpty() ? QString() : QStringLiteral("v%1 · %2").arg(version, tr("as stored"));
    update();
}

void ProfileChooser::paintEvent(QPaintEvent*)
{
    QStylePainter painter(this);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    option.currentText.clear();
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    const bool chosen = currentIndex() >= 0;
    paintProfile(painter, m_theme, rect().adjusted(14, 0, -30, 0), chosen ? currentText() : m_storedTitle,
        chosen ? currentData(factsRole).toString() : m_storedFacts);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.palette().dim, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF tip(width() - 17.0, height() / 2.0 + 2.0);
    painter.drawPolyline(QPolygonF({ tip + QPointF(-4, -4), tip, tip + QPointF(4, -4) }));
}

} // namespace assay
