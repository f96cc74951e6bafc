// SPDX-License-Identifier: GPL-3.0-or-later
// What files become: sets of mono files with every fault a set can have, roles from names, iXML and a person, several
// programmes in one file.
#include "core/inspect/analyst.h"
#include "core/inspect/discover.h"
#include "core/inspect/mono_sets.h"
#include "tests/support/test_class.h"
#include "tests/support/wave_writer.h"

#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace assay::test;

namespace
{

WaveChunk trackNames(const QStringList& names)
{
    std::string list;
    int index = 1;
    for (const QString& name : names)
        list += "<TRACK><CHANNEL_INDEX>" + std::to_string(index) + "</CHANNEL_INDEX><INTERLEAVE_INDEX>"
            + std::to_string(index) + "</INTERLEAVE_INDEX><NAME>" + name.toStdString() + "</NAME></TRACK>",
            ++index;
    return { "iXML",
        "<?xml version=\"1.0\"?><BWFXML><IXML_VERSION>2.0</IXML_VERSION><TRACK_LIST><TRACK_COUNT>"
            + std::to_string(names.size()) + "</TRACK_COUNT>" + list + "</TRACK_LIST></BWFXML>" };
}

/// "name.wav 6", "name.wav 6 mask=63", "name.wav 2 tracks=DX L|DX R".
void writeFile(const QTemporaryDir& dir, const QString& said)
{
    const QString name = said.section(' ', 0, 0);
    WaveOptions options;
    const QString more = said.section(' ', 2);
    if (more.startsWith("mask="))
        options.mask = more.mid(5).toUInt();
    if (more.startsWith("tracks="))
        options.before = { trackNames(more.mid(7).split('|')) };
    const auto channels = static_cast<std::size_t>(said.section(' ', 1, 1).toInt());
    writeWave(dir.filePath(name).toStdString(), Planes(channels, std::vector<double>(480, 0.1)), options);
}

DeliveryPlan planned(const QStringList& files, const PlanHints& hints)
{
    const QTemporaryDir dir;
    for (const QString& file : files)
        writeFile(dir, file);
    LocalAnalyst self;
    return planDelivery(findFiles({ dir.path().toStdString() }), self, 1, {}, hints).value();
}

QString textOf(const DeliveryPlan& plan)
{
    QStringList texts;
    for (const ProgrammePlan& programme : plan.programmes)
        texts << QString::fromStdString(programme.name + " " + programme.layout.name + " " + programme.role);
    return texts.join(", ");
}

QStringList faultsIn(const DeliveryPlan& plan)
{
    QStringList faults;
    for (const ProgrammePlan& programme : plan.programmes) {
        for (const std::string& fault : programme.legs ? programme.legs->faults : std::vector<std::string>())
            faults << QString::fromStdString(fault);
    }
    return faults;
}

QStringList set(const char* base, const char* between, const QStringList& legs)
{
    QStringList files;
    for (const QString& leg : legs)
        files << QString(base) + between + leg + ".wav 1";
    return files;
}

} // namespace

