// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/mxf_objects.h"

#include "core/base/klv.h"
#include "core/media/header_facts.h"

#include <algorithm>
#include <array>

namespace assay
{

namespace
{

// Names of properties (SMPTE RP 224): generic sound essence descriptor, ST 377-1 E.1 and F.2.
constexpr std::uint64_t samplingRate = 0x0402030101010000;
constexpr std::uint64_t channelCount = 0x0402010104000000;
constexpr std::uint64_t quantizationBits = 0x0402030304000000;

// What tells the kind: the end of a label, behind "060e2b34 0401 01vv".
struct ObjectLabel {
    std::uint64_t property; // that holds it
    std::uint64_t label; // its last eight bytes, without those masked out
    std::uint64_t mask;
    std::string_view codec;
    std::string_view what;
};

constexpr std::string_view sadm = "metadata-guided audio (S-ADM in MXF, SMPTE ST 2127)";
constexpr std::string_view iab = "immersive audio (IAB, SMPTE ST 2098-2)";
constexpr std::uint64_t essenceContainer = 0x0601010401020000;
constexpr std::uint64_t soundCoding = 0x0402040200000000;
constexpr std::uint64_t dataCoding = 0x0403030200000000; // Atmos of digital cinema: a data track, ST 429-18
constexpr std::uint64_t kindOnly = 0xFFFFFFFFFFFF0000; // the last two bytes tell the wrapping

constexpr std::array labels {
    ObjectLabel { essenceContainer, 0x0D01030102250000, kindOnly, "mga", sadm }, // ST 2127-1
    ObjectLabel { essenceContainer, 0x0D010301021D0000, kindOnly, "iab", iab }, // ST 2067-201
    ObjectLabel { soundCoding, 0x0E09060400000000, ~0ULL, "iab", iab }, // ST 2067-201
    ObjectLabel { dataCoding, 0x0E09060400000000, ~0ULL, "iab", iab }, // ST 2098-2
};

const ObjectLabel* labelIn(const SetProperty& property)
{
    const std::uint64_t value = uintAt(property.value, 8, 8, Endian::big);
    const auto found = std::ranges::find_if(labels, [&](const ObjectLabel& label) {
        return label.property == property.name && label.label == (value & label.mask);
    });
    return found == labels.end() ? nullptr : &*found;
}

// The numerator of a rational whose denominator is 1, as rates of sound are.
int rateIn(ByteView value)
{
    const auto rate = static_cast<std::int64_t>(uintAt(value, 0, 4, Endian::big));
    const bool whole = uintAt(value, 4, 4, Endian::big) == 1;
    return whole && rate <= highestRate ? static_cast<int>(rate) : 0;
}

int smallIn(ByteView value, std::int64_t most)
{
    const auto number = static_cast<std::int64_t>(uintAt(value, 0, 4, Endian::big));
    return number <= most ? static_cast<int>(number) : 0;
}

} // namespace

std::optional<MxfObjectSound> readMxfObjectSound(LocalFile& file)
{
    constexpr int mostBits = 64; // a sample
    std::optional<MxfObjectSound> found;
    if (!klvAt(file, 0))
        return found;
    const Bytes header = file.bytesAt(0, std::min(file.size(), mostMxfHeaderBytes));
    forEachLocalSet(header, [&](ByteView, const std::vector<SetProperty>& properties) {
        if (found)
            return;
        MxfObjectSound sound;
        for (const SetProperty& property : properties) {
            if (const ObjectLabel* label = labelIn(property)) {
                sound.codec = label->codec;
                sound.what = label->what;
            }
            if (property.name == samplingRate)
                sound.sampleRate = rateIn(property.value);
            else if (property.name == channelCount)
                sound.channels = smallIn(property.value, mostChannels);
            else if (property.name == quantizationBits)
                sound.bits = smallIn(property.value, mostBits);
        }
        const bool isDescriptor = sound.sampleRate > 0 || sound.channels > 0; // not the packages that repeat the label
        if (!sound.codec.empty() && isDescriptor)
            found = std::move(sound);
    });
    return found;
}

} // namespace assay
