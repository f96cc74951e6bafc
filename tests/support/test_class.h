// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QTest>

/// Says at the end of tst_x.cpp that `Class` is its test: one executable holds the tests of a room, and runs `tst_x` of
/// them as `test_ROOM tst_x [what any Qt test takes]`, or all. ctest runs each class in a process of its own.
#define ASSAY_TEST(Class) ASSAY_TEST_IN(QCoreApplication, Class)

/// The same for a test that needs a QGuiApplication or a QApplication.
#define ASSAY_TEST_IN(Application, Class)                                                                              \
    [[maybe_unused]] static const bool registered##Class                                                               \
        = assay::test::addTestClass(__FILE__, assay::test::runTestClass<Application, Class>);

namespace assay::test
{

using RunTestClass = int (*)(int argc, char** argv);

/// Makes a test class known by the name of its file without the ending. Returns true.
bool addTestClass(const char* file, RunTestClass run);

template <typename Application, typename Class>
int runTestClass(int argc, char** argv)
{
    Application application(argc, argv);
    application.setAttribute(Qt::AA_Use96Dpi, true);
    Class object;
    return QTest::qExec(&object, argc, argv);
}

} // namespace assay::test
