#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every file of the corpus: what others say about it, what Assay says, and whether they agree.

oracles.py ASSAY CORPUS [--write]: a Markdown table to standard output, or to agreement.md beside this script.

The others are: what the corpus's own notes state of a file (statements.tsv beside this script), ffmpeg's figures
(measured_ffmpeg.tsv), the report of Sound Devices' Wave Agent, Dolby's own dbmd parser, and ffprobe.
"""
import csv
import fnmatch
import json
import pathlib
import re
import subprocess
import sys

GROUPS = ["bwf", "adm", "channel_layout", "movie_mxf", "tags", "malformed"]
LOUDNESS_SPREAD = 0.1  # LU: one decimal in the oracle
PEAK_SPREAD = 0.3  # dB: ffmpeg's true peak is of another filter
SILENT = -70.0  # LUFS, what ffmpeg writes where nothing passes the gate


class Subject:
    """What Assay says about one file."""

    def __init__(self, asset, programmes):
        self.path = asset["path"]
        self.error = asset["error"]
        self.faults = [fault["code"] for fault in asset["faults"]]
        self.programmes = programmes

    def measure(self, name):
        found = self.programmes[0]["measures"].get(name, {}) if self.programmes else {}
        return found.get("value")

    def start(self):
        return self.programmes[0]["start_timecode"] if self.programmes else None

    def brief(self):
        said = []
        if self.error:
            said.append("unreadable: " + self.error["message"].split(";")[0])
        elif self.programmes:
            layouts = sorted({p["layout"] for p in self.programmes})
            kind = f"{self.measure('format.codec')} {self.measure('format.sample_rate')} Hz {', '.join(layouts)}"
            several = f" in {len(self.programmes)} programmes" if len(self.programmes) > 1 else ""
            said.append(kind + several)
        else:
            said.append("no programme")
        return "; ".join(said + self.faults)


def measured(assay, folder):
    run = subprocess.run([assay, "measure", "-q", "--no-series", "--json", "-", folder], capture_output=True, text=True)
    report = json.loads(run.stdout)
    by_asset = {}
    for programme in report["programmes"]:
        for asset in programme["assets"]:
            by_asset.setdefault(asset, []).append(programme)
    return {asset["path"]: Subject(asset, by_asset.get(asset["path"], [])) for asset in report["assets"]}


def show(value):
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


# --- statements.tsv: file, who says it, what (in words), the same as questions to the report -------------------------

def holds(question, subject):
    """fault=CODE, sound=yes|no, start=TIMECODE, error~TEXT, MEASURE=VALUE, MEASURE~TEXT; true, and what Assay says."""
    key, sign, wanted = re.match(r"([^=~]+)([=~])(.*)", question).groups()
    if key == "fault":
        return wanted in subject.faults or (wanted == "none" and not subject.faults), " ".join(subject.faults) or "none"
    if key == "sound":
        has = bool(subject.programmes) and not subject.error
        return has == (wanted == "yes"), "readable" if has else "unreadable"
    if key == "error":
        message = subject.error["message"] if subject.error else "none"
        return wanted.lower() in message.lower(), message.split(";")[0]
    if key == "start":
        return str(subject.start()) == wanted, str(subject.start())
    found = subject.measure(key)
    text = show(found)
    if sign == "~":
        return wanted.lower() in text.lower(), text
    try:
        return abs(float(text) - float(wanted)) < 1e-3, text
    except ValueError:
        return text == wanted, text


def statements(group, subjects):
    with open(pathlib.Path(__file__).parent / "statements.tsv", newline="") as file:
        for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if not row or row[0].startswith("#") or not row[0].startswith(group + "/"):
                continue
            pattern, who, words, questions = row[:4]
            for path in fnmatch.filter(subjects, glob_of(pattern[len(group) + 1:])):
                answers = [holds(question, subjects[path]) for question in questions.split("; ")]
                yield path, who, words, "; ".join(dict.fromkeys(said[:90] for _, said in answers)), all(
                    ok for ok, _ in answers)


def glob_of(pattern):
    return pattern.replace("[", "[[]")


# --- ffmpeg's figures --------------------------------------------------------------------------------------------------

def figures(corpus, group, subjects):
    table = pathlib.Path(corpus, group, "measured_ffmpeg.tsv")
    if not table.exists():
        return
    by_name = {pathlib.Path(path).name: path for path in subjects}
    for row in csv.DictReader(table.open(), delimiter="\t", quoting=csv.QUOTE_NONE):
        path = by_name.get(row["file"])
        if path is None or not subjects[path].programmes:
            continue
        if subjects[path].measure("format.channels") is None or "unknown" in (row.get("ch") or ""):
            continue  # ffmpeg weighs channels that nobody names as it likes
        loudness, peak = float(row["I"]), float(row["TP"])
        ours, ours_peak = subjects[path].measure("loudness.integrated"), subjects[path].measure("peak.true")
        loud_ok = ours is None or ours < SILENT if loudness <= SILENT else (
            ours is not None and abs(ours - loudness) <= LOUDNESS_SPREAD)
        peak_ok = (ours_peak is None) if peak == float("-inf") else (
            ours_peak is not None and abs(ours_peak - peak) <= PEAK_SPREAD)
        say = lambda value: "n/a" if value is None else f"{value:.1f}"
        yield path, "ffmpeg", f"{row['I']} LUFS, {row['TP']} dBTP", f"{say(ours)} LUFS, {say(ours_peak)} dBTP", (
            loud_ok and peak_ok)


# --- Sound Devices Wave Agent ------------------------------------------------------------------------------------------

def wave_agent(corpus, group, subjects):
    report = pathlib.Path(corpus, "bwf/wavinfo/WaveAgentSoundReport.csv")
    if group != "bwf" or not report.exists():
        return
    rows = list(csv.reader(report.read_text(errors="replace").replace("\r\n", "\n").replace("\r", "\n").splitlines()))
    first = next(i for i, row in enumerate(rows) if row and row[0] == "File Name")
    head = rows[first]
    for values in rows[first + 1:]:
        row = dict(zip(head, values))
        name = row.get("File Name", "")
        for path, subject in subjects.items():
            file = pathlib.Path(path).name
            if file != name and not ("_X." in name and re.fullmatch(re.escape(name).replace("_X", r"_\d+"), file)):
                continue
            if not path.startswith("wavinfo/"):
                continue
            yield path, "Wave Agent", *compare_wave_agent(row, subject)


def compare_wave_agent(row, subject):
    rate, flag = (row["Frame Rate"].split() + ["", ""])[:2]
    tracks = [row[key] for key in ("T1", "T2", "T3", "T4", "T5") if row.get(key, "").strip()]
    own = subject.measure("ixml.tracks") or []
    mono = "(MONO)" in row["Channels"]  # the report joins mono files to one line
    length = [int(part) for part in row["Length"].split(":")]
    checks = [
        (row["Sample Rate"], subject.measure("format.sample_rate")),
        (row["Bit Depth"], subject.measure("format.bit_depth")),
        (row["Scene"].strip(), subject.measure("ixml.scene") or ""),
        (row["Take"].strip().lstrip("0"), (subject.measure("ixml.take") or "").lstrip("0")),
        (row["Tape"].strip(), subject.measure("ixml.tape") or ""),
        (row["Start TC"], (subject.start() or "").split(".")[0]),
    ]
    ok = all(str(left) == str(right) for left, right in checks)
    ok = ok and (all(track in tracks for track in own) if mono else own == tracks)
    ok = ok and abs(subject.measure("format.duration") - (length[0] * 3600 + length[1] * 60 + length[2])) < 1.0
    ok = ok and (not rate or rate[:5] in ("23.97", "25") and str(subject.measure("format.frame_rate"))[:2] == rate[:2])
    said = f"{' '.join(str(right) for _, right in checks)} {show(own)}"
    return f"{' '.join(left for left, _ in checks)} {show(tracks)} {rate} {flag}".strip(), said.strip(), ok


# --- Dolby's dbmd parser -----------------------------------------------------------------------------------------------

DOLBY = {"normal": "direct render", "warping": "direct render with room balance", "bypass": "off"}  # its words, ours


def dolby(corpus, group, subjects):
    if group != "adm":
        return
    for path, subject in subjects.items():
        text = pathlib.Path(corpus, group, path).with_suffix(".txt")
        if not path.startswith("dolby-dbmd/") or not text.exists():
            continue
        words = text.read_text(errors="replace")
        made = re.search(r"Created by: (.*?) \(([\d.]+)\)", words)
        warp = re.search(r"warp_mode: ([^(\n]*)", words)
        binaural = re.search(r"binaural render mode: ([^(\n]*)", words)
        trims = len(re.findall("automatic trims", words))
        warp = warp.group(1).strip() if warp else "-"
        binaural = binaural.group(1).strip() if binaural else "not present"
        own = [subject.measure(name) for name in ("dbmd.tool", "atmos.downmix_mode", "atmos.binaural_mode",
                                                  "atmos.trims_automatic")]
        ok = (own[0] == " ".join(made.groups()) and own[1] == DOLBY.get(warp, warp)
              and (own[2] or "not present") == DOLBY.get(binaural, binaural) and (own[3] or 0) == trims)
        theirs = f"{' '.join(made.groups())}, warp {warp}, binaural {binaural}, {trims} automatic trims"
        yield path, "Dolby's parser", theirs, "; ".join(show(value) for value in own), ok


# --- ffprobe: for what nobody else speaks of -----------------------------------------------------------------------

CODECS = {"pcm": "pcm", "dca": "dts", "libopus": "opus"}


def ffprobe(corpus, group, path, subject):
    run = subprocess.run(["ffprobe", "-v", "error", "-show_entries", "stream=codec_name,codec_type,sample_rate,channels",
                          "-of", "json", pathlib.Path(corpus, group, path)], capture_output=True, text=True, timeout=60)
    answer = json.loads(run.stdout) if run.returncode == 0 else {}  # it breaks off where it fails
    streams = [s for s in answer.get("streams", []) if s.get("codec_type") == "audio"]
    if not streams:
        return "ffprobe", "no sound", subject.brief(), not subject.programmes or bool(subject.error)
    first = streams[0]
    codec = re.sub(r"^pcm_(?!alaw|mulaw).*", "pcm", first.get("codec_name", "none"))
    words = f"{codec} {first.get('sample_rate')} Hz {first.get('channels')} ch" + (
        f", {len(streams)} streams" if len(streams) > 1 else "")
    if subject.error or not subject.programmes:
        return decoded(corpus, group, path, words, subject)
    same = (str(subject.measure("format.sample_rate")) == first.get("sample_rate")
            and subject.measure("format.codec") == CODECS.get(codec, codec)
            and subject.measure("format.streams") == len(streams)
            and (subject.measure("format.channels") == first.get("channels") or len(streams) > 1))
    return "ffprobe", words, subject.brief(), same


def decoded(corpus, group, path, words, subject):
    """Headers alone make no sound: does ffmpeg decode what Assay refuses, without a word of complaint?"""
    run = subprocess.run(["ffmpeg", "-v", "error", "-nostats", "-progress", "-", "-i", pathlib.Path(corpus, group, path),
                          "-map", "0:a", "-f", "null", "-"], capture_output=True, text=True, errors="replace", timeout=120)
    complains = run.returncode != 0 or bool(run.stderr.strip())
    times = re.findall(r"out_time_us=(\d+)", run.stdout)
    silent = not times or int(times[-1]) == 0
    told = "ffmpeg decodes nothing" if silent else "ffmpeg complains" if complains else "ffmpeg decodes it"
    return "ffprobe, ffmpeg", f"{words}; {told}", subject.brief(), complains or silent


# What differs on purpose, and why.
DIFFERENCES = {
    "alsa-speech/Front_Center.wav": "mono, as it says; with Front_Left.wav it is measured as a set that lacks legs",
    "alsa-speech/Front_Left.wav": "mono, as it says; with Front_Center.wav it is measured as a set that lacks legs",
    "flac-subset/42 - 7 channels (6.1).flac": "BS.1770-5 weighs a rear centre with 1.0, ffmpeg with 1.41",
    "flac-subset/43 - 8 channels (7.1).flac": "BS.1770-5 weighs rear channels with 1.0, ffmpeg with 1.41",
    "photon/AUDIO.null_terminated_strings.mxf": "ten frames: the peak is that of the samples",
    "androidx/sample_ipcm_24le.mp4": "libav 5.1 takes every ipcm for 16 bits; Assay refuses it by name",
    "mutagen/apev2-lyricsv2.mp3": "cut off: Assay refuses what is far shorter than its own header says",
    "taglib/lame_cbr.mp3": "cut off: Assay refuses what is far shorter than its own header says",
    "taglib/lame_vbr.mp3": "cut off: Assay refuses what is far shorter than its own header says",
    "taglib/toc_many_children.mp3": "cut off: Assay refuses what is far shorter than its own header says",
    "music-metadata/adts-0-frame.mp3": "cut off: Assay refuses what is far shorter than its own header says",
    "asarubbo-poc/00264-libsndfile-invalidread-flac_buffer_copy": "Assay finds no sound either: 0 frames, faults named",
    "atldotnet/adif_CBR88_8s.aac": "AAC in ADIF has no frames to find one's way by; not read",
}


def rows_of(assay, corpus, group):
    subjects = measured(assay, str(pathlib.Path(corpus, group)))
    rows = {path: [] for path in subjects}
    for path, *row in [*statements(group, subjects), *figures(corpus, group, subjects),
                       *wave_agent(corpus, group, subjects), *dolby(corpus, group, subjects)]:
        rows[path].append(row)
    for path, subject in subjects.items():
        if not rows[path]:
            rows[path].append(ffprobe(corpus, group, path, subject))
    return rows


def clean(text):
    return re.sub(r"\s+", " ", str(text)).replace("|", "\\|")


def main():
    assay, corpus = sys.argv[1:3]
    lines = ["# The corpus, as others read it and as Assay does", "",
             "Written by `tests/oracles/oracles.py` from the program and the files themselves.", ""]
    total = agreed = open_ones = 0
    for group in GROUPS:
        rows = rows_of(assay, corpus, group)
        lines += [f"## {group}", "", "| file | who | says | Assay says | agree |", "|---|---|---|---|---|"]
        for path in sorted(rows):
            for who, words, said, ok in rows[path]:
                total += 1
                agreed += bool(ok)
                open_ones += not ok and path not in DIFFERENCES
                answer = "yes" if ok else "no: " + DIFFERENCES[path] if path in DIFFERENCES else "NO"
                lines.append(f"| {clean(path)} | {who} | {clean(words)} | {clean(said)} | {answer} |")
        lines.append("")
    lines.insert(3, f"{agreed} of {total} statements agree, {total - agreed - open_ones} differ for a stated reason, {open_ones} "
                 "differ.\n")
    if "--write" in sys.argv:
        pathlib.Path(__file__).with_name("agreement.md").write_text("\n".join(lines))
    else:
        print("\n".join(lines))
    print(f"{agreed} of {total} statements agree", file=sys.stderr)


if __name__ == "__main__":
    main()
