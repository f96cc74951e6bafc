// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/media_hash_list.h"

#include <QCryptographicHash>
#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <pugixml.hpp>
#include <sstream>

namespace assay
{

namespace
{

constexpr const char* hashListNamespace = "urn:ASC:MHL:v2.0";
constexpr const char* chainNamespace = "urn:ASC:MHL:DIRECTORY:v2.0";
constexpr std::string_view base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"; // ST 2114
constexpr std::size_t c4Digits = 88; // after "c4"
constexpr std::array hashKinds { "xxh64", "md5" };
constexpr std::array ignoredFiles { ".DS_Store", "ascmhl", "ascmhl/" }; // as the reference implementation

// Of the first generation that has one: what all later ones are held against.
using FirstHashes = std::map<std::string, std::map<std::string, std::string>>; // path -> kind -> hash

bool parse(const HashList& list, pugi::xml_document& document)
{
    const auto parsed = document.load_buffer(list.xml.data(), list.xml.size());
    return parsed && document.child("hashlist");
}

std::vector<HashedFile> filesIn(const pugi::xml_document& document)
{
    std::vector<HashedFile> files;
    for (const pugi::xml_node hash : document.child("hashlist").child("hashes").children("hash")) {
        HashedFile& file = files.emplace_back();
        file.path = hash.child_value("path");
        file.size = hash.child("path").attribute("size").as_llong();
        for (const char* kind : hashKinds) {
            if (const pugi::xml_node value = hash.child(kind))
                file.hashes[kind] = value.child_value();
        }
    }
    return files;
}

FirstHashes firstHashes(const HashHistory& history)
{
    FirstHashes first;
    for (const HashList& list : history.lists) {
        pugi::xml_document document;
        if (!parse(list, document))
            continue; // problemsOf() tells
        for (const HashedFile& file : filesIn(document)) {
            auto& known = first[file.path];
            known.insert(file.hashes.begin(), file.hashes.end());
        }
    }
    return first;
}

const char* actionFor(const FirstHashes& first, const HashedFile& file, const std::string& kind)
{
    const auto known = first.find(file.path);
    if (known == first.end())
        return "original";
    const auto hash = known->second.find(kind);
    const bool same = hash == known->second.end() || hash->second == file.hashes.at(kind);
    return same ? "verified" : "failed";
}

pugi::xml_node addText(pugi::xml_node to, const char* name, const std::string& text)
{
    pugi::xml_node node = to.append_child(name);
    node.text().set(text.c_str());
    return node;
}

std::string written(const pugi::xml_document& document)
{
    std::ostringstream stream;
    document.save(stream, "  ", pugi::format_default, pugi::encoding_utf8);
    return stream.str();
}

// ISO 8601 as it may stand in a file name: "2026-11-22_140500Z".
std::string fileTime(std::string time)
{
    std::erase(time, ':');
    std::ranges::replace(time, 'T', '_');
    return time;
}

pugi::xml_node addRoot(pugi::xml_document& document, const char* name, const char* space)
{
    pugi::xml_node declaration = document.append_child(pugi::node_declaration);
    declaration.append_attribute("version") = "1.0";
    declaration.append_attribute("encoding") = "UTF-8";
    pugi::xml_node root = document.append_child(name);
    if (std::string_view(name) == "hashlist")
        root.append_attribute("version") = "2.0";
    root.append_attribute("xmlns") = space;
    return root;
}

std::string manifestOf(const std::vector<HashedFile>& files, const FirstHashes& first, const HashListFacts& facts)
{
    pugi::xml_document document;
    pugi::xml_node root = addRoot(document, "hashlist", hashListNamespace);
    pugi::xml_node creator = root.append_child("creatorinfo");
    addText(creator, "creationdate", facts.created);
    addText(creator, "hostname", facts.host);
    addText(creator, "tool", "assay").append_attribute("version") = facts.toolVersion.c_str();
    if (!facts.author.empty())
        addText(creator, "author", facts.author);
    pugi::xml_node process = root.append_child("processinfo");
    addText(process, "process", "in-place");
    pugi::xml_node ignored = process.append_child("ignore");
    for (const char* pattern : ignoredFiles)
        addText(ignored, "pattern", pattern);
    pugi::xml_node hashes = root.append_child("hashes");
    for (const HashedFile& file : files) {
        pugi::xml_node hash = hashes.append_child("hash");
        addText(hash, "path", file.path).append_attribute("size") = static_cast<long long>(file.size);
        for (const char* kind : hashKinds) {
            if (const auto value = file.hashes.find(kind); value != file.hashes.end()) {
                pugi::xml_node node = addText(hash, kind, value->second);
                node.append_attribute("action") = actionFor(first, file, kind);
                node.append_attribute("hashdate") = facts.created.c_str();
            }
        }
    }
    return written(document);
}

std::string chainOf(const std::vector<HashList>& lists)
{
    pugi::xml_document document;
    pugi::xml_node root = addRoot(document, "ascmhldirectory", chainNamespace);
    for (const HashList& list : lists) {
        pugi::xml_node entry = root.append_child("hashlist");
        entry.append_attribute("sequencenr") = list.generation;
        addText(entry, "path", list.fileName);
        addText(entry, "c4", c4Of(list.xml));
    }
    return written(document);
}

} // namespace

std::string c4Of(std::string_view bytes)
{
    QByteArray number = QCryptographicHash::hash(
        QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size())), QCryptographicHash::Sha512);
    std::string digits(c4Digits, base58.front());
    for (std::size_t i = c4Digits; i-- > 0;) { // division of the whole number by 58, once a digit
        unsigned remainder = 0;
        for (char& byte : number) {
            const unsigned value = (remainder << 8U) | static_cast<unsigned char>(byte);
            byte = static_cast<char>(value / base58.size());
            remainder = static_cast<unsigned>(value % base58.size());
        }
        digits[i] = base58[remainder];
    }
    return "c4" + digits;
}

