#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Fuzzes every hostile target for a while each, from seeds that the tests make: no crash, nothing a sanitizer objects
# to, no input that takes ten seconds, never more than 500 MB beside what the sanitizers need.
#
# usage: tests/hostile/fuzz.sh FOLDER SECONDS [TARGET...]      (FOLDER: where hostile_fuzz and hostile_replay are)
set -euo pipefail

folder=$1 seconds=$2
shift 2
work=$folder/fuzz
targets=("$@")
"$folder/hostile_replay" --write-seeds "$work"
[[ ${#targets[@]} -gt 0 ]] || mapfile -t targets < <(cd "$work" && printf '%s\n' */ | tr -d /)
failed=0
for target in "${targets[@]}"; do
    log=$work/$target.log
    if (cd "$work" && ASSAY_FUZZ_TARGET=$target UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1 "$folder/hostile_fuzz" \
        -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1500 -malloc_limit_mb=500 -max_len=65536 \
        -artifact_prefix="$work/$target-" -print_final_stats=1 "$work/$target") >"$log" 2>&1; then
        echo "$target: $(awk '/stat::number_of_executed_units/ {print $2}' "$log") runs, nothing found"
    else
        echo "$target: FOUND SOMETHING, see $log"
        grep -E 'ERROR|SUMMARY|Test unit written' "$log" | head -n 5 || true
        failed=1
    fi
done
exit "$failed"
