#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The manual's table of all measures: id, unit, what it is, source, the tests that name it, what detectors find in real
# recordings. measures_table.sh ASSAY writes packaging/measures.md; with --check it says whether that file is stale.
set -euo pipefail
export LC_ALL=C.UTF-8
assay=$(realpath "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
table=packaging/measures.md
finds=tests/bench/false_alarms.tsv
fresh=$(mktemp) mentions=$(mktemp)
trap 'rm -f "$fresh" "$mentions"' EXIT

# Every test that names an id in quotes; the layering and wording tests look at all of them.
grep -oHE '"[a-z_]+\.[a-z0-9_.]+"' $(git ls-files 'tests/**/tst_*.cpp') |
    sed -E 's|^.*/(tst_[a-z0-9_]+)\.cpp:"(.*)"$|\2 \1|' | sort -u >"$mentions"
{
    echo "# All measures"
    echo
    echo "Written by \`tests/bench/measures_table.sh\` from the program itself (\`assay measures\`), its tests and $(head -1 "$finds" | sed 's/^# //;s/; by.*//')."
    echo "*Real recordings*: programmes in which a detector finds something, of those it measured, and places in all; in bwf,"
    echo "channel_layout and music_speech of the corpus. A find there is not always a false alarm: some files do hold what is found."
    echo
    echo "| measure | unit | what | source | tests | real recordings |"
    echo "|---|---|---|---|---|---|"
    "$assay" measures | awk -F'\t' -v mentions="$mentions" -v finds="$finds" '
        BEGIN {
            while ((getline line <mentions) > 0) { split(line, f, " "); known = tests[f[1]]; tests[f[1]] = known (known == "" ? "" : ", ") f[2] }
            while ((getline line <finds) > 0) {
                if (line ~ /^#/) continue
                split(line, f, "\t"); all[f[1]] += f[3]; found[f[1]] += f[4]; places[f[1]] += f[5]
            }
        }
        function cell(text) { gsub(/\|/, "\\|", text); return text }
        { printf "| %s | %s | %s | %s | %s | %s |\n", $1, $2, cell($3), cell($4), tests[$1] == "" ? "-" : tests[$1],
            $1 in all ? found[$1] " of " all[$1] ", " places[$1] : "" }'
} >"$fresh"

if [[ ${2:-} == --check ]]; then
    [[ -e $table ]] || { echo "$table has not been written yet"; exit 77; }
    diff -q "$table" "$fresh" >/dev/null && exit 0
    diff "$table" "$fresh" | head -20
    echo "$table is stale: run tests/bench/measures_table.sh ASSAY and commit it" >&2
    exit 1
fi
cp "$fresh" "$table"
chmod 644 "$table"