std::vector<std::string> problemsOf(const HashHistory& history)
{
    std::vector<std::string> problems;
    if (history.lists.empty() && history.chain.empty())
        return problems;
    pugi::xml_document chain;
    if (!chain.load_buffer(history.chain.data(), history.chain.size()) || !chain.child("ascmhldirectory"))
        return { fmt::format("{}: missing or unreadable", chainFileName) };
    std::vector<std::string> told;
    for (const pugi::xml_node entry : chain.child("ascmhldirectory").children("hashlist")) {
        const std::string name = entry.child_value("path");
        told.push_back(name);
        const auto list = std::ranges::find(history.lists, name, &HashList::fileName);
        pugi::xml_document document;
        if (list == history.lists.end())
            problems.push_back(name + ": missing, although the chain names it");
        else if (c4Of(list->xml) != entry.child_value("c4"))
            problems.push_back(name + ": not what the chain says it was");
        else if (!parse(*list, document))
            problems.push_back(name + ": not a hash list");
        if (entry.attribute("sequencenr").as_int() != static_cast<int>(told.size()))
            problems.push_back(name + ": out of order in the chain");
    }
    for (const HashList& list : history.lists) {
        if (std::ranges::find(told, list.fileName) == told.end())
            problems.push_back(list.fileName + ": the chain does not name it");
    }
    return problems;
}

Result<std::vector<HashedFile>> filesOf(const HashHistory& history)
{
    pugi::xml_document document;
    if (history.lists.empty())
        return std::vector<HashedFile> {};
    if (!parse(history.lists.back(), document))
        return fail(ErrorCode::report, "not a hash list", history.lists.back().fileName);
    return filesIn(document);
}

Result<HashHistory> withGeneration(
    HashHistory history, const std::vector<HashedFile>& files, const HashListFacts& facts)
{
    if (const auto problems = problemsOf(history); !problems.empty())
        return fail(ErrorCode::report, "the history of hash lists is broken: " + problems.front());
    HashList list;
    list.generation = history.lists.empty() ? 1 : history.lists.back().generation + 1;
    list.fileName = fmt::format("{:04}_{}_{}.mhl", list.generation, facts.folder, fileTime(facts.created));
    list.xml = manifestOf(files, firstHashes(history), facts);
    history.lists.push_back(std::move(list));
    history.chain = chainOf(history.lists);
    return history;
}

} // namespace assay
