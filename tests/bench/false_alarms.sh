#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What every detector finds in real recordings, most of which have no defect: false_alarms.sh ASSAY CORPUS > false_alarms.tsv
# A line a detector and group of the corpus: id, group, programmes measured, programmes with a find, places in all.
set -euo pipefail
export LC_ALL=C
assay=$1 corpus=$2
report=$(mktemp)
trap 'rm -f "$report"' EXIT
echo "# $("$assay" --version), commit $(git -C "$(dirname "$0")" rev-parse --short HEAD), $(date -u +%F); by tests/bench/false_alarms.sh"
for group in bwf channel_layout music_speech; do
    # Findings are none, but a broken file among them is no reason to stop.
    "$assay" measure --quiet --progress none --no-series --json "$report" "$corpus/$group" >/dev/null 2>&1 || true
    [[ -s $report ]] || { echo "false_alarms: no report of $group" >&2; exit 1; }
    awk -v group="$group" -v OFS='\t' '
        /^    "[a-z]+\.[a-z_.0-9]+": \{/ { split($0, part, "\""); id = part[2] }
        { state = state $0 }
        /\},?$/ && id != "" {
            if (state ~ /"state": ?"ok"/ && state ~ /"unit": ?"events"/ && match(state, /"value": ?[0-9]+/)) {
                value = substr(state, RSTART, RLENGTH); sub(/.*: ?/, "", value)
                all[id]++; found[id] += value > 0; places[id] += value
            }
            id = ""
        }
        id == "" { state = "" }
        END { for (id in all) print id, group, all[id], found[id], places[id] }' "$report"
done | sort
