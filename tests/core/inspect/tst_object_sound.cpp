// SPDX-License-Identifier: GPL-3.0-or-later
// Sound in objects is recognised, named and never taken for sound of no channels.
#include "core/inspect/inspect.h"
#include "tests/support/chunk_bytes.h"
#include "tests/support/corpus.h"
#include "tests/support/test_class.h"
#include "tests/support/wave_writer.h"

#include <QTemporaryDir>
#include <QTest>
#include <map>

using namespace assay;
using namespace assay::test;

namespace
{

// Hexadecimal digits, spaces ignored.
std::string bytes(const char* hex)
{
    return QByteArray::fromHex(hex).toStdString();
}

std::string klv(const std::string& key, const std::string& value)
{
    return key + '\x83' + number(value.size(), 3, true) + value;
}

std::string utf16(std::string_view text)
{
    std::string wide;
    for (const char c : text)
        wide += std::string(1, '\0') + c;
    return wide;
}

// The header metadata of an MXF file: sets of properties by their names, the primer pack before them.
class MxfHeader
{
public:
    using Set = std::vector<std::pair<const char*, std::string>>; // last eight bytes of a name in hex, value

    void add(const char* keyEnd, const Set& properties)
    {
        std::string set;
        for (const auto& [name, value] : properties) {
            const auto tag = m_tags.emplace(bytes(name), 0x8000 + m_tags.size()).first->second;
            set += number(tag, 2, true) + number(value.size(), 2, true) + value;
        }
        m_sets += klv(bytes("060e2b34 02530101 0d010101 0101") + bytes(keyEnd), set);
    }

    [[nodiscard]] std::string file() const
    {
        std::string primer = number(m_tags.size(), 4, true) + number(18, 4, true);
        for (const auto& [name, tag] : m_tags)
            primer += number(tag, 2, true) + bytes("060e2b34 01010101") + name;
        return klv(bytes("060e2b34 02050101 0d010201 01020400"), std::string(88, '\0'))
            + klv(bytes("060e2b34 02050101 0d010201 01050100"), primer) + m_sets
            + klv(bytes("060e2b34 02050101 0d010201 01040400"), std::string(88, '\0')); // footer
    }

private:
    std::map<std::string, std::size_t> m_tags;
    std::string m_sets;
};

constexpr const char* container = "0601010401020000";
constexpr const char* samplingRate = "0402030101010000";
constexpr const char* channelCount = "0402010104000000";
constexpr const char* dictionaryId = "0103070101000000";
constexpr const char* tagSymbol = "0103070102000000";
constexpr const char* tagName = "0103070103000000";
constexpr const char* link = "0103070105000000";
constexpr const char* parentLink = "0103070106000000";
constexpr const char* groupLinks = "0103070104000000";
constexpr const char* channelId = "0103040a00000000";

std::string rational(std::uint64_t numerator)
{
    return number(numerator, 4, true) + number(1, 4, true);
}

MxfHeader::Set descriptor(const char* label, std::uint64_t channels)
{
    return { { container, bytes(label) }, { samplingRate, rational(48000) },
        { channelCount, number(channels, 4, true) } };
}

constexpr const char* serialAdm = "060e2b34 0401010d 0d010301 02250200";
constexpr const char* immersive = "060e2b34 0401010d 0d010301 021d0101";

MxfHeader::Set soundfield(const char* label, const char* symbol, const char* name, char id)
{
    return { { dictionaryId, bytes("060e2b34 0401010d") + bytes(label) }, { tagSymbol, utf16(symbol) },
        { tagName, utf16(name) }, { link, std::string(16, id) } };
}

} // namespace

class TestObjectSound : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    Inspection inspected(const std::string& content)
    {
        const std::filesystem::path file = m_folder.filePath("objects.mxf").toStdString();
        writeBytes(file, content);
        return inspect({ file }, {}).value();
    }

    QStringList faultsOf(const MxfHeader& header)
    {
        QStringList codes;
        const Inspection found = inspected(header.file());
        for (const Fault& fault : found.assets.at(0).faults)
            codes += QString::fromStdString(fault.code);
        return codes;
    }

