// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/short_names.h"

#include <algorithm>

namespace assay
{

QStringList shortNames(const QStringList& names)
{
    constexpr qsizetype worthIt = 5; // characters: a shorter shared part stays, ".wav" among them
    const auto [first, last] = std::minmax_element(names.begin(), names.end());
    if (names.size() < 2 || *first == *last)
        return names;
    qsizetype shortest = first->size();
    for (const QString& name : names)
        shortest = std::min(shortest, name.size());
    // What the first and the last in the alphabet share at the front, all share.
    qsizetype head = 0;
    while (head < shortest && first->at(head) == last->at(head))
        ++head;
    while (head > 0 && first->at(head - 1).isLetterOrNumber())
        --head;
    const QString& sample = *first;
    const auto endAlike = [&](qsizetype count) {
        return std::ranges::all_of(names, [&](const QString& name) { return name.endsWith(sample.right(count)); });
    };
    qsizetype tail = 0;
    while (tail < shortest - head && endAlike(tail + 1))
        ++tail;
    while (tail > 0 && sample.at(sample.size() - tail).isLetterOrNumber())
        --tail;
    head = head < worthIt ? 0 : head;
    tail = tail < worthIt ? 0 : tail;
    const QString dots = QStringLiteral("…");
    QStringList shortened;
    for (const QString& name : names)
        shortened += (head > 0 ? dots : QString()) + name.mid(head, name.size() - head - tail)
            + (tail > 0 ? dots : QString());
    return shortened;
}

} // namespace assay
