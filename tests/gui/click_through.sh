#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Clicks through the real app on a virtual screen: opens the example, waits for the verdict, goes to a finding, zooms.
# Usage: click_through.sh BUILD_DIR [SCREENSHOT.png]. Needs Xvfb, xdotool and (for the screenshot) ImageMagick.
set -eu
build=$1
shot=${2:-}
for tool in Xvfb xdotool; do
    command -v "$tool" >/dev/null || { echo "click_through: $tool is missing" >&2; exit 77; }
done
home=$(mktemp -d)
number=$home/display
Xvfb -displayfd 3 -screen 0 1600x1000x24 3>"$number" 2>/dev/null &
server=$!
app=
trap '[ -n "$app" ] && kill "$app" 2>/dev/null; kill "$server" 2>/dev/null; rm -rf "$home"' EXIT
while ! [ -s "$number" ]; do sleep 0.1; done
DISPLAY=:$(cat "$number")
export DISPLAY XDG_CONFIG_HOME="$home" XDG_RUNTIME_DIR="$home"
"$build/bin/assay-gui" -platform xcb --theme dark --profile ebu-r128 &
app=$!
window=$(xdotool search --sync --onlyvisible --pid "$app" | tail -1)
xdotool windowmove "$window" 0 0 windowsize "$window" 1600 1000 windowfocus "$window"
sleep 1
title() { xdotool getwindowname "$window"; }
xdotool mousemove 800 581 click 1 # the button that opens the example
tries=0
until title | grep -q nightfall; do
    tries=$((tries + 1))
    [ "$tries" -lt 50 ] || { echo "click_through: the example did not open: $(title)" >&2; exit 1; }
    sleep 0.2
done
until ! pgrep -P "$app" >/dev/null; do sleep 0.2; done # the child that measures has ended
sleep 1
xdotool mousemove 1400 135 click 1 # the first finding
xdotool key n                      # the next one
xdotool mousemove 900 300 click 4 click 4
sleep 0.5
[ -z "$shot" ] || import -window root "$shot"
kill -0 "$app" || { echo "click_through: the app is gone" >&2; exit 1; }
echo "click_through: ok"
