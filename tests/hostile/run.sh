#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Throws every file of a folder at `assay measure`: hostile, broken, odd and innocent ones alike. Each must end within
# ten seconds with a valid report, or with a message that names the file; never with a crash or a sanitizer's report.
#
# usage: tests/hostile/run.sh ASSAY FOLDER      (ASSAY: the binary, best of the asan preset)
set -uo pipefail

limit=10 # seconds a file

# check_one ASSAY FILE: prints "pass", or "FAIL: why: file" and what the program said.
check_one() {
    local assay=$1 file=$2 scratch status why=""
    scratch=$(mktemp -d)
    # In this one process: a worker's leaks are never told, because workers are ended and do not end.
    timeout --kill-after=2 "$limit" "$assay" measure --no-workers --quiet --json "$scratch/report.json" "$file" \
        >"$scratch/out" 2>"$scratch/err" </dev/null
    status=$?
    if [[ $status -eq 124 || $status -eq 137 ]]; then
        why="still running after $limit s"
    elif grep -qE 'ERROR: (Address|Leak)Sanitizer|runtime error:|SUMMARY: .*Sanitizer' "$scratch/err"; then
        why="a sanitizer objects"
    elif [[ $status -ge 128 ]]; then
        why="killed by signal $((status - 128))"
    elif [[ $status -ne 0 && $status -ne 4 ]]; then
        why="exit code $status"
    elif [[ $status -eq 4 && ! -s $scratch/err ]]; then
        why="exit code 4 without a word"
    elif grep -v '^[[:space:]]*$' "$scratch/err" | grep -qvF -- "$(basename "$file")"; then
        why="a message that does not name the file"
    elif [[ ! -s $scratch/report.json ]]; then
        why="no report"
    else
        # Judging reads the report back and validates it against the schema; it writes nothing where it is none.
        timeout "$limit" "$assay" judge --quiet --profile ebu-r128 --json "$scratch/judged.json" "$scratch/report.json" \
            >"$scratch/out" 2>"$scratch/err"
        status=$?
        [[ $status -le 4 && -s $scratch/judged.json ]] || why="its report cannot be judged (exit code $status)"
    fi
    if [[ -z $why ]]; then
        echo pass
    else
        echo "FAIL: $why: $file"
        head -n 40 "$scratch/err" | sed 's/^/    | /'
    fi
    rm -rf "$scratch"
}

if [[ ${1:-} == --one ]]; then
    check_one "$2" "$3"
    exit
fi
if [[ $# -ne 2 || ! -x $1 || ! -d $2 ]]; then
    echo "usage: tests/hostile/run.sh ASSAY FOLDER" >&2
    exit 2
fi

export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1 ASAN_OPTIONS=abort_on_error=0:detect_leaks=1
export LC_ALL=C.UTF-8 QT_QPA_PLATFORM=offscreen
results=$(mktemp)
trap 'rm -f "$results"' EXIT
find -L "$2" -type f -print0 | sort -z | xargs -0 -P "$(nproc)" -n 1 "${BASH_SOURCE[0]}" --one "$1" >"$results"

passed=$(grep -c '^pass$' "$results")
failed=$(grep -c '^FAIL: ' "$results")
grep -v '^pass$' "$results"
echo "$passed passed, $failed failed"
[[ $failed -eq 0 && $passed -gt 0 ]]
