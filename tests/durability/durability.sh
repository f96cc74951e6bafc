#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What is on the disk is the old file or the new one, whole: with no room, where nobody may write, and when the program is killed
# at any moment. Usage: durability.sh ASSAY EXAMPLE_DELIVERY [KILLS]
set -u
assay=$1
delivery=$2
kills=${3:-40}

work=$(mktemp -d)
mounted=()
cleanUp() {
    local point
    for point in "${mounted[@]}"; do umount "$point" 2>/dev/null; done
    rm -rf "$work"
}
trap cleanUp EXIT
export XDG_CONFIG_HOME=$work/config
failures=0
fail() {
    echo "FAIL: $*" >&2
    failures=$((failures + 1))
}

report=$work/report.json
"$assay" check -q --json "$report" "$delivery" >/dev/null 2>&1
[[ -s $report ]] || { echo "no report to begin with" >&2; exit 1; }
rule=$("$assay" answer "$report" | awk '/: open$/ && $1 != "check" { sub(":", "", $(NF - 1)); print $(NF - 1); exit }')
[[ -n $rule ]] || { echo "the example has nothing to answer" >&2; exit 1; }
answer() { "$assay" answer "$@" --rule "$rule" --as intent --person Ada --why "a test" -q; }
isWhole() { "$assay" answer "$1" >/dev/null 2>&1; [[ $? -ne 4 && $? -ne 2 ]]; }

# $1: what it is; $2: the file that must stay as it is; $3: words that the message must hold
mustRefuse() {
    local before after message
    before=$(sha256sum <"$2")
    message=$(answer "$2" 2>&1 >/dev/null)
    local code=$?
    after=$(sha256sum <"$2")
    [[ $code -eq 2 ]] || fail "$1: exit $code instead of 2"
    [[ $before == "$after" ]] || fail "$1: the old report was lost"
    [[ $message == *"$3"* ]] || fail "$1: the message does not say '$3': $message"
    [[ $message == *"$(basename "$2")"* ]] || fail "$1: the message names no file: $message"
    compgen -G "$2.part-*" >/dev/null && fail "$1: half a file is left over"
}

(ulimit -f 8; mustRefuse "a limit on file sizes" "$report" "make room"; exit $failures) || failures=$((failures + $?))

small=$work/small
mkdir "$small"
if mount -t tmpfs -o size=$(($(stat -c %s "$report") * 3 / 2)) tmpfs "$small" 2>/dev/null; then
    mounted+=("$small")
    cp "$report" "$small/report.json"
    mustRefuse "a full disk" "$small/report.json" "make room"
    mount -o remount,ro "$small" && mustRefuse "a read-only disk" "$small/report.json" "name a place that you may write to"
else
    echo "no file system may be mounted here: a full disk is tried by the limit on file sizes alone"
fi
if [[ $EUID -ne 0 ]]; then
    mkdir "$work/closed" && cp "$report" "$work/closed" && chmod a-w "$work/closed"
    mustRefuse "a closed folder" "$work/closed/report.json" "name a place that you may write to"
    chmod u+w "$work/closed"
fi

changed=0
for ((i = 0; i < kills; ++i)); do
    before=$(sha256sum <"$report")
    answer "$report" >/dev/null 2>&1 &
    victim=$!
    sleep "0.$(printf '%03d' $((RANDOM % 250)))"
    kill -KILL "$victim" 2>/dev/null
    wait "$victim" 2>/dev/null
    [[ $before == "$(sha256sum <"$report")" ]] || changed=$((changed + 1))
    isWhole "$report" || { fail "kill $i left a broken report"; break; }
done
echo "$kills kills: $changed times the new report, $((kills - changed)) times the old one, always whole"
exit $((failures > 0))
