#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Puts the speech detector (Silero VAD v6, MIT) and the library that runs it (ONNX Runtime, MIT) where Assay looks for
# them: in lib/assay beside the bin folder of the program. Debian 12 packages neither, so both come from npm, in the
# versions below and checked by their hashes. Without them everything works but dialogue without a dialogue stem.
# Arguments: the lib/assay folders to fill; without, those of every build.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

runtime_package=onnxruntime-node@1.30.0
model_package=@ricky0123/vad-web@0.0.31
model=silero_vad_v6.onnx
library=libonnxruntime.so.1
model_hash=1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3
case $(uname -m) in
    x86_64) machine=x64 library_hash=ffb75a925ba05e47b235bb66e3e3911714a80b328a9c9425539feb204aa32a23 ;;
    aarch64) machine=arm64 library_hash=1f549d46250b005580b597f4164984aaf75b3bcb9f3aeb07c7f8a8fe60b23c76 ;;
    *) echo "install-speech: there is no ONNX Runtime for $(uname -m) in $runtime_package" >&2; exit 2 ;;
esac

right() { # FOLDER: does it hold both files as they should be?
    printf '%s  %s\n' "$model_hash" "$1/$model" "$library_hash" "$1/$library" | sha256sum --check --status 2>/dev/null
}

fetch() { # PACKAGE FILE: the file of that name in an npm package, on standard output
    local packed
    packed=$(cd "$work" && npm pack --silent "$1")
    tar -xzOf "$work/$packed" "$2"
}

folders=("$@")
if [[ ${#folders[@]} -eq 0 ]]; then
    for build in build/*/; do
        [[ ! -f $build/CMakeCache.txt ]] || folders+=("${build}lib/assay")
    done
fi
[[ ${#folders[@]} -gt 0 ]] || { echo "install-speech: build Assay first, or name the folder to fill" >&2; exit 2; }

cache=${XDG_CACHE_HOME:-$HOME/.cache}/assay/speech
if ! right "$cache"; then
    if ! command -v npm >/dev/null; then
        echo "install-speech: npm is missing, which fetches the speech detector: apt-get install npm, then again" >&2
        exit 3
    fi
    mkdir -p "$cache"
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    echo "Fetching the speech detector (119 MB, once) ..."
    fetch "$runtime_package" "package/bin/napi-v6/linux/$machine/$library" >"$cache/$library"
    fetch "$model_package" "package/dist/$model" >"$cache/$model"
    if ! right "$cache"; then
        rm -f "$cache/$library" "$cache/$model"
        echo "install-speech: what was fetched is not what was tested (SHA-256 differs); nothing is installed" >&2
        exit 2
    fi
fi
for folder in "${folders[@]}"; do
    right "$folder" && continue
    mkdir -p "$folder"
    cp "$cache/$library" "$cache/$model" "$folder/"
    echo "The speech detector is in $folder"
done
