#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# From a fresh Debian 12 to a checked delivery: installs what is missing, builds, checks the bundled example.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

packaging/install-deps.sh

build=build/release
echo "Building Assay (a few minutes the first time) ..."
log=$build/quickstart-build.log
mkdir -p "$build"
if ! { cmake --preset release && cmake --build "$build" --parallel "$(nproc)"; } >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    echo "quickstart: the build failed; all of its output is in $log" >&2
    exit 2
fi

if ! packaging/install-speech.sh "$build/lib/assay"; then
    echo "Going on without the speech detector: dialogue is then measured by dialogue stems alone."
fi

delivery=$build/example/nightfall
report=$build/report
mkdir -p "$report" && rm -f "$report"/nightfall.*
echo "Checking the example delivery in $delivery"
echo "  mixes against EBU R 128, stems against the house rules in packaging/example/stems.toml ..."
echo
verdict=0
"$build/bin/assay" check --profile ebu-r128 --profile packaging/example/stems.toml \
    --json "$report/nightfall.json" --pdf "$report/nightfall.pdf" "$delivery" || verdict=$?

# 1 is the answer we want: the example is wrong on purpose. Anything else means that Assay is.
if [[ $verdict -ne 1 ]]; then
    echo "quickstart: the example should have failed (exit 1), but the check ended with exit $verdict" >&2
    exit 2
fi
for file in "$report/nightfall.pdf" "$report/nightfall.json"; do
    [[ -s $file ]] || { echo "quickstart: $file was not written" >&2; exit 2; }
done
cat <<END

That is Assay at work. The example fails on purpose:
  - the 5.1 mix was turned up after the stems were made: too loud, and its true peak is over in the LFE
  - the music stem is clipped, the effects stem has its right leg inverted
  - the stereo mix and the dialogue stem are right, and pass
The report says where, by how much and what to do:

  PDF   $PWD/$report/nightfall.pdf
  JSON  $PWD/$report/nightfall.json

Next:
  $build/bin/assay check --profile ebu-r128 YOUR_FILE_OR_FOLDER
  $build/bin/assay profiles list
  $build/bin/assay-gui
END
