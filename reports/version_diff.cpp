// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/version_diff.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace assay
{

namespace
{

// From what change on a number of this unit is another one: half of what is printed of it (design values).
double exactness(Unit unit)
{
    constexpr double level = 0.05; // dB, LU
    constexpr double part = 0.05; // samples
    constexpr double time = 0.001; // s
    constexpr double share = 0.05; // %
    constexpr double frequency = 0.5; // Hz
    constexpr double ratio = 0.005; // correlation and its like
    switch (unit) {
    case Unit::lufs:
    case Unit::lu:
    case Unit::dbtp:
    case Unit::dbfs:
    case Unit::db:
        return level;
    case Unit::samples:
        return part;
    case Unit::seconds:
        return time;
    case Unit::percent:
    case Unit::percentFullScale:
        return share;
    case Unit::hertz:
        return frequency;
    case Unit::none:
        return ratio;
    default:
        return 0.0;
    }
}

bool isMetadata(std::string_view id)
{
    const auto specs = metadataSpecs();
    return std::ranges::find(specs, id, &MeasureSpec::id) != specs.end();
}

// What tells of the file alone, or of this very comparison.
bool isBeside(std::string_view id)
{
    static constexpr std::array beside { "hash.", "name.", "compare.", "signal.fingerprint" };
    return std::ranges::any_of(beside, [&](std::string_view prefix) { return id.starts_with(prefix); });
}

bool isChanged(const Measurement& before, const Measurement& after)
{
    if (before.state != after.state)
        return true;
    if (!before.value || !after.value)
        return false;
    const auto was = numberIn(*before.value);
    const auto now = numberIn(*after.value);
    if (was && now && !isMetadata(after.id))
        return std::abs(*now - *was) > exactness(after.unit);
    return *before.value != *after.value;
}

void addValues(const MeasurementSet& before, const MeasurementSet& after, ProgrammeDiff& diff)
{
    std::vector<std::string> ids;
    for (const auto& [id, measurement] : before.all())
        ids.push_back(id);
    for (const auto& [id, measurement] : after.all())
        ids.push_back(id);
    std::ranges::sort(ids);
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    for (const std::string& id : ids) {
        const Measurement* const was = before.find(id);
        const Measurement* const now = after.find(id);
        if (isBeside(id) || (was != nullptr && now != nullptr && !isChanged(*was, *now)))
            continue;
        const bool saysSomething = (was != nullptr && was->value) || (now != nullptr && now->value);
        if (!saysSomething)
            continue;
        (isMetadata(id) ? diff.metadata : diff.measures)
            .push_back({ id, was != nullptr ? std::optional(*was) : std::nullopt,
                now != nullptr ? std::optional(*now) : std::nullopt });
    }
}

bool isOpen(const Finding& finding)
{
    return finding.state == FindingState::fail || needsPerson(finding);
}

// What was or is in the way; rules of two packages are two.
std::vector<FindingChange> changesOf(const std::vector<Finding>& before, const std::vector<Finding>& after)
{
    std::vector<FindingChange> changes;
    const auto counterpart = [](const std::vector<Finding>& others, const Finding& finding) {
        return std::ranges::find_if(others,
            [&](const Finding& other) { return other.rule == finding.rule && other.package == finding.package; });
    };
    for (const Finding& now : after) {
        const auto was = counterpart(before, now);
        const bool wasOpen = was != before.end() && isOpen(*was);
        if (isOpen(now))
            changes.push_back({ wasOpen ? FindingChange::Kind::stillThere : FindingChange::Kind::appeared, now });
        else if (wasOpen)
            changes.push_back({ FindingChange::Kind::fixed, *was });
    }
    for (const Finding& was : before) { // of a package that did not come again
        if (isOpen(was) && counterpart(after, was) == after.end())
            changes.push_back({ FindingChange::Kind::fixed, was });
    }
    return changes;
}

void addFindings(const JudgedProgramme& before, const JudgedProgramme& after, ProgrammeDiff& diff)
{
    if (before.judged)
        diff.verdictBefore = before.verdict;
    if (after.judged)
        diff.verdictAfter = after.verdict;
    if (!before.judged || !after.judged)
        return;
    diff.findings = changesOf(before.findings, after.findings);
}

// The essence of all that a programme is drawn from; empty where one is not known.
std::string essenceOf(const Report& report, const ProgrammeRecord& programme)
{
    std::string all;
    for (const std::string& path : programme.assets) {
        const auto asset = std::ranges::find(report.assets, path, &AssetRecord::path);
        if (asset == report.assets.end() || !asset->essenceMd5)
            return {};
        all += *asset->essenceMd5 + " ";
    }
    return all;
}

// "#2" of "film.mov#2": which of a file's programmes it is.
std::string_view streamSuffix(std::string_view name)
{
    const auto hash = name.rfind('#');
    return hash == std::string_view::npos ? std::string_view {} : name.substr(hash);
}

// Audio data that are the same are the same sound where they are read the same way.
std::optional<bool> haveSameEssence(
    const Report& before, const ProgrammeRecord& was, const Report& after, const ProgrammeRecord& now)
{
    const std::string old = essenceOf(before, was);
    const std::string essence = essenceOf(after, now);
    if (old.empty() || essence.empty())
        return std::nullopt;
    static constexpr std::array reading { "format.codec", "format.sample_format", "format.bit_depth",
        "format.container" };
    const bool readAlike = std::ranges::all_of(reading, [&](std::string_view id) {
        const Measurement* const a = was.measures.find(id);
        const Measurement* const b = now.measures.find(id);
        return (a == nullptr && b == nullptr) || (a != nullptr && b != nullptr && a->value == b->value);
    });
    return old == essence && readAlike && was.sampleRate == now.sampleRate && was.layout.size() == now.layout.size()
        && was.frames == now.frames && streamSuffix(was.name) == streamSuffix(now.name);
}

class Pairing
{
public:
    Pairing(const Report& before, const Report& after)
        : m_before(before)
        , m_after(after)
        , m_taken(after.programmes.size())
        , m_partner(before.programmes.size())
    {
    }

    // Pairs what is alone with the first that `belong` says belongs to it.
    template <class Belong>
    void match(const Belong& belong)
    {
        for (std::size_t i = 0; i < m_partner.size(); ++i) {
            for (std::size_t k = 0; k < m_taken.size() && !m_partner[i]; ++k) {
                if (m_taken[k] || !belong(m_before.programmes[i].programme, m_after.programmes[k].programme))
                    continue;
                m_partner[i] = k;
                m_taken[k] = true;
            }
        }
    }

    [[nodiscard]] std::vector<ProgrammePair> pairs() const
    {
        std::vector<ProgrammePair> result;
        for (std::size_t i = 0; i < m_partner.size(); ++i) {
            if (m_partner[i])
                result.push_back({ i, *m_partner[i] });
        }
        return result;
    }

private:
    const Report& m_before;
    const Report& m_after;
    std::vector<bool> m_taken;
    std::vector<std::optional<std::size_t>> m_partner;
};

} // namespace

std::vector<ProgrammePair> pairedProgrammes(const Report& before, const Report& after)
{
    Pairing pairing(before, after);
    const auto alike = [](const ProgrammeRecord& was, const ProgrammeRecord& now) { return was.name == now.name; };
    pairing.match(alike);
    pairing.match([&](const ProgrammeRecord& was, const ProgrammeRecord& now) {
        const std::string essence = essenceOf(before, was);
        return !essence.empty() && essence == essenceOf(after, now);
    });
    const bool files = before.assets.size() == 1 && after.assets.size() == 1;
    const bool single = before.programmes.size() == 1 && after.programmes.size() == 1;
    if (files || single)
        pairing.match([](const ProgrammeRecord&, const ProgrammeRecord&) { return true; });
    return pairing.pairs();
}

VersionDiff differences(const Report& before, const Report& after, const std::vector<ProgrammePair>& pairs)
{
    VersionDiff diff;
    for (const ProgrammePair& pair : pairs) {
        const JudgedProgramme& was = before.programmes[pair.before];
        const JudgedProgramme& now = after.programmes[pair.after];
        ProgrammeDiff programme { was.programme.name, now.programme.name };
        programme.sameEssence = haveSameEssence(before, was.programme, after, now.programme);
        for (const auto& [id, measurement] : now.programme.measures.all()) {
            if (id.starts_with("compare."))
                programme.sound.add(measurement);
        }
        addValues(was.programme.measures, now.programme.measures, programme);
        addFindings(was, now, programme);
        diff.programmes.push_back(std::move(programme));
    }
    diff.delivery = changesOf(before.delivery.findings, after.delivery.findings);
    for (std::size_t i = 0; i < before.programmes.size(); ++i) {
        if (std::ranges::find(pairs, i, &ProgrammePair::before) == pairs.end())
            diff.removed.push_back(before.programmes[i].programme.name);
    }
    for (std::size_t i = 0; i < after.programmes.size(); ++i) {
        if (std::ranges::find(pairs, i, &ProgrammePair::after) == pairs.end())
            diff.added.push_back(after.programmes[i].programme.name);
    }
    return diff;
}

} // namespace assay
