// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/hostile/seeds.h"

#include "reports/report_json.h"
#include "tests/support/adm_writer.h"
#include "tests/support/chunk_bytes.h"
#include "tests/support/sample_reports.h"
#include "tests/support/wave_writer.h"

namespace assay::test
{

namespace
{

const std::string ixml
    = "<?xml version=\"1.0\"?><BWFXML><IXML_VERSION>1.61</IXML_VERSION><SCENE>1A</SCENE><TAKE>2</TAKE>"
      "<SPEED><TIMECODE_RATE>30000/1001</TIMECODE_RATE><TIMECODE_FLAG>DF</TIMECODE_FLAG>"
      "<TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI>0</TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI>"
      "<TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO>172800000</TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO></SPEED>"
      "<TRACK_LIST><TRACK_COUNT>2</TRACK_COUNT><TRACK><INTERLEAVE_INDEX>1</INTERLEAVE_INDEX>"
      "<NAME>L</NAME></TRACK><TRACK><INTERLEAVE_INDEX>2</INTERLEAVE_INDEX><NAME>R</NAME></TRACK>"
      "</TRACK_LIST></BWFXML>";
const std::string axml = "<ebuCoreMain xmlns=\"urn:ebu:metadata-schema:ebucore\"><coreMetadata><identifier "
                         "formatLabel=\"ISRC\"><dc:identifier>ISRC:AA6Q72000047</dc:identifier></identifier><format>"
                         "<audioFormatExtended><audioProgramme audioProgrammeID=\"APR_1001\"/><audioObject "
                         "audioObjectID=\"AO_1001\"><audioPackFormatIDRef>AP_00010002</audioPackFormatIDRef>"
                         "</audioObject></audioFormatExtended></format></coreMetadata></ebuCoreMain>";

std::string bext(int version)
{
    std::string bytes = "Description" + std::string(256 - 11, '\0') + "Originator" + std::string(22, '\0')
        + "USABC1234567890121530001234567890" + "2026-11-22" + "15:30:00";
    bytes.resize(338);
    bytes += number(172800000, 8) + number(static_cast<std::uint64_t>(version), 2) + std::string(64, '\x13');
    for (const std::uint64_t loudness : { 63236ULL, 700ULL, 65436ULL, 0x7FFFULL, 63000ULL })
        bytes += number(loudness, 2);
    return bytes + std::string(180, '\0') + "A=PCM,F=48000,W=24,M=stereo,T=desk\r\n";
}

std::string infoList()
{
    return "INFO" + chunk("INAM", "Title") + chunk("ISRC", "AA6Q72000047") + chunk("ICMT", std::string(40, 'c'));
}

std::string tag()
{
    const std::string frame = "TIT2" + number(6, 4, true) + number(0, 2) + std::string("\0Title", 6);
    return "ID3" + number(3, 1) + number(0, 2) + number(frame.size(), 4, true) + frame;
}

std::string flac()
{
    const std::string comment = number(4, 4) + "test" + number(1, 4) + number(17, 4) + "ISRC=AA6Q72000047";
    const std::uint64_t packed = 48000ULL << 44U | 1ULL << 41U | 15ULL << 36U | 256U;
    return "fLaC" + number(0, 1) + number(34, 3, true) + number(256, 2, true) + number(256, 2, true)
        + std::string(6, '\0') + number(packed, 8, true) + std::string(16, '\0') + number(0x84, 1)
        + number(comment.size(), 3, true) + comment + "\xFF\xF8\x8A\x18" + std::string(20, '\0');
}

std::string atom(const std::string& id, const std::string& content)
{
    return number(8 + content.size(), 4, true) + id + content;
}

std::string movie()
{
    const std::string entry = atom("sowt", std::string(8, '\0') + number(1, 2, true) + std::string(18, '\0'));
    const std::string table = atom("stsd", number(0, 4) + number(1, 4, true) + entry);
    const std::string media = atom("mdia",
        atom("hdlr", std::string(8, '\0') + "soun" + std::string(12, '\0')) + atom("minf", atom("stbl", table)));
    const std::string name = atom("\251nam", atom("data", number(1, 8, true) + "Title"));
    const std::string tags = atom("udta", atom("meta", number(0, 4) + atom("ilst", name)));
    return atom("ftyp", "qt  ") + atom("moov", atom("trak", atom("tkhd", std::string(84, '\0')) + media) + tags)
        + atom("mdat", std::string(100, '\x10'));
}

std::string mxf()
{
    const std::string key("\x06\x0E\x2B\x34\x02\x05\x01\x01\x0D\x01\x02\x01\x01\x02\x04\x00", 16);
    return key + number(0x83, 1) + number(88, 3, true) + std::string(24, '\0') + number(0, 8) + std::string(56, '\0');
}

// The same with header metadata: a primer pack, a sound descriptor of S-ADM, and a label.
std::string mxfObjects()
{
    const std::string smpte("\x06\x0E\x2B\x34", 4);
    const auto packet = [&](const std::string& key, const std::string& value) {
        return smpte + key + number(0x83, 1) + number(value.size(), 3, true) + value;
    };
    const std::string names = number(0x8000, 2, true) + smpte + number(0x01010101, 4, true)
        + number(0x0601010401020000, 8, true) + number(0x8001, 2, true) + smpte + number(0x01010101, 4, true)
        + number(0x0402030101010000, 8, true) + number(0x8002, 2, true) + smpte + number(0x01010101, 4, true)
        + number(0x0103070102000000, 8, true);
    const std::string descriptor = number(0x8000, 2, true) + number(16, 2, true) + smpte + number(0x0401010D, 4, true)
        + number(0x0D01030102250200, 8, true) + number(0x8001, 2, true) + number(8, 2, true) + number(48000, 4, true)
        + number(1, 4, true);
    const std::string label = number(0x8002, 2, true) + number(4, 2, true) + std::string("\0A\0B", 4);
    const std::string set = number(0x02530101, 4, true) + number(0x0D01010101, 5, true);
    return mxf()
        + packet(number(0x02050101, 4, true) + number(0x0D01020101050100, 8, true),
            number(3, 4, true) + number(18, 4, true) + names)
        + packet(set + number(0x018106, 3, true), descriptor) + packet(set + number(0x016C00, 3, true), label);
}

// Three frames of 417 bytes, the first with a count of them.
std::string mp3()
{
    const std::string frame = "\xFF\xFB\x90\x44" + std::string(413, '\0');
    return with(frame, 36, "Xing" + number(1, 4, true) + number(2, 4, true)) + frame + frame;
}

// A page whose check sum does not fit, which the walk looks at all the same.
std::string ogg()
{
    return "OggS" + number(0x0200, 2, true) + number(0, 8) + number(7, 4) + number(0, 8) + number(1, 1) + number(9, 1)
        + "\x7F"
          "FLAC1234";
}

std::string matroska()
{
    const auto element = [](std::uint64_t id, const std::string& content) {
        return number(id, 4, true) + number(0x80 | content.size(), 1) + content;
    };
    return element(0x1A45DFA3, "head") + element(0x18538067, element(0x1654AE6B, "t") + element(0x1F43B675, "c"));
}

} // namespace

std::vector<std::string> containerSeeds()
{
    const Planes sound { std::vector<double>(20, 0.5), std::vector<double>(20, -0.5) };
    WaveOptions full;
    full.mask = 3;
    full.before = { { "bext", bext(2) }, { "iXML", ixml }, { "LIST", infoList() } };
    full.after = { { "id3 ", tag() }, { "axml", axml }, { "chna", chunkSeeds().front() } };
    WaveOptions large = full;
    large.kind = WaveKind::bw64;
    const std::string common = number(2, 2, true) + number(5, 4, true) + number(16, 2, true)
        + std::string("\x40\x0E\xBB\x80\0\0\0\0\0\0", 10);
    const std::string caf = "caff" + number(1, 2, true) + number(0, 2, true) + "desc" + number(32, 8, true)
        + std::string("\x40\xE7\x70\0\0\0\0\0", 8) + "lpcm" + number(0, 4) + number(4, 4, true) + number(1, 4, true)
        + number(2, 4, true) + number(16, 4, true) + "data" + number(24, 8, true) + std::string(24, '\1');
    return { waveBytes(sound), waveBytes(sound, full), waveBytes(sound, large),
        outer("FORM", "AIFF" + chunk("COMM", common, true) + chunk("SSND", std::string(28, '\1'), true), true), caf,
        flac(), flac().substr(0, 22), movie(), mxf(), mxfObjects(), mp3(), ogg(), ogg() + ogg(), matroska(),
        tag() + std::string("\xFF\xFB\x90\x44") + std::string(413, '\0') };
}

std::vector<std::string> bextSeeds()
{
    return { bext(0), bext(1), bext(2) };
}

std::vector<std::string> xmlSeeds()
{
    return { ixml, axml, "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><BWFXML><NOTE>&a;</NOTE></BWFXML>" };
}

std::vector<std::string> infoSeeds()
{
    return { infoList(), "INFO" + chunk("INAM", "") };
}

std::vector<std::string> cueSeeds()
{
    const std::string point = number(1, 4) + number(100, 4) + "data" + number(0, 8) + number(100, 4);
    const std::string loop = number(0, 8) + number(1, 4) + number(9, 4) + number(0, 8);
    const std::string mark = number(1, 2, true) + number(9, 4, true) + number(3, 1) + "end";
    return { number(1, 4) + point, "adtl" + chunk("labl", number(1, 4) + "Name") + chunk("note", number(1, 4) + "Why"),
        std::string(28, '\0') + number(1, 4) + number(0, 4) + loop, number(2, 2, true) + mark + mark };
}

std::vector<std::string> cartSeeds()
{
    std::string cart = "0101Title";
    cart.resize(2048);
    cart = with(with(cart, 452, "2026-11-2215:30:00"), 680, number(32768, 4));
    cart = with(with(cart, 684, "SEGs" + number(48000, 4) + "EOD " + number(96000, 4)), 1024, "https://example.org");
    return { cart, cart + "tag text\r\n" };
}

std::vector<std::string> chunkSeeds()
{
    return { number(1, 2) + number(1, 2) + number(1, 2) + "ATU_00000001" + "AT_00010001_01" + "AP_00010002"
            + number(0, 1),
        number(0x01000006, 4) + number(9, 1) + number(4, 2) + "abcd" + number(0, 1) + number(0, 1),
        dbmdOf({ .binaural = { 1, 2 } }),
        number(0x01000006, 4) + dbmdSegment(7, std::string(96, '\x47')) + dbmdSegment(8, std::string(193, 'a'))
            + dbmdSegment(1, "ab") + number(0, 1) };
}

std::vector<std::string> admSeeds()
{
    const AtmosMaster small { .bed = { "RC_L", "RC_R" }, .objects = 1 };
    AtmosMaster polar = small; // of directions, a way and a gain
    polar.changes = { { "<cartesian>1</cartesian><position coordinate=\"X\">-1</position><position "
                        "coordinate=\"Y\">0.5</position>",
        "<position coordinate=\"azimuth\">110</position><position coordinate=\"elevation\">40</position>"
        "<gain>0.5</gain>" } };
    return { axmlOf(small), axmlOf(small) + "<!--chna-->" + chnaOf(small),
        axmlOf(polar) + "<!--chna-->" + chnaOf(polar) };
}

std::vector<std::string> mxfSeeds()
{
    const auto packet = [](const std::string& key, const std::string& value) {
        return "\x06\x0E\x2B\x34" + key + number(0x83, 1) + number(value.size(), 3, true) + value;
    };
    const auto row = [](std::uint64_t tag, std::uint64_t name) {
        return number(tag, 2, true) + "\x06\x0E\x2B\x34" + number(0x0101010E, 4) + number(name, 8, true);
    };
    const auto item = [](std::uint64_t tag, const std::string& value) {
        return number(tag, 2, true) + number(value.size(), 2, true) + value;
    };
    const std::string primer = packet(std::string("\x02\x05\x01\x01\x0D\x01\x02\x01\x01\x05\x01\x00", 12),
        number(4, 4, true) + number(18, 4, true) + row(0x8001, 0x0103070102000000) + row(0x8002, 0x0103070105000000)
            + row(0x8003, 0x0103040A00000000) + row(0x8004, 0x0301010203150000));
    const std::string label = packet(std::string("\x02\x53\x01\x01\x0D\x01\x01\x01\x01\x01\x6B\x00", 12),
        item(0x8001, std::string("\0c\0h\0L", 6)) + item(0x8002, std::string(16, '\1'))
            + item(0x8003, number(1, 4, true)) + item(0x8004, "en-US"));
    return { mxf() + primer + label, primer + label, mxfObjects() };
}

std::vector<std::string> dolbySeeds()
{
    // sync word, crc1, rate and size, bsid and bsmod, then what each syntax states: levels of fold-down among them
    return { std::string("\x0B\x77\0\0\x14\x40\xEB\xD8\0\0\0\0\0", 13),
        std::string("\x0B\x77\0\0\x14\x30\xE1\xC5\x55\0\x69\x5F\0\0", 14),
        std::string("\x0B\x77\x02\xFF\x3F\x87\xD6\x4D\x40\0\0", 11) };
}

std::vector<std::string> historySeeds()
{
    return { "A=PCM,F=48000,W=24,M=stereo,T=desk\r\n",
        "A=ANALOGUE,M=mono,T=tape\r\nA=MPEG1L2,F=44100,B=192,W=16,M=joint-stereo,T=coder\r\n", "M=poly,A=?\n" };
}

std::vector<std::string> textSeeds()
{
    return { "ISRC:AA-6Q7-20-00047", "EAN: 4006381333931", "30000/1001", "10:00:00;02", "2026-11-22",
        "title_PM.Ls.wav" };
}

std::vector<std::string> reportSeeds()
{
    return { toJson(smallReport()) };
}

std::vector<std::string> profileSeeds()
{
    return {
        "schema = 1\nid = \"a\"\ntitle = \"A\"\nversion = \"1\"\n[[rule]]\nid = \"r\"\nmeasure = \"peak.true\"\n"
        "max = { measure = \"loudness.integrated\", plus = 4.0 }\nseverity = \"issue\"\nwindow = { first = 30.0 }\n"
        "[[rule]]\nid = \"s\"\nmeasure = \"format.container\"\nmatches = '(a|b)*c{2,9}'\nseverity = \"fyi\"\n"
    };
}

std::vector<std::string> waveformSeeds()
{
    return { "ASSAYWF1" + number(48000, 4) + number(1024, 4) + number(1, 4) + number(2, 4) + number(1, 4) + "L"
        + std::string(12, '\1') };
}

} // namespace assay::test
