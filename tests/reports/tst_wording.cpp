// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/inspect.h"
#include "core/measure/measure_titles.h"
#include "reports/short_names.h"
#include "tests/support/test_class.h"

#include <QTest>

using namespace assay;

class TestWording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMeasureHasAName()
    {
        for (const MeasureSpec& spec : catalogue().all())
            QVERIFY2(measureTitle(spec.id) != nullptr, std::string(spec.id).c_str());
        QVERIFY(measureTitle("no.such_measure") == nullptr);
    }

    void namesLoseWhatAllShare()
    {
        const QStringList names { QStringLiteral("night_v04_PM_6ch_48k.wav"),
            QStringLiteral("night_v04_FX_6ch_48k.wav") };
        QCOMPARE(shortNames(names), (QStringList { QStringLiteral("…PM…"), QStringLiteral("…FX…") }));
    }
};

ASSAY_TEST(TestWording)
#include "tst_wording.moc"
