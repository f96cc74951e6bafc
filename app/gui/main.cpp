// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/example_delivery.h"
#include "app/gui/main_window.h"
#include "app/gui/text.h"
#include "core/base/platform.h"
#include "core/inspect/inspect.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QLibraryInfo>
#include <QTranslator>

namespace
{

assay::Theme::Choice themeNamed(const QString& name)
{
    if (name == QLatin1String("dark"))
        return assay::Theme::Choice::dark;
    return name == QLatin1String("light") ? assay::Theme::Choice::light : assay::Theme::Choice::system;
}

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("assay"));
    QCoreApplication::setApplicationName(QStringLiteral("assay-gui"));
    QCoreApplication::setApplicationVersion(QStringLiteral(ASSAY_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("assay"));
    QTranslator ours;
    QTranslator qts;
    // English needs its file too: the plural forms are there.
    if (ours.load(QLocale(), QStringLiteral("assay"), QStringLiteral("_"), QStringLiteral(":/i18n"))
        || ours.load(QStringLiteral(":/i18n/assay_en.qm")))
        QCoreApplication::installTranslator(&ours);
    if (qts.load(QLocale(), QStringLiteral("qtbase"), QStringLiteral("_"),
            QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&qts);

    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate("main", "Judges audio deliveries."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption theme(QStringLiteral("theme"),
        QCoreApplication::translate("main", "Look: system, dark or light."), QStringLiteral("name"));
    const QCommandLineOption profile(
        QStringLiteral("profile"), QCoreApplication::translate("main", "Profile that judges."), QStringLiteral("id"));
    parser.addOptions({ theme, profile });
    parser.addPositionalArgument(QStringLiteral("path"),
        QCoreApplication::translate("main", "Files, delivery folders, or a stored report."),
        QStringLiteral("[path...]"));
    parser.process(app);

    const assay::Theme look(app, themeNamed(parser.value(theme)));
    const std::filesystem::path config = assay::platform::configFolder();
    assay::MainWindow window({ look,
        assay::ProfileLibrary::load(config.empty() ? std::filesystem::path() : config / "profiles", assay::catalogue()),
        QDir(QCoreApplication::applicationDirPath()).filePath(QStringLiteral("assay")),
        assay::exampleDelivery(QCoreApplication::applicationDirPath()), parser.value(profile) });
    window.show();
    QStringList paths;
    for (const QString& path : parser.positionalArguments())
        paths += QDir::current().absoluteFilePath(path);
    window.open(paths);
    return QApplication::exec();
}