class TestPlanning : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void monoSets_data()
    {
        QTest::addColumn<QStringList>("files");
        QTest::addColumn<QString>("programmes");
        QTest::addColumn<QStringList>("faults");
        const auto row
            = [](const char* name, const QStringList& files, const char* programmes, const QStringList& faults = {}) {
                  QTest::newRow(name) << files << QString(programmes) << faults;
              };
        const QStringList five { "L", "R", "C", "LFE", "Ls", "Rs" };
        row("points", set("a", ".", five), "a 5.1 mix");
        row("underscores", set("a", "_", five), "a 5.1 mix");
        row("hyphens", set("a", "-", five), "a 5.1 mix");
        row("capitals", set("a", "_", { "L", "R", "C", "LFE", "LS", "RS" }), "a 5.1 mix");
        row("stereo", set("a", ".", { "L", "R" }), "a stereo mix");
        row("7.1", set("a", ".", { "L", "R", "C", "LFE", "Lss", "Rss", "Lrs", "Rrs" }), "a 7.1 mix");
        row("two sets", set("a", ".", { "L", "R" }) + set("b_DX", ".", { "L", "R" }),
            "a stereo mix, b_DX stereo dialogue");
        row("a role", set("a_ME", ".", five), "a_ME 5.1 m&e");
        row("one missing", set("a", ".", { "L", "R", "C", "LFE", "Ls" }), "a L+R+C+LFE+Ls mix",
            { "the leg Rs is missing" });
        row("no LFE", set("a", ".", { "L", "R", "C", "Ls", "Rs" }), "a 5.0 mix");
        row("a wrong one", set("a", ".", { "L", "R", "C", "LFE", "Ls", "Rss" }), "a L+R+C+LFE+Ls+Rss mix",
            { "the leg Rs is missing", "Rss is no leg of a 5.1 (a.Rss.wav)" });
        row("one twice", set("a", ".", five) + QStringList { "a_C.wav 1" }, "a 5.1 mix, a_C.wav mono mix",
            { "a second file is the leg C (a_C.wav)" }); // and is measured by itself
        row("alone", { "a.L.wav 1" }, "a.L.wav mono mix");
        row("a stereo leg is none", { "a.L.wav 1", "a.R.wav 2" }, "a.L.wav mono mix, a.R.wav stereo mix");
    }

    void monoSets()
    {
        QFETCH(QStringList, files);
        QFETCH(QString, programmes);
        QFETCH(QStringList, faults);
        const DeliveryPlan plan = planned(files, {});
        QCOMPARE(textOf(plan), programmes);
        QCOMPARE(faultsIn(plan), faults);
    }

    void roles_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("role");
        QTest::addColumn<LayoutSource>("source");
        const auto row = [](const char* file, const char* role, LayoutSource source) {
            QTest::newRow(file) << QString(file) << QString(role) << source;
        };
        row("a_DIAStem.wav 2", "dialogue", LayoutSource::name);
        row("a.wav 2 tracks=DX L|DX R", "dialogue", LayoutSource::metadata);
        row("a.wav 2 tracks=MX L|MX R", "music", LayoutSource::metadata);
        row("a.wav 2 tracks=music stem L|music stem R", "music", LayoutSource::metadata);
        row("a.wav 2 tracks=DX|MX", "mix", LayoutSource::assumed); // two roles are none
        row("a.wav 2 tracks=L|R", "mix", LayoutSource::assumed);
        row("a_MX.wav 2 tracks=DX L|DX R", "music", LayoutSource::name); // the name goes first
    }

    void roles()
    {
        QFETCH(QString, file);
        QFETCH(QString, role);
        QFETCH(LayoutSource, source);
        const DeliveryPlan plan = planned({ file }, {});
        QCOMPARE(plan.programmes.size(), 1U);
        QCOMPARE(QString::fromStdString(plan.programmes.front().role), role);
        QCOMPARE(plan.programmes.front().roleSource, source);
        const DeliveryPlan told = planned({ file }, { {}, { { "a*", "effects" } } });
        QCOMPARE(told.programmes.front().role, std::string("effects"));
        QCOMPARE(told.programmes.front().roleSource, LayoutSource::user);
    }

    void trackMaps_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("programmes");
        const auto row = [](const char* file, const char* programmes) {
            QTest::newRow(file) << QString(file) << QString(programmes);
        };
        row("a.wav 8", "a.wav#1 5.1 mix, a.wav#2 stereo m&e"); // as the profile says
        row("a.wav 8 mask=1599", "a.wav 7.1 mix"); // the header knows better
        row("a.wav 8 tracks=L|R|C|LFE|Ls|Rs|Lt|Rt", "a.wav#1 5.1 mix, a.wav#2 Lt/Rt mix"); // and so do its tracks
        row("a.wav 6", "a.wav 5.1 mix"); // the map is for eight
    }

    void trackMaps()
    {
        QFETCH(QString, file);
        QFETCH(QString, programmes);
        const ChannelCut map { { { layoutNamed("5.1").value() }, { layoutNamed("stereo").value(), "m&e" } } };
        QCOMPARE(textOf(planned({ file }, { { map }, {} })), programmes);
    }
};

ASSAY_TEST(TestPlanning)
#include "tst_planning.moc"
