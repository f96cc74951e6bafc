// SPDX-License-Identifier: GPL-3.0-or-later
// RFC 8785, its own examples: appendix B (numbers), 3.2.2 and 3.2.3 (a text, the order of keys).
#include "reports/canonical_json.h"
#include "tests/support/test_class.h"

#include <QTest>
#include <bit>
#include <cstdint>

using namespace assay;

class TestCanonicalJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbers_data()
    {
        QTest::addColumn<quint64>("bits");
        QTest::addColumn<QString>("text");
        const auto row = [](quint64 bits, const char* text) {
            QTest::addRow("%016llx", static_cast<unsigned long long>(bits)) << bits << QString::fromLatin1(text);
        };
        row(0x0000000000000000, "0");
        row(0x8000000000000000, "0");
        row(0x0000000000000001, "5e-324");
        row(0x8000000000000001, "-5e-324");
        row(0x7fefffffffffffff, "1.7976931348623157e+308");
        row(0xffefffffffffffff, "-1.7976931348623157e+308");
        row(0x4340000000000000, "9007199254740992");
        row(0xc340000000000000, "-9007199254740992");
        row(0x4430000000000000, "295147905179352830000");
        row(0x44b52d02c7e14af5, "9.999999999999997e+22");
        row(0x44b52d02c7e14af6, "1e+23");
        row(0x44b52d02c7e14af7, "1.0000000000000001e+23");
        row(0x444b1ae4d6e2ef4e, "999999999999999700000");
        row(0x444b1ae4d6e2ef4f, "999999999999999900000");
        row(0x444b1ae4d6e2ef50, "1e+21");
        row(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7");
        row(0x3eb0c6f7a0b5ed8d, "0.000001");
        row(0x41b3de4355555553, "333333333.3333332");
        row(0x41b3de4355555554, "333333333.33333325");
        row(0x41b3de4355555555, "333333333.3333333");
        row(0x41b3de4355555556, "333333333.3333334");
        row(0x41b3de4355555557, "333333333.33333343");
        row(0xbecbf647612f3696, "-0.0000033333333333333333");
        row(0x43143ff3c1cb0959, "1424953923781206.2");
    }
    void numbers()
    {
        QFETCH(const quint64, bits);
        QFETCH(const QString, text);
        QCOMPARE(QString::fromStdString(canonicalNumber(std::bit_cast<double>(bits))), text);
    }

    void theExampleOfTheStandard()
    {
        const auto text
            = canonicalJson("{\n"
                            "  \"numbers\": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],\n"
                            "  \"string\": \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\",\n"
                            "  \"literals\": [null, true, false]\n"
                            "}");
        QVERIFY(text);
        QCOMPARE(QByteArray::fromStdString(*text),
            QByteArray("{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                       "\"string\":\"\xE2\x82\xAC$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}"));
    }

    void keysStandInTheOrderOfUtf16()
    {
        const auto text = canonicalJson("{\n"
                                        "  \"\\u20ac\": \"Euro Sign\", \"\\r\": \"Carriage Return\", \"\\ufb33\": "
                                        "\"Hebrew Letter Dalet With Dagesh\", \"1\": \"One\",\n"
                                        "  \"\\ud83d\\ude00\": \"Emoji: Grinning Face\", \"\\u0080\": \"Control\", "
                                        "\"\\u00f6\": \"Latin Small Letter O With Diaeresis\"\n"
                                        "}");
        QVERIFY(text);
        std::size_t last = 0;
        for (const char* value : { "Carriage Return", "One", "Control", "Latin Small", "Euro", "Emoji", "Hebrew" }) {
            const std::size_t at = text->find(value);
            QVERIFY2(at != std::string::npos && at > last, value);
            last = at;
        }
    }

    void emptyThingsAndNesting()
    {
        QCOMPARE(*canonicalJson(" { \"b\" : [ ] , \"a\" : { } , \"c\":[{\"z\":1,\"y\":-0}] } "),
            std::string("{\"a\":{},\"b\":[],\"c\":[{\"y\":0,\"z\":1}]}"));
    }

    void whatMustNotBeSignedIsRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("twice") << QByteArray("{\"a\":1,\"b\":{\"c\":1,\"c\":2}}");
        QTest::newRow("twice by escape") << QByteArray("{\"a\":1,\"\\u0061\":2}");
        QTest::newRow("broken") << QByteArray("{\"a\":");
        QTest::newRow("too large") << QByteArray("[1e999]");
        QTest::newRow("half a pair") << QByteArray("[\"\\ud83d\"]");
        QTest::newRow("no UTF-8") << QByteArray("[\"\xE9\"]");
        QTest::newRow("deep") << QByteArray(100000, '[');
    }
    void whatMustNotBeSignedIsRefused()
    {
        QFETCH(const QByteArray, text);
        const auto result = canonicalJson(text.toStdString());
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::report);
    }

    void theSameKeyInTwoObjectsIsFine() { QVERIFY(canonicalJson("[{\"a\":{\"a\":1}},{\"a\":2}]")); }
};

ASSAY_TEST(TestCanonicalJson)
#include "tst_canonical_json.moc"
