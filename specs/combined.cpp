// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/library.h"

#include "specs/delivery_profile.h"
#include "specs/loader.h"

#include <algorithm>

namespace assay
{

namespace
{

void appendWith(std::string& text, const std::string& more, std::string_view separator)
{
    if (!text.empty() && !more.empty())
        text += separator;
    text += more;
}

/// Makes a rule judge only what its profile judges. False where nothing is left to judge.
bool restrictTo(const std::vector<std::string>& roles, Rule& rule)
{
    if (roles.empty())
        return true;
    if (!rule.when)
        rule.when.emplace();
    if (rule.when->roles.empty()) {
        rule.when->roles = roles;
        return true;
    }
    std::erase_if(
        rule.when->roles, [&](const std::string& role) { return std::ranges::find(roles, role) == roles.end(); });
    return !rule.when->roles.empty();
}

void addRules(Profile& sum, const Profile& part)
{
    for (Rule rule : part.rules) {
        rule.id = part.id + "/" + rule.id;
        if (restrictTo(part.roles, rule))
            sum.rules.push_back(std::move(rule));
    }
    for (const ManualCheck& check : part.manual)
        sum.manual.push_back({ part.id + "/" + check.id, check.title });
    for (const SignOffStep& step : part.signOff) { // a person signs once for all profiles
        if (std::ranges::find(sum.signOff, step.id, &SignOffStep::id) == sum.signOff.end())
            sum.signOff.push_back(step);
    }
}

/// Adds what `part` asks of the delivery to `sum`.
void addDelivery(DeliveryProfile& sum, const Profile& part)
{
    if (part.delivery == nullptr)
        return;
    const DeliveryProfile& own = *part.delivery;
    sum.names = sum.names.empty() ? own.names : sum.names;
    sum.apart = sum.apart.empty() ? own.apart : sum.apart;
    sum.patterns.insert(sum.patterns.end(), own.patterns.begin(), own.patterns.end());
    sum.expected.insert(sum.expected.end(), own.expected.begin(), own.expected.end());
    sum.tracks.insert(sum.tracks.end(), own.tracks.begin(), own.tracks.end());
    for (Rule rule : own.rules) {
        rule.id = part.id + "/" + rule.id;
        if (restrictTo(part.roles, rule))
            sum.rules.push_back(std::move(rule));
    }
}

std::vector<std::string> allRoles(const std::vector<Profile>& profiles)
{
    std::vector<std::string> roles;
    for (const Profile& profile : profiles) {
        if (profile.roles.empty())
            return {};
        for (const std::string& role : profile.roles) {
            if (std::ranges::find(roles, role) == roles.end())
                roles.push_back(role);
        }
    }
    return roles;
}

} // namespace

Profile combined(const std::vector<Profile>& profiles)
{
    if (profiles.size() == 1)
        return profiles.front();
    Profile sum;
    DeliveryProfile delivery;
    std::string hashes;
    sum.status = Provenance::issuer;
    sum.origin = "built-in";
    for (const Profile& part : profiles) {
        appendWith(sum.id, part.id, "+");
        appendWith(sum.title, part.title, " + ");
        appendWith(sum.version, part.version, "+");
        appendWith(sum.authority, part.authority, "; ");
        appendWith(sum.document, part.document, "; ");
        appendWith(sum.url, part.url, " ");
        sum.status = std::max(sum.status, part.status); // the least sure of them
        sum.overridesBuiltIn = sum.overridesBuiltIn || part.overridesBuiltIn;
        if (part.origin != "built-in")
            sum.origin = part.origin;
        hashes += part.sha256;
        addRules(sum, part);
        addDelivery(delivery, part);
    }
    sum.roles = allRoles(profiles);
    if (!delivery.isEmpty())
        sum.delivery = std::make_shared<const DeliveryProfile>(std::move(delivery));
    sum.sha256 = sha256Hex(hashes);
    return sum;
}

} // namespace assay
