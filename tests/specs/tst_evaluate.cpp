// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/specs/specs_fixture.h"

using namespace assay;
using namespace assay::test;

class TstEvaluate : public QObject
{
    Q_OBJECT

private slots:
    void judgesLoudness();
};

void TstEvaluate::judgesLoudness()
{
    Programme programme;
    programme.set("loudness.integrated", -22.4);
    const Finding finding = judgeOne("measure = \"loudness.integrated\"\ntarget = -23.0\ntolerance = 0.2\n", programme);
    QVERIFY(finding.state == FindingState::fail);
    QCOMPARE(finding.limit, std::string("-23.0 ± 0.2 LUFS"));
}

QTEST_GUILESS_MAIN(TstEvaluate)
#include "tst_evaluate.moc"
