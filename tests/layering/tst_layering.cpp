// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the sources as text and holds them against the table of rooms in CONTRIBUTING.md.
#include "tests/support/test_class.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <vector>

namespace
{

/// What the files below `folder` may include of ours: folders end in '/', anything else is one header.
struct Room {
    QString folder;
    QStringList mayInclude;
    bool mayUseQt = false;
    bool mayUseWidgets = false;
    QStringList forbiddenStandardHeaders {};
    QString why {};
};

const QStringList coreResults { "core/base/", "core/measure/", "core/metadata/metadata.h",
    "core/inspect/inspection.h" };

/// The table. The longest folder that fits a file is its room.
const std::vector<Room> rooms {
    { .folder = "core/base/", .mayInclude = { "core/base/" }, .why = "base stands on the standard library alone" },
    { .folder = "core/measure/",
        .mayInclude = { "core/base/", "core/measure/" },
        .why = "a measure knows neither how it is found nor what is allowed" },
    { .folder = "core/media/",
        .mayInclude = { "core/base/", "core/media/" },
        .why = "a reader reads; it measures and judges nothing" },
    { .folder = "core/metadata/",
        .mayInclude = { "core/base/", "core/measure/", "core/metadata/" },
        .why = "metadata are read from bytes, apart from the decoders" },
    { .folder = "core/dsp/",
        .mayInclude = { "core/base/", "core/dsp/" },
        .forbiddenStandardHeaders = { "filesystem", "fstream", "cstdio", "iostream", "thread" },
        .why = "kernels hold no policy and touch no files" },
    { .folder = "core/analyzers/",
        .mayInclude = { "core/base/", "core/measure/", "core/dsp/", "core/analyzers/", "core/media/block.h" },
        .forbiddenStandardHeaders = { "filesystem", "fstream", "cstdio", "iostream", "thread" },
        .why = "an analyzer knows blocks of sound: no files, no profiles, no limits" },
    { .folder = "core/compare/",
        .mayInclude = { "core/base/", "core/measure/", "core/dsp/", "core/compare/", "core/media/block.h",
            "core/media/audio_reader.h" },
        .forbiddenStandardHeaders = { "filesystem", "fstream", "cstdio", "iostream", "thread" },
        .why = "a comparison hears sounds that somebody else opens; it knows no files and no limits" },
    { .folder = "core/inspect/", .mayInclude = { "core/" }, .why = "the pipeline finds facts; it judges nothing" },
    { .folder = "specs/",
        .mayInclude = { "core/base/", "core/measure/", "specs/" },
        .forbiddenStandardHeaders = { "chrono", "ctime", "locale", "clocale" },
        .why = "judging is pure: no media, no clock, no locale" },
    { .folder = "reports/",
        .mayInclude = coreResults + QStringList { "specs/", "reports/" },
        .mayUseQt = true,
        .why = "a report shows results; it measures nothing and has no window" },
    { .folder = "app/cli/",
        .mayInclude = { "core/", "specs/", "reports/", "app/cli/" },
        .mayUseQt = true,
        .why = "the command line needs no window" },
    { .folder = "app/gui/",
        .mayInclude = coreResults
            + QStringList { "core/inspect/inspect.h", "core/inspect/waveform.h", "specs/", "reports/", "app/gui/" },
        .mayUseQt = true,
        .mayUseWidgets = true,
        .why = "the app shows reports; analysis runs in a child process" },
};

constexpr int sourceBudget = 400; // lines: above it, look for the seam
constexpr int sourceLimit = 600; // lines: above it, the seam must be cut
constexpr int headerBudget = 150; // lines

/// The files that may know the operating system (core/base/platform.h, child_process.h).
const QString platformFiles = "core/base/platform";

struct Include {
    QString header;
    bool ours = false;
    int line = 0;
};

std::vector<Include> includesOf(const QString& text)
{
    static const QRegularExpression pattern(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
    std::vector<Include> found;
    const QStringList lines = text.split('\n');
    for (int i = 0; i < lines.size(); ++i) {
        const auto match = pattern.match(lines[i]);
        if (match.hasMatch())
            found.push_back({ match.captured(2), match.captured(1) == "\"", i + 1 });
    }
    return found;
}

const Room* roomOf(const QString& file)
{
    for (const Room& room : rooms)
        if (file.startsWith(room.folder))
            return &room;
    return nullptr;
}

bool isQt(const QString& header)
{
    static const QRegularExpression pattern("^(Q[A-Z]|Qt[A-Z][A-Za-z]*/)");
    return pattern.match(header).hasMatch();
}

bool isWidgets(const QString& header)
{
    static const QRegularExpression pattern(
        "^(QtWidgets/|QApplication$|QWidget$|QMainWindow$|QDialog$|QMessageBox$|QFileDialog$|QPushButton$|QLabel$"
        "|Q[A-Za-z]*(Layout|View|Dialog|Widget|Button|Box)$)");
    return pattern.match(header).hasMatch();
}

bool isSystem(const QString& header)
{
    static const QRegularExpression pattern(
        "^(sys/|poll\\.h$|spawn\\.h$|unistd\\.h$|fcntl\\.h$|pwd\\.h$|signal\\.h$|termios\\.h$|windows\\.h$)");
    return pattern.match(header).hasMatch();
}

bool isStandard(const QString& header)
{
    return !header.contains('.') && !header.contains('/') && !isQt(header);
}

/// Why `include` may not stand in `file`; empty where it may.
QString objection(const QString& file, const Room& room, const Include& include)
{
    const QString& header = include.header;
    if (include.ours) {
        if (header.endsWith(".moc"))
            return {};
        for (const QString& allowed : room.mayInclude)
            if (allowed.endsWith('/') ? header.startsWith(allowed) : header == allowed)
                return {};
        return room.folder + " may not include " + header + ": " + room.why;
    }
    if (isStandard(header))
        return room.forbiddenStandardHeaders.contains(header)
            ? room.folder + " may not use <" + header + ">: " + room.why
            : QString();
    if (isQt(header)) {
        if (!room.mayUseQt)
            return room.folder + " may not use Qt (" + header + "): " + room.why;
        if (isWidgets(header) && !room.mayUseWidgets)
            return room.folder + " may not use Widgets (" + header + "): " + room.why;
        return {};
    }
    if (isSystem(header))
        return file.startsWith(platformFiles) ? QString() : header + " belongs in " + platformFiles + "*.cpp alone";
    if (file.endsWith(".h") && header != "tl/expected.hpp")
        return "a third-party header (" + header + ") in a header of ours: include it in the .cpp";
    return {};
}

/// Everything wrong with the includes of one file, as "file:line: why".
QStringList includeProblems(const QString& file, const QString& text)
{
    const Room* room = roomOf(file);
    if (!room)
        return { file + ": stands in no room" };
    QStringList problems;
    for (const Include& include : includesOf(text))
        if (const QString why = objection(file, *room, include); !why.isEmpty())
            problems += QString("%1:%2: %3").arg(file).arg(include.line).arg(why);
    return problems;
}

/// A .cpp with a header of its name includes it first, so that every header is known to stand by itself.
QStringList orderProblems(const QString& file, const QString& text, bool hasOwnHeader)
{
    if (!file.endsWith(".cpp") || !hasOwnHeader)
        return {};
    const auto includes = includesOf(text);
    const QString own = QString(file).replace(QRegularExpression("\\.cpp$"), ".h");
    if (!includes.empty() && includes.front().header == own)
        return {};
    return { file + ": include its own header, " + own + ", first" };
}

/// Habits that hold in every source file, whatever its room.
QStringList habitProblems(const QString& file, const QString& text)
{
    static const QRegularExpression bareAssert(R"((^|[^\w:.>"`])assert\s*\(|#\s*include\s*<(cassert|assert\.h)>)");
    static const QRegularExpression machinePath(R"((?<![\w.])/(work|home|root|Users)/\w)");
    QStringList problems;
    if (!text.startsWith("// SPDX-License-Identifier: GPL-3.0-or-later\n"))
        problems += file + ":1: the first line names the licence (SPDX-License-Identifier)";
    const QStringList lines = text.split('\n');
    if (lines.size() - 1 > sourceLimit)
        problems
            += QString("%1: %2 lines, the limit is %3: find the seam").arg(file).arg(lines.size() - 1).arg(sourceLimit);
    for (int i = 0; i < lines.size(); ++i) {
        if (bareAssert.match(lines[i]).hasMatch())
            problems += QString("%1:%2: a bare assert vanishes in release builds: use require()").arg(file).arg(i + 1);
        if (machinePath.match(lines[i]).hasMatch())
            problems += QString("%1:%2: a path of somebody's machine").arg(file).arg(i + 1);
    }
    return problems;
}

QDir sourceTree()
{
    return QDir(QStringLiteral(ASSAY_SOURCE_DIR));
}

QString textOf(const QString& file)
{
    QFile source(sourceTree().filePath(file));
    if (!source.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(source.fileName()));
    return QString::fromUtf8(source.readAll());
}

QStringList filesBelow(const QStringList& folders, const QStringList& patterns)
{
    QStringList files;
    for (const QString& folder : folders) {
        QDirIterator it(sourceTree().filePath(folder), patterns, QDir::Files, QDirIterator::Subdirectories);
        while (it.hasNext())
            files += sourceTree().relativeFilePath(it.next());
    }
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace

class tst_Layering : public QObject
{
    Q_OBJECT

private slots:
    void catchesBadIncludes_data();
    void catchesBadIncludes();
    void catchesBadHabits();
    void roomsIncludeOnlyWhatTheyMay();
    void sourcesKeepTheHabits();
    void noBuildFileAsksForFastMath();
};

void tst_Layering::catchesBadIncludes_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("why"); // a part of the message; empty: nothing wrong

    QTest::newRow("analyzer opens files") << "core/analyzers/x.cpp"
                                          << "#include \"core/media/audio_reader.h\""
                                          << "no files";
    QTest::newRow("analyzer sees a block") << "core/analyzers/x.cpp"
                                           << "#include \"core/media/block.h\""
                                           << "";
    QTest::newRow("analyzer streams") << "core/analyzers/x.cpp"
                                      << "#include <fstream>"
                                      << "may not use <fstream>";
    QTest::newRow("base climbs") << "core/base/x.h"
                                 << "#include \"core/measure/unit.h\""
                                 << "standard library alone";
    QTest::newRow("core with Qt") << "core/inspect/x.cpp"
                                  << "#include <QString>"
                                  << "may not use Qt";
    QTest::newRow("core with Qt module") << "core/inspect/x.cpp"
                                         << "#  include <QtCore/qglobal.h>"
                                         << "may not use Qt";
    QTest::newRow("pipeline judges") << "core/inspect/x.cpp"
                                     << "#include \"specs/evaluate.h\""
                                     << "judges nothing";
    QTest::newRow("specs read media") << "specs/x.cpp"
                                      << "#include \"core/media/probe.h\""
                                      << "no media";
    QTest::newRow("specs look at the clock") << "specs/x.cpp"
                                             << "#include <chrono>"
                                             << "no clock";
    QTest::newRow("specs read TOML") << "specs/x.cpp"
                                     << "#include <toml++/toml.h>"
                                     << "";
    QTest::newRow("TOML in a header") << "specs/x.h"
                                      << "#include <toml++/toml.h>"
                                      << "third-party";
    QTest::newRow("Result in a header") << "core/base/x.h"
                                        << "#include <tl/expected.hpp>"
                                        << "";
    QTest::newRow("report runs an analysis") << "reports/x.cpp"
                                             << "#include \"core/inspect/inspect.h\""
                                             << "measures nothing";
    QTest::newRow("report opens a window") << "reports/x.cpp"
                                           << "#include <QMessageBox>"
                                           << "Widgets";
    QTest::newRow("report draws") << "reports/x.cpp"
                                  << "#include <QPainter>"
                                  << "";
    QTest::newRow("command opens a window") << "app/cli/x.cpp"
                                            << "#include <QtWidgets/QLabel>"
                                            << "Widgets";
    QTest::newRow("window reads media") << "app/gui/x.cpp"
                                        << "#include \"core/media/probe.h\""
                                        << "child process";
    QTest::newRow("window has widgets") << "app/gui/x.h"
                                        << "#include <QTreeView>"
                                        << "";
    QTest::newRow("system call outside platform") << "core/media/x.cpp"
                                                  << "#include <sys/stat.h>"
                                                  << "platform*.cpp";
    QTest::newRow("system call in platform") << "core/base/platform.cpp"
                                             << "#include <unistd.h>"
                                             << "";
    QTest::newRow("no room") << "tools/x.cpp"
                             << ""
                             << "no room";
}

void tst_Layering::catchesBadIncludes()
{
    QFETCH(QString, file);
    QFETCH(QString, line);
    QFETCH(QString, why);
    const QStringList problems = includeProblems(file, "// first\n" + line + "\n");
    if (why.isEmpty()) {
        QCOMPARE(problems, QStringList());
        return;
    }
    QCOMPARE(problems.size(), 1);
    QVERIFY2(problems.front().contains(why), qPrintable(problems.front()));
    if (!line.isEmpty())
        QVERIFY2(problems.front().startsWith(file + ":2:"), qPrintable(problems.front()));
}

void tst_Layering::catchesBadHabits()
{
    const QString licence = "// SPDX-License-Identifier: GPL-3.0-or-later\n";
    QCOMPARE(habitProblems("x.cpp", licence + "static_assert(true);\n"), QStringList());
    QCOMPARE(habitProblems("x.cpp", "int x;\n").size(), 1);
    QCOMPARE(habitProblems("x.cpp",
                 licence
                     + "    ass"
                       "ert(x > 0);\n")
                 .size(),
        1);
    QCOMPARE(habitProblems("x.cpp",
                 licence
                     + "open(\"/ho"
                       "me/me/x.wav\");\n")
                 .size(),
        1);
    QCOMPARE(habitProblems("x.cpp", licence + QString("\n").repeated(sourceLimit)).size(), 1);
    QCOMPARE(orderProblems("core/base/x.cpp", "#include <vector>\n#include \"core/base/x.h\"\n", true).size(), 1);
    QCOMPARE(orderProblems("core/base/x.cpp", "#include \"core/base/x.h\"\n#include <vector>\n", true), QStringList());
}

void tst_Layering::roomsIncludeOnlyWhatTheyMay()
{
    const QStringList files = filesBelow({ "core", "specs", "reports", "app" }, { "*.h", "*.cpp" });
    QVERIFY2(files.size() > 20, "the sources were not found");
    QStringList problems;
    for (const QString& file : files) {
        const QString text = textOf(file);
        const QString header = QString(file).replace(QRegularExpression("\\.cpp$"), ".h");
        problems += includeProblems(file, text) + orderProblems(file, text, files.contains(header));
    }
    QVERIFY2(problems.isEmpty(), qPrintable("\n" + problems.join('\n')));
}

void tst_Layering::sourcesKeepTheHabits()
{
    QStringList problems;
    const QStringList folders { "core", "specs", "reports", "app", "tests", "packaging" };
    for (const QString& file : filesBelow(folders, { "*.h", "*.cpp" })) {
        const QString text = textOf(file);
        problems += habitProblems(file, text);
        const auto lines = text.count('\n');
        if (lines > (file.endsWith(".h") ? headerBudget : sourceBudget))
            qWarning("%s: %lld lines, look for the seam", qPrintable(file), static_cast<long long>(lines));
    }
    QVERIFY2(problems.isEmpty(), qPrintable("\n" + problems.join('\n')));
}

/// Infinity and NaN are answers here, and -ffast-math takes them away.
void tst_Layering::noBuildFileAsksForFastMath()
{
    const QStringList folders { "core", "specs", "reports", "app", "tests", "packaging" };
    QStringList files = filesBelow(folders, { "CMakeLists.txt", "*.cmake" });
    files << "CMakeLists.txt"
          << "CMakePresets.json";
    for (const QString& file : files)
        QVERIFY2(!textOf(file).contains("fast-math"), qPrintable(file));
}

ASSAY_TEST(tst_Layering)
#include "tst_layering.moc"
