#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs the Debian 12 (or Ubuntu of that age) packages that building, testing and running Assay need.
# The one list of them; arguments are further packages. Installs only what is missing; touches nothing, and needs no root, when nothing is.
set -euo pipefail

packages=(
    # to build
    g++ cmake ninja-build ccache pkg-config
    qt6-base-dev qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools libgl-dev
    libsndfile1-dev libflac-dev libavformat-dev libavcodec-dev libavutil-dev libswresample-dev
    libebur128-dev libtag1-dev libxxhash-dev libssl-dev libfftw3-dev libsoxr-dev libsodium-dev libzip-dev
    libexpected-dev libfmt-dev libtomlplusplus-dev nlohmann-json3-dev libvalijson-dev libpugixml-dev libcli11-dev
    # to print: the reports' own face, and one that has the Chinese, Japanese and Korean characters it lacks
    fonts-inter fonts-noto-cjk
    # to test the window with real clicks
    xvfb xauth
    # to test the reports' schema by a validator that is not ours
    python3-jsonschema
)

packages+=("$@") # what a caller needs beyond

if ! command -v apt-get >/dev/null; then
    echo "install-deps: this script knows apt only; on another system install the counterparts of:" >&2
    printf '  %s\n' "${packages[@]}" >&2
    exit 2
fi

missing=()
for package in "${packages[@]}"; do
    state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
    [[ $state == installed ]] || missing+=("$package")
done
[[ ${#missing[@]} -gt 0 ]] || exit 0

as_root=()
if [[ $EUID -ne 0 ]]; then
    if ! command -v sudo >/dev/null; then
        echo "install-deps: run as root, or install sudo; missing: ${missing[*]}" >&2
        exit 2
    fi
    as_root=(sudo)
fi

apt() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o=Dpkg::Use-Pty=0 "$@"; }

log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "Installing ${#missing[@]} missing packages: ${missing[*]}"
if ! { apt update && apt install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
    cat "$log" >&2
    echo "install-deps: apt-get failed, see above; missing: ${missing[*]}" >&2
    exit 2
fi