private slots:
    void saysWhatItIsAndMeasuresNothing_data()
    {
        QTest::addColumn<QByteArray>("label");
        QTest::addColumn<int>("channels");
        QTest::addColumn<QString>("codec");
        QTest::addColumn<QString>("words");
        QTest::newRow("S-ADM") << QByteArray(serialAdm) << 5 << "mga"
                               << "ST 2127";
        QTest::newRow("IAB") << QByteArray(immersive) << 0 << "iab"
                             << "ST 2098-2";
    }

    void saysWhatItIsAndMeasuresNothing()
    {
        QFETCH(QByteArray, label);
        QFETCH(int, channels);
        QFETCH(QString, codec);
        QFETCH(QString, words);
        MxfHeader header;
        header.add("8106", descriptor(label, static_cast<std::uint64_t>(channels)));
        const Inspection found = inspected(header.file());
        QVERIFY(!found.assets.at(0).error);
        QVERIFY(found.assets.at(0).hashes.contains("md5"));
        QCOMPARE(found.programmes.size(), std::size_t { 1 });
        const MeasurementSet& measures = found.programmes.at(0).measures;
        QCOMPARE(measures.find("format.codec")->value, std::optional<Value>(codec.toStdString()));
        for (const char* id : { "loudness.integrated", "peak.true", "signal.clipping", "signal.invalid_samples",
                 "format.frames", "format.duration" }) {
            const Measurement* measure = measures.find(id);
            QVERIFY2(measure != nullptr && measure->state == MeasureState::notMeasured && !measure->value, id);
            QVERIFY2(QString::fromStdString(measure->reason).contains(words), measure->reason.c_str());
        }
        const Measurement* count = measures.find("format.channels"); // 5, or unknown: never 0
        QCOMPARE(count->value.has_value(), channels > 0);
        QCOMPARE(count->value ? numberIn(*count->value).value() : 5.0, 5.0);
        QCOMPARE(found.programmes.at(0).layout.name, std::string(channels > 0 ? "5 channels" : "objects"));
    }

    // Other labels of the same family are other things: 0x06 is plain PCM.
    void leavesPcmAlone()
    {
        MxfHeader header;
        header.add("4800", descriptor("060e2b34 0401010d 0d010301 02060200", 2));
        QVERIFY(inspected(header.file()).programmes.empty());
    }

    void tellsWhatBelongsToWhat()
    {
        MxfHeader header;
        header.add("8106", descriptor(serialAdm, 2));
        header.add("6d00", soundfield("03020203 01000000", "ggMPg", "Main Program", 'g'));
        MxfHeader::Set stereo = soundfield("03020202 20010000", "sgST", "Standard Stereo", 's');
        stereo.emplace_back(groupLinks, number(1, 4, true) + number(16, 4, true) + std::string(16, 'g'));
        header.add("6c00", stereo);
        for (const auto& [symbol, channel] : { std::pair { "chR", 2 }, std::pair { "chL", 1 } }) {
            MxfHeader::Set label = soundfield("03020201 01000000", symbol, symbol, static_cast<char>(channel));
            label.emplace_back(parentLink, std::string(16, 's'));
            label.emplace_back(channelId, number(static_cast<std::uint64_t>(channel), 4, true));
            header.add("6b00", label);
        }
        const Inspection found = inspected(header.file());
        const auto* structure = found.programmes.at(0).measures.find("mca.structure");
        QVERIFY(structure != nullptr && structure->value);
        QCOMPARE(std::get<std::vector<std::string>>(*structure->value),
            (std::vector<std::string> { "ggMPg: sgST", "sgST: chL chR" }));
        QVERIFY(found.assets.at(0).faults.empty());
    }

    void tellsTwoLabelsOfOneChannel()
    {
        MxfHeader header;
        header.add("8106", descriptor(serialAdm, 2));
        for (const char id : { 'a', 'b' }) {
            MxfHeader::Set label = soundfield("03020201 01000000", "chL", "Left", id);
            label.emplace_back(channelId, number(1, 4, true));
            header.add("6b00", label);
        }
        QCOMPARE(faultsOf(header), QStringList { "mca-channel-twice" });
        const Inspection found = inspected(header.file());
        const auto* conflicts = found.programmes.at(0).measures.find("metadata.conflicts");
        QCOMPARE(std::get<std::vector<std::string>>(*conflicts->value), std::vector<std::string> {}); // two of two
    }

    void asksForTheLabelsOfAdm()
    {
        MxfHeader header;
        header.add("8106", descriptor(serialAdm, 2));
        MxfHeader::Set adm = soundfield("03020223 00000000", "ADM", "ADM", 'a');
        header.add("8112", adm);
        header.add("810e", {});
        QCOMPARE(faultsOf(header), QStringList { "mca-adm-incomplete" }); // no programme
        MxfHeader named;
        named.add("8106", descriptor(serialAdm, 2));
        adm.emplace_back("0402030b02000000", utf16("APR_1001"));
        named.add("8112", adm);
        QCOMPARE(faultsOf(named), QStringList { "mca-adm-incomplete" }); // no CHNA
        named.add("810e", {});
        QCOMPARE(faultsOf(named), QStringList {});
        named.add("8112", soundfield("03020223 00000000", "ADM", "MDA", 'b'));
        QVERIFY(faultsOf(named).contains("mca-name-wrong"));
    }

    void agreesWithTheCorpus()
    {
        if (!hasCorpus())
            QSKIP("no corpus");
        const auto missing = inspect(
            { corpusFile(
                "movie_mxf/photon/ST2067-203_audio_track_file__non_compliant_ADMAudioProgrammeID_missing.mxf") },
            {});
        QCOMPARE(missing->assets.at(0).faults.at(0).code, std::string("mca-adm-incomplete"));
        QCOMPARE(missing->programmes.at(0).layout.size(), std::size_t { 5 });
    }
};

ASSAY_TEST(TestObjectSound)
#include "tst_object_sound.moc"
