// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/inspect.h"
#include "core/media/dolby_header.h"
#include "tests/support/corpus.h"
#include "tests/support/test_class.h"

#include <QTest>
#include <vector>

using namespace assay;
using namespace assay::test;

namespace
{

// Bits from the most significant on, as a header is made of them.
class BitWriter
{
public:
    BitWriter& put(unsigned value, unsigned count)
    {
        for (unsigned i = count; i-- > 0; ++m_at) {
            if (m_at % 8 == 0)
                m_bytes.push_back(0);
            m_bytes.back() = static_cast<std::uint8_t>(m_bytes.back() | (value >> i & 1U) << (7 - m_at % 8));
        }
        return *this;
    }
    [[nodiscard]] std::vector<std::uint8_t> bytes() const
    {
        std::vector<std::uint8_t> padded = m_bytes;
        padded.resize(32);
        return padded;
    }

private:
    std::vector<std::uint8_t> m_bytes;
    unsigned m_at = 0;
};

// Up to and with bsid and bsmod of an AC-3 frame.
BitWriter ac3(unsigned bsid)
{
    BitWriter bits;
    bits.put(0x0B77, 16).put(0, 16).put(0, 2).put(20, 6).put(bsid, 5).put(0, 3);
    return bits;
}

QString textOf(const MeasurementSet& measures, std::string_view id)
{
    const Measurement* found = measures.find(id);
    if (found == nullptr || !found->value)
        return found == nullptr ? "missing" : QString::fromStdString("(" + found->reason + ")");
    if (const auto number = numberIn(*found->value))
        return QString::number(*number);
    if (const auto* yes = std::get_if<bool>(&*found->value))
        return *yes ? "yes" : "no";
    return QString::fromStdString(std::get<std::string>(*found->value));
}

} // namespace

class TestStreamFacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAc3();
    void readsAlternateSyntax();
    void readsEac3();
    void readsObjects();
    void refusesWhatIsNoFrame();
    void agreesWithTheCorpus();
};

void TestStreamFacts::readsAc3()
{
    // 3/2 with LFE: centre -4.5 dB, surround -6 dB, dialogue -27.
    const auto facts = readDolbyHeader(ac3(8).put(7, 3).put(1, 2).put(1, 2).put(1, 1).put(27, 5).bytes());
    QVERIFY(facts);
    QCOMPARE(facts->bitstreamId, 8);
    QCOMPARE(facts->codingMode, std::string("3/2.1"));
    QCOMPARE(facts->dialnorm, -27);
    QCOMPARE(facts->loroCentre, std::optional(-4.5));
    QCOMPARE(facts->loroSurround, std::optional(-6.0));
    // 2/0 in Dolby Surround; dialogue 0 is reserved and means -31.
    const auto stereo = readDolbyHeader(ac3(8).put(2, 3).put(2, 2).put(0, 1).put(0, 5).bytes());
    QCOMPARE(stereo->codingMode, std::string("2/0"));
    QCOMPARE(stereo->surroundMode, std::string("Dolby Surround"));
    QCOMPARE(stereo->dialnorm, -31);
    QVERIFY(!stereo->loroCentre);
}

void TestStreamFacts::readsAlternateSyntax()
{
    const auto facts = readDolbyHeader(ac3(6)
                                           .put(7, 3)
                                           .put(0, 2)
                                           .put(0, 2)
                                           .put(1, 1)
                                           .put(24, 5)
                                           .put(1, 1)
                                           .put(0x55, 8) // compr
                                           .put(0, 1)
                                           .put(1, 1)
                                           .put(0, 7) // langcode, audprodie
                                           .put(0, 2) // copyright, original
                                           .put(1, 1)
                                           .put(2, 2)
                                           .put(4, 3)
                                           .put(5, 3)
                                           .put(3, 3)
                                           .put(7, 3)
                                           .bytes());
    QCOMPARE(facts->dialnorm, -24);
    QCOMPARE(facts->preferredDownmix, std::string("Lo/Ro"));
    QCOMPARE(facts->ltrtCentre, std::optional(-3.0));
    QCOMPARE(facts->ltrtSurround, std::optional(-4.5));
    QCOMPARE(facts->loroCentre, std::optional(-1.5));
    QVERIFY(!facts->loroSurround); // off
}

