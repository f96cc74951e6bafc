#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds with assertions, runs every test. Ends non-zero when anything fails.
# Further arguments go to ctest: packaging/test.sh -L unit
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

needed=(minisign) # the judge of our signatures
command -v npm >/dev/null || needed+=(npm) # what brings the speech detector
packaging/install-deps.sh "${needed[@]}"

cores=$(nproc)
build=build/dev
configure=(cmake --preset dev)
report=()
if [[ ${CI:-} == true ]]; then
    configure+=(--fresh) # no cache variable of an earlier run decides what is tested
    report=(--output-junit "$PWD/$build/tests.xml")
fi

"${configure[@]}"
cmake --build "$build" --parallel "$cores"
# Without a network the tests of the speech detector say that they are skipped.
packaging/install-speech.sh "$build/lib/assay" || echo "test: going on without the speech detector" >&2
# The exit code is ctest's own, and so is the last thing printed: how many passed, and which did not.
ctest --test-dir "$build" --parallel "$cores" --output-on-failure --no-tests=error "${report[@]}" "$@"
