// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/adm_nodes.h"

#include "core/base/units.h"
#include "core/metadata/adm_text.h"
#include "core/metadata/text.h"

#include <pugixml.hpp>

namespace assay
{

namespace
{

void readPosition(const pugi::xml_node& node, AdmBlock& block)
{
    if (node.attribute("bound"))
        return; // a range around the position
    const std::string_view coordinate = node.attribute("coordinate").value();
    AdmPosition& position = block.position;
    if (coordinate == "X" || coordinate == "Y" || coordinate == "Z")
        position.cartesian = true;
    else
        block.polar = true;
    const auto value = admNumber(node.text().get());
    if (coordinate == "X" || coordinate == "azimuth")
        position.x = value;
    else if (coordinate == "Y" || coordinate == "elevation")
        position.y = value;
    else if (coordinate == "Z" || coordinate == "distance")
        position.z = value;
    block.screenEdgeLock = block.screenEdgeLock || node.attribute("screenEdgeLock");
}

void readExtent(const pugi::xml_node& node, std::string_view name, AdmBlock& block)
{
    const auto value = admNumber(node.text().get());
    if (name == "width")
        block.width = value;
    else if (name == "height")
        block.height = value;
    else if (name == "depth")
        block.depth = value;
    else if (name == "diffuse")
        block.diffuse = value.value_or(0.0);
}

void readBlockField(const pugi::xml_node& node, AdmBlock& block)
{
    const std::string_view name = admName(node);
    if (name == "position") {
        readPosition(node, block);
    } else if (name == "speakerLabel") {
        block.labels.push_back(admContent(node));
    } else if (name == "cartesian") {
        block.saysCartesian = true;
        block.position.cartesian = block.position.cartesian || admFlag(node.text().get()).value_or(false);
    } else if (name == "gain") {
        block.hasGain = true;
        block.gain = admGain(node);
    } else if (name == "importance") {
        block.hasImportance = true;
        block.importance = admInteger(node.text().get()).value_or(block.importance);
    } else if (name == "jumpPosition") {
        block.jumpPosition = admFlag(node.text().get());
        block.interpolationLength = admNumber(node.attribute("interpolationLength").value());
    } else if (name == "channelLock") {
        block.channelLock = admFlag(node.text().get()).value_or(false);
        block.channelLockDistance = !node.attribute("maxDistance").empty();
    } else if (name == "objectDivergence") {
        block.divergence = true;
    } else if (name == "screenRef") {
        block.screenRef = true;
    } else if (name == "zoneExclusion") {
        for (const pugi::xml_node& zone : node.children())
            block.zones.push_back(admContent(zone));
    } else {
        readExtent(node, name, block);
    }
}

} // namespace

std::string_view admName(const pugi::xml_node& node)
{
    std::string_view name = node.name();
    name.remove_prefix(name.find(':') + 1); // npos + 1 is 0
    return name;
}

std::string admAttribute(const pugi::xml_node& node, const char* name)
{
    return fieldText(trimmed(node.attribute(name).value()));
}

std::string admContent(const pugi::xml_node& node)
{
    return fieldText(trimmed(node.text().get()));
}

// BS.2076-2, 5.4.3.3: linear, unless gainUnit says dB.
double admGain(const pugi::xml_node& node)
{
    const double value = admNumber(node.text().get()).value_or(1.0);
    return std::string_view(node.attribute("gainUnit").value()) == "dB" ? dbToAmplitude(value) : value;
}

AdmBlock admBlock(const pugi::xml_node& node)
{
    AdmBlock block;
    block.id = admAttribute(node, "audioBlockFormatID");
    block.start = admSeconds(node.attribute("rtime").value());
    block.duration = admSeconds(node.attribute("duration").value());
    for (const pugi::xml_node& child : node.children())
        readBlockField(child, block);
    return block;
}

} // namespace assay