void TestStreamFacts::readsEac3()
{
    BitWriter bits;
    bits.put(0x0B77, 16).put(0, 2).put(0, 3).put(767, 11).put(0, 2).put(3, 2).put(7, 3).put(1, 1).put(16, 5).put(31, 5);
    bits.put(0, 1).put(1, 1).put(1, 2).put(4, 3).put(4, 3).put(6, 3).put(5, 3);
    const auto facts = readDolbyHeader(bits.bytes());
    QVERIFY(facts);
    QCOMPARE(facts->bitstreamId, 16);
    QCOMPARE(facts->codingMode, std::string("3/2.1"));
    QCOMPARE(facts->dialnorm, -31);
    QCOMPARE(facts->preferredDownmix, std::string("Lt/Rt"));
    QCOMPARE(facts->ltrtCentre, std::optional(-3.0));
    QCOMPARE(facts->loroCentre, std::optional(-3.0));
    QCOMPARE(facts->ltrtSurround, std::optional(-6.0));
    QCOMPARE(facts->loroSurround, std::optional(-4.5));
    QVERIFY(!facts->objects);
}

void TestStreamFacts::readsObjects()
{
    const auto head = [](unsigned hasMixing) {
        BitWriter bits;
        bits.put(0x0B77, 16).put(0, 2).put(0, 3).put(767, 11).put(0, 2).put(3, 2).put(7, 3).put(1, 1).put(16, 5);
        return bits.put(31, 5).put(0, 1).put(hasMixing, 1);
    };
    // Without mixing and information: addbsi of two bytes, extension of type A, complexity 16.
    const auto plain = readDolbyHeader(head(0).put(0, 1).put(1, 1).put(1, 6).put(1, 8).put(16, 8).bytes());
    QCOMPARE(plain->objects, std::optional(16));
    QCOMPARE(readDolbyHeader(head(0).put(0, 1).put(0, 1).bytes())->objects, std::optional<int>());
    QCOMPARE(readDolbyHeader(head(0).put(0, 1).put(1, 1).put(1, 6).put(0, 8).put(16, 8).bytes())->objects,
        std::optional<int>());
    // Behind mixing (fold-downs, LFE level, scale, mixdef 3 of two bytes) and information.
    BitWriter full = head(1);
    full.put(1, 2).put(4, 3).put(4, 3).put(6, 3).put(5, 3).put(1, 1).put(9, 5).put(1, 1).put(9, 6).put(0, 1);
    full.put(3, 2).put(0, 5).put(0xABCD, 16).put(1, 1);
    for (int block = 0; block < 6; ++block)
        full.put(1, 1).put(17, 5);
    full.put(1, 1).put(2, 3).put(0, 2).put(0, 2).put(1, 1).put(0, 8).put(0, 1);
    const auto objects = readDolbyHeader(full.put(1, 1).put(1, 6).put(1, 8).put(12, 8).bytes());
    QCOMPARE(objects->objects, std::optional(12));
    QCOMPARE(objects->bitstreamMode, std::optional(2));
}

void TestStreamFacts::refusesWhatIsNoFrame()
{
    QVERIFY(!readDolbyHeader({}));
    QVERIFY(!readDolbyHeader(std::vector<std::uint8_t>(32)));
    QVERIFY(!readDolbyHeader(ac3(9).bytes())); // neither kind
    QVERIFY(!readDolbyHeader(ac3(17).bytes()));
}

void TestStreamFacts::agreesWithTheCorpus()
{
    if (!hasCorpus())
        QSKIP("no corpus");
    InspectOptions options;
    options.only = *MeasureChoice::of({ "video.*", "dolby.*", "format.*" });
    const auto measuresOf = [&](const char* file) {
        const auto inspection = inspect({ corpusFile(file) }, options);
        return inspection ? inspection->programmes.at(0).measures : MeasurementSet();
    };
    const MeasurementSet ac3File = measuresOf("movie_mxf/mediabunny/ac3.mp4");
    QCOMPARE(textOf(ac3File, "dolby.coding_mode"), QString("3/2.1"));
    QCOMPARE(textOf(ac3File, "video.codec"), QString("(the file has no picture)"));
    QCOMPARE(textOf(measuresOf("movie_mxf/mediabunny/eac3.mp4"), "dolby.bitstream_id"), QString("16"));
    const MeasurementSet picture = measuresOf("movie_mxf/mediabunny/edts.mp4");
    QCOMPARE(textOf(picture, "video.codec"), QString("h264"));
    QCOMPARE(textOf(picture, "video.alpha"), QString("no"));
    QCOMPARE(textOf(picture, "format.language"), QString("eng"));
    QCOMPARE(textOf(picture, "dolby.dialnorm"), QString("(no AC-3 or E-AC-3 stream)"));
}

ASSAY_TEST(TestStreamFacts)
#include "tst_stream_facts.moc"
